from django.db import models


class Pass(models.Model):
    """One look of the dispatcher that found something to do, or was held: what the page of operations shows."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    # How many steps were settled or claimed.
    steps = models.PositiveIntegerField(default=0)
    # {how it ended: how many mails}, such as {"sent": 480, "failed": 1}.
    mails = models.JSONField(default=dict)
    # Deliveries of a dead process that were found unknown.
    unknown = models.PositiveIntegerField(default=0)
    # Why nothing was sent, or why it stopped in the middle; blank if all went well.
    held = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-began_at", "-pk"]
        verbose_name_plural = "passes"
        indexes = [models.Index(fields=["began_at"], name="pass_by_moment")]

    def __str__(self):
        return f"{self.began_at:%Y-%m-%d %H:%M:%S} {self.mails}"
