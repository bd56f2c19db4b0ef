"""The sentence above every page of staff while no mail is going out anywhere."""

from django.db.models import Exists, Subquery
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from accounts.models import Region
from followups.models import Heartbeat, Hold, Pause
from followups.nudges import guard
from workforce.dates import say_moment


def standstill(request):
    """Give templates `standstill`: why nothing goes out, "" if all is well; asked only by those that show it."""
    return {"standstill": SimpleLazyObject(lambda: say_standstill(timezone.now()))}


def say_standstill(at) -> str:
    """Return why nothing goes out, in one sentence; one query while all is well."""
    everywhere = Pause.objects.in_force().everywhere()
    facts = Region.objects.values(
        looked_at=Subquery(Heartbeat.objects.values("at")[:1]),
        held=Exists(Hold.objects.in_force()),
        paused=Exists(everywhere),
    ).first()
    if facts["held"]:
        return _("No reminders are going out: the system stopped by itself and waits for an administrator to say go.")
    if facts["paused"]:
        return say_pause(everywhere.select_related("paused_by").first(), at)
    return say_silence(facts["looked_at"], at)


def say_pause(pause, at) -> str:
    # It may have been ended since the first look.
    if not pause:
        return ""
    names = {"name": pause.paused_by.name, "since": say_moment(pause.since, timezone.localdate(at))}
    return _("Since %(since)s no reminders are going out: %(name)s paused them everywhere.") % names


def say_silence(looked_at, at) -> str:
    if not looked_at:
        return _("No reminders are going out: the program that sends them has not started yet.")
    if guard.is_recent(looked_at, at):
        return ""
    since = {"since": say_moment(looked_at, timezone.localdate(at))}
    return _("Since %(since)s no reminders are going out: the program that sends them is silent.") % since
