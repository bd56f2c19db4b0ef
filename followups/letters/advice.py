"""Which message to whom, by which way and by when (DESIGN section 4), and when a check-in takes its place (section 8).

Whoever interviewed gets a letter. With nobody's name known one goes to the hiring manager; through an agency, or
where only a recruiter is known, it goes to the recruiter, who passes it on. Particularly helpful people who did not
interview get a card; those who get a letter are thanked in it.
"""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.working_days import DAY, working_day
from candidates.models import Contact, Interview
from followups.models import Debrief, FollowUp, Letter

INTERVIEWERS = (Contact.Role.INTERVIEWER, Contact.Role.HIRING_MANAGER)
# A letter by post needs time to arrive and be read.
WORKING_DAYS_FOR_POST = 5
LETTER_FITS_FOR = 2 * DAY

KIND_FOR_INTEREST = {
    Interview.Interest.HIGH: Letter.Kind.STRATEGIC,
    Interview.Interest.MEDIUM: Letter.Kind.STRATEGIC,
    Interview.Interest.NOT_ASKED: Letter.Kind.STRATEGIC,
    Interview.Interest.LOW: Letter.Kind.SHORT,
}
INTEREST_NOT_ASKED = _("We do not know yet how much you want this job, so this is the advice for a job you would take.")


@dataclass(frozen=True)
class Advice:
    """One message that we advise. `contact` is None where nobody's name is known; `by` is the last good day."""

    kind: Letter.Kind
    contact: Contact | None
    way: Letter.Way
    by: datetime.date
    # Through an agency: the recruiter is asked to pass it on.
    pass_on: bool


def advice_for(follow_up: FollowUp, on: datetime.date) -> list[Advice]:
    """Return the messages to write as seen on a day: letters first, then cards."""
    debrief = debrief_of(follow_up)
    contacts = list(follow_up.interview.contacts.all())
    is_passed_on = goes_through_recruiter(contacts, debrief)
    kind = kind_of_letter(follow_up, debrief, on)
    way = way_of_letter(kind, follow_up.interview, debrief, on)
    by = last_good_day(follow_up, debrief, on)
    addressed = addressed_to(contacts, debrief)
    letters = [Advice(kind, contact, way, by, is_passed_on) for contact in addressed]
    thanked = [contact for contact in contacts if contact.particularly_helpful and contact not in addressed]
    return letters + [
        Advice(Letter.Kind.CARD, contact, Letter.Way.POST, by, is_passed_on)
        for contact in sorted(thanked, key=lambda contact: contact.role != Contact.Role.ASSISTANT)
        # Through an agency the interviewers' thanks are in the letter that is passed on to them.
        if contact.role not in INTERVIEWERS
    ]


def is_decline_equal(follow_up: FollowUp) -> bool:
    """Tell whether "decided not to" is offered as a choice as good as writing."""
    return follow_up.interview.interest == Interview.Interest.LOW


def is_interest_known(follow_up: FollowUp) -> bool:
    """Tell whether anybody asked how much they want the job; if not, the page says INTEREST_NOT_ASKED."""
    return follow_up.interview.interest != Interview.Interest.NOT_ASKED


def debrief_of(follow_up: FollowUp) -> Debrief | None:
    """Return what was written down after the interview, if anything was."""
    return getattr(follow_up, "debrief", None)


def addressed_to(contacts: list[Contact], debrief: Debrief | None) -> list[Contact | None]:
    """Return to whom a letter goes; [None] stands for the hiring manager, or the agency's recruiter, without a name."""
    recruiters = [contact for contact in contacts if contact.role == Contact.Role.RECRUITER]
    if goes_through_recruiter(contacts, debrief):
        return recruiters or [None]
    return [contact for contact in contacts if contact.role in INTERVIEWERS] or [None]


def goes_through_recruiter(contacts: list[Contact], debrief: Debrief | None) -> bool:
    """Tell whether a recruiter is asked to pass the letter on: through an agency, or nobody else is known."""
    roles = {contact.role for contact in contacts}
    only_recruiter = Contact.Role.RECRUITER in roles and not roles & set(INTERVIEWERS)
    return only_recruiter or bool(debrief and debrief.through_agency)


def kind_of_letter(follow_up: FollowUp, debrief: Debrief | None, on: datetime.date) -> Letter.Kind:
    """Return the kind that fits the interest, or after two days the check-in letter.

    A strategic letter that was drafted from a debrief is worth finishing, whenever it is.
    """
    has_draft = debrief is not None and follow_up.letters.filter(kind=Letter.Kind.STRATEGIC).exists()
    if on > follow_up.interview.held_on + LETTER_FITS_FOR and not has_draft:
        return Letter.Kind.CHECK_IN
    return KIND_FOR_INTEREST[follow_up.interview.interest]


def way_of_letter(kind: Letter.Kind, interview: Interview, debrief: Debrief | None, on: datetime.date) -> Letter.Way:
    """Return by post for a strategic letter where the job is wanted most and it arrives well before they decide."""
    decides_on = debrief and debrief.decides_on
    has_time = bool(decides_on) and decides_on >= working_day(on, WORKING_DAYS_FOR_POST)
    is_wanted_most = kind == Letter.Kind.STRATEGIC and interview.interest == Interview.Interest.HIGH
    return Letter.Way.POST if is_wanted_most and has_time else Letter.Way.EMAIL


def last_good_day(follow_up: FollowUp, debrief: Debrief | None, on: datetime.date) -> datetime.date:
    """Return the day the follow-up is due, or the one before they decide if that is sooner; never one that is over."""
    due_on = follow_up.interview.office.local_day(follow_up.due_at)
    if debrief and debrief.decides_on:
        due_on = min(due_on, debrief.decides_on - DAY)
    return max(due_on, on, follow_up.interview.held_on)
