"""The page after the debrief: which message to whom, by which way and when, what has been begun, and the plan."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from candidates.models import Contact
from followups.letters import advice
from followups.models import Debrief, FollowUp, Letter
from followups.nudges import schedule, wording

KINDS = {
    Letter.Kind.STRATEGIC: _("Letter to %(name)s"),
    Letter.Kind.SHORT: _("Short thank-you to %(name)s"),
    Letter.Kind.CHECK_IN: _("Short check-in letter to %(name)s"),
    Letter.Kind.CARD: _("Thank-you card to %(name)s"),
}
KIND_NAMES = {
    Letter.Kind.STRATEGIC: _("a letter"),
    Letter.Kind.SHORT: _("a short thank-you"),
    Letter.Kind.CHECK_IN: _("a short check-in letter"),
    Letter.Kind.CARD: _("a thank-you card"),
}
HELP = {
    Letter.Kind.STRATEGIC: _("One page: thanks, why this job, an answer to their worry, what was not said yet."),
    Letter.Kind.SHORT: _("A few sentences: thank you, and one thing you remember."),
    Letter.Kind.CHECK_IN: _("Some days have passed, and a few lines are still welcome."),
    Letter.Kind.CARD: _("Two or three sentences by hand to somebody who helped you."),
}
WAYS = {Letter.Way.EMAIL: _("by e-mail"), Letter.Way.POST: _("by post")}
HIRING_MANAGER, RECRUITER = _("the hiring manager"), _("the recruiter")
# Pages of advice that help with one message, by their names in the address.
ADVICE = {
    "agency": _("Through an agency"),
    "no-name": _("No name or address?"),
    "letter-or-card": _("Letter, e-mail or card?"),
    "too-late": _("Is it too late?"),
}


@dataclass(frozen=True)
class Message:
    """One message: what it is, and the letter once it was begun. Staff see of a private one only that it is there."""

    title: str
    way: str
    kind_value: str
    way_value: str
    contact: Contact | None
    help: str
    by: str = ""
    is_passed_on: bool = False
    letter: Letter | None = None
    is_hidden: bool = False

    @property
    def advice(self) -> str:
        """Return which page of advice helps most with it; "" for none."""
        if self.is_passed_on:
            return "agency"
        if not self.contact:
            return "no-name"
        return {Letter.Kind.CARD: "letter-or-card", Letter.Kind.CHECK_IN: "too-late"}.get(self.kind_value, "")

    @property
    def advice_title(self) -> str:
        return ADVICE.get(self.advice, "")


def context(follow_up: FollowUp, at: datetime.datetime, *, for_staff: bool) -> dict:
    """Return the facts of the page, in the active language."""
    on = follow_up.interview.office.local_day(at)
    nobody = unnamed_of(follow_up)
    letters = list(follow_up.letters.select_related("contact"))
    advised = [advised_message(each, follow_up, letters, for_staff, on) for each in advice.advice_for(follow_up, on)]
    taken = {message.letter.pk for message in advised if message.letter}
    others = [begun_message(letter, for_staff, nobody) for letter in letters if letter.pk not in taken]
    return {
        "follow_up": follow_up,
        "debrief": Debrief.objects.filter(follow_up=follow_up).first(),
        "advised": advised,
        "others": [message for message in others if not message.is_hidden],
        "has_hidden": any(message.is_hidden for message in others),
        "is_decline_equal": follow_up.is_open and advice.is_decline_equal(follow_up),
        "interest_note": "" if advice.is_interest_known(follow_up) else advice.INTEREST_NOT_ASKED,
        **plan_of(follow_up),
    }


def advised_message(advised: advice.Advice, follow_up, letters, for_staff, on) -> Message:
    contact_id = advised.contact.pk if advised.contact else None
    found = (letter for letter in letters if (letter.kind, letter.contact_id) == (advised.kind, contact_id))
    letter = next(found, None)
    is_hidden = bool(for_staff and letter and not letter.is_shared)
    known_as = advised.contact.name if advised.contact else unnamed(advised.pass_on)
    return Message(
        # Whoever began it may have found out the name since.
        title=KINDS[advised.kind] % {"name": (letter and not is_hidden and letter.to_name) or known_as},
        way=WAYS[letter.way if letter else advised.way],
        kind_value=advised.kind.value,
        way_value=advised.way.value,
        contact=advised.contact,
        help=HELP[advised.kind],
        by=best_by(advised.by, on) if follow_up.is_open else "",
        is_passed_on=advised.pass_on,
        letter=letter,
        is_hidden=is_hidden,
    )


def begun_message(letter: Letter, for_staff, nobody) -> Message:
    """Return a letter that was begun, whatever is advised now."""
    return Message(
        title=KINDS[letter.kind] % {"name": letter.to_name or nobody},
        way=WAYS[letter.way],
        kind_value=letter.kind,
        way_value=letter.way,
        contact=letter.contact,
        help=HELP[letter.kind],
        letter=letter,
        is_hidden=for_staff and not letter.is_shared,
    )


def unnamed_of(follow_up: FollowUp):
    """Return who reads a letter when nobody's name is known."""
    contacts = list(follow_up.interview.contacts.all())
    return unnamed(advice.goes_through_recruiter(contacts, advice.debrief_of(follow_up)))


def unnamed(is_passed_on: bool):
    return RECRUITER if is_passed_on else HIRING_MANAGER


def best_by(day: datetime.date, today: datetime.date) -> str:
    """Return `best by Wednesday, November 25`."""
    if day <= today:
        return gettext("best today")
    return gettext("best by %(day)s") % {"day": date_format(day, pgettext("date format", "l, F j"))}


def plan_of(follow_up: FollowUp) -> dict:
    """Return the plan in words, on the clock of the office; empty if there is none."""
    wish = schedule.wishes_of(follow_up).first()
    if not wish:
        return {"plan": "", "place": ""}
    local = timezone.localtime(wish.planned_at, follow_up.interview.office.zone)
    place = wording.PLACES[wish.place] if wish.place else ""
    return {"plan": date_format(local, pgettext("date format", "l, F j, g:i A")), "place": place}
