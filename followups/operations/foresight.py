"""A dry run: what would go out in the next hour by the dispatcher’s rules. It locks nothing and changes nothing."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from candidates.models import Candidate
from followups.models import Nudge
from followups.nudges import claim, facts, rules
from followups.nudges.window import SendingHours

AHEAD = datetime.timedelta(hours=1)
MOST_STEPS = 2000

MAIL, TASK, SKIP, WAIT = "mail", "task", "skip", "wait"
SAME_MAIL = "same_mail"
WAITS = {
    "paused": _("reminders are paused"),
    "hours": _("outside the office’s sending hours"),
    "day": _("another mail goes to this address that day"),
    "week": _("three mails went out within a week"),
}


@dataclass(frozen=True)
class Foreseen:
    """What would become of one step, at which moment, and why if it is no mail and no task."""

    nudge: Nudge
    candidate: Candidate
    at: datetime.datetime
    end: str
    why: str = ""


@dataclass
class OfficeCount:
    """How many mails and tasks an office would send and make; what is skipped or waits, by its reason."""

    office: Office
    mails: int = 0
    tasks: int = 0
    skipped: Counter = field(default_factory=Counter)
    waiting: Counter = field(default_factory=Counter)


@dataclass(frozen=True)
class Foresight:
    """The next hour. `is_cut`: there are more steps than were looked at."""

    steps: list[Foreseen]
    offices: list[OfficeCount]
    is_cut: bool

    @property
    def mails(self) -> int:
        return sum(office.mails for office in self.offices)

    @property
    def tasks(self) -> int:
        return sum(office.tasks for office in self.offices)


def next_hour(user: User, at: datetime.datetime) -> Foresight:
    """Return what would go out for the job seekers whose numbers the user may see."""
    nudges = due_until(user, at + AHEAD)
    is_cut = len(nudges) > MOST_STEPS
    nudges = nudges[:MOST_STEPS]
    candidates = Candidate.objects.select_related("office").in_bulk(
        {nudge.follow_up.interview.candidate_id for nudge in nudges}
    )
    steps = foresee(nudges, candidates, at)
    return Foresight(steps, count(steps), is_cut)


def due_until(user: User, until) -> list[Nudge]:
    """Return the steps that fall due, those of the follow-ups that wait longest first, one more than are looked at."""
    due = Nudge.objects.planned().filter(
        try_at__lte=until, follow_up__next_step_at__lte=until, follow_up__replan_wanted=False
    )
    if user.is_manager:
        due = due.filter(follow_up__interview__candidate__in=Candidate.objects.visible_to(user))
    rows = due.with_rivals().select_related("follow_up__interview__office")
    return list(rows.order_by("follow_up__next_step_at", "pk")[: MOST_STEPS + 1])


def foresee(nudges: list[Nudge], candidates: dict[int, Candidate], at) -> list[Foreseen]:
    """Go through the looks of the hour in their order; what one sends counts for the next."""
    known = facts.gather(candidates.values(), at)
    looks = defaultdict(list)
    for nudge in nudges:
        looks[look_at(nudge, at), nudge.follow_up.interview.candidate_id].append(nudge)
    found = []
    for (moment, pk), due in sorted(looks.items(), key=lambda look: look[0]):
        found += look(due, candidates[pk], known, moment)
    return found


def look_at(nudge: Nudge, at) -> datetime.datetime:
    """Return the moment of the look that would find a step due."""
    tick = datetime.timedelta(seconds=settings.TICK_SECONDS)
    return max(at, at + -((at - nudge.try_at) // tick) * tick)


def look(due: list[Nudge], candidate: Candidate, known: rules.Facts, at) -> list[Foreseen]:
    """Return what one look would do with the steps of one candidate."""
    verdicts = claim.Verdicts()
    wanted = claim.still_wanted(due, verdicts)
    found = [Foreseen(nudge, candidate, at, TASK) for nudge in verdicts.tasks]
    for reason, nudges in verdicts.skipped.items():
        found += [Foreseen(nudge, candidate, at, SKIP, reason) for nudge in nudges]
    mails = 0
    for nudge in wanted:
        verdict = rules.judge(nudge, candidate, known, at)
        if isinstance(verdict, rules.Skip):
            found.append(Foreseen(nudge, candidate, at, SKIP, verdict.reason))
        elif isinstance(verdict, rules.Wait):
            found.append(Foreseen(nudge, candidate, at, WAIT, why_it_waits(candidate, known, at)))
        else:
            # One mail carries all that is due for a candidate.
            found.append(Foreseen(nudge, candidate, at, MAIL, SAME_MAIL if mails else ""))
            mails += 1
    if mails:
        known.mailed.add((candidate.email_key, candidate.office.local_day(at)))
        known.week[candidate.pk] += 1
    return found


def why_it_waits(candidate: Candidate, known: rules.Facts, at) -> str:
    if known.is_paused(candidate):
        return "paused"
    if not SendingHours.of(candidate.office).contain(at):
        return "hours"
    return "day" if (candidate.email_key, candidate.office.local_day(at)) in known.mailed else "week"


def count(steps: list[Foreseen]) -> list[OfficeCount]:
    """Return the numbers of each office, in the order of their names."""
    offices = {}
    for step in steps:
        office = offices.setdefault(step.candidate.office_id, OfficeCount(step.candidate.office))
        if step.end == MAIL:
            office.mails += step.why != SAME_MAIL
        elif step.end == TASK:
            office.tasks += 1
        else:
            (office.skipped if step.end == SKIP else office.waiting)[step.why] += 1
    return sorted(offices.values(), key=lambda count: count.office.name)


def told(office: OfficeCount) -> tuple[OfficeCount, list, list]:
    """Return the numbers of an office with (reason in words, how many) of what is skipped, and of what waits."""
    skipped = [(Nudge.Skip(reason).label, number) for reason, number in office.skipped.most_common()]
    return office, skipped, [(WAITS[reason], number) for reason, number in office.waiting.most_common()]


def say(step: Foreseen) -> str:
    """Return what would become of a step, in words."""
    reasons = dict(Nudge.Skip.choices) | WAITS
    return {
        MAIL: _("goes in the same mail") if step.why else _("a mail goes out"),
        TASK: _("task for the counselor"),
        SKIP: _("not sent: %(why)s"),
        WAIT: _("waits: %(why)s"),
    }[step.end] % {"why": reasons.get(step.why, "")}
