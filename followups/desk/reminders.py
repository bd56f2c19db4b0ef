"""What was sent about one follow-up, what could not be, and what comes next, in a few words."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from followups.desk.mail import no_mail
from followups.models import Nudge
from workforce import dates
from workforce.templatetags.dates import at_moment, marked_up

REMINDERS = (Nudge.Kind.NUDGE, Nudge.Kind.ASKED_FOR)
IN_HAND = (Nudge.State.CLAIMED, Nudge.State.SENDING)
NOT_ARRIVED = (Nudge.State.FAILED, Nudge.State.BOUNCED)
# Said elsewhere in the row, or of no use there.
NEEDLESS = (Nudge.Skip.ANSWERED, Nudge.Skip.OUTCOME_KNOWN, Nudge.Skip.REPLACED, Nudge.Skip.CALLED_OFF)
UNSAID = (*NEEDLESS, *Nudge.ASK_BY_PHONE)


def say_reminders(follow_up, now) -> list[str]:
    """Return phrases such as "reminded Wed, Fri" and "plan: Tue 18:00, at the library". Needs its nudges loaded."""
    mails = [nudge for nudge in follow_up.nudges.all() if nudge.kind != Nudge.Kind.TASK]
    so_far = [*say_sent(mails, now), *say_not_sent(follow_up, mails, now)]
    return [*so_far, *say_plan(follow_up, now), *say_planned(follow_up, mails, now)]


def say_sent(mails, now):
    reminded = [nudge for nudge in mails if nudge.state == Nudge.State.SENT and nudge.kind in REMINDERS]
    asked = [nudge for nudge in mails if nudge.state == Nudge.State.SENT and nudge.kind == Nudge.Kind.OUTCOME]
    if reminded:
        yield format_html(_("reminded {days}"), days=said_days(reminded, now))
    if asked:
        yield format_html(_("asked for the result {days}"), days=said_days(asked, now))
    if any(nudge.state in IN_HAND for nudge in mails):
        yield _("a reminder is going out now")


def say_not_sent(follow_up, mails, now):
    unknown = [nudge for nudge in mails if nudge.state == Nudge.State.UNKNOWN]
    lost = [nudge for nudge in mails if nudge.state in NOT_ARRIVED]
    if unknown:
        yield format_html(_("reminder of {days}: not known whether it arrived"), days=said_days(unknown, now))
    if lost:
        yield format_html(_("reminder of {days} did not arrive"), days=said_days(lost, now))
    if follow_up.is_open:
        skipped = [nudge for nudge in mails if nudge.state == Nudge.State.SKIPPED and nudge.skip_reason not in UNSAID]
        if skipped:
            yield _("no reminder: %(reason)s") % {"reason": skipped[-1].get_skip_reason_display()}


def say_plan(follow_up, now):
    """Say when and where they plan to write; of those still to be asked also that there is no plan."""
    wish = wish_of(follow_up)
    if wish and wish.place:
        moment = f"{dates.say_weekday(wish.planned_at, now.today)} {dates.say_time(wish.planned_at)}"
        moment = marked_up(wish.planned_at, moment, hidden="")
        yield format_html(_("plan: {moment}, {place}"), moment=moment, place=wish.get_place_display())
    elif not wish and follow_up.is_open and follow_up.interview.held_at <= now.at:
        yield _("plan: none")


def say_planned(follow_up, mails, now):
    planned = [nudge for nudge in mails if nudge.state == Nudge.State.PLANNED and nudge.kind in REMINDERS]
    if not planned:
        return
    wish = wish_of(follow_up)
    if reason := no_mail(follow_up):
        yield _("no reminders by mail: %(reason)s") % {"reason": Nudge.Skip(reason).label}
    elif wish and not wish.place:
        yield format_html(_("asked to be reminded {moment}"), moment=at_moment(wish.planned_at, now.today))
    elif wish:
        return
    elif (soonest := min(nudge.try_at for nudge in planned)) <= now.at:
        yield _("a reminder is about to go out")
    else:
        day = marked_up(soonest, dates.say_weekday(soonest, now.today))
        yield format_html(_("next reminder {day}"), day=day)


def wish_of(follow_up):
    """Return the reminder that was asked for and is still to go; None if there is none. Needs its nudges loaded."""
    planned = (nudge for nudge in follow_up.nudges.all() if nudge.state == Nudge.State.PLANNED)
    return next((nudge for nudge in planned if nudge.is_asked_for), None)


def said_days(nudges, now):
    """Return the days on which they were settled, each with its exact moment."""
    days = [marked_up(nudge.settled_at, dates.say_weekday(nudge.settled_at, now.today)) for nudge in nudges]
    return format_html(", ".join(["{}"] * len(days)), *days)
