import datetime
import re

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.models import Office, User
from workforce.addresses import EmailField, address_key
from workforce.text import LineField, fold

COVER_DAYS = 14
# Fewer may be the number in an e-mail address.
PHONE_DIGITS = 7


def search_words(text: str) -> list[str]:
    """Return what is searched for: the folded words, or the bare digits of what looks like a phone number."""
    digits = re.sub(r"[\s().+\-\u2010-\u2013]", "", text)
    if digits.isdecimal() and digits.isascii() and len(digits) >= PHONE_DIGITS:
        return [digits[1:] if len(digits) == 11 and digits[0] == "1" else digits]
    return fold(text).split()


class CandidateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Narrow to the job seekers whose records the user may read (DESIGN section 10)."""
        if user.is_regional_manager:
            return self
        if user.is_manager:
            return self.filter(office__in=user.offices.all())
        if user.is_counselor:
            return self.filter(Q(counselor=user) | Q(office__in=user.offices.all()))
        return self.none()

    def writable_by(self, user, at):
        """Narrow to those the user may change: their own caseload, and those they cover for at the moment `at`."""
        if not user.is_counselor:
            return self.none()
        covered = Cover.objects.filter(user=user, until__gt=at).values("candidate")
        return self.visible_to(user).filter(Q(counselor=user) | Q(pk__in=covered))

    def search(self, text):
        """Narrow to those whose name, e-mail or phone holds every word of `text`, whatever accents or case."""
        found = self
        for word in search_words(text):
            found = found.filter(search_text__contains=word)
        return found

    def locked(self):
        """Lock the rows until the transaction ends: who acts on a candidate's follow-ups or mails them holds this."""
        return self.select_for_update(of=("self",), no_key=True)


class Candidate(models.Model):
    """A job seeker in the care of a counselor at an office."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("looking for work")
        WORKING = "working", _("found work")
        LEFT = "left", _("no longer with us")

    full_name = LineField(_("name"), max_length=150, help_text=_("As the person writes it."))
    call_name = LineField(_("what to call them"), max_length=60, help_text=_("Reminders begin with this: “Hi Ánh”."))
    email = EmailField(_("e-mail"), blank=True)
    email_key = models.CharField(max_length=64, blank=True, editable=False)
    phone = PhoneNumberField(_("phone"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="en")
    office = models.ForeignKey(Office, models.PROTECT, related_name="candidates", verbose_name=_("office"))
    counselor = models.ForeignKey(User, models.PROTECT, related_name="caseload", verbose_name=_("counselor"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.ACTIVE)
    consent_on = models.DateField(_("agreed to e-mail on"), null=True, blank=True)
    consent_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("consent recorded by")
    )
    names_employer = models.BooleanField(_("reminders may name the employer"), default=True)
    shares_address = models.BooleanField(_("other people read this address too"), default=False)
    search_text = models.TextField(editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["search_text", "pk"]
        constraints = [
            models.CheckConstraint(
                name="candidate_consent_has_a_day_and_a_witness",
                condition=Q(consent_on=None, consent_by=None) | Q(consent_on__isnull=False, consent_by__isnull=False),
                violation_error_message=_("Consent needs the day and who recorded it."),
            ),
            models.CheckConstraint(
                name="candidate_language_is_one_of_ours", condition=Q(language__in=["en", "es", "vi"])
            ),
            models.CheckConstraint(
                name="candidate_email_key_iff_email",
                condition=Q(email="", email_key="") | (~Q(email="") & ~Q(email_key="")),
            ),
        ]
        indexes = [
            models.Index(fields=["counselor", "search_text"], name="candidate_caseload"),
            models.Index(fields=["office", "search_text"], name="candidate_of_office"),
            models.Index(fields=["email_key"], name="candidate_by_address", condition=~Q(email_key="")),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.email_key = address_key(self.email) if self.email else ""
        self.search_text = fold(f"{self.full_name} {self.call_name} {self.email} {self.phone_digits}")
        super().save(*args, **kwargs)

    @property
    def phone_digits(self):
        return f"{self.phone.national_number}" if self.phone else ""

    def agree_to_email(self, on, *, by):
        """Note consent given on a day and who recorded it. An unchanged day keeps its first witness."""
        if self.consent_on != on:
            self.consent_on, self.consent_by = on, by

    def withdraw_consent(self):
        self.consent_on = self.consent_by = None

    def is_writable_by(self, user, at) -> bool:
        """Tell whether the user may change this record at the moment `at`."""
        return Candidate.objects.writable_by(user, at).filter(pk=self.pk).exists()


class Cover(models.Model):
    """A counselor stood in for a colleague with one job seeker; recorded, because it lets them write."""

    user = models.ForeignKey(User, models.CASCADE, related_name="covers")
    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="covers")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "until"], name="cover_in_force")]

    def __str__(self):
        return f"{self.user_id} for {self.candidate_id} until {self.until:%Y-%m-%d}"

    @classmethod
    def begin(cls, candidate, *, by, at):
        """Let `by` write to the record for the next 14 days."""
        return cls.objects.create(
            user=by, candidate=candidate, since=at, until=at + datetime.timedelta(days=COVER_DAYS)
        )
