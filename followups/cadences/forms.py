"""A cadence as a manager writes it: a row for each step, the words of what was asked for, an interview to try it on."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from followups.cadences.wordings import Choice
from followups.intake.forms.facts import day_field, time_field
from followups.models import Step, Wording

MOST_DAYS = 45
MOST = {Step.Kind.NUDGE: 4, Step.Kind.TASK: 3, Step.Kind.OUTCOME: 1}
TOO_MANY = {
    Step.Kind.NUDGE: _("At most 4 reminders. Remove one."),
    Step.Kind.TASK: _("At most 3 tasks for the counselor. Remove one."),
    Step.Kind.OUTCOME: _("At most one outcome question. Remove one."),
}
TOO_LONG = _("At most 45 days or 1,080 hours.")
TYPE_NUMBER = _("Type a number, 1 or more.")
FRIDAY, AFTERNOON = 5, datetime.time(15)


class WordingField(forms.TypedChoiceField):
    """One of the texts that an office may send; `kind` narrows them, without it they stand in groups."""

    def __init__(self, *, choice: Choice, kind=None, **kwargs):
        found = choice.of(kind) if kind else choice.groups()
        empty = [] if kind else [("", _("Choose"))]
        super().__init__(choices=[*empty, *found], coerce=int, empty_value=None, **kwargs)


class StepForm(forms.Form):
    """One step. The kind of one that is there already stays: what was planned by it would be something else."""

    position = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What happens"),
        choices=[("", _("Choose")), *Step.Kind.choices],
        error_messages={"required": _("Choose what happens.")},
    )
    delay = forms.IntegerField(
        label=_("After"),
        min_value=1,
        max_value=MOST_DAYS * 24,
        widget=forms.NumberInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": TYPE_NUMBER,
            "invalid": TYPE_NUMBER,
            "min_value": TYPE_NUMBER,
            "max_value": TOO_LONG,
        },
    )
    unit = forms.ChoiceField(
        label=_("Hours or days"),
        choices=[(Step.Unit.HOURS, _("hours")), (Step.Unit.DAYS, _("days"))],
        initial=Step.Unit.DAYS,
        required=False,
    )

    def __init__(self, *args, held: dict[int, Step], choice: Choice, **kwargs):
        super().__init__(*args, **kwargs)
        self.choice, self.step = choice, held.get(self.said_position())
        kind = self.step.kind if self.step else None
        if kind:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].required = False
        if kind != Step.Kind.TASK:
            self.fields["wording"] = WordingField(label=_("In which words"), choice=choice, kind=kind, required=False)

    def said_position(self) -> int | None:
        said = self["position"].value()
        return int(said) if str(said).isdecimal() and str(said).isascii() else None

    @property
    def title(self):
        """What the row is called: its kind, as far as it is known."""
        kind = self.step.kind if self.step else self["kind"].value()
        return dict(Step.Kind.choices).get(kind, _("new step"))

    def clean_unit(self):
        return self.cleaned_data["unit"] or Step.Unit.DAYS

    def clean_kind(self):
        return self.step.kind if self.step else self.cleaned_data["kind"]

    def clean(self):
        super().clean()
        self.check_delay()
        kind, wording = self.cleaned_data.get("kind"), self.cleaned_data.get("wording")
        if kind == Step.Kind.TASK:
            self.cleaned_data["wording"] = None
        elif kind and "wording" not in self.errors and wording not in self.choice.ids(kind):
            wrong = _("Choose words that are meant for this: %(kind)s.") % {"kind": self.title}
            self.add_error("wording", wrong if wording else _("Choose the words."))
        return self.cleaned_data

    def check_delay(self):
        delay, unit = self.cleaned_data.get("delay"), self.cleaned_data.get("unit")
        most = MOST_DAYS * (24 if unit == Step.Unit.HOURS else 1)
        if delay and delay > most:
            self.add_error("delay", TOO_LONG)

    @property
    def is_left_out(self):
        """Whether the row says nothing: its step is removed, or nothing was typed into it."""
        said = getattr(self, "cleaned_data", {})
        return bool(said.get("DELETE")) or (self.empty_permitted and not self.has_changed())

    def filled(self) -> Step:
        """Return the step that the valid row says; one that is new has no position."""
        said = self.cleaned_data
        return Step(
            position=self.step.position if self.step else None,
            kind=said["kind"],
            delay=said["delay"],
            unit=said["unit"],
            wording_id=said["wording"],
        )


class BaseStepFormSet(forms.BaseFormSet):
    """The steps of a cadence, and what must hold of all of them together."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this step")

    def clean(self):
        kept = [form for form in self.forms if not form.is_left_out]
        if not kept:
            raise forms.ValidationError(_("Keep at least one step. To stop all mail for a while, pause it instead."))
        for kind, most in MOST.items():
            if sum(form.cleaned_data.get("kind") == kind for form in kept) > most:
                raise forms.ValidationError(TOO_MANY[kind])
        self.refuse_same_time(kept)
        self.refuse_same_step(kept)

    def refuse_same_time(self, kept):
        seen = set()
        for form in kept:
            delay, unit = form.cleaned_data.get("delay"), form.cleaned_data.get("unit")
            hours = delay and unit and Step(delay=delay, unit=unit).nominal_hours
            if hours in seen:
                form.add_error("delay", _("Another step happens at the same time. Choose another delay."))
            seen.add(hours or None)
            seen.discard(None)

    def refuse_same_step(self, kept):
        positions = [form.step.position for form in kept if form.step]
        if len(positions) != len(set(positions)):
            raise forms.ValidationError(_("A step stands here twice. Open the page again."))

    def steps(self) -> list[Step]:
        """Return the steps of the valid rows."""
        return [form.filled() for form in self.forms if not form.is_left_out]


StepFormSet = forms.formset_factory(
    StepForm,
    formset=BaseStepFormSet,
    extra=1,
    max_num=sum(MOST.values()),
    absolute_max=2 * sum(MOST.values()),
    can_delete=True,
)


class WishesForm(forms.Form):
    """The words of what no step plans: reminders and plans that somebody asked for."""

    def __init__(self, *args, choice: Choice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_for_wording"] = WordingField(
            label=_("Reminder at a moment that the job seeker chose"), choice=choice, kind=Wording.Kind.ASKED_FOR
        )
        self.fields["plan_wording"] = WordingField(
            label=_("Reminder of a plan: when and where they will write"), choice=choice, kind=Wording.Kind.PLAN
        )


class TrialForm(forms.Form):
    """An interview to try a cadence on: its day and time on the clock of an office."""

    day = day_field()
    time = time_field()
    office = forms.ModelChoiceField(
        Office.objects.none(),
        label=_("At which office?"),
        required=False,
        empty_label=_("Usual hours, Houston time"),
        help_text=_("Its clock and its sending hours count."),
    )

    def __init__(self, *args, office: Office | None, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.only_office = office
        today = (office or Office()).local_day(at)
        self.fields["day"].initial = last_friday(today)
        self.fields["time"].initial = AFTERNOON
        if office:
            del self.fields["office"]
        else:
            self.fields["office"].queryset = Office.objects.filter(cadence=None).order_by("name")

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Check the year."))
        return day

    @property
    def chosen_office(self) -> Office:
        """The office on whose clock it is tried; without one, an office as a new one is set up."""
        return self.only_office or self.cleaned_data.get("office") or Office()


def last_friday(today: datetime.date) -> datetime.date:
    """Return the Friday before `today`."""
    return today - datetime.timedelta(days=(today.isoweekday() - FRIDAY - 1) % 7 + 1)
