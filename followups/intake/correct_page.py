"""The page that corrects an interview: its facts and the people met."""

from django.db import transaction
from django.utils.functional import cached_property

from candidates.models import Employer, Interview
from followups.intake.forms.facts import FactsForm, PeopleFormSet
from followups.intake.move import correct_interview


class CorrectPage:
    """Both forms of the page. `data` is None for a page that was not sent yet."""

    def __init__(self, data, *, interview: Interview, at):
        self.interview, self.at, self.is_sent = interview, at, data is not None
        initial = FactsForm.initial_of(interview)
        self.facts = FactsForm(data, office=interview.office, at=at, initial=initial)
        self.people = PeopleFormSet(data, prefix="people", instance=interview)

    @property
    def forms(self):
        return [self.facts]

    @cached_property
    def has_errors(self):
        return self.is_sent and not self.is_valid()

    def is_valid(self) -> bool:
        checked = [self.facts.is_valid(), self.people.is_valid()]
        return all(checked)

    def refuse(self, why):
        """Say beside the day why the interview cannot be moved there."""
        self.facts.add_error("day", str(why))

    @transaction.atomic
    def correct(self, *, by):
        """Save what the valid page says; return when the interview was before. Raise TransitionNotAllowed."""
        was_at, said = self.interview.held_at, self.facts.cleaned_data
        self.interview.employer = Employer.objects.named(*self.employer())
        self.interview.job_title, self.interview.interest = said["job_title"], said["interest"]
        if {"day", "time"} & set(self.facts.changed_data):
            self.interview.held_at = said["held_at"]
        met = self.people.save(commit=False)
        gone = self.people.deleted_objects
        correct_interview(self.interview, moved_from=was_at, by=by, at=self.at, met=met, gone=gone)
        return was_at

    def employer(self):
        """Keep the employer as it is while neither name nor city was touched."""
        touched = {"employer_name", "city"} & set(self.facts.changed_data)
        return self.facts.employer() if touched else (self.interview.employer.name, self.interview.employer.city)
