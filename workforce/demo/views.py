"""The demo mailbox: shows the mails that really went out by SMTP. Other installations have no such page."""

from functools import wraps

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from workforce.demo import mailbox
from workforce.paging import page_of

# The HTML part is shown as a mail program would: its own styles, no script, nothing loaded from elsewhere.
MAIL_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": ["data:"],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


def demo_only(view):
    """Answers "not found" where no demo mailbox is set up."""

    @wraps(view)
    def guarded(request, **kwargs):
        if not settings.DEMO_MAILBOX:
            raise Http404
        return view(request, **kwargs)

    return guarded


@require_safe
@demo_only
def demo_mailbox(request):
    page = page_of(mailbox.names(settings.DEMO_MAILBOX), request)
    mails = [mailbox.read(settings.DEMO_MAILBOX, name) for name in page]
    return render(request, "workforce/demo_mailbox.html", {"page": page, "mails": mails})


@require_safe
@demo_only
@csp_update({"frame-src": [SELF]})
def demo_mail(request, name):
    return render(request, "workforce/demo_mail.html", {"mail": find(name)})


@require_safe
@demo_only
@xframe_options_sameorigin
@csp(MAIL_POLICY)
def demo_mail_html(request, name):
    # Links open in a tab of their own: the frame they stand in may not show other pages.
    return HttpResponse('<base target="_blank">' + find(name).html)


def find(name):
    try:
        return mailbox.read(settings.DEMO_MAILBOX, name)
    except FileNotFoundError:
        raise Http404 from None
