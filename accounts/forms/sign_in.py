"""Forms of allauth that need a change here."""

from allauth.account.forms import ChangePasswordForm
from django import forms


class PasswordChangeForm(ChangePasswordForm):
    """Changes one's password.

    allauth's own form adds a row to its table of addresses for whoever opens the page. Addresses are kept in one
    place here, on the user: an old one in a second place would still open the account after it was changed.
    """

    def __init__(self, *args, user=None, **kwargs):
        forms.Form.__init__(self, *args, **kwargs)
        self.user = self.fields["password1"].user = user
