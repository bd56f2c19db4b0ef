import pytest

from candidates.models import Contact, Interview
from followups.models import FollowUp
from followups.tests.builders import make_candidate, make_interview, make_office_at_all_hours, make_user
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
# A counselor presses five keys a second, and the page has 30 s.
KEYS_A_SECOND, SECONDS = 5, 30


@pytest.fixture
def counselor():
    return make_user(office=make_office_at_all_hours())


def test_an_interview_is_logged_by_keyboard_alone_with_the_keys_of_thirty_seconds(
    page, sign_in, live_server, counselor
):
    anh = make_candidate(counselor, full_name="Nguyễn Thị Ánh", call_name="Ánh")
    make_interview(make_candidate(counselor), employer='H&B "Gulf" Grill', employer_city="Pasadena")
    sign_in(page, counselor, "/interviews/add/")
    keys = CountedKeys(page)

    keys.type("thi an")
    page.get_by_role("option", name="Nguyễn Thị Ánh").wait_for()
    keys.press("ArrowDown", "Enter", "Tab", "Tab")
    keys.type("h&b g")
    page.get_by_role("option", name='H&B "Gulf" Grill').wait_for()
    keys.press("ArrowDown", "Enter", "Tab", "Tab")
    keys.type("Line cook")
    keys.press("Enter")
    page.wait_for_url(f"{live_server.url}/candidates/{anh.pk}/")

    interview = Interview.objects.get(candidate=anh)
    assert keys.pressed < KEYS_A_SECOND * SECONDS
    assert (interview.employer.name, interview.employer.city) == ('H&B "Gulf" Grill', "Pasadena")
    assert "goes out" in page.get_by_role("main").inner_text()


class CountedKeys:
    """The keyboard of a page; counts the keys that are pressed."""

    def __init__(self, page):
        self.keyboard, self.pressed = page.keyboard, 0

    def type(self, text):
        self.keyboard.type(text)
        self.pressed += len(text)

    def press(self, *names):
        for name in names:
            self.keyboard.press(name)
        self.pressed += len(names)


def test_answers_and_people_open_where_they_are_asked_for(page, sign_in, counselor):
    make_candidate(counselor, full_name="Siobhán O’Brien-Núñez")
    sign_in(page, counselor, "/interviews/add/")
    assert not page.get_by_text("On which day?").is_visible()

    page.get_by_role("combobox", name="Job seeker").fill("obrien")
    page.locator("[name=employer_name]").fill("Gulf Grill & Sons")
    page.locator("[name=job_title]").fill("Host")
    page.get_by_text("People they met").click()
    page.get_by_role("button", name="Add another person").click()
    page.locator("[name=people-2-name]").fill("Đỗ Kim")
    page.get_by_text("yes", exact=True).click()
    page.get_by_text("thank-you card").click()
    page.get_by_text("yesterday", exact=True).click()
    page.get_by_role("button", name="Log the interview").click()
    page.wait_for_url("**/candidates/*/")

    assert (FollowUp.objects.get().method, Contact.objects.get().name) == ("card", "Đỗ Kim")


def test_a_double_click_logs_one_interview(page, sign_in, counselor):
    make_candidate(counselor, full_name="Ánh")
    sign_in(page, counselor, "/interviews/add/")
    page.get_by_role("combobox", name="Job seeker").fill("Ánh")
    page.locator("[name=employer_name]").fill("Grill")
    page.locator("[name=job_title]").fill("Host")

    page.get_by_role("button", name="Log the interview").dblclick()
    page.wait_for_url("**/candidates/*/")

    assert Interview.objects.count() == 1


@pytest.mark.parametrize("screen", ["page", "phone_page"])
def test_the_pages_have_no_fault_that_axe_finds_and_fit_the_screen(request, sign_in, live_server, counselor, screen):
    page = request.getfixturevalue(screen)
    ann = make_candidate(counselor, full_name="Ann Lee", phone="+17135550142")
    make_candidate(counselor, full_name="Ann Leeson")
    interview = make_interview(ann, met=["Pat Lee"])
    sign_in(page, counselor)

    paths = ["candidates/", "candidates/?q=zz", "candidates/add/", f"candidates/{ann.pk}/edit/", "interviews/add/"]
    for path in [*paths, f"interviews/{interview.pk}/edit/"]:
        page.goto(f"{live_server.url}/{path}")
        assert faults(page) == []
    page.goto(f"{live_server.url}/interviews/add/")
    for summary in page.locator("details.fold > summary").all():
        summary.click()
    page.get_by_role("combobox", name="Job seeker").fill("ann")
    page.get_by_text("yes", exact=True).click()
    page.get_by_role("button", name="Log the interview").click()
    page.get_by_text("Which one?").wait_for()
    assert faults(page) == []


def faults(page):
    """What axe finds, and whether the page is wider than the screen."""
    is_too_wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*axe(page), *([f"{page.url} is wider than the screen"] if is_too_wide else [])]
