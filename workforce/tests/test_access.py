"""Who may open and do what: the table of access_table.py, tried cell by cell."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from workforce.tests.access_table import ARGS, QUERIES, lines, posted
from workforce.tests.people import ROLES, make_region
from workforce.tests.rows import all_rows

pytestmark = pytest.mark.pages
TAKES_AN_ID = "<int:pk>"


def addresses(resolver=None):
    """Yield the pattern and the name of every address of the product."""
    for entry in (resolver or get_resolver()).url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from addresses(entry)
        else:
            yield str(entry.pattern), entry.name


def address_of(name, region):
    path = reverse(name.partition(":")[0], args=region.args[ARGS.get(name, "")])
    return path + QUERIES.get(name, "").format(**region.ids)


def same_browser(client):
    """Return a browser with the same cookies, so that what one answer does to them is not seen by the next."""
    copy = Client()
    copy.cookies.load(client.cookies.output(header="", sep=";"))
    return copy


def cell(client, method, path, data, before):
    """Return the cell of the table that a request gives; what it changed is taken back.

    That no GET changes anything is tried in test_reading.py.
    """
    with transaction.atomic():
        answer = same_browser(client).generic(method, path) if not data else same_browser(client).post(path, data)
        is_changed = method == "POST" and all_rows() != before
        transaction.set_rollback(True)
    asks_to_sign_in = answer.status_code == 302 and answer.url.startswith(f"{reverse('account_login')}?next=")
    return ("L" if asks_to_sign_in else str(answer.status_code)) + "+" * is_changed


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_and_does_what_the_table_says_and_nothing_else(role):
    region = make_region()
    client, before = region.client_of(role), all_rows()
    wrong = []

    for name, method, cells in lines():
        data = posted(name, region.ids) if method == "POST" else {}
        found = cell(client, method, address_of(name, region), data, before)
        if found != cells[ROLES.index(role)]:
            wrong.append(f"{name} {method}: {found}, the table says {cells[ROLES.index(role)]}")

    assert wrong == []


def test_every_address_stands_in_the_table_with_both_methods():
    declared = {(name, method) for name, method, _cells in lines()}

    missing = [
        f"{name} {method}"
        for _pattern, name in addresses()
        for method in ("GET", "POST")
        if (name, method) not in declared
    ]

    assert missing == []


def test_no_line_of_the_table_is_about_an_address_that_is_gone():
    names = {name for _pattern, name in addresses()}

    assert [name for name, _method, _cells in lines() if name.partition(":")[0] not in names] == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES[1:])
def test_an_id_that_is_not_there_is_not_found(role):
    region = make_region()
    client = region.client_of(role)
    takers = [name for pattern, name in addresses() if TAKES_AN_ID in pattern and "token" not in pattern]

    for name in takers:
        for method in ("GET", "POST"):
            assert client.generic(method, reverse(name, args=[999_999])).status_code in (404, 405), f"{name} {method}"


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["anonymous", "own", "administrator"])
def test_no_address_deletes_or_overwrites(role):
    region = make_region()
    client, before = region.client_of(role), all_rows()

    for name in {name for name, _method, _cells in lines()}:
        for method in ("DELETE", "PATCH"):
            assert same_browser(client).generic(method, address_of(name, region)).status_code < 500, f"{name} {method}"

    assert all_rows() == before
