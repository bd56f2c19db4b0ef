import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import audit
from accounts.models import User
from candidates.models import Candidate, Contact
from followups.models.follow_up import FollowUp, TransitionNotAllowed
from followups.models.timeline import Entry
from workforce.addresses import EmailField
from workforce.text import LineField, ParagraphField

# Savings of one person within this time are one version: nobody looks for the letter as it was 20 seconds ago.
ONE_SITTING = datetime.timedelta(minutes=10)
# What a person writes; a version keeps all of it.
WRITTEN = ("greeting", "subject", "text")
ADDRESSED = ("to_name", "to_email", "to_address", "return_address")


class LetterChanged(Exception):
    """The letter was saved by somebody else since it was opened; nothing was overwritten."""


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Narrow to the letters that staff may read: of job seekers they may see, and shared."""
        return self.filter(
            follow_up__interview__candidate__in=Candidate.objects.visible_to(user), shared_at__isnull=False
        )

    def writable_by(self, user, at):
        return self.visible_to(user).filter(follow_up__interview__candidate__in=Candidate.objects.writable_by(user, at))


class Letter(models.Model):
    """One message of the seeker to one contact. It is theirs: staff see it once it is shared."""

    class Kind(models.TextChoices):
        STRATEGIC = "strategic", _("strategic letter")
        SHORT = "short", _("short thank-you")
        CHECK_IN = "check_in", _("short check-in letter")
        CARD = "card", _("thank-you card")

    class Way(models.TextChoices):
        EMAIL = "email", _("by e-mail")
        POST = "post", _("by post")

    follow_up = models.ForeignKey(FollowUp, models.CASCADE, related_name="letters")
    # None: nobody's name is known; then it goes to the hiring manager.
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, related_name="letters")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    way = models.CharField(_("way"), max_length=5, choices=Way)
    to_name = LineField(_("to"), max_length=150, blank=True)
    to_email = EmailField(_("their e-mail"), blank=True)
    to_address = ParagraphField(_("their postal address"), max_length=300, blank=True)
    return_address = ParagraphField(_("your postal address"), max_length=300, blank=True)
    greeting = LineField(_("greeting"), max_length=200, blank=True)
    subject = LineField(_("subject"), max_length=150, blank=True)
    # Its paragraphs, with an empty line between two; greeting, closing and name stand around it.
    text = ParagraphField(_("text"), max_length=10_000, blank=True)
    edition = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    # None when the job seeker did, from the link.
    begun_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    sent_on = models.DateField(_("day it was sent"), null=True)
    # Saying so closed the follow-up, so taking it back opens it again.
    closed_follow_up = models.BooleanField(default=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="letter_kind_is_known", condition=Q(kind__in=["strategic", "short", "check_in", "card"])
            ),
            models.CheckConstraint(name="letter_way_is_known", condition=Q(way__in=["email", "post"])),
            models.CheckConstraint(
                name="letter_that_closed_was_sent", condition=Q(closed_follow_up=False) | Q(sent_on__isnull=False)
            ),
            models.UniqueConstraint(fields=["follow_up", "kind", "contact"], name="letter_is_one_for_each_contact"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def method(self) -> str:
        """How the follow-up was done once this has gone out."""
        if self.kind == self.Kind.CARD:
            return FollowUp.Method.CARD
        return FollowUp.Method.LETTER_POST if self.way == self.Way.POST else FollowUp.Method.LETTER_EMAIL

    @property
    def is_shared(self):
        return self.shared_at is not None

    @property
    def is_sent(self):
        return self.sent_on is not None

    # Changes: each checks, changes and records in one transaction. `by` is None for the job seeker, from the link

    @transaction.atomic
    def write(self, changes: dict, *, edition: int, by, at, is_new_version=False):
        """Save what was written; `changes` holds names of WRITTEN, ADDRESSED or `way`.

        Raise LetterChanged if it was saved since `edition` was read, TransitionNotAllowed if it has gone out. Saving
        what stands there already changes nothing.
        """
        self.follow_up.lock()
        self.refresh_from_db()
        changes = {name: value for name, value in changes.items() if getattr(self, name) != value}
        if not changes:
            return
        if self.sent_on:
            raise TransitionNotAllowed(_("This letter has gone out, so it stays as it was sent. Nothing was changed."))
        if self.edition != edition:
            raise LetterChanged(_("This letter was changed elsewhere in the meantime. Your text was kept here."))
        for name, value in changes.items():
            setattr(self, name, value)
        self.edition, self.saved_at = edition + 1, at
        self.save(update_fields=[*changes, "edition", "saved_at"])
        if set(changes) & set(WRITTEN):
            self.keep_version(by=by, at=at, is_new=is_new_version)
        audit.changed(self.follow_up.interview.candidate_id, "letter", by=by, at=at)

    def bring_back(self, version, *, edition: int, by, at):
        """Let it say again what a version of it said; what it says now stays among the versions."""
        said = {name: getattr(version, name) for name in WRITTEN}
        self.write(said, edition=edition, by=by, at=at, is_new_version=True)

    def keep_version(self, *, by, at, is_new=False):
        """Keep the letter as it stands: as a new version, or in place of one from the same sitting."""
        last = self.versions.order_by("number").last()
        written = {name: getattr(self, name) for name in WRITTEN}
        # The first is the draft, and stays.
        is_of_before = not last or last.number == 1 or last.saved_by != by or at - last.begun_at >= ONE_SITTING
        # So does what was twice as long: a slip of the thumb that empties a box is saved within a second.
        if not (is_new or is_of_before or len(self.text) * 2 < len(last.text)):
            self.versions.filter(pk=last.pk).update(saved_at=at, **written)
        else:
            number = last.number + 1 if last else 1
            self.versions.create(number=number, begun_at=at, saved_at=at, saved_by=by, **written)

    @transaction.atomic
    def share(self, *, at):
        """Let the counselor read and comment it. Doing it twice is harmless."""
        self.follow_up.lock()
        if Letter.objects.filter(pk=self.pk, shared_at=None).update(shared_at=at):
            self.follow_up.record(Entry.Kind.SHARED, by=None, at=at, detail=self.kind)
        self.refresh_from_db()

    @transaction.atomic
    def keep_private(self, *, at):
        """Show it to the job seeker alone again. One that staff began stays shared: they wrote it together."""
        self.follow_up.lock()
        if self.begun_by_id:
            raise TransitionNotAllowed(_("Your counselor began this letter with you, so both of you see it."))
        if Letter.objects.filter(pk=self.pk, shared_at__isnull=False).update(shared_at=None):
            audit.changed(self.follow_up.interview.candidate_id, "letter", by=None, at=at)
        self.refresh_from_db()

    @transaction.atomic
    def mark_sent(self, *, sent_on, source, by, at):
        """Note that it went out, and close the follow-up as done if nothing did before.

        Raise TransitionNotAllowed if the follow-up was answered otherwise, or the day cannot be.
        """
        self.follow_up.lock()
        self.refresh_from_db()
        if self.sent_on:
            return
        closes = self.follow_up.status != FollowUp.Status.DONE
        if closes:
            self.follow_up.complete(sent_on=sent_on, method=self.method, source=source, by=by, at=at)
        else:
            self.follow_up.check_day(sent_on, at)
            self.follow_up.record(Entry.Kind.LETTER_SENT, by=by, at=at, detail=self.method)
        self.sent_on, self.closed_follow_up = sent_on, closes
        self.save(update_fields=["sent_on", "closed_follow_up"])

    @transaction.atomic
    def take_back_sent(self, *, by, at):
        """It has not gone out after all; opens the follow-up again if it was this that closed it, and no other has.

        Raise TransitionNotAllowed if that is too old for a job seeker to undo.
        """
        self.follow_up.lock()
        self.refresh_from_db()
        opens = self.closed_follow_up and self.follow_up.status == FollowUp.Status.DONE
        if opens:
            self.follow_up.reopen(by=by, at=at)
        if Letter.objects.filter(pk=self.pk, sent_on__isnull=False).update(sent_on=None, closed_follow_up=False):
            audit.changed(self.follow_up.interview.candidate_id, "letter", by=by, at=at)
        self.refresh_from_db()
        other = self.follow_up.letters.filter(sent_on__isnull=False).order_by("sent_on", "pk").first()
        if opens and other:
            other.close_in_its_place(by=by, at=at)

    def close_in_its_place(self, *, by, at):
        """Close the follow-up with this letter, which went out too, where the one that closed it has not after all."""
        source = FollowUp.Source.COUNSELOR if by else FollowUp.Source.SEEKER
        self.follow_up.complete(sent_on=self.sent_on, method=self.method, source=source, by=by, at=at)
        Letter.objects.filter(pk=self.pk).update(closed_follow_up=True)

    @transaction.atomic
    def comment(self, text, *, by, at):
        """Add what a counselor says about it. Raise TransitionNotAllowed if it is no longer shared."""
        self.follow_up.lock()
        self.refresh_from_db()
        if not self.is_shared:
            raise TransitionNotAllowed(_("The job seeker no longer shares this letter."))
        self.comments.create(text=text, by=by, at=at)
        self.follow_up.record(Entry.Kind.COMMENTED, by=by, at=at)


class LetterVersion(models.Model):
    """A letter as it stood at the end of one sitting; the first is the draft."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    greeting = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=150, blank=True)
    text = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["letter", "number"], name="letter_version_is_numbered_once")]

    def __str__(self):
        return f"Version {self.number} of letter {self.letter_id}"


class LetterComment(models.Model):
    """What a counselor said about a shared draft."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="comments")
    text = ParagraphField(_("comment"), max_length=1_000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Comment on letter {self.letter_id}"
