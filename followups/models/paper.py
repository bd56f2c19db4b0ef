"""The ways to the seeker's page without a mail, and the lock for an address that several people read."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from candidates.models import Candidate
from followups.models.follow_up import FollowUp

# No letters or digits that are taken for one another: 31 to the power of 10 codes.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 10
TRIES = 5


class Slip(models.Model):
    """The short code of a follow-up's page, for a printed slip; it dies with the link it stands for."""

    follow_up = models.OneToOneField(FollowUp, models.CASCADE, related_name="slip")
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    # The follow-up's link_key when the slip was made: a new one revokes the code too.
    link_key = models.UUIDField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self):
        return f"Slip of follow-up {self.follow_up_id}"

    @classmethod
    def of(cls, follow_up, *, by, at):
        """Return the slip of a follow-up; a new one if there is none, or the link was revoked since."""
        code = "".join(secrets.choice(CODE_LETTERS) for _letter in range(CODE_LENGTH))
        made = {"code": code, "link_key": follow_up.link_key, "made_at": at, "made_by": by}
        slip, is_new = cls.objects.get_or_create(follow_up=follow_up, defaults=made)
        if not is_new and slip.link_key != follow_up.link_key:
            cls.objects.filter(pk=slip.pk).update(**made)
            slip.refresh_from_db()
        return slip

    @classmethod
    def find(cls, code: str):
        """Return the slip with this code, or None if there is none, or the link it stood for was revoked."""
        return cls.objects.filter(code=code, link_key=F("follow_up__link_key")).select_related("follow_up").first()

    @property
    def is_revoked(self):
        return self.link_key != self.follow_up.link_key

    @property
    def code_words(self):
        """The code as it is printed: `ABCDE-FGHJK`."""
        return f"{self.code[:5]}-{self.code[5:]}"


class Digits(models.Model):
    """The four digits that a seeker at a shared address chose for letter and debrief behind their link."""

    candidate = models.OneToOneField(Candidate, models.CASCADE, related_name="digits")
    kept = models.CharField(_("digits"), max_length=200)
    tries_left = models.PositiveSmallIntegerField(default=TRIES)
    chosen_at = models.DateTimeField()

    def __str__(self):
        return f"Digits of job seeker {self.candidate_id}"

    @classmethod
    def choose(cls, candidate, digits: str, *, at):
        """Keep the digits, in place of earlier ones, with all tries."""
        kept = {"kept": make_password(digits), "tries_left": TRIES, "chosen_at": at}
        cls.objects.update_or_create(candidate=candidate, defaults=kept)

    def open(self, digits: str) -> bool:
        """Tell whether these are the digits. A try is counted before it is judged; none is left after five wrong."""
        # As they were chosen when this was read: others may be set meanwhile.
        same = Digits.objects.filter(pk=self.pk, kept=self.kept)
        if not same.filter(tries_left__gt=0).update(tries_left=F("tries_left") - 1):
            return False
        is_right = check_password(digits, self.kept)
        if is_right:
            same.update(tries_left=TRIES)
        return is_right
