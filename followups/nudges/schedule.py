"""When each step of a follow-up is due: planning, moving, and the reminders that people ask for.

Sources of the rules: DESIGN sections 4 and 5. All moments are aware.
"""

import datetime

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from followups.models import Cadence, Entry, FollowUp, Nudge, Step, TransitionNotAllowed
from followups.models.nudge import FIRST_ASKED_FOR_POSITION
from followups.nudges.window import SendingHours, same_local_time

DUE_AFTER = datetime.timedelta(hours=24)
ANSWER_AFTER_LAST_STEP = datetime.timedelta(days=7)
LOGGED_LATE_AFTER = datetime.timedelta(days=14)
REST_AFTER_ASKED_FOR = datetime.timedelta(hours=24)


def due_at(interview) -> datetime.datetime:
    """Return when a follow-up to the interview is due: 24 hours later, inside the office's sending hours."""
    return SendingHours.of(interview.office).first_moment(elapsed(interview.held_at, DUE_AFTER))


def nominal_at(step: Step, interview, zone) -> datetime.datetime:
    """Return the moment that a step's delay names, whatever the sending hours."""
    if step.unit == Step.Unit.HOURS:
        return elapsed(interview.held_at, datetime.timedelta(hours=step.delay))
    return same_local_time(interview.held_at, step.delay, zone)


def elapsed(moment: datetime.datetime, time: datetime.timedelta) -> datetime.datetime:
    """Return the moment when so much time has passed; on a local clock, Python would add to what the wall says."""
    return moment.astimezone(datetime.UTC) + time


def moments_of(steps: list[Step], interview, hours: SendingHours) -> list[tuple[Step, datetime.datetime]]:
    """Return each step with the moment that it may first happen, in time: inside sending hours, after the logging.

    Mails that days without sending hours bring to the same day wait for each other, so that none comes too late; what
    follows stays behind them.
    """
    found, mailed_at = [], None
    for step in sorted(steps, key=lambda step: nominal_at(step, interview, hours.zone)):
        moment = hours.first_moment(nominal_at(step, interview, hours.zone))
        is_mail = step.kind != Step.Kind.TASK
        if mailed_at and hours.local_day(moment) <= hours.local_day(mailed_at):
            moment = hours.first_moment_of_next_day(mailed_at) if is_mail else max(moment, mailed_at)
        mailed_at = moment if is_mail else mailed_at
        found.append((step, hours.first_moment(max(moment, interview.logged_at))))
    return found


def answer_by(steps, interview) -> datetime.datetime:
    """Return when an open follow-up is closed as missed: 7 days after its last step, and after it was logged."""
    moments = moments_of(steps, interview, SendingHours.of(interview.office))
    return max((moment for _step, moment in moments), default=due_at(interview)) + ANSWER_AFTER_LAST_STEP


def open_follow_up(interview, *, by, at, asked=FollowUp.Asked.NOT_ASKED) -> FollowUp:
    """Open the follow-up of an interview that has just been logged, and plan its steps."""
    steps = Cadence.objects.for_office(interview.office).in_time()
    follow_up = FollowUp.objects.create(
        interview=interview,
        due_at=due_at(interview),
        answer_by=answer_by(steps, interview),
        asked_at_logging=asked,
    )
    follow_up.timeline.create(kind=Entry.Kind.OPENED, actor=by, source=Entry.Source.DESK, at=at)
    moments = moments_of(steps, interview, SendingHours.of(interview.office))
    Nudge.objects.bulk_create(plan(step, moment, follow_up, at) for step, moment in moments)
    refresh(follow_up)
    return follow_up


def plan(step: Step, moment: datetime.datetime, follow_up: FollowUp, at) -> Nudge:
    """Return the ledger's row for a step; no mail is planned for an interview that was logged too late."""
    nudge = Nudge(
        follow_up=follow_up,
        position=step.position,
        kind=step.kind,
        is_first=step.is_first,
        wording_id=step.wording_id,
        planned_at=moment,
        try_at=moment,
    )
    if step.kind != Step.Kind.TASK and is_logged_late(follow_up.interview):
        nudge.state, nudge.skip_reason, nudge.settled_at = Nudge.State.SKIPPED, Nudge.Skip.LOGGED_LATE, at
    return nudge


def is_logged_late(interview) -> bool:
    return interview.logged_at - interview.held_at > LOGGED_LATE_AFTER


