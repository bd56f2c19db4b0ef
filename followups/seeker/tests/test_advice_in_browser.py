"""The pages of advice in a real browser: no fault, narrow and wide, in three languages, and on paper."""

import pytest

from followups.seeker.advice import TOPICS
from followups.seeker.tests.builders import make_linked, url_of
from workforce.tests.axe import axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]

NARROW, PHONE, WIDE = 320, 375, 1280
IS_TOO_WIDE = "document.documentElement.scrollWidth > window.innerWidth"
IS_SHOWN = "element => element.checkVisibility()"


def faults_of(page, url, *widths):
    """Return what is wrong with a page: at each width whether it fits, and what axe-core finds."""
    page.goto(url)
    faults = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        faults += [f"too wide for {width} pixels"] if page.evaluate(IS_TOO_WIDE) else []
        # Between narrow and phone nothing in the page changes but its width.
        faults += axe(page) if width != PHONE else []
    return faults


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_no_public_page_has_a_fault(live_server, page, language):
    paths = ["/advice/", "/advice/no-such-page/", *(f"/advice/{topic.slug}/" for topic in TOPICS)]

    faults = {
        path: faults_of(page, f"{live_server.url}{path}?language={language}", NARROW, PHONE, WIDE) for path in paths
    }

    assert {path: found for path, found in faults.items() if found} == {}


@pytest.mark.parametrize("language", ["en", "es", "vi"])
def test_no_page_behind_the_link_has_a_fault(live_server, phone_page, language):
    link = live_server.url + url_of(make_linked(language=language))
    slugs = ["no-such-page", *(topic.slug for topic in TOPICS)]

    faults = {slug: faults_of(phone_page, f"{link}advice/{slug}/", NARROW) for slug in slugs}

    assert {slug: found for slug, found in faults.items() if found} == {}


def test_on_paper_it_is_the_advice_alone_on_a_page(live_server, page):
    sheets = {}

    for topic in TOPICS:
        page.goto(f"{live_server.url}/advice/{topic.slug}/?language=vi")
        page.emulate_media(media="print")
        assert not page.locator("a, button").evaluate_all(f"found => found.some({IS_SHOWN})")
        sheets[topic.slug] = page.pdf(format="Letter").count(b"/Type /Page\n")

    # The one with five examples, each with its meaning.
    assert sheets.pop("a-doubt") <= 2
    assert set(sheets.values()) == {1}
