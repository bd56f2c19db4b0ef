from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Office, User
from candidates.models.candidate import Candidate
from candidates.models.employer import Employer
from workforce.addresses import EmailField
from workforce.text import LineField, ParagraphField


class InterviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Narrow to the interviews of job seekers whose records the user may read."""
        return self.filter(candidate__in=Candidate.objects.visible_to(user))

    def writable_by(self, user, at):
        """Narrow to those the user may change at the moment `at`."""
        return self.filter(candidate__in=Candidate.objects.writable_by(user, at))


class Interview(models.Model):
    """A candidate met an employer about a job. It keeps the office it was logged for."""

    class Interest(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")
        NOT_ASKED = "not_asked", _("not asked")

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="interviews", verbose_name=_("job seeker"))
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="interviews", verbose_name=_("employer"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="interviews", verbose_name=_("office"))
    job_title = LineField(_("job title"), max_length=120)
    held_at = models.DateTimeField(_("when"))
    held_on = models.DateField(editable=False)
    interest = models.CharField(
        _("how much they want the job"), max_length=10, choices=Interest, default=Interest.NOT_ASKED
    )
    logged_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("logged by"))
    logged_at = models.DateTimeField(_("logged"))
    logged_on = models.DateField(editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = InterviewQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="interview_interest_is_known",
                condition=Q(interest__in=["high", "medium", "low", "not_asked"]),
            ),
        ]
        indexes = [
            models.Index(fields=["candidate", "held_at"], name="interview_of_candidate"),
            models.Index(fields=["office", "held_on"], name="interview_for_reports"),
        ]

    def __str__(self):
        return f"{self.job_title}, {self.employer}"

    def save(self, *args, **kwargs):
        self.held_on = self.office.local_day(self.held_at)
        self.logged_on = self.office.local_day(self.logged_at)
        super().save(*args, **kwargs)


class Contact(models.Model):
    """A person the candidate met at an interview."""

    class Role(models.TextChoices):
        INTERVIEWER = "interviewer", _("interviewer")
        HIRING_MANAGER = "hiring_manager", _("hiring manager")
        ASSISTANT = "assistant", _("assistant")
        RECRUITER = "recruiter", _("recruiter")
        OTHER = "other", _("other")

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="contacts")
    name = LineField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.INTERVIEWER)
    email = EmailField(_("e-mail"), blank=True)
    postal_address = ParagraphField(_("postal address"), max_length=300, blank=True)
    particularly_helpful = models.BooleanField(_("was particularly helpful"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="contact_role_is_known",
                condition=Q(role__in=["interviewer", "hiring_manager", "assistant", "recruiter", "other"]),
            ),
        ]

    def __str__(self):
        return self.name
