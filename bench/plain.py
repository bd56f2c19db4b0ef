"""The plainest Django pages, to measure our own against: a view that says "ok", and a list of 50 rows with a filter."""

from crispy_forms.helper import FormHelper
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from candidates.models import Candidate

ROWS = 50
PAGE = """{% load crispy_forms_tags %}<!DOCTYPE html><html lang="en"><head><title>List</title></head><body>
<form method="get">{% crispy form %}</form><table>{% for row in rows %}<tr>
<td><a href="/candidates/{{ row.pk }}/">{{ row.full_name }}</a></td><td>{{ row.call_name }}</td><td>{{ row.email }}</td>
<td>{{ row.counselor.name }}</td><td>{{ row.office.name }}</td><td>{{ row.get_status_display }}</td>
<td>{{ row.consent_on|date:"D j M Y" }}</td></tr>{% endfor %}</table></body></html>"""


class Filter(forms.Form):
    q = forms.CharField(required=False)
    status = forms.ChoiceField(choices=Candidate.Status.choices, required=False)
    counselor = forms.CharField(required=False)
    since = forms.DateField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False


def ok(request):
    return HttpResponse("ok\n", content_type="text/plain")


def rows(request):
    found = Candidate.objects.select_related("counselor", "office").order_by("full_name")[:ROWS]
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"rows": found, "form": Filter(request.GET)}, request))


urlpatterns = [path("ok", ok), path("rows/", rows)]
