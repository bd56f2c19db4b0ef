"""Every page that a role can reach by links: reading changes nothing, no link is broken, nothing is seen in passing."""

import html
import re
from collections import deque
from urllib.parse import urljoin

import pytest

from workforce.tests.access_table import lines
from workforce.tests.people import READERS, ROLES, SECRETS, make_region
from workforce.tests.rows import all_rows
from workforce.tests.test_access import address_of

LINK = re.compile(r'(?:href|src|data-hx-get)="([^"#]+)')
MOST_PAGES = 400
# Files, links that leave the site, and the pages that whoever holds the link may read.
NOT_FOLLOWED = re.compile(r"^(?!/)|^//|^/static/|^/[fu]/")


def links_of(answer, path):
    if answer.status_code == 302:
        found = [answer.url]
    elif answer["Content-Type"].startswith("text/html"):
        found = [urljoin(path, html.unescape(link)) for link in LINK.findall(answer.content.decode())]
    else:
        return []
    return [link.partition("#")[0] for link in found if not NOT_FOLLOWED.match(link)]


def crawl(client, starts, leave=None):
    """Yield (path, the page that links to it, answer) of every page that can be reached, save what is to be left."""
    seen, waiting = set(starts), deque((path, "") for path in starts)
    while waiting:
        path, linked_from = waiting.popleft()
        answer = client.get(path)
        yield path, linked_from, answer
        links = [link for link in links_of(answer, path) if not (leave and leave.search(link))]
        new = dict.fromkeys(link for link in links if link not in seen)
        seen |= set(new)
        waiting += [(link, path) for link in new]
        assert len(seen) < MOST_PAGES, "pages lead to ever more pages"


def starts_of(region):
    names = [name for name, method, _cells in lines() if method == "GET"]
    return [path for path in (address_of(name, region) for name in names) if not path.startswith(("/f/", "/u/"))]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_reading_every_page_changes_nothing_and_shows_what_one_may_see(role):
    region = make_region()
    client, before = region.client_of(role), all_rows()

    for path, linked_from, answer in crawl(client, starts_of(region)):
        assert answer.status_code < 500, path
        if linked_from:
            assert answer.status_code < 400, f"{linked_from} links to {path}, which answers {answer.status_code}"
        shown = [] if role in READERS else [secret for secret in SECRETS if secret in answer.content.decode()]
        assert shown == [], f"{path} shows {shown}"

    assert all_rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize("role", READERS)
def test_those_who_may_see_the_job_seeker_find_them_by_links_from_their_home(role):
    region = make_region()

    pages = (path.partition("?")[0] for path, _from, _answer in crawl(region.client_of(role), ["/"]))

    assert f"/candidates/{region.ids['candidate']}/" in pages


@pytest.mark.django_db
def test_whoever_holds_a_link_changes_nothing_by_opening_it(client):
    region = make_region()
    before = all_rows()

    for name in ("seeker", "seeker_letter", "seeker_letter_pdf", "unsubscribe"):
        assert client.get(address_of(name, region)).status_code == 200

    assert all_rows() == before
