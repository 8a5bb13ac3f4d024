"""A checklist as data: what is looked at, how it may be answered, and when that counts as a fault."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["yes_no_na", "choice", "multiple", "number", "text", "photo", "note"]
PhotoRule = Literal["never", "optional", "on_fail", "always"]
Level = Literal["minor", "major", "urgent"]

KINDS: tuple[Kind, ...] = ("yes_no_na", "choice", "multiple", "number", "text", "photo", "note")
PHOTO_RULES: tuple[PhotoRule, ...] = ("never", "optional", "on_fail", "always")
LEVELS: tuple[Level, ...] = ("minor", "major", "urgent")
CHOICE_KINDS = ("yes_no_na", "choice", "multiple")
REQUIRED_UNLESS_SAID = ("yes_no_na", "choice", "multiple", "number")


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: what is recorded, and what the person reads."""

    value: str
    label: str


NORMAL = Choice("normal", "正常")
ABNORMAL = Choice("abnormal", "异常")
NOT_APPLICABLE = Choice("na", "不适用")
YES_NO_NA = (NORMAL, ABNORMAL, NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a checklist.

    `low` and `high` are limits of a number, both inside; outside is a fault, not a typing error.
    `fail_when` is the choices that are a fault, or a rule (see rules.py) that is true on a fault.
    `relevant` is a rule on earlier items; where it is false the item is not asked.
    `guide` names a picture of how it should look; `source` the standard or law that asks for it.
    """

    key: str
    label: str
    kind: Kind = "yes_no_na"
    hint: str = ""
    section: str = ""
    choices: tuple[Choice, ...] = ()
    low: float | None = None
    high: float | None = None
    unit: str = ""
    whole: bool = False
    required: bool = True
    photo: PhotoRule = "optional"
    guide: str = ""
    fail_when: tuple[str, ...] | str = ()
    level: Level = "minor"
    relevant: str = ""
    default: str | float | tuple[str, ...] | None = None
    source: str = ""

    @property
    def asked(self) -> bool:
        """Whether the item takes an answer at all; a note only tells something."""
        return self.kind != "note"

    @property
    def fail_choices(self) -> tuple[str, ...]:
        """The choices that are a fault; an abnormal yes-no item always is one."""
        if self.kind == "yes_no_na":
            return (ABNORMAL.value,)
        return self.fail_when if isinstance(self.fail_when, tuple) else ()

    @property
    def fail_rule(self) -> str:
        """The rule that is true on a fault, or ''."""
        return self.fail_when if isinstance(self.fail_when, str) else ""

    @property
    def options(self) -> tuple[Choice, ...]:
        """What to offer: a yes-no item without choices of its own has the usual three."""
        return YES_NO_NA if self.kind == "yes_no_na" and not self.choices else self.choices


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is looked at in rooms of certain uses. Made by json_form.py or an import, valid once it exists.

    `captioned`: time, place and person are burnt into its photos.
    """

    id: str
    name: str
    uses: tuple[str, ...]
    items: tuple[Item, ...]
    version: int = 1
    note: str = ""
    captioned: bool = True

    def item(self, key: str) -> Item | None:
        """The item called `key`, or None."""
        return next((item for item in self.items if item.key == key), None)
