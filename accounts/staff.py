"""Staff: taking somebody in, changing what they may do, and the mail by which they choose a password."""

import logging
from smtplib import SMTPException

from allauth.account.forms import ResetPasswordForm
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User

log = logging.getLogger(__name__)

CANNOT_SEND = (OSError, SMTPException)


class LastAdministrator(Exception):
    """Raised when nobody would be left who may let others in; its text is for the page."""


@transaction.atomic
def add(user: User, offices, *, by: User) -> User:
    """Save a new member of staff, who has no password until they choose one."""
    user.set_unusable_password()
    user.save()
    user.offices.set(offices)
    log.info("User %s added user %s as %s", by.pk, user.pk, user.role)
    return user


@transaction.atomic
def change(user: User, offices, *, by: User) -> None:
    """Save what was changed. Raise LastAdministrator if nobody would be left to look after staff."""
    administrators = User.objects.filter(role=User.Role.ADMINISTRATOR, is_active=True).order_by("pk")
    # Locked, so that two administrators cannot switch each other off at the same moment.
    present = list(administrators.select_for_update().values_list("pk", flat=True))
    if present == [user.pk] and not (user.is_administrator and user.is_active):
        raise LastAdministrator(_("This is the last administrator. Make somebody else administrator first."))
    if not user.is_active:
        # Without it, sessions that are open somewhere would live again once the account is switched on.
        user.set_unusable_password()
    user.save()
    user.offices.set(offices)
    log.info("User %s changed user %s: %s, active: %s", by.pk, user.pk, user.role, user.is_active)


def mail_link(user: User, request) -> bool:
    """Send the mail with which the user chooses a password; tell whether the mail server took it."""
    form = ResetPasswordForm({"email": user.email})
    if not form.is_valid() or not form.users:
        return False
    try:
        form.save(request)
    except CANNOT_SEND as error:
        log.error("The link for a password could not be sent: %s", type(error).__name__)
        return False
    return True
