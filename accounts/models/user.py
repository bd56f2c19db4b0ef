from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.office import Office
from workforce.addresses import EmailField
from workforce.text import LineField

# The languages that staff pages exist in.
LANGUAGES = [("en", "English"), ("es", "Español")]


class UserManager(BaseUserManager):
    def create_user(self, email, password, **fields):
        """Create a member of staff who signs in by e-mail, for which sign-in looks in small letters."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def visible_to(self, user):
        """Narrow to the staff whose names and numbers the user may see."""
        if user.role in (user.Role.REGIONAL, user.Role.ADMINISTRATOR):
            return self.all()
        return self.filter(offices__in=user.offices.all()).distinct()


class User(AbstractBaseUser):
    """A member of staff, who signs in by e-mail."""

    class Role(models.TextChoices):
        COUNSELOR = "counselor", _("Counselor")
        MANAGER = "manager", _("Manager")
        REGIONAL = "regional", _("Regional manager")
        ADMINISTRATOR = "administrator", _("Administrator")

    email = EmailField(_("e-mail"), unique=True)
    name = LineField(_("name"), max_length=100)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    offices = models.ManyToManyField(Office, verbose_name=_("offices"), related_name="staff", blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="en")
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    objects = UserManager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="user_has_a_known_role",
                condition=models.Q(role__in=["counselor", "manager", "regional", "administrator"]),
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique_whatever_its_case",
                violation_error_message=_("Somebody already signs in with this e-mail address."),
            ),
        ]

    def __str__(self):
        return self.name

    @cached_property
    def own_offices(self):
        """The offices the user belongs to, oldest first, read once for each request."""
        return list(self.offices.order_by("pk"))

    @cached_property
    def home_office(self):
        """The office whose time and name the user's pages show; None for those of the whole region."""
        if self.role in (self.Role.REGIONAL, self.Role.ADMINISTRATOR):
            return None
        return self.own_offices[0] if self.own_offices else None

    @property
    def is_counselor(self):
        return self.role == self.Role.COUNSELOR

    @property
    def is_manager(self):
        return self.role == self.Role.MANAGER

    @property
    def is_regional_manager(self):
        return self.role == self.Role.REGIONAL

    @property
    def is_administrator(self):
        return self.role == self.Role.ADMINISTRATOR

    @property
    def sees_candidates(self):
        """Administrators keep the house; they have no need to see job seekers."""
        return not self.is_administrator

    @property
    def sees_reports(self):
        return self.is_manager or self.is_regional_manager
