"""The way in, and the pages of offices and staff."""

import logging

from allauth.account.views import PasswordResetView
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import staff as acts
from accounts.access import administrators_only, not_for_counselors
from accounts.forms.offices import OfficeForm
from accounts.forms.staff import StaffFilter, StaffForm
from accounts.models import Office, User
from workforce.paging import page_of

log = logging.getLogger(__name__)

HOMES = {
    User.Role.COUNSELOR: "desk",
    User.Role.MANAGER: "reports",
    User.Role.REGIONAL: "reports",
    User.Role.ADMINISTRATOR: "operations",
}


@require_safe
def home(request):
    """Send each role to the page that it comes for."""
    return redirect(HOMES[request.user.role])


class PasswordReset(PasswordResetView):
    """Mails the link for a new password; the page is the same for unknown addresses and when mail is down."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except acts.CANNOT_SEND as error:
            log.error("The link for a password could not be sent: %s", type(error).__name__)
            return redirect(self.get_success_url())


@require_safe
@not_for_counselors
def offices(request):
    """The offices whose numbers the user may see."""
    # Found first, counted then: a count over the rows that show what is visible would count the user alone.
    rows = Office.objects.filter(pk__in=Office.objects.visible_to(request.user).values("pk"))
    rows = rows.annotate(people=Count("staff", filter=Q(staff__is_active=True))).order_by("county", "name")
    return render(request, "accounts/offices.html", {"page": page_of(rows, request)})


@require_http_methods(["GET", "POST"])
@administrators_only
def office_add(request):
    """Set up a new office."""
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        office = form.save()
        log.info("User %s added office %s", request.user.pk, office.pk)
        messages.success(request, _("%(name)s is set up. Now add its staff.") % {"name": office.name})
        return redirect("offices")
    return render(request, "accounts/office_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@not_for_counselors
def office_edit(request, pk):
    """Change an office; those who may not change it read its settings."""
    office = get_object_or_404(Office.objects.visible_to(request.user), pk=pk)
    if not Office.objects.editable_by(request.user).filter(pk=pk).exists():
        return read_office(request, office)
    name = office.name
    form = OfficeForm(request.POST or None, instance=office)
    if request.method == "POST" and form.is_valid():
        form.save()
        log.info("User %s changed office %s: %s", request.user.pk, pk, ", ".join(form.changed_data))
        messages.success(request, _("Saved."))
        return redirect("offices")
    return render(request, "accounts/office_form.html", {"form": form, "office": office, "name": name})


def read_office(request, office):
    if request.method == "POST":
        raise Http404
    return render(request, "accounts/office.html", {"office": office})


@require_safe
@not_for_counselors
def staff(request):
    """The staff of the offices that the user may see."""
    form = StaffFilter(request.GET)
    form.is_valid()
    found = form.filter(User.objects.visible_to(request.user)).order_by("-is_active", "name", "pk")
    page = page_of(found.prefetch_related("offices"), request)
    return render(request, "accounts/staff.html", {"filter": form, "page": page})


@require_http_methods(["GET", "POST"])
@administrators_only
def staff_add(request):
    """Take in a new member of staff, and mail them the link with which they choose a password."""
    form = StaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = acts.add(form.instance, form.cleaned_data["offices"], by=request.user)
        send_link(request, user)
        return redirect("staff")
    return render(request, "accounts/staff_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@administrators_only
def staff_edit(request, pk):
    """Change who somebody is and what they may do, or switch their account off or on."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    name, was_active = user.name, user.is_active
    form = StaffForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid() and is_changed(form, request.user):
        if user.is_active and not was_active:
            send_link(request, user)
        else:
            messages.success(request, _("Saved."))
        # Those who changed their own role may not see the list any more.
        return redirect("home" if user == request.user else "staff")
    context = {"form": form, "member": user, "name": name, "may_sign_in": was_active}
    return render(request, "accounts/staff_form.html", context)


def is_changed(form, by) -> bool:
    """Save the valid form; a refusal becomes an error of the form."""
    try:
        acts.change(form.instance, form.cleaned_data["offices"], by=by)
    except acts.LastAdministrator as reason:
        form.add_error("is_active" if "is_active" in form.changed_data else "role", str(reason))
        return False
    return True


@require_POST
@administrators_only
def staff_link(request, pk):
    """Send the link for a password once more."""
    user = get_object_or_404(User.objects.visible_to(request.user).filter(is_active=True), pk=pk)
    send_link(request, user)
    return redirect("staff_edit", pk)


def send_link(request, user):
    """Mail the link, and say on the next page whether it went out."""
    names = {"name": user.name, "email": user.email}
    if acts.mail_link(user, request):
        text = _("Saved. A link to choose a password is on its way to %(name)s at %(email)s.")
        messages.success(request, text % names)
    else:
        text = _("Saved, but no mail could be sent to %(name)s just now. Try “Send the link again” in a few minutes.")
        messages.warning(request, text % names)
