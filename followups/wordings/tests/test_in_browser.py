"""The pages of the texts, and of a sent mail, in a real browser."""

import pytest

from accounts.models import User
from followups.models import Wording
from followups.nudges import mails
from followups.tests.builders import make_follow_up, make_office, make_user
from followups.tests.mail_building import make_delivery, nudges_of
from followups.wordings.tests.texts import make_wording
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def faults(page):
    """What axe finds with every part opened, and whether the page is wider than the screen."""
    for part in page.locator("details:not(.menu)").all():
        part.evaluate("details => details.open = true")
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*axe(page), *(["wider than the screen"] if is_too_wide else [])]


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_axe_finds_nothing_on_the_pages_of_the_texts(request, sign_in, size):
    page, office = request.getfixturevalue(size), make_office("Pasadena")
    user = make_user(User.Role.MANAGER, office=office)
    wording, regions = make_wording(office, by=user), Wording.objects.filter(office=None).earliest("pk")

    for path in ("", "?retired=yes", "add/", f"{wording.pk}/", f"{regions.pk}/"):
        sign_in(page, user, f"/wordings/{path}")
        assert faults(page) == []


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_a_text_is_tried_mended_and_saved(request, sign_in, size):
    page, office = request.getfixturevalue(size), make_office("Pasadena")
    wording = make_wording(office)
    sign_in(page, make_user(User.Role.MANAGER, office=office), f"/wordings/{wording.pk}/")

    text = page.get_by_role("group", name="English").get_by_label("Text")
    text.fill("{interview} Hello {employr}.")
    page.get_by_role("button", name="Show a sample").click()
    assert faults(page) == []
    text.fill("{interview} Hello {employer}.")
    page.get_by_role("button", name="Show a sample").click()
    page.get_by_text("Hello Gulf Grill & Sons.").first.wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Save it as shown").click()

    page.get_by_text("It goes out from now on").wait_for()
    assert Wording.objects.get(pk=wording.pk).current.texts["en"]["text"] == "{interview} Hello {employer}."


@pytest.mark.parametrize("size", ["page", "phone_page"])
def test_axe_finds_nothing_on_a_sent_mail(request, sign_in, size):
    page, follow_up = request.getfixturevalue(size), make_follow_up()
    candidate = follow_up.interview.candidate
    delivery = make_delivery(candidate)
    delivery.content = mails.content_of(nudges_of(follow_up), at=delivery.created_at)
    delivery.save()

    sign_in(page, candidate.counselor, f"/deliveries/{delivery.pk}/")

    assert faults(page) == []
    assert "Its links are switched off here" in page.locator("main").inner_text()
