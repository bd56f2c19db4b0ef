"""The slip on paper and on the screen, as a camera sees it."""

import io

import pytest
import zxingcpp
from django.utils import timezone
from pikepdf import Pdf
from PIL import Image
from playwright.sync_api import expect

from followups.desk.tests.builders import counselor_of, make_row
from followups.models import Slip
from followups.nudges import links
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CENTIMETRE = 96 / 2.54
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# The squares of the code without the white around them.
CODE_WITHIN = 37 / 45


def make_slip(language="en"):
    facts = {"full_name": "Nguyễn Thị Ánh", "phone": "+17135550142", "language": language}
    follow_up = make_row(candidate=facts, employer="Donaudampfschifffahrtsgesellschaft & Sons")
    Slip.of(follow_up, by=counselor_of(follow_up), at=timezone.now())
    return follow_up


def open_slip(page, sign_in, follow_up, ending=""):
    return sign_in(page, counselor_of(follow_up), f"/interviews/{follow_up.interview_id}/slip/{ending}")


def read_by_camera(picture: bytes) -> list[str]:
    """Return the words of each QR code in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)).convert("L"))]


def test_a_camera_reads_the_link_from_the_slip_and_from_the_large_code(page, sign_in):
    follow_up = make_slip()

    on_slip = open_slip(page, sign_in, follow_up).screenshot()
    large = open_slip(page, sign_in, follow_up, "?large=yes").screenshot()

    assert read_by_camera(on_slip) == [links.follow_up_url(follow_up)]
    assert read_by_camera(large) == [links.follow_up_url(follow_up)]


def test_the_printed_code_is_four_centimetres_or_more_and_can_be_read(page, sign_in):
    open_slip(page, sign_in, follow_up := make_slip())
    page.emulate_media(media="print")

    box = page.locator(".slip__qr svg").bounding_box()
    picture = page.locator(".slip__qr").screenshot()

    assert box["width"] * CODE_WITHIN >= 4 * CENTIMETRE
    assert read_by_camera(picture) == [links.follow_up_url(follow_up)]


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_the_slip_takes_a_third_of_one_printed_page_and_nothing_else_is_printed(page, sign_in, language):
    open_slip(page, sign_in, make_slip(language))

    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")

    assert len(Pdf.open(io.BytesIO(printed)).pages) == 1
    assert page.locator(".slip").bounding_box()["height"] <= 11 / 3 * 96
    for unwanted in (".site-header", ".page-head", "#message", "details", ".site-footer"):
        assert not page.locator(unwanted).first.is_visible(), unwanted


@pytest.mark.parametrize("width", [1280, 375, 320])
@pytest.mark.parametrize("ending", ["", "?large=yes"])
def test_the_pages_have_no_fault(page, sign_in, width, ending):
    page.set_viewport_size({"width": width, "height": 740})

    open_slip(page, sign_in, make_slip("vi"), ending)

    assert axe(page) == []
    assert not page.evaluate(IS_TOO_WIDE)


def test_the_page_before_the_slip_has_no_fault_and_one_button_makes_it(page, sign_in):
    open_slip(page, sign_in, make_row())
    faults = axe(page)

    page.get_by_role("button", name="Make a slip").click()

    expect(page.locator(".slip__code")).to_be_visible()
    assert faults == []


def test_the_text_is_copied_by_a_button_and_printing_has_one(page, sign_in):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_slip(page, sign_in, follow_up := make_slip())

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert links.follow_up_url(follow_up) in page.evaluate("navigator.clipboard.readText()")
    assert page.get_by_role("button", name="Print").is_visible()


def test_the_digits_on_the_job_seekers_page_have_no_fault(page, sign_in):
    follow_up = make_row(candidate={"shares_address": True})

    sign_in(page, counselor_of(follow_up), f"/candidates/{follow_up.interview.candidate_id}/")

    assert page.get_by_label("Four digits that they choose").is_visible()
    assert axe(page) == []
