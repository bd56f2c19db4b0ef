"""`/go/`: the code on a slip, typed in, opens the page it stands for."""

import re

from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from followups.models import Slip
from followups.models.paper import CODE_LENGTH, CODE_LETTERS
from followups.nudges import links
from followups.seeker.page import LANGUAGE_NAMES

# Codes that open nothing, for each address and for all together. An office is one address, so right ones do not count.
RATES = {"code": "10/15m/ip,300/15m/key"}
WAIT_SECONDS = 15 * 60
# What people write between the letters of a code: blanks, every kind of dash, full stops.
BETWEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2010-\u2015\u2212._\-]+")


class CodeForm(forms.Form):
    """The code as somebody typed it, in any case, with or without what stands between its letters."""

    code = forms.CharField(max_length=60)

    def clean_code(self):
        code = BETWEEN.sub("", self.cleaned_data["code"]).upper()
        if set(code) & set("01IOL"):
            raise forms.ValidationError(_("A code has no O, 0, I, 1 or L in it. Please look at your slip once more."))
        if len(code) != CODE_LENGTH or set(code) - set(CODE_LETTERS):
            raise forms.ValidationError(_("A code has ten letters and digits, like ABCDE-FGHJK. Please type it again."))
        return code


@login_not_required
@csrf_exempt
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def go(request):
    """Ask for the code; a right one leads to the page. It stands in no address and no log, and no cookie is set."""
    with translation.override(language_of(request)):
        return try_code(request) if request.method == "POST" else show(request, "ask")


def try_code(request):
    form = CodeForm(request.POST)
    if not form.is_valid():
        problem = form.errors["code"][0] if request.POST.get("code") else _("Type the code on your slip.")
        return show(request, "ask", problem=problem, status=400)
    counted = ratelimit.consume(request, app="go", action="code", config=RATES, key="all")
    if not counted:
        answer = show(request, "wait", status=429)
        answer.headers["Retry-After"] = str(WAIT_SECONDS)
        return answer
    slip = Slip.find(form.cleaned_data["code"])
    if not slip:
        return show(request, "dead", status=404)
    counted.rollback()
    return HttpResponseRedirect(reverse("seeker", args=[links.follow_up_token(slip.follow_up)]), status=303)


def show(request, stage, *, problem="", status=200):
    """Show the page: `stage` is "ask", "dead" (a code that opens nothing) or "wait" (too many of those)."""
    context = {"stage": stage, "problem": problem, "language": translation.get_language(), "languages": LANGUAGE_NAMES}
    return render(request, "followups/seeker/go.html", context, status=status)


def language_of(request):
    """Return the language that was chosen on this page, else the browser's."""
    chosen = request.GET.get("language", "")
    return chosen if chosen in dict(settings.LANGUAGES) else translation.get_language_from_request(request)
