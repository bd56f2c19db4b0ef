"""What a job seeker can do behind the link: one form for each act, checked and applied without an account."""

import datetime

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import audit
from candidates.models import Candidate
from followups.intake.days import EARLIER, TODAY, YESTERDAY, day_sent
from followups.intake.move import correct_interview
from followups.intake.opt_out import opt_in, opt_out
from followups.models import FollowUp, Nudge, TransitionNotAllowed
from followups.nudges import schedule
from followups.nudges.window import at_local
from followups.seeker.choices import JUST_REMIND, NO_PLACE
from followups.seeker.result import is_result_wanted

MOVED_BACK_AT_MOST = datetime.timedelta(days=14)
MOVED_AHEAD_AT_MOST = datetime.timedelta(days=180)
PAST_MOMENT = _("That moment has passed. Choose one that lies ahead.")


class ActForm(forms.Form):
    """One act on one follow-up. `apply` does it once, however often it is sent."""

    # What the page says was done, by its name.
    noted = "thanks"

    def __init__(self, data, *, follow_up, at):
        super().__init__(data)
        self.follow_up, self.at = follow_up, at

    @property
    def zone(self):
        return self.follow_up.interview.office.zone

    @property
    def today(self):
        return self.at.astimezone(self.zone).date()

    def problem(self):
        """Return what is wrong, in words for the page."""
        return next(iter(self.non_field_errors()), _("Something was missing. Choose one of the answers."))

    def moment_of(self, day, time):
        """Return the moment of a day and a time at the office."""
        try:
            return at_local(day, time, self.zone)
        except OverflowError:
            raise forms.ValidationError(_("Choose a day of this year or the next.")) from None

    @transaction.atomic
    def apply(self) -> bool:
        """Do it; return False if it was done before. Raise TransitionNotAllowed if something else was answered."""
        self.follow_up.lock()
        if self.is_noted():
            return False
        self.act()
        return True


class SentForm(ActForm):
    """I sent it: how, and on which day."""

    method = forms.ChoiceField(choices=FollowUp.Method)
    day = forms.ChoiceField(choices=[(day, day) for day in (TODAY, YESTERDAY, EARLIER)])
    sent_on = forms.DateField(required=False)

    def clean(self):
        if self.at < self.follow_up.interview.held_at:
            raise forms.ValidationError(_("The interview has not taken place yet."))
        sent_on = day_sent(self.cleaned_data.get("day"), self.cleaned_data.get("sent_on"), self.today)
        held_on = self.follow_up.interview.held_on
        if not sent_on or not held_on <= sent_on <= self.today:
            raise forms.ValidationError(_("Choose the day on which you sent it: not before the interview, not ahead."))
        return {**self.cleaned_data, "sent_on": sent_on}

    def is_noted(self):
        return self.follow_up.status == FollowUp.Status.DONE

    def act(self):
        facts = {name: self.cleaned_data[name] for name in ("method", "sent_on")}
        self.follow_up.complete(source=FollowUp.Source.SEEKER, by=None, at=self.at, **facts)


class DeclinedForm(ActForm):
    """I decided not to write: why."""

    reason = forms.ChoiceField(choices=FollowUp.Reason)

    def is_noted(self):
        return self.follow_up.status == FollowUp.Status.DECLINED

    def act(self):
        self.follow_up.decline(reason=self.cleaned_data["reason"], by=None, at=self.at)


class NotHeldForm(ActForm):
    """The interview did not take place."""

    not_held = forms.BooleanField()

    def is_noted(self):
        return self.follow_up.status == FollowUp.Status.VOID

    def act(self):
        self.follow_up.void(by=None, at=self.at)


class MovedForm(ActForm):
    """The interview was moved to another moment."""

    day = forms.DateField()
    time = forms.TimeField()

    def clean(self):
        if not self.errors:
            moment = self.moment_of(self.cleaned_data["day"], self.cleaned_data["time"])
            if not self.at - MOVED_BACK_AT_MOST <= moment <= self.at + MOVED_AHEAD_AT_MOST:
                raise forms.ValidationError(_("Choose the new day of the interview, within the next 6 months."))
            self.cleaned_data["moment"] = moment
        return self.cleaned_data

    def is_noted(self):
        return self.follow_up.interview.held_at == self.cleaned_data["moment"]

    def act(self):
        if not self.follow_up.is_open:
            raise TransitionNotAllowed(self.follow_up.refusal())
        interview = self.follow_up.interview
        moved_from, interview.held_at = interview.held_at, self.cleaned_data["moment"]
        correct_interview(interview, moved_from=moved_from, by=None, at=self.at)


