"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation
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

    def send_password_reset_mail(self, user, email, context):
        """Greet those who never had a password; the others asked for a new one. Either in their own language."""
        mail = "password_reset_key" if user.has_usable_password() else "first_password"
        with translation.override(user.language):
            self.send_mail(f"account/email/{mail}", email, context)

    def set_password(self, user, password):
        """Let the owner sign in at once, however often somebody else guessed before."""
        super().set_password(user, password)
        self._delete_login_attempts_cached_email(self.request, email=user.email)
