"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator: nobody signs up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is switched off. Ask your manager or the administrator."),
        "email_password_mismatch": _("This e-mail address and this password do not belong together. Check both."),
        "enter_current_password": _("Type your present password."),
        "incorrect_password": _("That is not your password."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour, or set a new password."),
    }

    def is_open_for_signup(self, request):
        return False
