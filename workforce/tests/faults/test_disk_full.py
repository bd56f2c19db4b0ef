"""F11: the disk under a SQLite database is full, at any moment of a pass; a form says so and goes through later."""

import html
import re

import pytest
from django.db import OperationalError

from accounts.models import Region
from candidates.models import Interview
from followups.intake.tests.forms import URL, filled
from followups.models import FollowUp
from followups.nudges import dispatch
from followups.nudges.claim import LEASE
from followups.nudges.tests.clock import Clock
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up, make_office_at_all_hours, make_user
from workforce.tests.faults import ledger, supply
from workforce.tests.faults.small_disk import SmallDisk
from workforce.unsaved import UnsavedFormMiddleware

TUESDAY = MONDAY + days(1)
AFTER_THE_LEASE = TUESDAY + LEASE * 2
MAILS = 40
MORE_THAN_EVER_NEEDED = 60


@pytest.fixture
def disk(db, tmp_path):
    with SmallDisk(tmp_path) as disk:
        yield disk


def make_due(number):
    Region.objects.update(brake_floor=supply.NO_BRAKE)
    first = make_follow_up(make_candidate(make_user(office=make_office_at_all_hours())))
    supply.copy_follow_up(first, number - 1)


def pass_on_a_full_disk(disk, pages_left):
    """Run a pass with room for so many pages; tell whether the disk was full."""
    disk.fill(pages_left)
    try:
        dispatch.run(Clock(TUESDAY))
    except OperationalError as error:
        return "full" in str(error)
    return False


def test_f11_a_pass_on_a_full_disk_sends_nothing_twice_and_loses_nothing(disk, quick_mail, many, say):
    make_due(MAILS)
    disk.keep()
    was_full, unknown, in_the_middle = [], 0, 0

    for pages_left in range(0, MORE_THAN_EVER_NEEDED, many(4, 1)):
        disk.bring_back()
        quick_mail.forget()
        was_full.append(pass_on_a_full_disk(disk, pages_left))
        in_the_middle += was_full[-1] and len(quick_mail.taken()) > 0
        disk.free()
        dispatch.run(Clock(AFTER_THE_LEASE))
        numbers = ledger.reconcile(quick_mail.taken(), at=AFTER_THE_LEASE)
        ledger.assert_promise(numbers, most_unknown=1, at=AFTER_THE_LEASE)
        assert numbers.sent + numbers.unknown == MAILS
        unknown += numbers.unknown
        if not was_full[-1]:
            break

    say(
        "F11",
        f"disk full at {sum(was_full)} moments of a pass",
        while_sending=in_the_middle,
        twice=0,
        lost=0,
        unknown=unknown,
    )
    assert was_full[0]
    assert not was_full[-1]


def typed(client, number):
    """Return an interview as typed into the page."""
    key = client.get(URL).context["form_key"]
    return filled("Ánh", form_key=key, employer_name=f"Grill {number}", job_title="Cook & <waiter> “Lee”")


def log_until_full(client):
    """Log interviews until one cannot be saved; return its form, the answer, and how many were saved."""
    for number in range(100):
        form = typed(client, number)
        answer = client.post(URL, form)
        if answer.status_code != 302:
            return form, answer, number
    raise AssertionError("The disk was never full.")


def shown_again(answer):
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', answer.content.decode()))
    return {name: html.unescape(value) for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def test_f11_a_form_on_a_full_disk_comes_back_with_what_was_typed(disk, client):
    counselor = make_user(office=make_office_at_all_hours())
    make_candidate(counselor, full_name="Ánh")
    client.force_login(counselor)
    client.raise_request_exception = False
    disk.keep()
    disk.fill(0)

    form, answer, saved = log_until_full(client)

    assert answer.status_code == 500
    assert shown_again(answer) == {name: str(value) for name, value in form.items()}
    assert Interview.objects.count() == FollowUp.objects.count() == saved
    disk.free()
    client.post(URL, shown_again(answer))
    assert Interview.objects.count() == saved + 1


@pytest.mark.parametrize("fields", [{"password": "secret"}, {"code": "123456"}])
def test_a_form_with_a_secret_does_not_come_back(fields, rf):
    request = rf.post("/accounts/login/", fields)
    request.htmx = False

    assert UnsavedFormMiddleware(None).process_exception(request, OperationalError()) is None
