"""F4 and F5: Redis is killed, emptied, or never there. It holds nothing that matters: the database is the queue."""

import time

import pytest
import redis

from workforce.tests import servers
from workforce.tests.faults.rate import QUICKLY
from workforce.tests.processes import wait_for

pytestmark = pytest.mark.processes


def test_f4_redis_is_killed_or_emptied_and_the_worker_goes_on(desk, mail, own_redis, many, say):
    kills, empties = many(2, 4), many(1, 10)
    worker = desk.beat_and_worker()
    pace = desk.pace()
    mail.answer_by(*QUICKLY)

    for _kill in range(kills):
        desk.make_due(200)
        desk.wait_for_mails(20)
        own_redis.kill()
        time.sleep(1)
        own_redis.start()
    for _empty in range(empties):
        desk.make_due(200)
        desk.wait_for_mails(20)
        redis.Redis.from_url(own_redis.url).flushall()
    rate = pace.wait_until_back()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=0)
    say("F4", f"Redis killed × {kills}, FLUSHALL × {empties}", **numbers.told(), rate_back_to=rate)


@pytest.fixture
def redis_to_come(desk):
    """A Redis that is not there until the test starts it."""
    with servers.folder() as folder:
        server = servers.Redis(folder)
        desk.processes.broker_url = server.url
        yield server
        server.stop()


@pytest.mark.long
def test_f5_without_redis_a_command_does_it_all_and_the_worker_waits(desk, redis_to_come, say):
    desk.make_due(1_200)
    worker, beat = desk.processes.start("worker", TICK_SECONDS="1"), desk.start_beat()

    while desk.left():
        desk.processes.run_manage("dispatch_nudges")
    wait_for(lambda: desk.processes.log(worker).count("Cannot connect") >= 3, "the worker tries again and again")
    by_command = desk.taken()
    desk.make_due(100)
    redis_to_come.start()
    desk.finish()

    assert worker.poll() is beat.poll() is None
    numbers = desk.reconcile(most_unknown=0)
    assert (by_command, numbers.sent) == (1_200, 1_300)
    say("F5", "Redis never there, then there", by_command=by_command, **numbers.told())
