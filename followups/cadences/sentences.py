"""The steps of a cadence in plain sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followups.cadences.wordings import Choice
from followups.models import Step


def say_step(step: Step, choice: Choice) -> str:
    """Return "3 days after the interview, at the same time of day: the reminder “Check-in reminder”."."""
    return _("%(when)s: %(what)s.") % {"when": say_delay(step), "what": say_what(step, choice)}


def say_delay(step: Step) -> str:
    if step.unit == Step.Unit.HOURS:
        text = ngettext("%(n)d hour after the interview", "%(n)d hours after the interview", step.delay)
    else:
        text = ngettext(
            "%(n)d day after the interview, at the same time of day",
            "%(n)d days after the interview, at the same time of day",
            step.delay,
        )
    return text % {"n": step.delay}


def say_what(step: Step, choice: Choice) -> str:
    """Return what happens: "the reminder “Check-in reminder”"."""
    text = {
        Step.Kind.NUDGE: _("the reminder “%(words)s”"),
        Step.Kind.TASK: _("a task for the counselor to ask, no mail"),
        Step.Kind.OUTCOME: _("the question what came of it, “%(words)s”"),
    }[step.kind]
    return text % {"words": choice.name(step.wording_id)}
