"""Conditions on earlier answers: the part of XLSForm's `relevant` and `constraint` that checklists use.

    ${door} = 'abnormal' and not(selected(${faults}, 'lock'))        . >= 0 and . <= 40

Taken in: ${name}, the item's own answer `.`, 'text', numbers, = != < <= > >=, and, or, not(), brackets,
selected(), count-selected(), string-length(), true(), false(). Everything else is refused by name, at
import and never while somebody walks a round. Source of the notation: xlsform.org, sections Relevant
and Constraints. Parsed here and never evaluated as Python.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FUNCTIONS = {"not": 1, "selected": 2, "count-selected": 1, "string-length": 1, "true": 0, "false": 0}
COMPARISONS = ("<=", ">=", "!=", "=", "<", ">")
DEEPEST = 30

_TOKEN = re.compile(
    r"\s*(?:(?P<item>\$\{\s*[^\s{}]+\s*\})"
    r"|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<number>-?(?:\d+(?:\.\d+)?|\.\d+))"
    r"|(?P<mark><=|>=|!=|[=<>(),])"
    r"|(?P<self>\.(?!\.))"
    r"|(?P<word>[A-Za-z][\w-]*(?::[\w-]+)?))"
)


class RuleRefused(Exception):
    """The rule is outside the subset; the text says where, in Chinese, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class ItemValue:
    """The answer to the item `key`; None = the item that the rule stands on."""

    key: str | None


@dataclass(frozen=True, slots=True)
class Constant:
    """A text or a number written in the rule."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or function on its arguments, in order. `name` is '=', 'and', 'selected', ..."""

    name: str
    arguments: tuple[Expression, ...]


Expression = ItemValue | Constant | Call


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a rule: `sort` is item, text, number, mark, self or word."""

    sort: str
    text: str


def parse_rule(rule: str) -> Expression:
    """Read `rule`. Raises RuleRefused for anything outside the subset."""
    parser = _Parser(tokens(rule))
    expression = parser.either()
    parser.finish()
    return expression


def keys_in(expression: Expression) -> tuple[str, ...]:
    """The keys of the items that the rule looks at, in order of mention, without its own."""
    if isinstance(expression, ItemValue):
        return (expression.key,) if expression.key is not None else ()
    if isinstance(expression, Call):
        return tuple(key for part in expression.arguments for key in keys_in(part))
    return ()


def looks_at_itself(expression: Expression) -> bool:
    """Whether `.` occurs."""
    if isinstance(expression, Call):
        return any(looks_at_itself(part) for part in expression.arguments)
    return isinstance(expression, ItemValue) and expression.key is None


def tokens(rule: str) -> list[Token]:
    """The words of a rule. Raises RuleRefused where there is none that is known."""
    found: list[Token] = []
    at, end = 0, len(rule.rstrip())
    while at < end:
        match = _TOKEN.match(rule, at)
        if match is None:
            raise RuleRefused(f"看不懂“{rule[at:].strip()[:20]}”")
        sort = match.lastgroup or ""
        found.append(Token(sort, match.group(sort)))
        at = match.end()
    return found


class _Parser:
    """Recursive descent over the tokens of one rule."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0

    def peek(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else Token("end", "")

    def take(self) -> Token:
        token = self.peek()
        if token.sort == "end":
            raise RuleRefused("没有写完")
        self.at += 1
        return token

    def accept(self, sort: str, text: str) -> bool:
        found = self.peek() == Token(sort, text)
        self.at += found
        return found

    def expect(self, mark: str) -> None:
        if not self.accept("mark", mark):
            found = self.peek().text
            raise RuleRefused(f"“{found}”前面少了“{mark}”" if found else f"末尾少了“{mark}”")

    def finish(self) -> None:
        if self.peek().sort != "end":
            raise RuleRefused(f"“{self.peek().text}”处多了内容")

    def either(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise RuleRefused("括号套得太深")
        parts = [self.both()]
        while self.accept("word", "or"):
            parts.append(self.both())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Call("or", tuple(parts))

    def both(self) -> Expression:
        parts = [self.comparison()]
        while self.accept("word", "and"):
            parts.append(self.comparison())
        return parts[0] if len(parts) == 1 else Call("and", tuple(parts))

    def comparison(self) -> Expression:
        left = self.single()
        token = self.peek()
        if token.sort == "mark" and token.text in COMPARISONS:
            self.take()
            return Call(token.text, (left, self.single()))
        return left

    def single(self) -> Expression:
        token = self.take()
        if token.sort == "item":
            return ItemValue(token.text[2:-1].strip())
        if token.sort == "self":
            return ItemValue(None)
        if token.sort == "text":
            return Constant(token.text[1:-1])
        if token.sort == "number":
            return Constant(float(token.text))
        if token.sort == "word":
            return self.call(token.text)
        if token.text == "(":
            inner = self.either()
            self.expect(")")
            return inner
        raise RuleRefused(f"“{token.text}”不该出现在这里")

    def call(self, name: str) -> Expression:
        if name not in FUNCTIONS:
            raise RuleRefused(f"不支持“{name}”")
        self.expect("(")
        arguments: list[Expression] = []
        while not self.accept("mark", ")"):
            if arguments:
                self.expect(",")
            arguments.append(self.either())
        if len(arguments) != FUNCTIONS[name]:
            raise RuleRefused(f"“{name}”要写 {FUNCTIONS[name]} 个参数")
        return Call(name, tuple(arguments))
