"""Words of the gate for what visits hold and what is wrong with a form, as keys of the catalogue."""

from __future__ import annotations

from inspect_app.gate.sign_in import Problem
from inspect_app.texts import Words

CONSENTS = {"called": "Called", "message": "By message", "expected": "Was expected"}
OUT_WORDS = {
    "tapped": "Signed out by a tap",
    "scanned": "The pass came back",
    "group": "Left with the group",
    "closing": "Signed out after closing; nobody saw them go",
    "elsewhere": "Left at another gate",
}
STEP_SAID = {
    "in": "Signed in",
    "out": "Signed out",
    "back": "Signing out taken back",
    "papers": "Papers taken in",
    "changed": "Corrected",
}
VISIT_FIELDS = {
    "name": "Visitor's name",
    "phone": "Phone",
    "came_from": "Came from",
    "host_name": "To see",
    "host_id": "To see",
    "plate": "Plate",
    "pass_no": "Number of the pass",
    "companions": "Number of people with them",
    "companion_names": "Names of those with them",
    "goods": "Carries",
    "note": "Note",
    "group_id": "Came together",
}
NUMBER_FLAWS = {
    "length": "An identity card has 18 characters. Count them again, or choose another paper.",
    "letters": "An identity card has digits only, and at most an X at the end. Type it again.",
    "birthday": "Digits 7 to 14 are no day of birth. Compare them with the card.",
    "check": "The last character does not fit the others: one of them is mistyped. Compare it with the card.",
}
FLAWS = {
    "sort missing": "Choose what kind of visitor it is.",
    "name missing": "Type the name.",
    "name digits": "Nobody was found by these digits. Type the name.",
    "answers missing": "Answer: {about}",
    "phone digits": "The phone number is not right: 11 digits, or a fixed line with its area code.",
    "companions digits": "Type how many people came along, 0 for nobody.",
    "campus missing": "This phone knows no campus yet. Sync once, then sign in.",
    "paper missing": "Choose which paper is shown, or say why there is none.",
    "number missing": "Type the number of the identity card.",
    "checked missing": "Look at the paper and tick that it was checked.",
    "photo missing": "The school wants a photo of each visitor. Take one.",
    "host missing": "Say whom they want to see.",
    "consent missing": "Say how the host agreed.",
}


def problem_words(problem: Problem, t: Words) -> str:
    """One sentence: what is missing and what to do."""
    words = FLAWS[f"{problem.field} {problem.flaw}"]
    return t(words, about=problem.about)
