from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import not_for_counselors, only
from accounts.models import Office
from followups.reports import behind
from followups.reports.chart import draw
from followups.reports.forms import ListForm, ReportForm
from followups.reports.links import Links
from followups.reports.measures import BY_KEY, RATE_DEFINITION
from followups.reports.periods import Preset
from followups.reports.report import make_report
from workforce.paging import page_of


@require_safe
@not_for_counselors
def reports(request):
    """Show the report: numbers for managers, and for administrators without the lists behind them."""
    form = ReportForm(request.GET, user=request.user, today=timezone.localdate())
    if not form.is_valid():
        refuse_foreign(form)
        return render(request, "followups/reports/report.html", {"form": form, "presets": tabs(chosen=Preset.DAYS)})
    filters = form.filters()
    links = Links(filters, with_lists=request.user.sees_reports)
    report = make_report(filters.period, offices=offices_of(request, filters), user=request.user, on=filters.on)
    return render(
        request,
        "followups/reports/report.html",
        {
            "report": report,
            "chart": draw(report),
            "filters": filters,
            "form": shown(form, filters),
            "links": links,
            "presets": tabs(links, filters.preset),
            "measures": BY_KEY,
            "rate_definition": RATE_DEFINITION,
            "today": form.today,
        },
    )


@require_safe
@only(lambda user: user.sees_reports)
def report_interviews(request):
    """List the interviews behind a number of the report, as far as the user may see them."""
    form = ListForm(request.GET, user=request.user, today=timezone.localdate())
    if not form.is_valid():
        refuse_foreign(form)
        return redirect(f"{reverse('reports')}?{request.GET.urlencode()}")
    filters, measure, counselor = form.filters(), form.cleaned_data["measure"], form.cleaned_data["counselor"]
    offices = offices_of(request, filters)
    found = behind.interviews_behind(
        measure, period=filters.period, offices=offices, counselor=counselor, user=request.user, on=filters.on
    )
    page = page_of(found.visible_to(request.user), request)
    total = found.count()
    context = {
        "filters": filters,
        "measure": measure,
        "counselor": counselor,
        "elsewhere": counselor == behind.ELSEWHERE,
        "total": total,
        "hidden": total - page.paginator.count,
        "page": page,
        "lines": behind.lines(page),
        "links": Links(filters, with_lists=True),
        "today": form.today,
    }
    return render(request, "followups/reports/interviews.html", context)


def offices_of(request, filters):
    """Return the offices that are counted: the one asked for, or all whose numbers the user may see."""
    offices = Office.objects.visible_to(request.user)
    return offices.filter(pk=filters.office.pk) if filters.office else offices


def refuse_foreign(form):
    """Answer 404 to what does not exist for this user; a day that cannot be read is told on the page."""
    if {"office", "measure", "counselor"} & set(form.errors):
        raise Http404


def tabs(links=None, chosen=None):
    """Return (label, address, chosen) of each period that is one click away."""
    plain = reverse("reports")
    return [
        (preset.label, links.preset(preset) if links else f"{plain}?period={preset.value}", preset == chosen)
        for preset in Preset
    ]


def shown(form, filters):
    """Return the form that asks for other days, filled in; None while a preset is chosen."""
    return form if filters.preset == Preset.DAYS else None
