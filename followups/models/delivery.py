import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.models import Candidate


class Claim(models.Model):
    """One batch of deliveries in the hands of one process, until its lease runs out."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    claimed_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    # Null while the process has something in hand; the sweep looks at these alone.
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["lease_until"], name="claim_in_hand", condition=Q(finished_at=None)),
        ]

    def __str__(self):
        return str(self.token)


class Delivery(models.Model):
    """One e-mail handed, or not, to the mail server: for one candidate, with what of theirs was due when built."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("being prepared")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("not known whether it arrived")
        BOUNCED = "bounced", _("came back")
        # Nothing was handed over, and its steps went their own ways: planned again, or skipped.
        DROPPED = "dropped", _("not sent")

    NOT_HANDED_OVER = (State.FAILED, State.DROPPED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="deliveries")
    candidate = models.ForeignKey(Candidate, models.SET_NULL, null=True, related_name="deliveries")
    address_key = models.CharField(max_length=64)
    day = models.DateField()
    # Mail at a moment that the seeker chose: neither sending hours nor the one-a-day rule move it.
    asked_for = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State, default=State.CLAIMED)
    created_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    # The mail server's answer, at most 500 characters, without addresses.
    reply = models.CharField(max_length=500, blank=True)
    # What the mail said: the values that its templates were filled with, without links. Null once it is forgotten.
    content = models.JSONField(null=True)
    # A copy that a person asked for, of a mail of which nobody knows whether it arrived: the same Message-ID again.
    copy_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")
    # For an unknown one, what a person decided: to send a copy, or to leave it. A copy keeps who asked for it and when;
    # the wish of what it is a copy of ends as the copy is handed over.
    copy_wanted_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                name="delivery_one_per_address_and_day",
                fields=["address_key", "day"],
                condition=Q(asked_for=False, state__in=["claimed", "sending", "sent", "unknown", "bounced"]),
            ),
            models.CheckConstraint(
                name="delivery_state_is_known",
                condition=Q(state__in=["claimed", "sending", "sent", "failed", "unknown", "bounced", "dropped"]),
            ),
            models.CheckConstraint(
                name="delivery_settled_iff_final",
                condition=Q(state__in=["claimed", "sending"], settled_at=None)
                | Q(state__in=["sent", "failed", "unknown", "bounced", "dropped"], settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_handed_over_was_sending",
                condition=Q(state__in=["claimed", "failed", "dropped"]) | Q(sending_at__isnull=False),
            ),
            models.CheckConstraint(
                name="delivery_decision_has_a_maker",
                condition=Q(copy_wanted_at=None, left_at=None, decided_by=None)
                | (Q(decided_by__isnull=False) & (Q(copy_wanted_at__isnull=False) | Q(left_at__isnull=False))),
            ),
            models.CheckConstraint(
                name="delivery_copy_says_who_asked",
                condition=Q(copy_of=None) | Q(copy_wanted_at__isnull=False, decided_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="delivery_one_copy_in_hand",
                fields=["copy_of"],
                # Mails that are no copies are left out, so that they pay nothing for this.
                condition=Q(copy_of__isnull=False, state__in=["claimed", "sending"]),
            ),
        ]
        indexes = [
            models.Index(fields=["candidate", "day"], name="delivery_of_candidate_by_day"),
            # The one-a-day constraint leaves out what was asked for, so its index cannot answer "what went there".
            models.Index(fields=["address_key", "day"], name="delivery_of_address_by_day"),
            models.Index(fields=["settled_at"], name="delivery_unknown", condition=Q(state="unknown")),
            models.Index(
                fields=["copy_wanted_at"], name="delivery_copy_wanted", condition=Q(copy_wanted_at__isnull=False)
            ),
            models.Index(
                fields=["settled_at"], name="delivery_not_arrived", condition=Q(state__in=["failed", "bounced"])
            ),
            models.Index(fields=["day"], name="delivery_of_day"),
        ]

    def __str__(self):
        return f"{self.message_id} {self.state}"

    @property
    def message_id(self):
        """The Message-ID header; the same for each try to hand this delivery over."""
        return f"<{self.copy_of_id or self.pk}@{settings.SITE_HOST}>"
