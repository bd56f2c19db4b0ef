from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from followups.models.cadence import Step
from followups.models.timeline import Entry
from followups.models.wording import Wording, WordingVersion

# Reminders that a seeker asked for stand behind the cadence's own steps.
FIRST_ASKED_FOR_POSITION = 10_000


class NudgeQuerySet(models.QuerySet):
    def planned(self):
        return self.filter(state=Nudge.State.PLANNED)

    def not_sent_yet(self):
        """Narrow to those whose moment can still be moved: the dispatcher looks at it once more before the dot."""
        return self.filter(state__in=[Nudge.State.PLANNED, Nudge.State.CLAIMED])

    def in_hand(self):
        """Narrow to those that a dispatcher holds."""
        return self.filter(state__in=[Nudge.State.CLAIMED, Nudge.State.SENDING])

    def with_rivals(self):
        """Add whether something took a step's place: a reminder that was asked for, or a second interview."""
        rivals = Nudge.objects.planned().filter(follow_up=OuterRef("follow_up"), kind=Nudge.Kind.ASKED_FOR)
        second = Entry.objects.filter(follow_up=OuterRef("follow_up"), kind=Entry.Kind.SUPERSEDED)
        return self.annotate(has_rival=Exists(rivals.exclude(pk=OuterRef("pk"))), is_superseded=Exists(second))

    def mails(self):
        return self.exclude(kind=Nudge.Kind.TASK)

    def skip_planned(self, reason, at):
        """Skip each step that is still planned; those being sent are checked by the dispatcher before the dot."""
        return self.planned().update(state=Nudge.State.SKIPPED, skip_reason=reason, settled_at=at)

    def taken_back(self):
        """Narrow to those that somebody's word skipped, which can be taken back."""
        return self.filter(state=Nudge.State.SKIPPED, skip_reason__in=Nudge.TAKEN_BACK)

    def without_step(self):
        """Narrow to those whose step the cadence left out; it may come back."""
        return self.filter(state=Nudge.State.SKIPPED, skip_reason=Nudge.Skip.NO_STEP)

    def replaced(self):
        """Narrow to those whose place a reminder that was asked for took; they come back if it is called off."""
        return self.filter(state=Nudge.State.SKIPPED, skip_reason=Nudge.Skip.REPLACED)

    def plan_again(self, at):
        """Plan again those that somebody's word skipped and whose time is still to come."""
        return (
            self.taken_back()
            .filter(planned_at__gt=at)
            .update(state=Nudge.State.PLANNED, skip_reason="", settled_at=None, delivery=None)
        )


