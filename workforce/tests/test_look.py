"""The building blocks of the pages: forms that tell what is wrong, the frame, the error pages, the scripts."""

import re
from http import HTTPStatus

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory

STATIC = settings.BASE_DIR / "static"
TEMPLATES = settings.BASE_DIR / "templates"


class MeetingForm(forms.Form):
    name = forms.CharField(help_text="As written.")
    held_at = forms.SplitDateTimeField(
        label="When?",
        widget=forms.SplitDateTimeWidget(date_attrs={"type": "date"}, time_attrs={"type": "time"}),
    )
    interest = forms.ChoiceField(choices=[("high", "High"), ("low", "Low")], widget=forms.RadioSelect)
    email = forms.EmailField(required=False)
    agreed = forms.BooleanField(required=False, help_text="Ask them.")
    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Who", Row("name", "email")), Column("held_at", "interest"), "agreed", "key"
        )
        self.helper.add_input(Submit("save", "Save"))


def html_of(form):
    return render_crispy_form(form, context={"csrf_token": "token"})


def part(html, start, end):
    return html[html.index(start) :][: html[html.index(start) :].index(end)]


def test_a_field_is_tied_to_its_label_its_hint_and_its_error():
    html = html_of(MeetingForm({}))

    [field] = re.findall(r'<input type="text" name="name"[^>]*>', html)
    assert 'class="textinput usa-input"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert '<label class="usa-label" for="id_name">' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_the_summary_of_errors_comes_first_and_links_to_each_field():
    html = html_of(MeetingForm({}))

    links = re.findall(r'<li><a href="#(\w+)">', html)

    assert links == ["id_name", "id_held_at_0", "id_interest_0"]
    assert all(f'id="{link}"' in html for link in links)
    assert html.index("data-focus-me") < html.index('name="name"')


def test_a_form_without_errors_has_no_summary():
    assert "error-summary" not in html_of(MeetingForm())


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = html_of(MeetingForm({}))

    group = part(html, '<fieldset id="div_id_interest"', "</fieldset>")
    assert 'aria-describedby="id_interest_error"' in group
    assert '<legend class="usa-label">Interest' in group
    assert group.count('type="radio"') == 2


def test_day_and_time_have_a_label_each():
    html = html_of(MeetingForm())

    group = part(html, '<fieldset id="div_id_held_at"', "</fieldset>")
    assert '<label class="parts__label" for="id_held_at_0">Day</label>' in group
    assert '<label class="parts__label" for="id_held_at_1">Time</label>' in group
    assert 'type="date"' in group
    assert 'type="time"' in group


def test_a_form_brings_its_token_and_its_button_and_is_sent_once():
    html = html_of(MeetingForm())

    assert 'name="csrfmiddlewaretoken" value="token"' in html
    assert "data-submit-once" in html
    assert '<button type="submit" name="save"' in html
    assert 'type="hidden" name="key"' in html


def test_an_e_mail_field_asks_phones_for_the_right_keys():
    [field] = re.findall(r'<input type="email"[^>]*>', html_of(MeetingForm()))

    assert 'autocapitalize="none"' in field
    assert 'spellcheck="false"' in field


def test_paging_keeps_what_was_searched_for():
    request = RequestFactory().get("/candidates/", {"q": "Núñez & Sons", "page": "2"})

    html = render_to_string("includes/paging.html", {"page": Paginator(range(60), 20).page(2), "request": request})

    assert "?q=N%C3%BA%C3%B1ez+%26+Sons&amp;page=1" in html
    assert "?q=N%C3%BA%C3%B1ez+%26+Sons&amp;page=3" in html
    assert "Page 2 of 3" in html


@pytest.mark.parametrize("kind", ["overdue", "due", "done", "ask", "warning"])
def test_a_tag_says_what_it_means_by_word_and_icon(kind):
    html = render_to_string("includes/tag.html", {"kind": kind, "text": "Said in words"})

    assert "Said in words" in html
    assert "<svg" in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429"])
def test_error_pages_say_what_happened_and_what_was_kept(rf, name):
    html = render_to_string(f"{name}.html", request=rf.get("/"))

    assert "<h1>" in html
    assert re.search("Nothing was (changed|lost)", html)


def test_the_page_for_our_own_faults_needs_nothing():
    html = engines["django"].get_template("500.html").render()

    assert "What was saved before is kept" in html


def test_a_form_without_its_token_is_told_how_to_go_on(client):
    client.handler.enforce_csrf_checks = True

    answer = client.post("/accounts/login/", {"login": "maria@example.org", "password": "x"})

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "The page was open too long" in answer.content.decode()


@pytest.mark.django_db
def test_the_sign_in_page_lists_the_demo_logins_in_the_demo_alone(client, settings):
    plain = client.get("/accounts/login/").content.decode()
    settings.DEMO_MAILBOX = "/a/folder"
    demo = client.get("/accounts/login/").content.decode()

    assert "the-follow-up-desk</code>" not in plain
    assert "the-follow-up-desk</code>" in demo


@pytest.mark.django_db
def test_a_wrong_password_is_told_kindly_and_in_a_summary_that_takes_the_focus(client):
    answer = client.post("/accounts/login/", {"login": "nobody@example.org", "password": "not-the-right-one"})

    html = answer.content.decode()
    assert "do not belong together" in html
    assert "data-focus-me" in html


@pytest.mark.django_db
def test_the_mail_for_a_new_password_leads_to_the_page_that_takes_it(client, mailoutbox):
    get_user_model().objects.create_user("maria@example.org", "first-password-of-hers", name="Maria", role="counselor")

    client.post("/accounts/password/reset/", {"email": "maria@example.org"})

    [mail] = mailoutbox
    assert mail.subject == "Choose a new password"
    [link] = re.findall(r"https?://\S+", mail.body)
    page = client.get(link, follow=True).content.decode()
    assert page.count("data-password") == 2
    assert 'autocomplete="new-password"' in page


def test_templates_hold_nothing_that_the_content_policy_blocks():
    blocked = re.compile(r"""\s(?:style|on[a-z]+)=["']|<script(?![^>]*\ssrc=)|<style|javascript:""")

    pages = [path for path in TEMPLATES.rglob("*.html") if "emails" not in path.parts]
    found = [path.name for path in pages if blocked.search(path.read_text())]

    assert found == []


def test_the_seekers_sheet_is_small_and_shares_the_tokens_of_the_desk():
    desk, seeker = ((STATIC / "css" / name).read_text() for name in ("desk.css", "seeker.css"))
    token = re.compile(r"(--[\w-]+): (#\w+);")

    # A sixth of what a first view may weigh in all: the rest is for the page itself.
    assert len(seeker.encode()) < 10_000
    assert dict(token.findall(seeker)).items() <= dict(token.findall(desk)).items()


def luminance(color):
    color = color.lstrip("#")
    color = "".join(c * 2 for c in color) if len(color) == 3 else color
    channels = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        *[(ink, ground, 4.5) for ink in ("ink", "ink-soft", "ink-quiet", "accent") for ground in ("surface", "ground")],
        *[(kind, f"{kind}-soft", 4.5) for kind in ("overdue", "due", "done")],
        # Borders of inputs and bars that mean something (WCAG 1.4.11).
        *[(line, "surface", 3) for line in ("line-strong", "overdue-line", "due-line", "done-line", "focus")],
    ],
)
def test_colours_can_be_told_apart(ink, ground, least):
    colors = dict(re.findall(r"--([\w-]+): (#\w+);", (STATIC / "css" / "desk.css").read_text()))

    assert contrast(colors[ink], colors[ground]) >= least
