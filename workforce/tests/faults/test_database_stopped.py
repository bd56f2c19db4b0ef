"""F6: PostgreSQL is stopped in the middle of everything, and started again on what it had committed."""

import pytest

from workforce.tests.faults import database
from workforce.tests.faults.desk import CHILDREN
from workforce.tests.faults.rate import QUICKLY
from workforce.tests.faults.test_killed import any_moment

pytestmark = pytest.mark.processes


@pytest.fixture
def own_postgresql(desk):
    with database.own() as server:
        yield server


def test_f6_postgresql_is_stopped_while_mails_go_out(desk, own_postgresql, mail, many, say):
    stops = many(1, 4)
    worker = desk.beat_and_worker()
    pace = desk.pace()
    mail.answer_by(*QUICKLY)

    for _stop in range(stops):
        desk.make_due(200)
        desk.wait_for_mails(20)
        any_moment()
        database.stop(own_postgresql)
        any_moment()
        own_postgresql.start()
        desk.bury()
    rate = pace.wait_until_back()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=stops * CHILDREN)
    say("F6", f"PostgreSQL stopped at once × {stops}", **numbers.told(), rate_back_to=rate)
