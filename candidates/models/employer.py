import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from workforce.text import LineField, words

LEGAL_FORMS = re.compile(r"( (inc|llc|llp|ltd|corp|corporation|company|co))+$")


def employer_key(name: str) -> str:
    """Return what two spellings of one employer share: small letters, no accents, punctuation or legal form.

    `H-E-B, Inc.` and `h e b` are one; a name of punctuation alone stands for itself.
    """
    return LEGAL_FORMS.sub("", words(name)) or name


class EmployerQuerySet(models.QuerySet):
    def search(self, text):
        """Narrow to those whose name holds the words of `text` in this order."""
        return self.filter(name_key__contains=words(text))

    def named(self, name, city=""):
        """Return the one row for this employer, made if it is new."""
        employer, _made = self.get_or_create(
            name_key=employer_key(name), city_key=words(city), defaults={"name": name, "city": city}
        )
        return employer


class Employer(models.Model):
    """A real employer: one row, however people spell it."""

    name = LineField(_("name"), max_length=150)
    city = LineField(_("city"), max_length=80, blank=True)
    name_key = models.CharField(max_length=300, editable=False)
    city_key = models.CharField(max_length=160, blank=True, editable=False)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        ordering = ["name", "city"]
        constraints = [
            models.UniqueConstraint(fields=["name_key", "city_key"], name="employer_is_one_row"),
        ]

    def __str__(self):
        return self.name
