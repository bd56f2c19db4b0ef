"""What an interview was: employer, job, moment, interest, people met."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from candidates.models import Contact, Employer, Interview
from candidates.models.employer import employer_key
from followups.intake.days import working_day
from followups.nudges.window import at_local
from workforce.text import LineFormField, words

OLDEST = datetime.timedelta(days=5 * 365 + 2)
FARTHEST = datetime.timedelta(days=366)
USUAL_TIME = datetime.time(10)
TIMES = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]
PEOPLE_AT_MOST = 20
CHOOSE_DAY = _("Choose the day of the interview, like 11/20/2026.")
TYPE_TIME = _("Type the time, like 2:30 PM. About right is enough.")


def day_field() -> forms.DateField:
    return forms.DateField(
        label=_("Day of the interview"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": CHOOSE_DAY, "invalid": CHOOSE_DAY},
    )


def time_field() -> forms.TimeField:
    return forms.TimeField(
        label=_("Time"),
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"required": TYPE_TIME, "invalid": TYPE_TIME},
    )


class FactsForm(forms.Form):
    """The facts of one interview; day and time are read on the clock of `office` (after cleaning: `held_at`)."""

    employer_name = LineFormField(
        label=_("Employer"), max_length=150, error_messages={"required": _("Type the employer’s name.")}
    )
    city = LineFormField(label=_("City"), max_length=80, required=False)
    job_title = LineFormField(
        label=_("Job title"), max_length=120, error_messages={"required": _("Type what job it was about.")}
    )
    day = day_field()
    time = time_field()
    interest = forms.ChoiceField(
        label=_("How much do they want the job?"),
        choices=Interview.Interest.choices,
        initial=Interview.Interest.NOT_ASKED,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, office, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.office, self.at, self.today = office, at, office.local_day(at)
        # When most interviews that are logged were held.
        self.fields["day"].initial, self.fields["time"].initial = working_day(self.today, -1), USUAL_TIME
        self.fields["job_title"].widget.attrs |= {"autocomplete": "off", "list": "job-titles"}
        self.fields["city"].widget.attrs["autocomplete"] = "off"
        self.fields["employer_name"].widget.attrs |= {
            "autocomplete": "off",
            "data-typeahead-url": reverse_lazy("employer_suggestions"),
            "data-typeahead-detail-into": "city",
            "data-typeahead-count": _("{n} employers found"),
            "data-typeahead-list": _("Employers"),
        }

    @classmethod
    def initial_of(cls, interview):
        """Return the facts of an interview as the form shows them."""
        local = interview.held_at.astimezone(interview.office.zone)
        return {
            "employer_name": interview.employer.name,
            "city": interview.employer.city,
            "job_title": interview.job_title,
            "day": local.date(),
            "time": local.time().replace(second=0, microsecond=0),
            "interest": interview.interest,
        }

    @property
    def held_at(self):
        """The moment of the interview; None while the form does not say it."""
        return self.cleaned_data.get("held_at") if self.is_valid() else None

    def clean_interest(self):
        return self.cleaned_data["interest"] or Interview.Interest.NOT_ASKED

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day < self.today - OLDEST:
            raise ValidationError(_("This is more than 5 years ago. Check the year."))
        if day > self.today + FARTHEST:
            raise ValidationError(_("This is more than a year ahead. Check the year."))
        return day

    def clean(self):
        super().clean()
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if day and time is not None:
            moment = at_local(day, time, self.office.zone)
            if moment.astimezone(self.office.zone).time() != time:
                text = _("There was no such time that night: the clocks went forward. Type the time an hour later.")
                self.add_error("time", text)
            self.cleaned_data["held_at"] = moment
        return self.cleaned_data

    def employer(self) -> tuple[str, str]:
        """Return name and city. Without a city, the one place where we know an employer of this name is meant."""
        name, city = self.cleaned_data["employer_name"], self.cleaned_data["city"]
        if not words(city):
            known = Employer.objects.filter(name_key=employer_key(name)).values_list("name", "city")[:2]
            if len(known) == 1:
                return known[0]
        return name, city


class ContactForm(forms.ModelForm):
    """A person met at the interview."""

    class Meta:
        model = Contact
        fields = ["name", "role", "email", "postal_address", "particularly_helpful"]
        widgets = {"postal_address": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = _("Type the person’s name, or empty the whole row.")
        for name in ("name", "email", "postal_address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class BasePeopleFormSet(forms.BaseInlineFormSet):
    """The people met; those saved before can be taken away again."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this person")

    def clean(self):
        """Keep whoever is written to: without them nobody could tell whom their letter was begun for."""
        super().clean()
        gone = [form.instance.pk for form in self.deleted_forms]
        contact = Contact.objects.filter(pk__in=gone, letters__isnull=False).first()
        if contact:
            said = _("A letter to %(name)s was begun, so they cannot be removed. Correct their name instead.")
            raise ValidationError(said % {"name": contact.name})


PeopleFormSet = forms.inlineformset_factory(
    Interview,
    Contact,
    form=ContactForm,
    formset=BasePeopleFormSet,
    extra=2,
    max_num=PEOPLE_AT_MOST,
    absolute_max=PEOPLE_AT_MOST,
    validate_max=True,
)