class RemindForm(ActForm):
    """When I plan to write: at a moment that was offered, or on a day and at a time of one's own."""

    moment = forms.DateTimeField(required=False)
    day = forms.DateField(required=False)
    time = forms.TimeField(required=False)

    def clean(self):
        chosen = self.cleaned_data
        if not chosen.get("moment") and chosen.get("day") and chosen.get("time"):
            chosen["moment"] = self.moment_of(chosen["day"], chosen["time"])
        if not chosen.get("moment"):
            raise forms.ValidationError(_("Choose a day and a time for the reminder."))
        if chosen["moment"] <= self.at:
            raise forms.ValidationError(PAST_MOMENT)
        if chosen["moment"] >= self.follow_up.link_ends_at:
            raise forms.ValidationError(_("Choose a moment within 60 days of the interview."))
        return chosen

    def is_noted(self):
        planned = schedule.wishes_of(self.follow_up).filter(planned_at=self.cleaned_data["moment"])
        return self.follow_up.is_open and planned.exists()

    def act(self):
        schedule.remind_at(self.follow_up, moment=self.cleaned_data["moment"], by=None, at=self.at)


class PlaceForm(ActForm):
    """Where I plan to write: one of the places, or none."""

    place = forms.ChoiceField(choices=[*Nudge.Place.choices, (NO_PLACE, JUST_REMIND)])

    @property
    def chosen(self):
        place = self.cleaned_data["place"]
        return "" if place == NO_PLACE else place

    def is_noted(self):
        return schedule.wishes_of(self.follow_up).filter(place=self.chosen).exists()

    def act(self):
        schedule.set_place(self.follow_up, self.chosen, by=None, at=self.at)


class CallOffForm(ActForm):
    """No reminder at that moment after all."""

    noted = "called_off"

    call_off = forms.BooleanField()

    def is_noted(self):
        wishes = self.follow_up.nudges.filter(kind=Nudge.Kind.ASKED_FOR)
        was_called_off = wishes.filter(skip_reason=Nudge.Skip.CALLED_OFF).exists()
        return was_called_off and not schedule.wishes_of(self.follow_up).exists()

    def act(self):
        schedule.call_off(self.follow_up, by=None, at=self.at)


class OutcomeForm(ActForm):
    """I heard back: what came of the interview."""

    outcome = forms.ChoiceField(choices=FollowUp.Outcome)

    def is_noted(self):
        # "Still waiting" is said anew when it is asked anew.
        is_said = self.follow_up.outcome == self.cleaned_data["outcome"]
        return is_said and not is_result_wanted(self.follow_up, self.at)

    def act(self):
        self.follow_up.record_outcome(outcome=self.cleaned_data["outcome"], by=None, at=self.at)


class StopForm(ActForm):
    """No more reminders: about this interview, or none at all."""

    what = forms.ChoiceField(choices=[("this", "this"), ("all", "all")])

    def apply(self):
        if self.cleaned_data["what"] == "all":
            # Takes the rows of everybody at the address in one order, so no row is locked before.
            candidate = self.follow_up.interview.candidate
            return bool(candidate.email_key) and opt_out(candidate.email_key, self.at, candidate=candidate)
        return super().apply()

    def is_noted(self):
        return self.follow_up.reminders_stopped_at is not None

    def act(self):
        self.follow_up.stop_reminders(by=None, at=self.at)


class StartForm(ActForm):
    """Send me reminders again."""

    again = forms.BooleanField()

    def apply(self):
        address_key = self.follow_up.interview.candidate.email_key
        opted_in = bool(address_key) and opt_in(address_key, self.at)
        return super().apply() or opted_in

    def is_noted(self):
        return self.follow_up.reminders_stopped_at is None

    def act(self):
        self.follow_up.resume_reminders(by=None, at=self.at)


class UndoForm(ActForm):
    """Take back the answer, or what came of the interview."""

    noted = "undone"

    what = forms.ChoiceField(choices=[("answer", "answer"), ("outcome", "outcome")])

    def is_noted(self):
        if self.cleaned_data["what"] == "outcome":
            return not self.follow_up.outcome
        return self.follow_up.is_open

    def act(self):
        undo = self.follow_up.forget_outcome if self.cleaned_data["what"] == "outcome" else self.follow_up.reopen
        undo(by=None, at=self.at)


class LanguageForm(ActForm):
    """Write to me in another language: on every page, so the door does it."""

    language = forms.ChoiceField(choices=settings.LANGUAGES)

    def is_noted(self):
        return self.follow_up.interview.candidate.language == self.cleaned_data["language"]

    def act(self):
        candidate = self.follow_up.interview.candidate
        candidate.language = self.cleaned_data["language"]
        Candidate.objects.filter(pk=candidate.pk).update(language=candidate.language)
        audit.changed(candidate.pk, "language", by=None, at=self.at)


ACTS = {
    "sent": SentForm,
    "declined": DeclinedForm,
    "not_held": NotHeldForm,
    "moved": MovedForm,
    "remind": RemindForm,
    "place": PlaceForm,
    "call_off": CallOffForm,
    "outcome": OutcomeForm,
    "stop": StopForm,
    "start": StartForm,
    "undo": UndoForm,
}