@transaction.atomic
def replan(follow_up: FollowUp, *, at, keeps_passed=False):
    """Put everything that has not been sent where the cadence and the interview's moment put it now.

    With `keeps_passed` a step whose new moment is over stays where it was: a changed cadence sends nothing at once.
    """
    follow_up.lock()
    # Before the cadence is read: whoever changes it meanwhile waits for this row, and marks it again.
    FollowUp.objects.filter(pk=follow_up.pk).update(replan_wanted=False)
    interview = follow_up.interview
    hours = SendingHours.of(interview.office)
    cadence = Cadence.objects.for_office(interview.office)
    steps = cadence.in_time()
    follow_up.due_at = due_at(interview)
    match_steps(follow_up, steps, hours, at, keeps_passed)
    match_wishes(follow_up, cadence)
    if is_logged_late(interview):
        follow_up.nudges.mails().exclude(kind=Nudge.Kind.ASKED_FOR).skip_planned(Nudge.Skip.LOGGED_LATE, at)
    follow_up.plan_again(at)
    wish = last_wish(follow_up)
    ends = max([answer_by(steps, interview), *(moment + ANSWER_AFTER_LAST_STEP for moment in wish)])
    # Nobody loses days to answer in, save those beyond the next seven.
    follow_up.answer_by = max(ends, min(follow_up.answer_by, at + ANSWER_AFTER_LAST_STEP))
    # What a dispatcher has in hand is looked at again once it let go.
    follow_up.replan_wanted = follow_up.nudges.in_hand().exists()
    follow_up.save(update_fields=["due_at", "answer_by", "replan_wanted"])
    keep_promises(follow_up, wish, hours)


def match_steps(follow_up: FollowUp, steps: list[Step], hours: SendingHours, at, keeps_passed):
    """Move what is planned by a step to where the step is now, skip what has none any more, plan what is new."""
    nudges = follow_up.nudges.exclude(kind=Nudge.Kind.ASKED_FOR)
    nudges.exclude(position__in=[step.position for step in steps]).skip_planned(Nudge.Skip.NO_STEP, at)
    # What an undo, or a step that is back, may bring again moves as well.
    movable = nudges.not_sent_yet() | nudges.taken_back() | nudges.without_step() | nudges.replaced()
    movable = {nudge.position: nudge for nudge in movable}
    known = set(nudges.values_list("position", flat=True))
    for step, moment in moments_of(steps, follow_up.interview, hours):
        if step.position in movable:
            nudge = movable[step.position]
            move(nudge, step, moved_to(nudge, moment, hours, at, keeps_passed))
        elif step.position not in known and moment > at and is_wanted(step, follow_up):
            plan(step, moment, follow_up, at).save()
    positions = [step.position for step in steps]
    back = nudges.without_step() if last_wish(follow_up) else nudges.without_step() | nudges.replaced()
    back = back.filter(position__in=positions, kind__in=follow_up.wanted_kinds, planned_at__gt=at)
    back.update(state=Nudge.State.PLANNED, skip_reason="", settled_at=None, delivery=None)


def is_wanted(step: Step, follow_up: FollowUp) -> bool:
    """Tell whether a step that is new to a follow-up has a point there."""
    superseded = follow_up.timeline.filter(kind=Entry.Kind.SUPERSEDED)
    return step.kind in follow_up.wanted_kinds and not superseded.exists()


def moved_to(nudge: Nudge, moment, hours: SendingHours, at, keeps_passed) -> datetime.datetime | None:
    """Return where a step goes whose moment is now `moment`; None to leave it where it is.

    It is never put farther into the past than it was: moving makes nothing too late.
    """
    if moment > at or nudge.state == Nudge.State.SKIPPED:
        return moment
    if keeps_passed:
        return None
    return max(moment, min(nudge.planned_at, hours.first_moment(at)))


def move(nudge: Nudge, step: Step, moment: datetime.datetime | None):
    """Give what was planned by a step its moment and words; a mail that is being prepared has its words already."""
    changes = {"is_first": step.is_first}
    if nudge.state != Nudge.State.CLAIMED:
        changes["wording"] = step.wording_id
    if moment:
        changes |= {"planned_at": moment, "try_at": moment}
    Nudge.objects.filter(pk=nudge.pk, state=nudge.state).update(**changes)


def match_wishes(follow_up: FollowUp, cadence: Cadence):
    """Give the reminders that were asked for the cadence's words, and none a moment before the interview."""
    wishes = follow_up.nudges.not_sent_yet().filter(kind=Nudge.Kind.ASKED_FOR)
    wishes.planned().filter(place="").update(wording=cadence.asked_for_wording_id)
    wishes.planned().exclude(place="").update(wording=cadence.plan_wording_id)
    before = wishes.filter(planned_at__lt=follow_up.interview.held_at)
    before.update(planned_at=follow_up.due_at, try_at=follow_up.due_at)


def last_wish(follow_up: FollowUp) -> list[datetime.datetime]:
    """Return the moment of the last reminder that was asked for and holds, in a list; an empty one if there is none."""
    wishes = follow_up.nudges.filter(kind=Nudge.Kind.ASKED_FOR).exclude(state=Nudge.State.SKIPPED)
    return list(wishes.order_by("-planned_at").values_list("planned_at", flat=True)[:1])


def keep_promises(follow_up: FollowUp, wish: list[datetime.datetime], hours: SendingHours):
    """Let mails wait again for the rest after a reminder that was asked for, and for the day after a "not yet"."""
    rests = [hours.first_moment(moment + REST_AFTER_ASKED_FOR) for moment in wish]
    not_yet_at = follow_up.timeline.filter(kind=Entry.Kind.NOT_YET).values_list("at", flat=True)
    rests += [hours.first_moment_of_next_day(moment) for moment in not_yet_at]
    if rests:
        wait_until(follow_up, max(rests))
    refresh(follow_up)


