"""The federal holidays by the names that people call them, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

OBSERVED = " (observed)"
# By the names that `working_days.federal_holidays` gives.
NAMES = {
    "New Year's Day": gettext_lazy("New Year’s Day"),
    "Martin Luther King Jr. Day": gettext_lazy("Martin Luther King Jr. Day"),
    "Washington's Birthday": gettext_lazy("Washington’s Birthday"),
    "Memorial Day": gettext_lazy("Memorial Day"),
    "Juneteenth National Independence Day": gettext_lazy("Juneteenth"),
    "Independence Day": gettext_lazy("Independence Day"),
    "Labor Day": gettext_lazy("Labor Day"),
    "Columbus Day": gettext_lazy("Columbus Day"),
    "Veterans Day": gettext_lazy("Veterans Day"),
    "Thanksgiving Day": gettext_lazy("Thanksgiving Day"),
    "Christmas Day": gettext_lazy("Christmas Day"),
}


def say_holiday(name: str) -> str:
    """Return the name of a holiday in words; one of a day off in its place says so."""
    plain = name.removesuffix(OBSERVED)
    words = str(NAMES.get(plain, plain))
    return words if plain == name else _("%(holiday)s (observed)") % {"holiday": words}
