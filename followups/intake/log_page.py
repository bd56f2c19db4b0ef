"""The one page that logs an interview: five forms that are checked, kept and saved as one."""

from django.urls import reverse
from django.utils.functional import cached_property

from candidates.models import Candidate, Interview
from candidates.register import take_in_unsaved
from followups.intake.forms.answer import AnswerForm
from followups.intake.forms.facts import FactsForm, PeopleFormSet
from followups.intake.forms.seeker import NewSeekerForm, PickForm
from followups.intake.log import Logged, log_interview


class LogPage:
    """All forms of the page. `data` is None for an empty page; `candidate` is the one to start with."""

    def __init__(self, data, *, user, at, candidate=None):
        self.user, self.at = user, at
        self.is_sent = data is not None
        self.new = NewSeekerForm(data, user=user, on=user.home_office.local_day(at))
        self.pick = PickForm(
            data,
            user=user,
            at=at,
            is_new=self.is_sent and self.new.has_changed(),
            url=reverse("candidate_suggestions"),
            initial={"seeker": candidate.full_name, "candidate": candidate.pk} if candidate else None,
        )
        office = self.office_of(candidate)
        self.facts = FactsForm(data, office=office, at=at)
        self.people = PeopleFormSet(data, prefix="people", instance=Interview())
        held_at = self.facts.held_at if self.is_sent else None
        self.answer = AnswerForm(data, office=office, at=at, held_at=held_at)

    def office_of(self, candidate):
        """Return the office on whose clock the interview is told: the job seeker's, once it is known who it is."""
        known = candidate or (self.pick.found if self.is_sent and self.pick.is_valid() else None)
        return known.office if known else self.user.home_office

    @property
    def forms(self):
        return [self.pick, self.new, self.facts, self.answer]

    @cached_property
    def has_errors(self):
        return self.is_sent and not self.is_valid()

    def is_valid(self) -> bool:
        """Check every form, so that the page names everything that is wrong at once."""
        checked = [form.is_valid() for form in [*self.forms, self.people]]
        return all(checked)

    @property
    def shows_new(self):
        """Open the part for a new job seeker once it is used, or once nobody was found."""
        return self.is_sent and (self.new.has_changed() or ("seeker" in self.pick.errors and not self.pick.matches))

    @property
    def shows_people(self):
        return self.is_sent and any(row.has_changed() for row in self.people)

    def candidate(self) -> Candidate:
        """Return whose interview it is: a saved row, or a new one to be saved with it."""
        return self.pick.found or take_in_unsaved(self.new.filled(), by=self.user)

    def log(self, form_key) -> Interview:
        """Log what the valid page says."""
        name, city = self.facts.employer()
        logged = Logged(
            candidate=self.candidate(),
            employer_name=name,
            employer_city=city,
            job_title=self.facts.cleaned_data["job_title"],
            held_at=self.facts.cleaned_data["held_at"],
            interest=self.facts.cleaned_data["interest"],
            contacts=[row.instance for row in self.people if row.has_changed() and not row.cleaned_data.get("DELETE")],
            answer=self.answer.answer(),
            form_key=form_key,
        )
        return log_interview(logged, by=self.user, at=self.at)
