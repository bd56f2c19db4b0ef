"""From a number on a report to the list of interviews behind it, and from one report to another."""

from urllib.parse import urlencode

from django.urls import reverse

from followups.reports.forms import Filters, days_in_address
from followups.reports.periods import Period, Preset


class Links:
    """The addresses on one report. Who may not see job seekers gets none of the lists."""

    def __init__(self, filters: Filters, *, with_lists: bool):
        self.chosen = filters.chosen
        self.period = filters.period
        self.with_lists = with_lists

    def behind(self, measure: str, *, period: Period | None = None, **narrowed) -> str:
        """Return the address of the interviews that a measure counts, or "" for who may not see them."""
        if not self.with_lists:
            return ""
        days = days_in_address(period) if period else {}
        return self.address("report_interviews", **days, measure=measure, **narrowed)

    def report(self, **changed) -> str:
        """Return the address of the report with something changed; None leaves it out."""
        return self.address("reports", **changed)

    def preset(self, preset: Preset) -> str:
        days = days_in_address(self.period) if preset == Preset.DAYS else {"since": None, "until": None}
        return self.report(**{**days, "period": preset.value})

    def address(self, name, **changed) -> str:
        asked = {key: value for key, value in {**self.chosen, **changed}.items() if value not in (None, "")}
        return f"{reverse(name)}?{urlencode(asked)}"
