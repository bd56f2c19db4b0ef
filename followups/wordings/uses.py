"""Where a text is used: by the steps of cadences, for what was asked for, and in reminders that are planned."""

from collections import defaultdict

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Office, User
from followups.models import Cadence, Nudge, Step, Wording


def cadences_that_use(wordings: list[Wording], user: User) -> dict[int, list[str]]:
    """Return for each text the steps and cadences that say it, a line for each; those of other offices as a count."""
    found, others = defaultdict(list), defaultdict(set)
    offices = set(Office.objects.visible_to(user).values_list("pk", flat=True))
    for wording_id, cadence, what in sorted(uses_of(wordings), key=lambda use: (use[1].office_id or 0, use[2])):
        if cadence.office_id and cadence.office_id not in offices:
            others[wording_id].add(cadence.office_id)
        else:
            found[wording_id].append(_("%(where)s: %(what)s") % {"where": where(cadence), "what": what})
    for wording_id, hidden in others.items():
        words = ngettext("%(count)s other office", "%(count)s other offices", len(hidden))
        found[wording_id].append(words % {"count": len(hidden)})
    return found


def uses_of(wordings):
    """Yield the number of a text, the cadence that says it, and what for."""
    ids = {wording.pk for wording in wordings}
    for step in Step.objects.filter(wording__in=ids).select_related("cadence__office"):
        yield step.wording_id, step.cadence, say_step(step)
    said = Q(asked_for_wording__in=ids) | Q(plan_wording__in=ids)
    for cadence in Cadence.objects.filter(said).select_related("office"):
        if cadence.asked_for_wording_id in ids:
            yield cadence.asked_for_wording_id, cadence, _("reminders at a moment of their choice")
        if cadence.plan_wording_id in ids:
            yield cadence.plan_wording_id, cadence, _("reminders of a plan")


def where(cadence: Cadence) -> str:
    return cadence.office.name if cadence.office else _("Region")


def say_step(step: Step) -> str:
    """Return what a step is, as in "reminder after 24 hours"."""
    if step.unit == Step.Unit.HOURS:
        words = ngettext("%(kind)s after %(delay)s hour", "%(kind)s after %(delay)s hours", step.delay)
    else:
        words = ngettext("%(kind)s after %(delay)s day", "%(kind)s after %(delay)s days", step.delay)
    return words % {"kind": step.get_kind_display(), "delay": step.delay}


def in_use(wording: Wording, user: User) -> list[str]:
    """Return all that keeps a text from being retired, a line for each."""
    lines = cadences_that_use([wording], user)[wording.pk]
    planned = Nudge.objects.not_sent_yet().filter(wording=wording).count()
    if planned:
        words = ngettext("%(count)s reminder that is planned", "%(count)s reminders that are planned", planned)
        lines.append(words % {"count": planned})
    return lines
