import datetime
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from followups.reports.measures import BY_KEY, MEASURES
from followups.reports.periods import Period, Preset, period_of
from followups.reports.report import ELSEWHERE
from workforce.text import id_in

EARLIEST = datetime.date(2000, 1, 1)
# A report may be asked for as of a later day, to see what it will count by then.
FURTHEST_AHEAD = datetime.timedelta(days=366)
LONGEST_IN_DAYS = 5 * 366


@dataclass(frozen=True)
class Filters:
    """What a report is asked for. `office` narrows it to one; `chosen` are the parameters of its address."""

    period: Period
    preset: Preset
    on: datetime.date
    office: Office | None
    chosen: dict


class DayField(forms.DateField):
    """A day that a report can be about."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"invalid": _("Write the day like 2026-11-23.")}

    latest = datetime.date.max

    def validate(self, value):
        super().validate(value)
        if value and not EARLIEST <= value <= self.latest:
            raise forms.ValidationError(_("Choose a day after 1999 and at most a year ahead."))


class ReportForm(forms.Form):
    """The days and the office of a report, from its address; whatever is left out has a default."""

    period = forms.ChoiceField(label=_("Period"), choices=Preset, required=False, widget=forms.HiddenInput)
    since = DayField(label=_("First day"), required=False)
    until = DayField(label=_("Last day"), required=False)
    as_of = DayField(
        label=_("As of"),
        required=False,
        help_text=_("Counts the interviews whose 5 days are over by then. Empty means today."),
    )
    office = forms.ModelChoiceField(Office.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, user, today):
        super().__init__(data)
        self.today = today
        self.user = user
        self.fields["office"].queryset = Office.objects.visible_to(user)
        for name in ("since", "until", "as_of"):
            self.fields[name].latest = today + FURTHEST_AHEAD

    def clean_period(self):
        named_days = self.data.get("since") or self.data.get("until")
        return Preset(self.cleaned_data["period"] or (Preset.DAYS if named_days else Preset.LAST_30))

    def clean_as_of(self):
        return self.cleaned_data["as_of"] or self.today

    def clean(self):
        given = self.cleaned_data
        if given.get("period") == Preset.DAYS and not self.errors:
            self.check_days(given["since"], given["until"], given["as_of"])

    def check_days(self, since, until, on):
        if not since:
            self.add_error("since", _("Choose the first day."))
        if not until:
            self.add_error("until", _("Choose the last day."))
        if self.errors:
            return
        if until < since:
            self.add_error("until", _("The last day comes before the first. Choose a later one."))
        elif until > on:
            self.add_error("until", _("The last day comes after the day of the report. Choose an earlier one."))
        elif (until - since).days > LONGEST_IN_DAYS:
            self.add_error("since", _("Choose at most 5 years."))

    def filters(self) -> Filters:
        """Return what a valid form asks for."""
        given = self.cleaned_data
        preset, on = given["period"], given["as_of"]
        period = Period(given["since"], given["until"]) if preset == Preset.DAYS else period_of(preset, on)
        return Filters(period, preset, on, given["office"], self.address(preset, period))

    def address(self, preset, period) -> dict:
        """Return the parameters that lead to this report; the day stands in them if it was asked for."""
        given, chosen = self.cleaned_data, {"period": preset.value}
        if preset == Preset.DAYS:
            chosen |= days_in_address(period)
        if self.data.get("as_of"):
            chosen["as_of"] = given["as_of"].isoformat()
        if given["office"]:
            chosen["office"] = given["office"].pk
        return chosen


class ListForm(ReportForm):
    """Which interviews of a report are listed: those of a measure, of one counselor or all."""

    measure = forms.TypedChoiceField(
        choices=[(measure.key, measure.name) for measure in MEASURES], coerce=BY_KEY.get, required=True
    )
    counselor = forms.CharField(required=False)

    def clean_counselor(self):
        """Return None for all, ELSEWHERE, or a member of staff whose name the user may see."""
        asked = self.cleaned_data["counselor"]
        if asked in ("", ELSEWHERE):
            return asked or None
        counselor = User.objects.visible_to(self.user).filter(pk=id_in(asked)).first()
        if not counselor:
            raise forms.ValidationError(_("There is no such counselor."))
        return counselor


def days_in_address(period: Period) -> dict:
    return {"period": Preset.DAYS.value, "since": period.since.isoformat(), "until": period.until.isoformat()}
