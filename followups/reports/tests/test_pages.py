"""The report as a browser shows it."""

import pytest
from django.urls import reverse

from accounts.models import User
from followups.reports.tests.test_views import AS_OF, make_every_kind
from followups.tests.builders import make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report(sign_in):
    """Sign a manager with interviews in, and open the report in a page."""
    manager = make_user(User.Role.MANAGER)
    make_every_kind(manager.home_office)

    def open_in(page, name="reports", query=""):
        return sign_in(page, manager, f"{reverse(name)}?as_of={AS_OF}{query}")

    return open_in


@pytest.mark.parametrize("query", ["", "&period=days", "&period=program-year"])
def test_the_report_has_no_accessibility_fault(report, page, query):
    assert axe(report(page, query=query)) == []


def test_the_list_behind_a_number_has_no_accessibility_fault(report, page):
    assert axe(report(page, "report_interviews", "&measure=matured")) == []


def test_on_a_phone_nothing_runs_over_the_edge(report, phone_page):
    shown = report(phone_page)

    assert shown.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert axe(shown) == []


def test_the_question_mark_opens_the_definition_by_keyboard(report, page):
    shown = report(page)
    definition = shown.locator("details.definition").first
    definition.locator("summary").focus()
    shown.keyboard.press("Enter")

    assert definition.get_by_text("Of all interviews counted").is_visible()


def test_a_point_of_the_chart_is_reached_by_keyboard_and_opens_its_list(report, page):
    shown = report(page)
    shown.locator("svg a").last.focus()
    shown.keyboard.press("Enter")

    shown.get_by_role("heading", level=1, name="Interviews counted").wait_for()
    assert "measure=matured" in shown.url
