"""What the menus of a row send. Each form checks one answer and records it on its follow-up."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followups.desk.days import LOOKS
from followups.intake import plan
from followups.intake.days import EARLIER, TODAY, YESTERDAY, can_be_looked_on, day_sent
from followups.models import FollowUp, Nudge
from followups.nudges import schedule
from workforce import dates
from workforce.text import LineFormField


class AnswerForm(forms.Form):
    """Takes `follow_up` and `at`; `record(by)` changes the follow-up and may raise TransitionNotAllowed."""

    needs_held_interview = True

    def __init__(self, data, *, follow_up, at):
        super().__init__(data)
        self.follow_up, self.at = follow_up, at
        self.interview = follow_up.interview
        self.today = self.interview.office.local_day(at)

    def clean(self):
        if self.needs_held_interview and self.interview.held_at > self.at:
            raise forms.ValidationError(_("This interview has not been held yet."))
        return super().clean()

    def complaint(self) -> str:
        """Return what is wrong as one text for the row: our own sentence, if there is one, says enough."""
        errors = self.non_field_errors() or [error for errors in self.errors.values() for error in errors]
        return " ".join(str(error) for error in errors)


class DoneForm(AnswerForm):
    """`sent` is a method and a day in one choice ("card today"); `method` and `day`, or `sent_on`, say it apart."""

    sent = forms.CharField(required=False)
    method = forms.ChoiceField(choices=FollowUp.Method, required=False)
    day = forms.ChoiceField(choices=[(day, day) for day in (TODAY, YESTERDAY, EARLIER)], required=False)
    sent_on = forms.DateField(required=False)
    witnessed = forms.BooleanField(required=False)

    def clean(self):
        found = super().clean()
        if self.errors:
            return found
        method, _space, day = found["sent"].partition(" ")
        found["method"] = method or found["method"]
        found["sent_on"] = day_sent(day or found["day"], found["sent_on"], self.today)
        if found["method"] not in FollowUp.Method.values:
            raise forms.ValidationError(_("Choose how it was sent."))
        self.check_day(found["sent_on"])
        return found

    def check_day(self, sent_on):
        held_on = self.interview.held_on
        if sent_on is None:
            raise forms.ValidationError(_("Not noted: choose on which day it was sent."))
        if not held_on <= sent_on <= self.today:
            facts = {"first": dates.say_day(held_on, self.today), "last": dates.say_day(self.today, self.today)}
            raise forms.ValidationError(
                _("Not noted: choose a day from the interview (%(first)s) to today (%(last)s).") % facts
            )

    def record(self, by):
        found = self.cleaned_data
        source = FollowUp.Source.WITNESSED if found["witnessed"] else FollowUp.Source.COUNSELOR
        self.follow_up.complete(sent_on=found["sent_on"], method=found["method"], source=source, by=by, at=self.at)


class DeclineForm(AnswerForm):
    reason = forms.ChoiceField(
        choices=FollowUp.Reason, error_messages={"required": gettext_lazy("Not noted: choose a reason.")}
    )

    def record(self, by):
        self.follow_up.decline(reason=self.cleaned_data["reason"], by=by, at=self.at)


class NotYetForm(AnswerForm):
    """`look` says when to look again: a choice of working days, or the day in `look_on`."""

    look = forms.ChoiceField(choices=[(name, name) for name in (*LOOKS, "day")], required=False)
    look_on = forms.DateField(required=False)

    def clean(self):
        found = super().clean()
        if self.errors:
            return found
        if found["look"] in LOOKS:
            found["look_on"] = LOOKS[found["look"]](self.today)
        if not can_be_looked_on(found["look_on"], self.today):
            raise forms.ValidationError(_("Not noted: choose a day after today, at most 60 days ahead."))
        return found

    def record(self, by):
        schedule.not_yet(self.follow_up, look_on=self.cleaned_data["look_on"], by=by, at=self.at)


class PlanForm(AnswerForm):
    """When, on the clock of the interview's office, and where the seeker will write; `call_off` takes it back."""

    needs_held_interview = False

    day = forms.DateField(required=False)
    time = forms.TimeField(required=False)
    place = forms.ChoiceField(choices=Nudge.Place, required=False)
    call_off = forms.BooleanField(required=False)

    def clean(self):
        found = super().clean()
        if found.get("call_off"):
            return found
        if self.errors or not found["day"] or not found["time"]:
            raise forms.ValidationError(_("Not noted: choose a day and a time for the reminder."))
        moment = datetime.datetime.combine(found["day"], found["time"])
        found["moment"] = timezone.make_aware(moment, self.interview.office.zone)
        return found

    def record(self, by):
        found = self.cleaned_data
        if found["call_off"]:
            plan.call_off_at_desk(self.follow_up, by=by, at=self.at)
        else:
            plan.plan_at_desk(self.follow_up, moment=found["moment"], place=found["place"], by=by, at=self.at)


class OutcomeForm(AnswerForm):
    """What came of the interview; "forget" takes it back."""

    FORGET = "forget"

    outcome = forms.ChoiceField(
        choices=[*FollowUp.Outcome.choices, (FORGET, FORGET)],
        error_messages={"required": gettext_lazy("Not noted: choose a result.")},
    )

    def record(self, by):
        outcome = self.cleaned_data["outcome"]
        if outcome == self.FORGET:
            self.follow_up.forget_outcome(by=by, at=self.at)
        else:
            self.follow_up.record_outcome(outcome=outcome, by=by, at=self.at)


class VoidForm(AnswerForm):
    needs_held_interview = False

    def record(self, by):
        self.follow_up.void(by=by, at=self.at)


class MissForm(AnswerForm):
    def record(self, by):
        self.follow_up.miss(by=by, at=self.at)


class ReopenForm(AnswerForm):
    needs_held_interview = False

    def record(self, by):
        self.follow_up.reopen(by=by, at=self.at)


class PauseForm(forms.Form):
    """Why the reminders of one job seeker are paused."""

    reason = LineFormField(
        label=gettext_lazy("Why?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say in a few words why, so that a colleague understands it.")},
    )
