"""The page of a cadence: its rows, the words of what was asked for, an interview to try it on, sent as one form."""

from django.utils.functional import cached_property

from accounts.models import Office
from followups.cadences import apply
from followups.cadences.forms import StepFormSet, TrialForm, WishesForm
from followups.cadences.preview import Preview, preview
from followups.cadences.sentences import say_step
from followups.cadences.touched import Plan, touched
from followups.cadences.wordings import Choice
from followups.models import Cadence, CadenceChange
from followups.nudges.replanning import in_reach
from followups.nudges.window import at_local


class CadencePage:
    """What an office goes by, or (None) the region. `data` is None for a page that was not sent."""

    def __init__(self, data, *, office: Office | None, at):
        self.office, self.at, self.is_sent = office, at, data is not None
        # Read first: what is changed after this has another version.
        self.version = apply.version_of(office)
        self.cadence = Cadence.objects.for_office(office)
        self.steps = self.cadence.in_time()
        self.choice = Choice(office, self.cadence)
        self.said_version = data.get("version", "") if self.is_sent else self.version
        self.rows = StepFormSet(data, prefix="steps", initial=self.initial(), form_kwargs=self.held())
        self.wishes = WishesForm(data, choice=self.choice, initial=self.words())
        self.trial = TrialForm(data, prefix="trial", office=office, at=at)

    def initial(self):
        """Rows that are sent say all of themselves, whatever stood at their place."""
        names = ("position", "kind", "delay", "unit")
        rows = [{name: getattr(step, name) for name in names} | {"wording": step.wording_id} for step in self.steps]
        return [] if self.is_sent else rows

    def held(self):
        return {"held": {step.position: step for step in self.steps}, "choice": self.choice}

    def words(self):
        return {
            "asked_for_wording": self.cadence.asked_for_wording_id,
            "plan_wording": self.cadence.plan_wording_id,
        }

    @property
    def is_own(self):
        return self.office is None or self.cadence.office_id is not None

    @property
    def sentences(self):
        return [say_step(step, self.choice) for step in self.steps]

    @cached_property
    def last_change(self):
        """The last change of the cadence that holds; None while it is the one that came with the product."""
        changes = CadenceChange.objects.filter(office=self.cadence.office_id)
        return changes.select_related("by").first()

    # What a form that was sent says

    @property
    def is_trial(self):
        return self.is_sent and "preview" in self.rows.data

    @property
    def forms(self):
        return [self.wishes, self.trial] if self.is_trial else [self.wishes]

    @cached_property
    def is_valid(self) -> bool:
        """Check every form, so that the page names everything that is wrong at once."""
        checked = [form.is_valid() for form in [self.rows, *self.forms]]
        return all(checked)

    def plan(self) -> Plan:
        """Return what the valid form says."""
        return Plan(
            self.rows.steps(),
            asked_for_wording_id=self.wishes.cleaned_data["asked_for_wording"],
            plan_wording_id=self.wishes.cleaned_data["plan_wording"],
        )

    def preview(self) -> Preview:
        """Return the moments of the steps that the valid form says, after the interview that it says."""
        office = self.trial.chosen_office
        said = self.trial.cleaned_data
        return preview(self.plan().steps, self.choice, office, at_local(said["day"], said["time"], office.zone))

    def save(self, *, by) -> int:
        """Let what the valid form says hold; return how many follow-ups it touches. Raise ChangedMeanwhile."""
        return apply.change(self.office, self.plan(), version=self.said_version, by=by, at=self.at)

    # How many follow-ups a change reaches

    def reach(self) -> int:
        """Return for how many follow-ups something is still planned by this cadence."""
        return in_reach(self.office).filter(next_step_at__isnull=False).count()

    def touches(self) -> int:
        """Return how many follow-ups would be planned anew if what the valid form says were saved."""
        return touched(self.office, Plan.of(self.cadence), self.plan(), self.at).count()

    def touches_of(self, other: "CadencePage") -> int:
        """Return how many follow-ups would be planned anew if the other cadence held in the place of this one."""
        return touched(self.office, Plan.of(self.cadence), Plan.of(other.cadence), self.at).count()
