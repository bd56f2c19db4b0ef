import datetime
import uuid

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import audit
from candidates.models import Candidate, Interview
from followups.models.follow_up_rows import FollowUpQuerySet
from followups.models.nudge import Nudge
from followups.models.timeline import Entry

SEEKER_UNDO = datetime.timedelta(days=30)
LINK_WORKS = datetime.timedelta(days=60)


class TransitionNotAllowed(Exception):
    """A change that the life of a follow-up does not allow; its text says why, in words for the page."""


class FollowUp(models.Model):
    """The one case, per interview, that answers "did they follow up?"."""

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("followed up")
        DECLINED = "declined", _("decided not to")
        MISSED = "missed", _("no answer")
        VOID = "void", _("did not take place")

    class Method(models.TextChoices):
        LETTER_EMAIL = "letter_email", _("letter by e-mail")
        LETTER_POST = "letter_post", _("letter by post")
        CARD = "card", _("thank-you card")
        PHONE = "phone", _("phone call")
        IN_PERSON = "in_person", _("in person")
        MESSAGE = "message", _("text or online message")

    class Source(models.TextChoices):
        SEEKER = "seeker", _("from the job seeker's link")
        COUNSELOR = "counselor", _("told the counselor")
        WITNESSED = "witnessed", _("the counselor saw it")

    class Reason(models.TextChoices):
        NOT_INTERESTED = "not_interested", _("not interested in the job")
        NO_CONTACT = "no_contact", _("the employer asked for no contact")
        ALREADY_DECIDED = "already_decided", _("the employer had already decided")
        WITHDREW = "withdrew", _("withdrew from the job")
        OTHER = "other", _("another reason")

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("still waiting")
        SECOND_INTERVIEW = "second_interview", _("second interview")
        OFFER = "offer", _("offer")
        HIRED = "hired", _("hired")
        NOT_SELECTED = "not_selected", _("not selected")
        WITHDREW = "withdrew", _("withdrew")

    class Asked(models.TextChoices):
        NOT_ASKED = "not_asked", _("not asked")
        YES = "yes", _("yes")
        NOT_YET = "not_yet", _("not yet")
        NO = "no", _("decided not to")

    # An outcome that leaves nothing to write for, and the reason it closes an open follow-up with.
    FINAL_OUTCOMES = {
        Outcome.OFFER: Reason.ALREADY_DECIDED,
        Outcome.HIRED: Reason.ALREADY_DECIDED,
        Outcome.NOT_SELECTED: Reason.ALREADY_DECIDED,
        Outcome.WITHDREW: Reason.WITHDREW,
    }
    NO_ANSWER = {"sent_on": None, "method": "", "source": "", "reason": ""}

    interview = models.OneToOneField(Interview, models.CASCADE, related_name="follow_up")
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    due_at = models.DateTimeField(_("due"))
    answer_by = models.DateTimeField(_("closed without an answer from"))
    next_step_at = models.DateTimeField(null=True)
    look_on = models.DateField(_("next look"), null=True)
    asked_at_logging = models.CharField(max_length=9, choices=Asked, default=Asked.NOT_ASKED)
    sent_on = models.DateField(_("day it was sent"), null=True)
    method = models.CharField(_("how"), max_length=12, choices=Method, blank=True)
    source = models.CharField(_("how we know"), max_length=9, choices=Source, blank=True)
    reason = models.CharField(_("why not"), max_length=15, choices=Reason, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(_("result"), max_length=16, choices=Outcome, blank=True)
    outcome_at = models.DateTimeField(null=True)
    reminders_stopped_at = models.DateTimeField(null=True)
    # The cadence was changed: its steps are planned again before any of them is taken up.
    replan_wanted = models.BooleanField(default=False)
    link_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follow_up_status_is_known",
                condition=Q(status__in=["open", "done", "declined", "missed", "void"]),
            ),
            models.CheckConstraint(
                name="follow_up_is_done_iff_sent",
                condition=(Q(status="done", sent_on__isnull=False) & ~Q(method="") & ~Q(source=""))
                | (~Q(status="done") & Q(sent_on=None, method="", source="")),
                violation_error_message=_("A follow-up that is done says how and on which day it was sent."),
            ),
            models.CheckConstraint(
                name="follow_up_is_declined_iff_reason",
                condition=(Q(status="declined") & ~Q(reason="")) | (~Q(status="declined") & Q(reason="")),
                violation_error_message=_("A follow-up that was decided against says why."),
            ),
            models.CheckConstraint(
                name="follow_up_is_closed_iff_closed_at",
                condition=Q(status="open", closed_at=None, closed_on=None)
                | (~Q(status="open") & Q(closed_at__isnull=False, closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="follow_up_closed_has_no_next_step",
                condition=Q(next_step_at=None) | Q(status="open") | Q(status="done", outcome__in=["", "waiting"]),
            ),
        ]
        indexes = [
            models.Index(fields=["next_step_at"], name="follow_up_step_due", condition=Q(next_step_at__isnull=False)),
            models.Index(fields=["due_at"], name="follow_up_open_by_due", condition=Q(status="open")),
            models.Index(fields=["answer_by"], name="follow_up_to_be_missed", condition=Q(status="open")),
            models.Index(fields=["id"], name="follow_up_to_be_replanned", condition=Q(replan_wanted=True)),
        ]

    def __str__(self):
        return f"{self.interview} ({self.status})"

    # Questions about one follow-up

    @property
    def is_open(self):
        return self.status == self.Status.OPEN

    @property
    def is_outcome_known(self):
        return self.outcome not in ("", self.Outcome.WAITING)

    @property
    def link_ends_at(self):
        """The moment from which the seeker's link only says kindly what to do."""
        return self.interview.held_at + LINK_WORKS

    @property
    def was_closed_by_outcome(self):
        """Whether it was a final outcome that closed it; both bear the same moment."""
        return self.outcome_at == self.closed_at and self.reason == self.FINAL_OUTCOMES.get(self.outcome)

    def is_overdue(self, at) -> bool:
        return self.is_open and self.due_at < at

    def can_be_undone_by_seeker(self, at) -> bool:
        """Tell whether the answer can still be taken back from the seeker's link: for 30 days."""
        return not self.is_open and at < self.closed_at + SEEKER_UNDO

    def can_outcome_be_undone_by_seeker(self, at) -> bool:
        """Tell whether what came of the interview can still be taken back from the seeker's link."""
        return bool(self.outcome) and at < self.outcome_at + SEEKER_UNDO

    def check_day(self, sent_on, at):
        """Raise TransitionNotAllowed for a day on which no message about the interview can have gone out."""
        if not self.interview.held_on <= sent_on <= self.interview.office.local_day(at):
            raise TransitionNotAllowed(
                _("A message goes out on the day of the interview or later, and not ahead of time.")
            )

    # Changes: each checks, changes and writes a timeline row in one transaction

    def complete(self, *, sent_on, method, source, by, at):
        """Close as done. Raise TransitionNotAllowed unless it is open or missed, and sent since the interview."""
        self.check_day(sent_on, at)
        self._close(
            self.Status.DONE,
            [self.Status.OPEN, self.Status.MISSED],
            Entry.Kind.DONE,
            by=by,
            at=at,
            detail=self.Method(method).value,
            changes={"sent_on": sent_on, "method": method, "source": source},
        )

    def decline(self, *, reason, by, at):
        """Close as decided against. Raise TransitionNotAllowed unless it is open or missed."""
        self._close(
            self.Status.DECLINED,
            [self.Status.OPEN, self.Status.MISSED],
            Entry.Kind.DECLINED,
            by=by,
            at=at,
            detail=self.Reason(reason).value,
            changes={"reason": reason},
        )

    def void(self, *, by, at):
        """Close because the interview did not take place. Raise TransitionNotAllowed if that is known already."""
        status = self.Status
        closable = [status.OPEN, status.MISSED, status.DONE, status.DECLINED]
        self._close(status.VOID, closable, Entry.Kind.VOID, by=by, at=at, changes=self.NO_ANSWER)

    def miss(self, *, by, at):
        """Close without an answer; `by` is None when the clock does it. Raise TransitionNotAllowed unless open."""
        source = Entry.Source.DESK if by else Entry.Source.CLOCK
        self._close(self.Status.MISSED, [self.Status.OPEN], Entry.Kind.MISSED, by=by, at=at, source=source)

    @transaction.atomic
    def miss_if_open(self, *, at) -> bool:
        """Close without an answer, by the clock; tell whether it was still open and its time over."""
        self.lock()
        if not self.is_open or at < self.answer_by:
            return False
        self.miss(by=None, at=at)
        return True

    @transaction.atomic
    def reopen(self, *, by, at):
        """Take the answer back. Raise TransitionNotAllowed if there is none, or too old for a seeker to undo."""
        self.lock()
        if not by and not self.can_be_undone_by_seeker(at):
            raise TransitionNotAllowed(_("There is no answer that can still be taken back here."))
        taken_too = {"outcome": "", "outcome_at": None} if self.was_closed_by_outcome else {}
        self._change(
            [status for status in self.Status if status != self.Status.OPEN],
            status=self.Status.OPEN,
            closed_at=None,
            closed_on=None,
            look_on=None,
            answer_by=max(self.answer_by, at + datetime.timedelta(days=7)),
            **self.NO_ANSWER,
            **taken_too,
        )
        # What closed it has not gone out after all.
        self.letters.filter(closed_follow_up=True).update(sent_on=None, closed_follow_up=False)
        self.plan_again(at)
        self.record(Entry.Kind.REOPENED, by=by, at=at)

    @transaction.atomic
    def record_outcome(self, *, outcome, by, at):
        """Record what came of the interview; a final outcome closes an open follow-up as decided against."""
        self.lock()
        if self.status == self.Status.VOID:
            raise TransitionNotAllowed(_("This interview did not take place."))
        is_final, corrected = outcome in self.FINAL_OUTCOMES, {}
        if self.was_closed_by_outcome and is_final:
            corrected = {"reason": self.FINAL_OUTCOMES[outcome], "closed_at": at}
        elif self.was_closed_by_outcome:
            self.reopen(by=by, at=at)
        self._change([self.status], outcome=outcome, outcome_at=at, next_step_at=None, **corrected)
        if self.is_outcome_known:
            self.nudges.filter(kind=Nudge.Kind.OUTCOME).skip_planned(Nudge.Skip.OUTCOME_KNOWN, at)
        else:
            self.plan_again(at)
        if not self.is_open:
            self.tasks.open().update(done_at=at)
        self.record(Entry.Kind.OUTCOME, by=by, at=at, detail=self.Outcome(outcome).value)
        if self.is_open and is_final:
            self.decline(reason=self.FINAL_OUTCOMES[outcome], by=by, at=at)

    @transaction.atomic
    def forget_outcome(self, *, by, at):
        """Take back what came of the interview, and with it what that closed.

        Raise TransitionNotAllowed if it is too old for a seeker to undo.
        """
        self.lock()
        if self.was_closed_by_outcome:
            self.reopen(by=by, at=at)
            return
        if not self.outcome or (not by and not self.can_outcome_be_undone_by_seeker(at)):
            raise TransitionNotAllowed(_("There is no answer that can still be taken back here."))
        self._change([self.status], outcome="", outcome_at=None)
        self.plan_again(at)
        self.record(Entry.Kind.REOPENED, by=by, at=at, detail="outcome")

    @transaction.atomic
    def supersede(self, *, by, at):
        """Record that a second interview for the same job followed: no reminder about the first one any more.

        A final outcome stays: whoever was not selected and comes back applied anew.
        """
        self.lock()
        self.nudges.skip_planned(Nudge.Skip.SUPERSEDED, at)
        is_new = self.outcome not in self.FINAL_OUTCOMES
        outcome = {"outcome": self.Outcome.SECOND_INTERVIEW, "outcome_at": at} if is_new else {}
        self._change([self.status], next_step_at=None, **outcome)
        self.record(Entry.Kind.SUPERSEDED, by=by, at=at)

    @transaction.atomic
    def note_not_yet(self, *, look_on, by, at):
        """Record that nothing was sent, and on which day to look again. Raise TransitionNotAllowed unless open."""
        self.lock()
        self._change([self.Status.OPEN], look_on=look_on)
        self.tasks.open().update(done_at=at)
        self.record(Entry.Kind.NOT_YET, by=by, at=at, detail=look_on.isoformat())

    @transaction.atomic
    def stop_reminders(self, *, by, at):
        """Send no more about this interview. Doing it twice is harmless."""
        self.lock()
        if self.reminders_stopped_at:
            return
        self._change([self.status], reminders_stopped_at=at)
        self.nudges.mails().skip_planned(Nudge.Skip.STOPPED, at)
        self.record(Entry.Kind.STOPPED, by=by, at=at)

    @transaction.atomic
    def resume_reminders(self, *, by, at):
        """Let reminders about this interview go out again, as far as their time is still to come."""
        self.lock()
        if not self.reminders_stopped_at:
            return
        self._change([self.status], reminders_stopped_at=None)
        self.plan_again(at)
        self.record(Entry.Kind.RESUMED, by=by, at=at)

    # What the changes share

    def lock(self):
        """Take the candidate's row lock, which the dispatcher holds while it hands a mail over, and read again."""
        Candidate.objects.locked().get(interviews__follow_up=self.pk)
        self.refresh_from_db(from_queryset=FollowUp.objects.select_related("interview__office"))

    def _change(self, allowed, **changes):
        """Change the row if its status is one of `allowed`: one UPDATE whose WHERE is the check."""
        if not FollowUp.objects.filter(pk=self.pk, status__in=allowed).update(**changes):
            raise TransitionNotAllowed(self.refusal())
        for name, value in changes.items():
            setattr(self, name, value)

    @transaction.atomic
    def _close(self, status, allowed, kind, *, by, at, changes=None, detail="", source=None):
        self.lock()
        closed = {"closed_at": at, "closed_on": self.interview.office.local_day(at), "look_on": None}
        self._change(allowed, status=status, next_step_at=None, **closed, **(changes or {}))
        ends = self.nudges.exclude(kind=Nudge.Kind.OUTCOME) if status == self.Status.DONE else self.nudges
        ends.skip_planned(Nudge.Skip.ANSWERED, at)
        self.plan_again(at)
        self.tasks.open().update(done_at=at)
        self.record(kind, by=by, at=at, detail=detail, source=source)

    @property
    def wanted_kinds(self) -> set:
        """The kinds of step that have a point as things stand."""
        kind, kinds = Nudge.Kind, set()
        # Nobody is asked again about a job that is theirs, or gone; the counselor still may.
        if self.is_open and self.outcome not in self.FINAL_OUTCOMES:
            kinds = {kind.NUDGE, kind.ASKED_FOR, kind.TASK}
        if self.status in (self.Status.OPEN, self.Status.DONE) and not self.is_outcome_known:
            kinds.add(kind.OUTCOME)
        return kinds & {kind.TASK} if self.reminders_stopped_at else kinds

    def plan_again(self, at):
        """Plan again the steps that have a point once more, as far as their time is still to come.

        The cadence may have changed since they were skipped, so they are looked at once more before any is taken up.
        """
        back = self.nudges.filter(kind__in=self.wanted_kinds)
        if back.taken_back().exists():
            FollowUp.objects.filter(pk=self.pk).update(replan_wanted=True)
        back.plan_again(at)

    def record(self, kind, *, by, at, detail="", source=None):
        """Write the timeline row and the audit trail, and say again when the next step is due."""
        source = source or (Entry.Source.DESK if by else Entry.Source.LINK)
        self.timeline.create(kind=kind, actor=by, source=source, at=at, detail=detail)
        if source != Entry.Source.CLOCK:
            audit.changed(self.interview.candidate_id, f"follow-up: {kind}", by=by, at=at)
        FollowUp.objects.filter(pk=self.pk).refresh_next_step()
        self.refresh_from_db(fields=["next_step_at"])

    def refusal(self):
        """Say in the page's words why a change is not possible now."""
        return {
            self.Status.OPEN: _("There is no answer yet."),
            self.Status.DONE: _("Somebody else has already recorded that they followed up."),
            self.Status.DECLINED: _("Somebody else has already recorded that they decided not to."),
            self.Status.MISSED: _("This was closed without an answer in the meantime."),
            self.Status.VOID: _("Somebody has already recorded that the interview did not take place."),
        }[self.status]
