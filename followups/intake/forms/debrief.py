"""The form of the debrief, for the counselor and the seeker alike."""

import datetime
import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from candidates.models import Contact
from followups.intake.debrief import ANSWERS, DebriefChanged, Plan, Said, save_debrief
from followups.intake.forms.facts import FARTHEST, PEOPLE_AT_MOST, TIMES
from followups.intake.questions import INTERESTS, QUESTIONS, ROLES, picked_in
from followups.models import Debrief, TransitionNotAllowed
from followups.nudges import schedule, wording
from followups.nudges.facts import stops
from followups.nudges.rules import not_by_mail
from followups.nudges.window import at_local
from workforce.text import LineFormField, ParagraphFormField

LONGEST = 500
USUAL_TIME = datetime.time(18)
# 123-45-6789, with whatever stands between, or nothing at all.
SECURITY_NUMBER = re.compile(r"(?<!\d)(?:\d{3}[\s.\-\u2010-\u2015]\d{2}[\s.\-\u2010-\u2015]\d{4}|\d{9})(?!\d)")
PLANNED = ("plan_day", "plan_time", "plan_place")
CHOOSE_DAY = _("Choose a day, like 11/20/2026.")
TYPE_TIME = _("Type a time, like 6:00 PM.")


def no_security_number(text):
    if SECURITY_NUMBER.search(text):
        raise ValidationError(
            _("This looks like a social security number. Please take it out: we never keep it, and no letter needs it.")
        )


def pick(name):
    """Return the field of a phrase from a list; its question stands above both ways to answer it."""
    question = QUESTIONS[name]
    field = forms.ChoiceField(
        label=_("Pick what fits"),
        choices=[("", _("nothing from the list")), *question.choices],
        required=False,
        error_messages={"invalid_choice": _("Pick one from the list.")},
    )
    field.full_label = question.asked
    return field


def own_words(name):
    field = ParagraphFormField(
        label=_("Or say it in your own words"),
        required=False,
        max_length=LONGEST,
        validators=[no_security_number],
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"max_length": _("This has %(show_value)d characters. Keep it to %(limit_value)d.")},
    )
    # A browser would cut what is pasted, without a word.
    field.widget.attrs.pop("maxlength", None)
    field.full_label = QUESTIONS[name].asked
    return field


def a_day(label, **kwargs):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=False, widget=widget, error_messages={"invalid": CHOOSE_DAY}, **kwargs)


@dataclass(frozen=True)
class Asked:
    """A question with the two fields that answer it, for the page."""

    name: str
    asked: str
    help: str
    pick: forms.BoundField
    words: forms.BoundField


