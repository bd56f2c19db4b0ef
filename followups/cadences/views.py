"""The pages of cadences: the region's, and those of offices."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.access import not_for_counselors, only
from accounts.models import Office
from followups.cadences import apply
from followups.cadences.page import CadencePage
from followups.models import Cadence

for_the_region_only = only(lambda user: user.is_regional_manager or user.is_administrator)


@require_http_methods(["GET", "POST"])
@for_the_region_only
def cadence_default(request):
    """The region's cadence, by which every office goes that has none of its own."""
    return edit(request, None)


@require_http_methods(["GET", "POST"])
@not_for_counselors
def cadence(request, pk):
    """The cadence of an office: managers change their own offices', regional managers read it."""
    office = get_object_or_404(Office.objects.visible_to(request.user), pk=pk)
    if may_change(request.user):
        return edit(request, office)
    if request.method == "POST":
        raise Http404
    return show(request, CadencePage(None, office=office, at=timezone.now()))


def may_change(user):
    return user.is_manager or user.is_administrator


def edit(request, office):
    """Show the form, try it on an interview, or save it."""
    page = CadencePage(request.POST if request.method == "POST" else None, office=office, at=timezone.now())
    if not page.is_sent:
        return show(request, page, is_editing=page.is_own or "own" in request.GET)
    if not page.is_valid:
        return show(request, page, is_editing=True, has_errors=True)
    if page.is_trial:
        return show(request, page, is_editing=True, preview=page.preview(), touches=page.touches())
    try:
        count = page.save(by=request.user)
    except apply.ChangedMeanwhile:
        return show(request, page, is_editing=True, is_behind=True)
    messages.success(request, _("Saved. %(reach)s") % {"reach": say_reached(count)})
    return redirect(request.path)


def show(request, page, **more):
    context = {
        "page": page,
        "office": page.office,
        "may_change": page.office is None or may_change(request.user),
        "today": timezone.localdate(page.at),
    }
    return render(request, "followups/cadences/cadence.html", context | more)


@require_http_methods(["GET", "POST"])
@only(may_change)
def cadence_back(request, pk):
    """Let the region's cadence hold for an office again: a page that says what happens, then the act."""
    office = get_object_or_404(Office.objects.visible_to(request.user), pk=pk)
    if request.method == "POST":
        return take_regions(request, office)
    get_object_or_404(Cadence, office=office)
    at = timezone.now()
    own, regions = CadencePage(None, office=office, at=at), CadencePage(None, office=None, at=at)
    context = {"office": office, "own": own, "regions": regions, "count": own.touches_of(regions)}
    return render(request, "followups/cadences/back.html", context)


def take_regions(request, office):
    try:
        count = apply.take_regions(office, by=request.user, at=timezone.now())
    except apply.ChangedMeanwhile:
        messages.info(request, _("The office goes by the region’s cadence already."))
    else:
        text = _("%(office)s goes by the region’s cadence again. %(reach)s")
        messages.success(request, text % {"office": office.name, "reach": say_reached(count)})
    return redirect("cadence", office.pk)


def say_reached(count: int) -> str:
    """Say how many follow-ups a change touched, and when what is left of them is planned anew."""
    if not count:
        return _("It touches no follow-up that is open now; it holds for the next ones.")
    text = ngettext(
        "What is planned for %(n)d follow-up changed.", "What is planned for %(n)d follow-ups changed.", count
    )
    if count > apply.AT_ONCE:
        text = ngettext(
            "What is planned for %(n)d follow-up changes within the next minutes, before anything more is sent there.",
            "What is planned for %(n)d follow-ups changes within the next minutes, before anything more is sent there.",
            count,
        )
    return text % {"n": count}
