"""What the seeker says while the interview is logged: did you follow up, and do you know the result?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from followups.intake.days import EARLIER, TODAY, YESTERDAY, can_be_looked_on, day_sent, working_day
from followups.intake.log import Answer
from followups.models import FollowUp
from workforce import dates

WORKING_DAYS_TO_LOOK = 2
NEEDED = _("Choose one.")


def radios(label, choices, **kwargs):
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect, **kwargs)


def a_day(label):
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )


class AnswerForm(forms.Form):
    """Only what belongs to the answer that was chosen counts. `held_at` is None while it is not known."""

    asked = radios(
        _("Did you follow up?"),
        FollowUp.Asked.choices,
        initial=FollowUp.Asked.NOT_ASKED,
        help_text=_("Ask: have you written to them, called, or thanked somebody there?"),
    )
    method = radios(_("How?"), FollowUp.Method.choices)
    sent_day = radios(_("On which day?"), [(TODAY, _("today")), (YESTERDAY, _("yesterday")), (EARLIER, _("earlier"))])
    sent_on = a_day(_("The day it was sent"))
    look_on = a_day(_("When shall we look again?"))
    reason = radios(_("Why not?"), FollowUp.Reason.choices)
    outcome = radios(_("Do you know the result?"), [("", _("not known")), *FollowUp.Outcome.choices], initial="")

    def __init__(self, *args, office, at, held_at, **kwargs):
        super().__init__(*args, **kwargs)
        self.at, self.held_at, self.today = at, held_at, office.local_day(at)
        self.held_on = office.local_day(held_at) if held_at else None
        self.fields["look_on"].initial = working_day(self.today, WORKING_DAYS_TO_LOOK)

    def clean(self):
        super().clean()
        asked = self.cleaned_data["asked"] = self.cleaned_data.get("asked") or FollowUp.Asked.NOT_ASKED
        checks = {
            FollowUp.Asked.YES: self.check_sent,
            FollowUp.Asked.NOT_YET: self.check_look,
            FollowUp.Asked.NO: self.check_reason,
        }
        if self.held_at and self.held_at > self.at:
            self.refuse_before_interview(asked)
        elif asked in checks:
            checks[asked]()
        return self.cleaned_data

    def refuse_before_interview(self, asked):
        """There is nothing to follow up, and no result, before the interview was held."""
        if asked != FollowUp.Asked.NOT_ASKED:
            self.add_error("asked", _("The interview is still to come. Choose “not asked”, or correct the day."))
        if self.cleaned_data.get("outcome"):
            self.add_error("outcome", _("The interview is still to come. Choose “not known”, or correct the day."))

    def check_sent(self):
        if not self.cleaned_data.get("method"):
            self.add_error("method", NEEDED)
        day = self.cleaned_data.get("sent_day")
        if not day:
            self.add_error("sent_day", NEEDED)
        elif day == EARLIER:
            self.check_sent_on("sent_on")
        else:
            self.cleaned_data["sent_on"] = day_sent(day, None, self.today)
            self.check_sent_on("sent_day")

    def check_sent_on(self, field):
        """Refuse a day before the interview or in the future; say so beside the field that was used."""
        sent_on = self.cleaned_data.get("sent_on")
        if "sent_on" in self.errors:
            return
        if not sent_on:
            self.add_error("sent_on", _("Choose the day it was sent."))
        elif sent_on > self.today:
            self.add_error(field, _("This day is still to come."))
        elif self.held_on and sent_on < self.held_on:
            text = _("The interview was on %(day)s. Choose that day or a later one.")
            self.add_error(field, text % {"day": dates.say_day(self.held_on, self.today)})

    def check_look(self):
        if "look_on" not in self.errors and not can_be_looked_on(self.cleaned_data.get("look_on"), self.today):
            self.add_error("look_on", _("Choose a day from tomorrow to 60 days from now."))

    def check_reason(self):
        if not self.cleaned_data.get("reason"):
            self.add_error("reason", NEEDED)

    def answer(self) -> Answer:
        """Return what the valid form says."""
        said, asked = self.cleaned_data, self.cleaned_data["asked"]
        details = {
            FollowUp.Asked.YES: ("method", "sent_on"),
            FollowUp.Asked.NOT_YET: ("look_on",),
            FollowUp.Asked.NO: ("reason",),
        }.get(asked, ())
        return Answer(asked=asked, outcome=said["outcome"], **{name: said[name] for name in details})
