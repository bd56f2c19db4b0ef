from django.db import models
from django.utils.translation import gettext_lazy as _


class SuppressionQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(lifted_at=None)

    def of(self, address_key):
        return self.filter(address_key=address_key)

    def lift(self, at):
        """Let mail go to the address again."""
        return self.in_force().update(lifted_at=at)


class Suppression(models.Model):
    """An address that gets no mail: its owner opted out, or mail to it came back. Kept as an HMAC, outlives erasure."""

    class Reason(models.TextChoices):
        OPTED_OUT = "opted_out", _("asked for no e-mail from us")
        BOUNCED = "bounced", _("mail to this address came back")

    address_key = models.CharField(max_length=64)
    reason = models.CharField(max_length=10, choices=Reason)
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="suppression_in_force_once",
                fields=["address_key", "reason"],
                condition=models.Q(lifted_at=None),
            ),
        ]

    def __str__(self):
        return f"{self.reason} since {self.since:%Y-%m-%d}"
