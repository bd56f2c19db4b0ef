"""F3: without beat nothing goes out and the probe says so; many that look at once send nothing twice."""

import time

import pytest

from workforce.tests.processes import wait_for

pytestmark = pytest.mark.processes


def probe(client):
    return client.get("/readyz").status_code


def test_f3_without_beat_nothing_goes_out_until_another_one_or_a_command_looks(desk, client, settings, say):
    settings.TICK_SECONDS = 1
    desk.start_worker()
    beat = desk.start_beat()
    wait_for(lambda: probe(client) == 200, "the engine ticks", seconds=60)

    desk.kill(beat)
    wait_for(lambda: probe(client) == 503, "three ticks were silent", seconds=60)
    desk.make_due(50)
    time.sleep(3)
    assert desk.taken() == 0
    desk.processes.run_manage("dispatch_nudges")
    assert desk.taken() == 50
    desk.make_due(50)
    desk.start_beat()
    desk.finish()
    wait_for(lambda: probe(client) == 200, "the engine ticks again", seconds=60)

    numbers = desk.reconcile(most_unknown=0)
    say("F3", "beat killed: 0 mails without it, /readyz 503, then 200", **numbers.told())


def test_f3_three_beats_a_worker_and_two_commands_at_once_send_nothing_twice(desk, many, say):
    mails = many(1_200, 5_000)
    desk.make_due(mails)

    for _beat in range(3):
        desk.start_beat()
    worker = desk.processes.start("worker", TICK_SECONDS="1")
    commands = [desk.processes.manage("dispatch_nudges") for _command in range(2)]
    desk.finish()

    assert [command.wait(60) for command in commands] == [0, 0]
    assert worker.poll() is None
    numbers = desk.reconcile(most_unknown=0)
    assert numbers.sent == mails
    say("F3", "three beats, a worker and two commands at once", **numbers.told())
