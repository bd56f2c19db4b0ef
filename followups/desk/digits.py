"""The four digits of a job seeker whose address other people read: set or taken away at the office, with them."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from candidates.models import Candidate
from followups.intake import shared_address


class DigitsForm(forms.Form):
    """Four digits, typed by the job seeker on the counselor's keyboard, or told by them."""

    digits = forms.CharField(
        label=gettext_lazy("Four digits that they choose"),
        max_length=4,
        validators=[shared_address.check_digits],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def digits_facts(person) -> dict:
    """Return what the job seeker's page says about an address that others read; nothing for one of their own."""
    if not shared_address.is_shared(person):
        return {"is_shared": False}
    return {"is_shared": True, "digits": shared_address.digits_of(person), "digits_form": DigitsForm()}


def needs_digits(person) -> bool:
    """Tell whether others read their address and no digits open letter and debrief behind the link."""
    if not shared_address.is_shared(person):
        return False
    digits = shared_address.digits_of(person)
    return not digits or not digits.tries_left


@sensitive_post_parameters("digits")
@require_POST
def candidate_digits(request, pk):
    """Set the digits before letter and debrief behind the link, or take them away (`act` is "clear")."""
    at = timezone.now()
    person = get_object_or_404(Candidate.objects.writable_by(request.user, at), pk=pk)
    form = DigitsForm(request.POST)
    if request.POST.get("act") == "clear":
        shared_address.clear_digits(person, by=request.user, at=at)
        messages.success(request, _("The digits are taken away. Set new ones before they write from their link."))
    elif form.is_valid():
        shared_address.set_digits(person, form.cleaned_data["digits"], by=request.user, at=at)
        messages.success(request, _("The digits are set. They open letter and debrief behind the link from now on."))
    else:
        messages.error(request, _("Not set: %(why)s") % {"why": form.errors["digits"][0]})
    return redirect("candidate", pk)