@transaction.atomic
def not_yet(follow_up: FollowUp, *, look_on, by, at):
    """Record a "not yet" given in person: look again on a day, and no mail before the next sending day."""
    follow_up.note_not_yet(look_on=look_on, by=by, at=at)
    wait_until(follow_up, SendingHours.of(follow_up.interview.office).first_moment_of_next_day(at))


@transaction.atomic
def remind_at(follow_up: FollowUp, *, moment, by, at, place=""):
    """Plan a mail at the moment that the seeker chose, in place of the first reminder.

    With a `place` (of Nudge.Place) it is a plan: when and where they will write. Raise TransitionNotAllowed unless
    the follow-up is open and the moment lies ahead, after the interview, before the link ends.
    """
    follow_up.lock()
    if not follow_up.is_open:
        raise TransitionNotAllowed(follow_up.refusal())
    if not max(at, follow_up.interview.held_at) < moment < follow_up.link_ends_at:
        raise TransitionNotAllowed(_("Choose a moment that lies ahead, within 60 days of the interview."))
    if wishes_of(follow_up).filter(planned_at=moment).exists():
        set_place(follow_up, place, by=by, at=at)
        return
    follow_up.resume_reminders(by=by, at=at)
    replaced = follow_up.nudges.filter(Q(kind=Nudge.Kind.ASKED_FOR) | Q(is_first=True))
    replaced.skip_planned(Nudge.Skip.REPLACED, at)
    last = follow_up.nudges.aggregate(last=Max("position"))["last"] or 0
    follow_up.nudges.create(
        kind=Nudge.Kind.ASKED_FOR,
        place=place,
        wording_id=wording_of_wish(follow_up, place),
        position=max(FIRST_ASKED_FOR_POSITION, last + 1),
        planned_at=moment,
        try_at=moment,
    )
    rest_ends = moment + REST_AFTER_ASKED_FOR
    wait_until(follow_up, SendingHours.of(follow_up.interview.office).first_moment(rest_ends))
    latest = max(follow_up.answer_by, moment + ANSWER_AFTER_LAST_STEP)
    FollowUp.objects.filter(pk=follow_up.pk).update(answer_by=latest)
    record_wish(follow_up, moment, place, by=by, at=at)


@transaction.atomic
def set_place(follow_up: FollowUp, place: str, *, by, at):
    """Say where the seeker will write when the reminder comes; "" if they do not say.

    Saying the same again changes nothing. Raise TransitionNotAllowed if no reminder that was asked for is planned.
    """
    follow_up.lock()
    wish = wishes_of(follow_up).first()
    if not wish:
        raise TransitionNotAllowed(_("No reminder is planned that was asked for."))
    if wish.place == place:
        return
    wishes_of(follow_up).update(place=place, wording_id=wording_of_wish(follow_up, place))
    record_wish(follow_up, wish.planned_at, place, by=by, at=at)


@transaction.atomic
def call_off(follow_up: FollowUp, *, by, at):
    """Take back the reminder that was asked for; what it replaced or put off stands again where the cadence has it.

    Nothing goes out at once: what should have gone meanwhile stays where the reminder had put it. Raise
    TransitionNotAllowed if none is planned.
    """
    follow_up.lock()
    if not wishes_of(follow_up).skip_planned(Nudge.Skip.CALLED_OFF, at):
        raise TransitionNotAllowed(_("No reminder is planned that was asked for."))
    replan(follow_up, at=at, keeps_passed=True)
    follow_up.record(Entry.Kind.REOPENED, by=by, at=at, detail="reminder")


def wishes_of(follow_up: FollowUp):
    """Return the reminder that was asked for and is still to go; of several, the one asked for last holds."""
    return follow_up.nudges.planned().filter(kind=Nudge.Kind.ASKED_FOR)


def wording_of_wish(follow_up: FollowUp, place: str) -> int:
    cadence = Cadence.objects.for_office(follow_up.interview.office)
    return cadence.plan_wording_id if place else cadence.asked_for_wording_id


def record_wish(follow_up: FollowUp, moment, place: str, *, by, at):
    kind, detail = Entry.Kind.PLAN if place else Entry.Kind.REMINDER, f"{moment.isoformat()} {place}".strip()
    follow_up.record(kind, by=by, at=at, detail=detail)


def wait_until(follow_up: FollowUp, moment):
    """Let no mail of the follow-up that is not sent yet go before `moment`, save one that was asked for."""
    early = follow_up.nudges.not_sent_yet().mails().exclude(kind=Nudge.Kind.ASKED_FOR).filter(try_at__lt=moment)
    early.update(planned_at=moment, try_at=moment)
    refresh(follow_up)


def refresh(follow_up: FollowUp):
    """Say again when the next step is due."""
    FollowUp.objects.filter(pk=follow_up.pk).refresh_next_step()
    follow_up.refresh_from_db(fields=["next_step_at"])
