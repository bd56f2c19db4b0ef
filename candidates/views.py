"""The list of job seekers, adding and changing one, standing in for a colleague, and suggestions while typing."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import audit
from accounts.access import counselors_only, readers_only
from candidates import listing, register, suggestions
from candidates.access import office_needed
from candidates.form_keys import key_of
from candidates.forms.filters import ListFilter
from candidates.forms.seeker import CandidateForm
from candidates.models import Candidate
from candidates.typos import ask_about_typo
from workforce.paging import page_of
from workforce.way_back import way_back


@require_GET
@readers_only
def candidate_list(request):
    """The job seekers whom the user may see, 50 to a page."""
    form = ListFilter(request.GET, user=request.user)
    form.is_valid()
    page = page_of(listing.rows(form.filter(Candidate.objects.visible_to(request.user))), request)
    context = {"filter": form, "page": listing.put_into_words(page), "today": timezone.localdate()}
    return render(request, "candidates/candidate_list.html", context)


@require_http_methods(["GET", "POST"])
@counselors_only
@office_needed
def candidate_add(request):
    """Take a job seeker into the counselor's own caseload."""
    key = key_of(request)
    taken_in = register.taken_in(key, by=request.user) if request.method == "POST" else None
    if taken_in:
        return redirect("candidate", taken_in.pk)
    form = CandidateForm(request.POST or None, user=request.user, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        candidate = register.take_in(form.filled(), by=request.user, at=timezone.now(), form_key=key)
        messages.success(request, _("%(name)s is now one of your job seekers.") % {"name": candidate.full_name})
        ask_about_typo(request, candidate.email)
        return redirect("candidate", candidate.pk)
    return render(request, "candidates/candidate_form.html", {"form": form, "form_key": key})


@require_http_methods(["GET", "POST"])
@counselors_only
def candidate_edit(request, pk):
    """Change the record of a job seeker of one's own, or of one covered for."""
    at = timezone.now()
    candidate = get_object_or_404(Candidate.objects.writable_by(request.user, at), pk=pk)
    name = candidate.full_name
    form = CandidateForm(request.POST or None, instance=candidate, user=request.user, on=timezone.localdate(at))
    if request.method == "POST" and form.is_valid():
        register.change(form.filled(), form.changed_facts, by=request.user, at=at)
        messages.success(request, _("Saved."))
        if "email" in form.changed_data:
            ask_about_typo(request, candidate.email)
        return redirect("candidate", pk)
    audit.read(pk, "job seeker's form", by=request.user, at=at)
    return render(request, "candidates/candidate_form.html", {"form": form, "candidate": candidate, "name": name})


@require_POST
@counselors_only
def candidate_cover(request, pk):
    """Let the counselor write to a colleague's record for a while; back to the page they came from."""
    candidate = get_object_or_404(Candidate.objects.visible_to(request.user).select_related("counselor"), pk=pk)
    if register.cover(candidate, by=request.user, at=timezone.now()):
        text = _("You now cover for %(counselor)s with %(name)s for 14 days. This is on record.")
        messages.success(request, text % {"counselor": candidate.counselor.name, "name": candidate.full_name})
    return redirect(way_back(request.POST.get("next", ""), default=reverse("candidate", args=[pk])))


@require_GET
@counselors_only
def candidate_suggestions(request):
    """Job seekers whom the counselor may log an interview for, as JSON."""
    writable = Candidate.objects.writable_by(request.user, timezone.now())
    return JsonResponse({"results": suggestions.candidates(writable, request.GET.get("q", ""))})


@require_GET
@counselors_only
def employer_suggestions(request):
    """Employers that anybody in the region met before, as JSON."""
    return JsonResponse({"results": suggestions.employers(request.GET.get("q", ""))})
