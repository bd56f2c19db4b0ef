"""Each mail to a seeker in a browser as narrow as the smallest phone, with images off, in the light and in the dark."""

import pytest

from followups.tests.mail_samples import EACH, sent_samples
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PHONE = {"width": 320, "height": 640}
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
# The size of the letters of each text, and whether it stands in the foot.
SIZES = """() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = []
    while (texts.nextNode()) {
        const { parentElement: element, data } = texts.currentNode
        if (data.trim()) sizes.push([parseFloat(getComputedStyle(element).fontSize), !!element.closest('footer')])
    }
    return sizes
}"""
UNKNOWN_STYLES = """() => [...document.querySelectorAll('[style]')]
    .flatMap(element => element.getAttribute('style').split(';'))
    .filter(style => { const [name, ...value] = style.split(':'); return !CSS.supports(name, value.join(':')) })"""


@pytest.fixture
def shown(request, page):
    """The HTML part on the phone, with all that it would load from elsewhere noted in `.loaded`."""
    sample = sent_samples()[request.param]
    page.loaded, page.sample = [], sample
    page.route("**", lambda route: (page.loaded.append(route.request.url), route.abort()))
    page.set_viewport_size(PHONE)
    page.set_content(sample.html)
    return page


each_mail = pytest.mark.parametrize("shown", EACH, indirect=True, ids="-".join)


@each_mail
def test_it_is_read_on_the_smallest_phone_without_moving_sideways_or_zooming(shown):
    sizes = shown.evaluate(SIZES)
    buttons = [button.bounding_box() for button in shown.locator("main a").all()]

    assert not shown.evaluate(IS_TOO_WIDE)
    assert min(size for size, is_in_foot in sizes if not is_in_foot) >= 16
    assert min(size for size, is_in_foot in sizes if is_in_foot) >= 14
    assert min(button["height"] for button in buttons) >= 44
    assert shown.loaded == []
    assert shown.evaluate(UNKNOWN_STYLES) == []


@each_mail
def test_axe_finds_nothing_and_the_language_is_said(shown):
    assert axe(shown) == []
    assert shown.locator("html").get_attribute("lang") == shown.sample.language


@pytest.mark.parametrize("shown", [("three_interviews", "en")], indirect=True)
def test_axe_finds_nothing_in_a_program_that_shows_all_in_the_dark(shown):
    shown.emulate_media(color_scheme="dark")

    assert axe(shown) == []
