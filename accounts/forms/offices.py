"""An office as an administrator sets it up."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.hours import DAYS, MIDNIGHT, TIME_ZONES
from accounts.models import Office

OFF = {"autocomplete": "off"}


def time_input():
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class OfficeForm(forms.ModelForm):
    """Name, place and sending hours of an office."""

    sending_days = forms.MultipleChoiceField(
        label=_("On these days"),
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day of the week.")},
    )

    class Meta:
        model = Office
        fields = [
            *("name", "county", "time_zone", "postal_address", "phone", "email"),
            *("sends_from", "sends_until", "sending_days", "sends_on_holidays", "names_employer"),
        ]
        labels = {"sends_until": _("Mail stops going out at")}
        widgets = {
            "postal_address": forms.Textarea(attrs={"rows": 3} | OFF),
            "sends_from": time_input(),
            "sends_until": time_input(),
        }
        error_messages = {
            "name": {"unique": _("Another office has this name already."), "required": _("Type the office’s name.")},
            "county": {"required": _("Type the county.")},
            "postal_address": {"required": _("Type the postal address.")},
            "phone": {"required": _("Type the office’s phone number.")},
            "email": {"required": _("Type the address that reminders come from.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["sending_days"] = list(self.instance.sending_days)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=self.time_zones(), initial=self.instance.time_zone
        )
        self.fields["phone"].widget.input_type = "tel"
        self.fields["postal_address"].help_text = _("Stands at the foot of each reminder, as the law asks.")
        self.fields["names_employer"].help_text = _("Take the tick off to leave the employer out of all reminders.")
        for name in ("name", "county", "phone", "email"):
            self.fields[name].widget.attrs |= OFF

    def time_zones(self):
        """Offer the zones of the US, and the one that the office has now."""
        now = self.instance.time_zone
        return TIME_ZONES if now in dict(TIME_ZONES) else [(now, now), *TIME_ZONES]

    def clean_sending_days(self):
        return "".join(sorted(self.cleaned_data["sending_days"]))

    def clean(self):
        super().clean()
        starts, stops = self.cleaned_data.get("sends_from"), self.cleaned_data.get("sends_until")
        if isinstance(stops, datetime.time) and stops != MIDNIGHT and starts and starts >= stops:
            self.add_error("sends_until", _("Mail must start going out before it stops."))
        return self.cleaned_data