class Nudge(models.Model):
    """One step of one follow-up, planned when the interview is logged: the ledger says what became of each."""

    class Kind(models.TextChoices):
        NUDGE = Step.Kind.NUDGE.value, _("reminder")
        TASK = Step.Kind.TASK.value, _("task for the counselor")
        OUTCOME = Step.Kind.OUTCOME.value, _("outcome question")
        ASKED_FOR = "asked_for", _("reminder that was asked for")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CLAIMED = "claimed", _("being prepared")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("not known whether it arrived")
        BOUNCED = "bounced", _("came back")
        SKIPPED = "skipped", _("not sent")
        MADE = "made", _("task made")

    class Skip(models.TextChoices):
        ANSWERED = "answered", _("there was an answer already")
        SUPERSEDED = "superseded", _("a second interview took its place")
        REPLACED = "replaced", _("a reminder at another time was asked for")
        CALLED_OFF = "called_off", _("the reminder was called off")
        OUTCOME_KNOWN = "outcome_known", _("the result is known")
        STOPPED = "stopped", _("the job seeker asked for no more reminders about this interview")
        LATE = "late", _("too late")
        LOGGED_LATE = "logged_late", _("the interview was logged more than 14 days after it was held")
        NO_ADDRESS = "no_address", _("no e-mail address")
        NO_CONSENT = "no_consent", _("has not agreed to e-mail")
        OPTED_OUT = "opted_out", _("asked for no e-mail from us")
        ADDRESS_BOUNCED = "bounced", _("mail to this address came back")
        NOT_ACTIVE = "not_active", _("is no longer looking for work with us")
        PAUSED = "paused", _("reminders were paused")
        NO_STEP = "no_step", _("the office no longer sends it")

    class Place(models.TextChoices):
        """Where the seeker plans to write: chosen from a list, so that a mail says nothing else of them."""

        HOME = "home", _("at home")
        LIBRARY = "library", _("at the library")
        OFFICE = "office", _("at the career office")
        ELSEWHERE = "elsewhere", _("somewhere quiet")

    # A step that cannot go by mail at all is asked by phone or at the next visit instead.
    ASK_BY_PHONE = (Skip.NO_ADDRESS, Skip.NO_CONSENT, Skip.OPTED_OUT, Skip.ADDRESS_BOUNCED)
    TAKEN_BACK = (Skip.ANSWERED, Skip.STOPPED, Skip.OUTCOME_KNOWN)
    WITH_DELIVERY = (State.CLAIMED, State.SENDING, State.SENT, State.FAILED, State.UNKNOWN, State.BOUNCED)

    follow_up = models.ForeignKey("followups.FollowUp", models.CASCADE, related_name="nudges")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    # The first reminder of its cadence, whose place a reminder that was asked for takes.
    is_first = models.BooleanField(default=False)
    # For a plan: where.
    place = models.CharField(max_length=9, choices=Place, blank=True)
    # In which words it asks; a counselor's task has none.
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, related_name="+")
    # The version that its mail was written with.
    version = models.ForeignKey(WordingVersion, models.PROTECT, null=True, related_name="+")
    # When it could first go: inside sending hours, not before the interview was logged. Lateness counts from here.
    planned_at = models.DateTimeField()
    # When to look next: later than planned_at after a temporary refusal by the mail server or during a pause.
    try_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    skip_reason = models.CharField(max_length=14, choices=Skip, blank=True)
    settled_at = models.DateTimeField(null=True)
    delivery = models.ForeignKey("followups.Delivery", models.PROTECT, null=True, related_name="nudges")

    objects = NudgeQuerySet.as_manager()

    class Meta:
        ordering = ["planned_at", "position"]
        constraints = [
            models.UniqueConstraint(name="nudge_is_planned_once", fields=["follow_up", "position"]),
            models.CheckConstraint(
                name="nudge_kind_is_known", condition=Q(kind__in=["nudge", "task", "outcome", "asked_for"])
            ),
            models.CheckConstraint(
                name="nudge_skipped_iff_reason",
                condition=Q(state="skipped") & ~Q(skip_reason="") | ~Q(state="skipped") & Q(skip_reason=""),
            ),
            models.CheckConstraint(
                name="nudge_has_a_delivery_from_claim_on",
                condition=Q(
                    state__in=["claimed", "sending", "sent", "failed", "unknown", "bounced"], delivery__isnull=False
                )
                | Q(state__in=["planned", "made"], delivery=None)
                | Q(state="skipped"),
            ),
            models.CheckConstraint(
                name="nudge_settled_iff_final",
                condition=Q(state__in=["planned", "claimed", "sending"], settled_at=None)
                | Q(state__in=["sent", "failed", "unknown", "bounced", "skipped", "made"], settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="nudge_has_a_wording_iff_it_is_a_mail",
                condition=Q(kind="task", wording=None) | (~Q(kind="task") & Q(wording__isnull=False)),
            ),
            models.CheckConstraint(name="nudge_place_is_of_a_plan", condition=Q(place="") | Q(kind="asked_for")),
            models.CheckConstraint(
                name="nudge_task_is_not_mailed",
                condition=~Q(kind="task") | Q(state__in=["planned", "skipped", "made"]),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.planned_at:%Y-%m-%d %H:%M} {self.state}"

    @property
    def is_asked_for(self):
        return self.kind == self.Kind.ASKED_FOR

    @property
    def gives_way_to_a_wish(self):
        """A reminder at a moment that somebody chose replaces the first one, and an earlier wish."""
        return self.is_asked_for or self.is_first
