import datetime
import zoneinfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workforce.addresses import EmailField
from workforce.text import LineField, ParagraphField

MONDAY_TO_SATURDAY = "123456"


def validate_time_zone(name):
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone such as America/Chicago."))


def validate_days(days):
    if not days or list(days) != sorted(set(days) & set("1234567")):
        raise ValidationError(_("Choose at least one day of the week."))


class OfficeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Narrow to the offices whose numbers the user may see."""
        if user.role in (user.Role.REGIONAL, user.Role.ADMINISTRATOR):
            return self
        return self.filter(staff=user)

    def editable_by(self, user):
        """Narrow to the offices whose settings the user may change."""
        return self if user.role == user.Role.ADMINISTRATOR else self.none()


class Office(models.Model):
    """A career office: where job seekers are looked after, and whose hours decide when mail goes out."""

    name = LineField(_("name"), max_length=100, unique=True)
    county = LineField(_("county"), max_length=60)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="America/Chicago", validators=[validate_time_zone]
    )
    postal_address = ParagraphField(_("postal address"), max_length=300)
    phone = LineField(_("phone"), max_length=40)
    email = EmailField(_("e-mail"), help_text=_("Reminders go out from this address."))
    sends_from = models.TimeField(_("mail goes out from"), default=datetime.time(8))
    sends_until = models.TimeField(
        _("until"), default=datetime.time(20), help_text=_("Midnight (12:00 AM) means until the end of the day.")
    )
    sending_days = models.CharField(
        _("on these days"), max_length=7, default=MONDAY_TO_SATURDAY, validators=[validate_days]
    )
    sends_on_holidays = models.BooleanField(_("also on federal holidays"), default=False)
    names_employer = models.BooleanField(_("reminders name the employer"), default=True)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["county", "name"]
        constraints = [
            models.CheckConstraint(
                name="office_sends_from_before_until",
                condition=Q(sends_until=datetime.time(0)) | Q(sends_from__lt=F("sends_until")),
                violation_error_message=_("Mail must start going out before it stops."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    def local_day(self, at) -> datetime.date:
        """Return the calendar day at the office at the moment `at`."""
        return timezone.localtime(at, self.zone).date()


class Region(models.Model):
    """All offices together: the one row of settings that holds for every office."""

    name = LineField(_("name"), max_length=100)
    brake_floor = models.PositiveIntegerField(
        _("never hold fewer reminders than"),
        default=50,
        help_text=_("When far more reminders than usual are due at once, sending waits for an administrator."),
    )

    def __str__(self):
        return self.name

    @classmethod
    def load(cls):
        """Return the region; the first migration makes its row."""
        return cls.objects.get()
