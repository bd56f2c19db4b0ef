"""Forms of allauth that need a change here."""

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Signs in; speaks of e-mail as every other page does."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_of_email(self.fields["login"], _("Type your e-mail address."))
        self.fields["password"].error_messages["required"] = _("Type your password.")


class PasswordLinkForm(ResetPasswordForm):
    """Asks for the link to a new password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        speak_of_email(self.fields["email"], _("Type the e-mail address that you sign in with."))


class PasswordChangeForm(ChangePasswordForm):
    """Changes one's password.

    allauth's own form adds a row to its table of addresses for whoever opens the page. Addresses are kept in one
    place here, on the user: an old one in a second place would still open the account after it was changed.
    """

    def __init__(self, *args, user=None, **kwargs):
        forms.Form.__init__(self, *args, **kwargs)
        self.user = self.fields["password1"].user = user


def speak_of_email(field, when_empty):
    """Name a field "E-mail", without the placeholder that would repeat it, and say what to do."""
    field.label = _("E-mail")
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = when_empty
    field.error_messages["invalid"] = _("This is not an e-mail address. It looks like maria@example.org.")
