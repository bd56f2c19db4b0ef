"""F4 and F5: Redis is killed, emptied, or never there. It holds nothing that matters: the database is the queue."""

import time

import pytest
import redis

from workforce.demo.environment import free_port
from workforce.tests import servers
from workforce.tests.faults.rate import SLOWLY
from workforce.tests.processes import wait_for

pytestmark = pytest.mark.processes


def test_f4_redis_is_killed_or_emptied_and_the_worker_goes_on(desk, mail, own_redis, many, say):
    kills, empties = many(2, 4), many(1, 10)
    mail.answer_by(*SLOWLY)
    desk.make_due(many(desk.enough, 3_000))
    worker = desk.beat_and_worker()
    pace = desk.pace()

    for _kill in range(kills):
        desk.wait_for_mails(1)
        own_redis.kill()
        time.sleep(1)
        own_redis.start()
    for _empty in range(empties):
        desk.wait_for_mails(1)
        redis.Redis.from_url(own_redis.url).flushall()
    rate = pace.wait_until_back()
    mail.answer_by()
    desk.finish()

    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=0)
    say("F4", f"Redis killed × {kills}, FLUSHALL × {empties}", **numbers.told(), rate_back_to=rate)


@pytest.mark.long
def test_f5_without_redis_a_command_does_it_all_and_the_worker_waits(desk, say):
    port = free_port()
    desk.processes.broker_url = f"redis://127.0.0.1:{port}/0"
    desk.make_due(1_200)
    worker, beat = desk.processes.start("worker", TICK_SECONDS="1"), desk.start_beat()

    while desk.left():
        desk.processes.run_manage("dispatch_nudges")
    wait_for(lambda: desk.processes.log(worker).count("Cannot connect") >= 3, "the worker tries again and again")
    assert worker.poll() is None
    assert beat.poll() is None
    by_command = desk.taken()
    desk.make_due(100)
    with servers.folder() as folder:
        late = servers.Redis(folder)
        late.port = port
        with late:
            desk.finish()

    numbers = desk.reconcile(most_unknown=0)
    assert (by_command, numbers.sent) == (1_200, 1_300)
    say("F5", "Redis never there, then there", by_command=by_command, **numbers.told())
