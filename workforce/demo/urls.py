from django.urls import path, register_converter
from django.urls.converters import StringConverter

from workforce.demo import views


class MailName(StringConverter):
    """The name of a kept mail: nothing that could lead out of the mailbox's folder."""

    regex = r"[0-9]{17}-[0-9a-f]{8}"


register_converter(MailName, "mail_name")

urlpatterns = [
    path("mailbox/", views.demo_mailbox, name="demo_mailbox"),
    path("mailbox/<mail_name:name>/", views.demo_mail, name="demo_mail"),
    path("mailbox/<mail_name:name>/html/", views.demo_mail_html, name="demo_mail_html"),
]
