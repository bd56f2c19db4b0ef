"""The programs start by the commands of docker-compose.yml, on PostgreSQL and Redis."""

import urllib.error
import urllib.request

import pytest

from workforce.tests.processes import wait_for

pytestmark = pytest.mark.processes


def test_web_worker_and_beat_start_and_end(processes):
    web = processes.web()
    worker = processes.start("worker")
    beat = processes.start("beat")

    wait_for(lambda: "ready." in processes.log(worker), "the worker is ready", seconds=60)
    wait_for(lambda: "Starting..." in processes.log(beat), "beat has started", seconds=60)

    assert all(process.poll() is None for process in (web, worker, beat))


def test_the_access_log_holds_no_token_of_a_link(processes):
    web = processes.web()

    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{processes.site_url}/f/s3cr3t-token/")

    wait_for(lambda: "GET /f/.../" in processes.log(web), "the request is in the log")
    assert "s3cr3t-token" not in processes.log(web)


def test_a_command_runs_on_the_database_of_the_test(run_manage):
    from followups.tests.builders import make_user

    make_user(email="ann@example.org")
    ask = "from accounts.models import User; print(list(User.objects.values_list('email', flat=True)))"

    assert "ann@example.org" in run_manage("shell", "--command", ask)
