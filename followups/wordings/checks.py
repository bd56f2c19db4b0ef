"""What an approved text may hold. Nothing in it is ever executed: what is not a known placeholder is refused."""

import difflib
import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.models import Wording
from followups.nudges.wording import IN_SUBJECT, IN_TEXT, IN_TEXT_OF_A_PLAN, PLACEHOLDER

SUBJECT, TEXT, BUTTON = "subject", "text", "button"
LONGEST = {SUBJECT: 60, TEXT: 600, BUTTON: 40}
# In the order in which the page explains them.
MEANINGS = {
    "name": gettext_lazy("what to call the job seeker"),
    "interview": gettext_lazy("the sentence that says which interview is meant"),
    "employer": gettext_lazy("the employer, or “the employer” where it must not be named"),
    "job": gettext_lazy("the job title"),
    "day": gettext_lazy("the day of the interview, as “on Tuesday”"),
    "counselor": gettext_lazy("the counselor’s name"),
    "office": gettext_lazy("the office’s name"),
    "place": gettext_lazy("where they plan to write, as “at the library”"),
}

WEB_ADDRESS = re.compile(
    r"\w+://|\bmailto:|\bwww\.|\S@\S|\b[\w-]+\.[a-z]{2,}/|\b[\w-]+\.(?:com|org|net|gov|edu|info|biz)\b", re.IGNORECASE
)
TAG = re.compile(r"</?[a-z!]", re.IGNORECASE)


def allowed_in(part: str, kind: str) -> frozenset[str]:
    """Return the placeholders that a part of a text may hold."""
    if part == SUBJECT:
        return IN_SUBJECT
    if part == BUTTON:
        return frozenset()
    return IN_TEXT_OF_A_PLAN if kind == Wording.Kind.PLAN else IN_TEXT


def faults(part: str, text: str, kind: str) -> list[str]:
    """Return what is wrong with one part of a text of this kind, in the page's words; empty if nothing is."""
    found = [misplaced(name, part, kind) for name in unknown(text, allowed_in(part, kind))]
    if re.search("[{}]", PLACEHOLDER.sub("", text)):
        found.append(_("A brace stands alone. Write each placeholder as {name}, and no braces elsewhere."))
    if part == TEXT and "{interview}" not in text:
        found.append(_("{interview} is missing: without it nobody knows which interview is meant."))
    if WEB_ADDRESS.search(text):
        found.append(_("Take the web or e-mail address out: a mail has one button, and replies reach the counselor."))
    if TAG.search(text):
        found.append(_("Write plain words: tags such as <b> are not understood."))
    return found


def unknown(text: str, allowed: frozenset[str]) -> list[str]:
    """Return what stands in braces and may not, each once."""
    return list(dict.fromkeys(name for name in PLACEHOLDER.findall(text) if name not in allowed))


def misplaced(name: str, part: str, kind: str) -> str:
    facts = {"wrong": f"{{{name}}}", "known": in_words(allowed_in(part, kind))}
    if part == BUTTON:
        return _("%(wrong)s: a button holds no placeholder.") % facts
    if part == SUBJECT and name in MEANINGS:
        return _("%(wrong)s cannot stand in the subject, which others may see. You can use %(known)s.") % facts
    if name == "place":
        return _("{place} is only known in the reminder of a plan. You can use %(known)s.") % facts
    close = difflib.get_close_matches(name.strip().lower(), allowed_in(part, kind), n=1)
    if close:
        return _("%(wrong)s is not known. Did you mean %(meant)s?") % {**facts, "meant": f"{{{close[0]}}}"}
    return _("%(wrong)s is not known. You can use %(known)s.") % facts


def in_words(names) -> str:
    return ", ".join(f"{{{name}}}" for name in MEANINGS if name in names)
