"""The texts that a cadence may choose from."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Office
from followups.models import Cadence, Step, Wording

GROUPS = {
    Step.Kind.NUDGE: gettext_lazy("Reminders"),
    Step.Kind.OUTCOME: gettext_lazy("Outcome questions"),
}


class Choice:
    """The texts in use that an office (None: the region) may send, and those that its cadence sends already."""

    def __init__(self, office: Office | None, cadence: Cadence):
        self.office = office
        held = {cadence.asked_for_wording_id, cadence.plan_wording_id}
        held |= set(cadence.steps.exclude(wording=None).values_list("wording", flat=True))
        found = Wording.objects.in_use().for_office(office) | Wording.objects.filter(pk__in=held)
        self.wordings = list(found.order_by("name", "pk"))

    def of(self, kind) -> list[tuple[int, str]]:
        """Return the texts of a kind as choices of a form."""
        return [(wording.pk, self.label(wording)) for wording in self.wordings if wording.kind == kind]

    def groups(self) -> list[tuple[str, list]]:
        """Return the texts that a step can have, kind by kind."""
        return [(label, self.of(kind)) for kind, label in GROUPS.items()]

    def ids(self, kind) -> set[int]:
        return {pk for pk, _label in self.of(kind)}

    def label(self, wording: Wording) -> str:
        if wording.retired_at:
            return _("%(name)s (no longer in use)") % {"name": wording.name}
        if wording.office_id and self.office:
            return _("%(name)s (%(office)s)") % {"name": wording.name, "office": self.office.name}
        return wording.name

    def name(self, pk: int | None) -> str:
        """Return what a text is called; "" for none."""
        return next((wording.name for wording in self.wordings if wording.pk == pk), "")
