"""The debrief: what the counselor and the seeker write down in five minutes after an interview, all or nothing."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from candidates.models import Contact, Interview
from followups.intake import plan
from followups.models import Debrief, Entry, FollowUp, TransitionNotAllowed
from followups.nudges import schedule
from workforce.text import fold

ANSWERS = (
    *("moment", "moment_words", "why", "why_words", "concern", "concern_words", "strength", "strength_words"),
    *("decides_on", "through_agency"),
)


class DebriefChanged(Exception):
    """The debrief was saved by somebody else since it was opened; `kept` is theirs, and nothing was overwritten."""

    def __init__(self, kept: Debrief):
        super().__init__()
        self.kept = kept


@dataclass(frozen=True)
class Plan:
    """When and where they will write; `place` is of Nudge.Place, "" if they do not say."""

    moment: datetime.datetime
    place: str = ""


@dataclass(frozen=True)
class Said:
    """What the form says. What nobody touched is None: it stays, whoever changed it meanwhile.

    `answers` hold each of ANSWERS. `helpful` are ids of contacts, `helper` is an unsaved one, or one known already.
    """

    answers: dict
    interest: str | None = None
    helpful: frozenset[int] | None = None
    helper: Contact | None = None
    plan: Plan | None = None
    calls_off: bool = False


def can_be_debriefed(follow_up: FollowUp, at) -> bool:
    """Tell whether there was an interview to look back on."""
    return follow_up.status != FollowUp.Status.VOID and follow_up.interview.held_at <= at


@transaction.atomic
def save_debrief(follow_up: FollowUp, said: Said, *, edition: int, by, at):
    """Keep what was said; saving the same again changes nothing. `by` is None for the seeker, from the link.

    `edition` is that of the debrief when the form was opened, 0 for none. Raise DebriefChanged if other answers were
    saved since, TransitionNotAllowed if there was no interview, or the plan cannot be made any more.
    """
    follow_up.lock()
    if not can_be_debriefed(follow_up, at):
        raise TransitionNotAllowed(_("This interview has not taken place."))
    kept = Debrief.objects.filter(follow_up=follow_up).first()
    is_new = is_other(kept, said.answers)
    if is_new and edition != (kept.edition if kept else 0):
        raise DebriefChanged(kept)
    touched = [correct_interest(follow_up.interview, said.interest), name_helpful(follow_up.interview, said)]
    if is_new or any(touched):
        keep(follow_up, kept, said.answers, by=by, at=at)
        follow_up.record(Entry.Kind.DEBRIEFED, by=by, at=at)
    if any(touched):
        audit.changed(follow_up.interview.candidate_id, "interview", by=by, at=at)
    make_plan(follow_up, said, by=by, at=at)


def is_other(kept: Debrief | None, answers: dict) -> bool:
    """Tell whether the answers differ from what is kept; that nothing is said is no news where nothing is kept."""
    if kept is None:
        return any(answers.values())
    return any(getattr(kept, name) != value for name, value in answers.items())


def keep(follow_up: FollowUp, kept: Debrief | None, answers: dict, *, by, at):
    edition = kept.edition + 1 if kept else 1
    facts = {**answers, "filled_at": at, "filled_by": by, "edition": edition}
    Debrief.objects.update_or_create(follow_up=follow_up, defaults=facts)


def correct_interest(interview: Interview, interest: str | None) -> bool:
    """Correct how much they want the job; tell whether that is new."""
    if interest is None or interest == interview.interest:
        return False
    interview.interest = interest
    interview.save(update_fields=["interest"])
    return True


def name_helpful(interview: Interview, said: Said) -> bool:
    """Note who was particularly helpful, and add whom nobody had noted; tell whether that is new."""
    contacts = list(interview.contacts.all())
    helper = said.helper and known_as(said.helper.name, contacts)
    helpful = said.helpful if said.helpful is not None else {row.pk for row in contacts if row.particularly_helpful}
    helpful = {*helpful, helper.pk} if helper else helpful
    changed = [contact for contact in contacts if contact.particularly_helpful != (contact.pk in helpful)]
    for contact in changed:
        contact.particularly_helpful = contact.pk in helpful
        contact.save(update_fields=["particularly_helpful"])
    is_added = said.helper is not None and helper is None
    if is_added:
        said.helper.interview, said.helper.particularly_helpful = interview, True
        said.helper.save()
    return bool(changed) or is_added


def known_as(name: str, contacts) -> Contact | None:
    """Return the person of that name among those met, however it is spelt."""
    return next((contact for contact in contacts if fold(contact.name) == fold(name)), None)


def make_plan(follow_up: FollowUp, said: Said, *, by, at):
    """Plan when and where they will write, or take that back; with staff the desk looks again after it."""
    if said.plan:
        wanted = {"moment": said.plan.moment, "place": said.plan.place, "by": by, "at": at}
        planning = plan.plan_at_desk if by else schedule.remind_at
        planning(follow_up, **wanted)
    elif said.calls_off and schedule.wishes_of(follow_up).exists():
        calling_off = plan.call_off_at_desk if by else schedule.call_off
        calling_off(follow_up, by=by, at=at)
