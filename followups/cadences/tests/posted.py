"""What the form of a cadence sends, with what a test changes in it."""

from followups.cadences.page import CadencePage
from followups.models import Cadence
from followups.tests.builders import MONDAY

NUDGE, TASK, OUTCOME = "nudge", "task", "outcome"


def posted(office=None, changes=None, added=(), **more) -> dict:
    """Return the data of the form as it was shown, with `changes` of rows by their place, and `added` rows."""
    page = CadencePage(None, office=office, at=MONDAY)
    rows = [form.initial for form in page.rows.initial_forms]
    rows = [row | (changes or {}).get(number, {}) for number, row in enumerate(rows)] + list(added)
    data = {
        "version": page.version,
        "steps-TOTAL_FORMS": len(rows),
        "steps-INITIAL_FORMS": len(page.steps),
        **page.words(),
        "trial-day": "2026-10-02",
        "trial-time": "15:00",
    }
    for number, row in enumerate(rows):
        data |= {f"steps-{number}-{name}": value for name, value in row.items() if value is not None}
    return data | more


def give_own_cadence(office, *steps) -> Cadence:
    """Let an office go by a cadence of its own: these (position, kind, delay, unit), else the region's steps."""
    held = Cadence.objects.for_office(None)
    words = {"asked_for_wording": held.asked_for_wording, "plan_wording": held.plan_wording}
    cadence = Cadence.objects.create(office=office, **words)
    wordings = {step.kind: step.wording for step in held.steps.all()}
    of_region = held.steps.values_list("position", "kind", "delay", "unit")
    for position, kind, delay, unit in steps or of_region:
        cadence.steps.create(position=position, kind=kind, delay=delay, unit=unit, wording=wordings[kind])
    return cadence