class DebriefForm(forms.Form):
    """Everything may be left empty: half a debrief can be saved, and gone on with later.

    What stands elsewhere too (interest, people, plan) brings along what it was, so that only what was touched is saved.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1)
    interest = forms.ChoiceField(
        label=_("How much do you want the job?"),
        choices=INTERESTS.items(),
        required=False,
        widget=forms.RadioSelect,
        show_hidden_initial=True,
    )
    moment, moment_words = pick("moment"), own_words("moment")
    why, why_words = pick("why"), own_words("why")
    concern, concern_words = pick("concern"), own_words("concern")
    strength, strength_words = pick("strength"), own_words("strength")
    helpful = forms.MultipleChoiceField(
        label=_("People you met"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        show_hidden_initial=True,
        error_messages={"invalid_choice": _("One of these people was taken off the list. Look at it again.")},
    )
    helper_name = LineFormField(
        label=_("Name"),
        max_length=150,
        required=False,
        validators=[no_security_number],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    helper_role = forms.ChoiceField(label=_("Their part there"), choices=ROLES.items(), required=False)
    decides_on = a_day(_("When will they decide?"), help_text=_("Leave it empty if you do not know."))
    through_agency = forms.BooleanField(label=_("A staffing agency sent me there"), required=False)
    plan_day = a_day(_("Day"), show_hidden_initial=True)
    plan_time = forms.TimeField(
        label=_("Time"),
        required=False,
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": TYPE_TIME},
        show_hidden_initial=True,
    )
    plan_place = forms.ChoiceField(
        label=_("Place"),
        choices=[("", _("not decided yet")), *wording.PLACES.items()],
        required=False,
        show_hidden_initial=True,
    )

    def __init__(self, data=None, *, follow_up, at):
        self.follow_up, self.at, self.interview = follow_up, at, follow_up.interview
        self.zone = self.interview.office.zone
        self.contacts = list(self.interview.contacts.all())
        kept = Debrief.objects.filter(follow_up=follow_up).first()
        super().__init__(data, initial={**self.known(kept), **self.planned()})
        self.fields["helpful"].choices = [(str(row.pk), self.named(row)) for row in self.contacts]
        if not follow_up.is_open:
            for name in PLANNED:
                del self.fields[name]

    # What is known when the page is opened

    def known(self, kept: Debrief | None) -> dict:
        answers = {name: getattr(kept, name) for name in ANSWERS} if kept else {}
        return {
            "edition": kept.edition if kept else 0,
            "interest": self.interview.interest,
            "helpful": [str(row.pk) for row in self.contacts if row.particularly_helpful],
            "helper_role": Contact.Role.ASSISTANT.value,
            **answers,
        }

    def planned(self) -> dict:
        """Return the plan on the clock of the office; a time that suits many where there is none."""
        wish = schedule.wishes_of(self.follow_up).first() if self.follow_up.is_open else None
        if not wish:
            return {"plan_time": USUAL_TIME}
        local = timezone.localtime(wish.planned_at, self.zone)
        return {"plan_day": local.date(), "plan_time": local.time().replace(microsecond=0), "plan_place": wish.place}

    def named(self, contact) -> str:
        return f"{contact.name} ({ROLES[contact.role]})"

    @property
    def hidden(self) -> list:
        """Return the hidden inputs: the edition, and what the page showed of what may change elsewhere."""
        shown = [self[name] for name, field in self.fields.items() if field.show_hidden_initial]
        return [self["edition"], *(bound.as_hidden(only_initial=True) for bound in shown)]

    @property
    def questions(self) -> list[Asked]:
        return [
            Asked(name, question.asked, question.help, self[name], self[f"{name}_words"])
            for name, question in QUESTIONS.items()
        ]

    @property
    def asks_for_plan(self) -> bool:
        return "plan_day" in self.fields

    @property
    def can_be_reminded(self) -> bool:
        """Whether a mail can go at the moment of the plan."""
        candidate = self.interview.candidate
        return not not_by_mail(candidate, stops([candidate]))

    # What was typed

    def clean_decides_on(self):
        day = self.cleaned_data["decides_on"]
        if day and day < self.interview.held_on:
            raise ValidationError(_("They decide after the interview. Choose that day or a later one."))
        if day and day > self.interview.held_on + FARTHEST:
            raise ValidationError(_("This is more than a year ahead. Check the year."))
        return day

    def clean_helper_name(self):
        name = self.cleaned_data["helper_name"]
        if name and len(self.contacts) >= PEOPLE_AT_MOST:
            raise ValidationError(_("The list of people is full. Tick somebody who is on it."))
        return name

    def clean(self):
        super().clean()
        if self.is_plan_touched and not set(PLANNED) & set(self.errors):
            self.check_plan()
        return self.cleaned_data

    @property
    def is_plan_touched(self) -> bool:
        return bool(set(PLANNED) & set(self.changed_data))

    def check_plan(self):
        """Read the moment of the plan; a day that was emptied takes it back."""
        day, time = self.cleaned_data["plan_day"], self.cleaned_data["plan_time"]
        if not day and "plan_day" not in self.changed_data:
            self.add_error("plan_day", _("Choose the day of your plan."))
        elif day and time is None:
            self.add_error("plan_time", TYPE_TIME)
        elif day and (problem := self.problem_of(day, time)):
            self.add_error("plan_day", problem)

    def problem_of(self, day, time):
        """Return why no mail can go at that moment."""
        if not self.interview.held_on <= day <= self.follow_up.link_ends_at.date():
            return _("Choose a day within 60 days of the interview.")
        moment = self.cleaned_data["moment_planned"] = at_local(day, time, self.zone)
        if moment <= self.at:
            return _("That moment has passed. Choose one that lies ahead.")
        return None if moment < self.follow_up.link_ends_at else _("Choose a day within 60 days of the interview.")

    # What it says

    def said(self) -> Said:
        """Return what the valid form says."""
        found, changed = self.cleaned_data, set(self.changed_data)
        moment = found.get("moment_planned")
        return Said(
            answers={name: found[name] for name in ANSWERS},
            interest=found["interest"] or None if "interest" in changed else None,
            helpful=frozenset(map(int, found["helpful"])) if "helpful" in changed else None,
            helper=self.helped(),
            plan=Plan(moment, found["plan_place"]) if moment else None,
            calls_off=self.is_plan_touched and not moment,
        )

    def helped(self) -> Contact | None:
        found = self.cleaned_data
        role = found["helper_role"] or Contact.Role.ASSISTANT
        return Contact(name=found["helper_name"], role=role) if found["helper_name"] else None

    def record(self, *, by) -> bool:
        """Save it; return False if that was refused, and then the form says why and keeps what was typed."""
        said = self.said()
        try:
            save_debrief(self.follow_up, said, edition=self.cleaned_data["edition"] or 0, by=by, at=self.at)
        except DebriefChanged as changed:
            self.show_theirs(changed.kept, said.answers)
        except TransitionNotAllowed:
            problem = _("Not saved yet: an answer came in meanwhile, or the moment of the plan has passed.")
            self.add_error("plan_day" if "plan_day" in self.fields else None, problem)
        return self.is_valid()

    def show_theirs(self, kept: Debrief, answers: dict):
        """Put what was saved meanwhile beside what was typed; saving once more keeps what was typed."""
        self.data = self.data.copy()
        self.data["edition"] = str(kept.edition)
        self.add_error(None, _("This was saved elsewhere while you were writing. What differs is marked below."))
        for name, value in answers.items():
            theirs = getattr(kept, name)
            if theirs != value:
                text = _("Saved meanwhile: “%(theirs)s”. Yours is kept here: save again to replace it.")
                self.add_error(name, text % {"theirs": self.words_of(kept, name) or "–"})

    def words_of(self, kept: Debrief, name: str) -> str:
        """Return an answer as it is read."""
        value = getattr(kept, name)
        if name in QUESTIONS:
            return picked_in(kept, name)
        if isinstance(value, bool):
            return str(_("yes") if value else _("no"))
        return date_format(value) if isinstance(value, datetime.date) else value
