"""What happens next with a follow-up, in a sentence for the counselor who has just written something down."""

from django.utils import timezone
from django.utils.translation import gettext as _

from candidates.models import Interview
from followups.models import FollowUp, Nudge
from followups.nudges.facts import stops
from followups.nudges.rules import not_by_mail
from workforce import dates


def what_happens_next(interview: Interview, at) -> str:
    """Say when the next reminder about the interview goes out, or why none does."""
    candidate, follow_up = interview.candidate, FollowUp.objects.get(interview=interview)
    name = candidate.call_name
    closed = {
        FollowUp.Status.DONE: _("No reminder is needed: %(name)s has followed up."),
        FollowUp.Status.DECLINED: _("No reminder goes out: there is nothing left to write for."),
        FollowUp.Status.MISSED: _("No reminder goes out: this was closed without an answer."),
        FollowUp.Status.VOID: _("No reminder goes out: the interview did not take place."),
    }
    if not follow_up.is_open:
        return closed[follow_up.status] % {"name": name}
    facts = stops([candidate])
    reason = not_by_mail(candidate, facts)
    if reason:
        return not_by_mail_sentence(name, reason)
    if facts.is_paused(candidate):
        return _("Reminders to %(name)s are paused at the moment.") % {"name": name}
    return by_mail_sentence(name, follow_up, interview.office, at)


def not_by_mail_sentence(name, reason) -> str:
    text = _("No reminder goes to %(name)s: %(reason)s. Ask by phone or at the next visit.")
    return text % {"name": name, "reason": Nudge.Skip(reason).label}


def by_mail_sentence(name, follow_up, office, at) -> str:
    mails = follow_up.nudges.filter(kind__in=[Nudge.Kind.NUDGE, Nudge.Kind.ASKED_FOR])
    first = mails.planned().order_by("try_at").first()
    if not first and mails.filter(skip_reason=Nudge.Skip.LOGGED_LATE).exists():
        return not_by_mail_sentence(name, Nudge.Skip.LOGGED_LATE)
    if not first:
        return _("No reminder to %(name)s is planned.") % {"name": name}
    if first.try_at <= at:
        return _("The reminder to %(name)s goes out within a few minutes.") % {"name": name}
    with timezone.override(office.zone):
        moment = dates.say_moment(first.try_at, office.local_day(at))
    return _("The reminder to %(name)s goes out %(moment)s, unless they tell us before.") % {
        "name": name,
        "moment": moment,
    }
