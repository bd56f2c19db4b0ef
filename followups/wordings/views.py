"""The pages of the approved texts: which there are, what each says, and what it said before."""

import logging

from django.contrib import messages
from django.db.models import Case, F, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import not_for_counselors
from accounts.models import User
from followups.models import Wording
from followups.wordings import acts, checks
from followups.wordings.forms import NewWordingForm, WordingForm, initial_of
from followups.wordings.shown import samples
from followups.wordings.uses import cadences_that_use
from workforce.paging import page_of
from workforce.text import id_in

log = logging.getLogger(__name__)


@require_safe
@not_for_counselors
def wordings(request):
    """All texts that the user may read, kind by kind; with `?retired=yes` those that are no longer used."""
    retired = request.GET.get("retired") == "yes"
    found = Wording.objects.visible_to(request.user).filter(retired_at__isnull=not retired)
    found = found.select_related("office").with_current()
    in_order = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Wording.Kind.values)))
    page = page_of(found.order_by(in_order, F("office__name").asc(nulls_first=True), "name", "pk"), request)
    uses = cadences_that_use(page.object_list, request.user)
    context = {
        "page": page,
        "rows": [{"wording": text, "version": text.current, "uses": uses.get(text.pk, [])} for text in page],
        "retired": retired,
        "may_add": may_add(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "followups/wordings/wordings.html", context)


def may_add(user: User) -> bool:
    """Managers write for the offices that they belong to; the others for the region."""
    return not user.is_manager or bool(user.own_offices)


@require_http_methods(["GET", "POST"])
@not_for_counselors
def wording_add(request):
    """Approve a new text; `?from=` begins with what another one says."""
    user, at = request.user, timezone.now()
    if not may_add(user):
        raise Http404
    form = NewWordingForm(request.POST or None, user=user, initial=initial_from(request))
    if request.method == "POST" and "sample" not in request.POST and form.is_valid():
        name = form.cleaned_data["name"]
        wording = acts.add(kind=form.for_kind, office=form.for_office, name=name, texts=form.texts, by=user, at=at)
        log.info("User %s approved text %s", user.pk, wording.pk)
        messages.success(request, _("Saved. It can now be chosen for a step."))
        return redirect("wording", wording.pk)
    return render(request, "followups/wordings/wording_form.html", {"form": form, **on_sample(request, form, at)})


def initial_from(request) -> dict:
    pk = id_in(request.GET.get("from", ""))
    other = Wording.objects.visible_to(request.user).filter(pk=pk).first() if pk else None
    return {**initial_of(other), "kind": other.kind, "name": ""} if other else {}


@require_http_methods(["GET", "POST"])
@not_for_counselors
def wording(request, pk):
    """What a text says now and said before; those who may change it find it in a form."""
    user, at = request.user, timezone.now()
    found = get_object_or_404(Wording.objects.visible_to(user).select_related("office"), pk=pk)
    if found.retired_at or not Wording.objects.editable_by(user).filter(pk=pk).exists():
        return read(request, found, at)
    form = WordingForm(request.POST or None, wording=found, initial=initial_of(found))
    is_wanted = request.method == "POST" and "sample" not in request.POST
    if is_wanted and form.is_valid() and is_changed(request, form, at):
        return redirect("wording", pk)
    context = {"form": form, **on_sample(request, form, at), **about(found, request.user)}
    return render(request, "followups/wordings/wording_form.html", context)


def is_changed(request, form, at) -> bool:
    """Save the valid form; if somebody else was quicker, keep what was typed and say who."""
    said = {"name": form.cleaned_data["name"], "texts": form.texts, "seen": form.cleaned_data["seen"]}
    try:
        is_new = acts.change(form.wording, **said, by=request.user, at=at)
    except acts.ChangedMeanwhile as change:
        words = _(
            "Not saved: %(name)s changed this text while you were typing. What they wrote is the newest under “All"
            " versions”, what you typed is still here. Press Save again to put yours in its place."
        )
        form.add_error(None, words % {"name": change.version.made_by or _("somebody")})
        form.data = {**form.data.dict(), "seen": change.version.number}
        return False
    if is_new:
        log.info("User %s changed text %s", request.user.pk, form.wording.pk)
    messages.success(request, _("Saved. It goes out from now on.") if is_new else _("Nothing was changed."))
    return True


def read(request, found, at):
    if request.method == "POST":
        raise Http404
    said = samples(found.current.texts, found.kind, found.office, at)
    context = {"samples": said, "may_add": may_add(request.user), **about(found, request.user)}
    return render(request, "followups/wordings/wording.html", context)


def about(found: Wording, user) -> dict:
    """Return what is shown of a text beside what it says: where it is used, and its versions."""
    return {
        "wording": found,
        "uses": cadences_that_use([found], user)[found.pk],
        "versions": found.versions.select_related("made_by"),
        "today": timezone.localdate(),
    }


def on_sample(request, form, at) -> dict:
    """Return the mails that the form would send, if it is valid and asks for them; and what can stand in braces."""
    is_wanted = "sample" in request.POST and form.is_valid()
    return {
        "samples": samples(form.texts, form.for_kind, form.for_office, at) if is_wanted else None,
        "meanings": checks.MEANINGS.items(),
    }


@require_POST
@not_for_counselors
def wording_retire(request, pk):
    """Offer a text no more, unless something still says it."""
    user = request.user
    found = get_object_or_404(Wording.objects.editable_by(user), pk=pk)
    try:
        acts.retire(found, user=user, at=timezone.now())
    except acts.StillUsed as used:
        words = _("Not retired: this text is still in use. Choose another one there first. %(where)s.")
        messages.error(request, words % {"where": "; ".join(used.where)})
        return redirect("wording", pk)
    log.info("User %s retired text %s", user.pk, pk)
    messages.success(request, _("Retired. It can no longer be chosen, and it stays readable here."))
    return redirect("wordings")
