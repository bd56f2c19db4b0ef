"""A job seeker as typed at the desk."""

import datetime

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from candidates.duplicates import twins_of
from candidates.forms.phones import PhoneFormField
from candidates.models import Candidate

OFF = {"autocomplete": "off"}
CONSENT_REACHES_BACK = datetime.timedelta(days=3653)


class SeekerForm(forms.ModelForm):
    """Who somebody is and how to reach them. `on` is today; `twins` are those who may be the same person."""

    agreed = forms.BooleanField(label=_("They agreed to get reminders by e-mail"), required=False)
    agreed_on = forms.DateField(
        label=_("On which day did they agree?"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    save_anyway = forms.BooleanField(label=_("This is another person: save anyway"), required=False)

    class Meta:
        model = Candidate
        fields = ["full_name", "call_name", "email", "phone", "language"]
        field_classes = {"phone": PhoneFormField}

    def __init__(self, *args, user, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.on, self.twins = user, on, []
        self.consent_before = self.instance.consent_on
        for name in ("full_name", "call_name", "email", "phone"):
            self.fields[name].widget.attrs |= OFF
        self.fields["phone"].widget.input_type = "tel"
        self.fields["full_name"].error_messages["required"] = _("Type the job seeker’s name.")
        self.fields["call_name"].required = False
        self.fields["call_name"].help_text = _("As in “Hi Ánh”. Empty: the whole name.")
        self.fields["agreed"].initial = bool(self.instance.consent_on)
        self.fields["agreed"].widget.attrs["class"] = "asks__when"
        self.fields["agreed_on"].initial = self.instance.consent_on or on

    def clean(self):
        super().clean()
        self.check_call_name()
        self.check_consent()
        self.check_twins()
        return self.cleaned_data

    def check_call_name(self):
        full_name = self.cleaned_data.get("full_name")
        if not full_name or self.cleaned_data.get("call_name") or "call_name" in self.errors:
            return
        if len(full_name) > self.fields["call_name"].max_length:
            self.add_error("call_name", _("The whole name is too long for a greeting. Type what to call them."))
        self.cleaned_data["call_name"] = full_name

    def check_consent(self):
        if not self.cleaned_data.get("agreed"):
            return
        if "email" not in self.errors and not self.cleaned_data.get("email"):
            self.add_error("email", _("Type the address that they agreed to get reminders at, or take the tick off."))
        if "agreed_on" in self.errors:
            return
        agreed_on = self.cleaned_data["agreed_on"] = self.cleaned_data.get("agreed_on") or self.on
        if not self.on - CONSENT_REACHES_BACK <= agreed_on <= self.on:
            self.add_error("agreed_on", _("Choose today or a day in the last 10 years."))

    def check_twins(self):
        """Ask before a second record of one person is made; an unchanged record is not asked about again."""
        identity = ("full_name", "email", "phone")
        if any(name in self.errors for name in identity) or (
            self.instance.pk and not set(identity) & set(self.changed_data)
        ):
            return
        typed = Candidate(pk=self.instance.pk, **{name: self.cleaned_data[name] for name in identity})
        self.twins = twins_of(typed, self.user)
        if self.twins and not self.cleaned_data.get("save_anyway"):
            self.add_error("save_anyway", _("We may have this person already. If it is somebody else, tick this."))

    def filled(self) -> Candidate:
        """Return the row as the valid form describes it, with consent recorded by the user; it is not saved yet."""
        if self.cleaned_data["agreed"]:
            self.instance.agree_to_email(self.cleaned_data["agreed_on"], by=self.user)
        else:
            self.instance.withdraw_consent()
        return self.instance

    @property
    def changed_facts(self) -> list[str]:
        """Name what `filled` changed of the record, for the audit trail."""
        facts = [name for name in self.changed_data if name in self._meta.fields]
        return facts + ["consent"] * (self.instance.consent_on != self.consent_before)


class CandidateForm(SeekerForm):
    """Add or change a job seeker on a page of their own."""

    class Meta(SeekerForm.Meta):
        fields = [*SeekerForm.Meta.fields, "status", "office", "names_employer", "shares_address"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["names_employer"].help_text = _("Take the tick off if other people may see their mail.")
        self.fields["shares_address"].help_text = _("Letter and debrief behind their link then ask for four digits.")
        if not self.instance.pk:
            del self.fields["status"]
        self.narrow_offices()

    def narrow_offices(self):
        """Offer the counselor's own offices; ask nothing where there is no choice."""
        own = Q(pk=self.instance.office_id) | Q(staff=self.user)
        offices = Office.objects.filter(own).distinct()
        if (self.instance.pk and self.instance.counselor_id != self.user.pk) or len(offices) < 2:
            del self.fields["office"]
            return
        self.fields["office"].queryset = offices
        self.fields["office"].empty_label = None
