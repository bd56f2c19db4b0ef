"""The demonstration: its mail server, its mailbox, and the programs that it keeps running."""

import os
import signal
import smtplib
import socket
import subprocess
import sys
import tempfile
from email.message import EmailMessage
from pathlib import Path

import pytest
import redis

from followups.nudges import guard
from followups.tests.builders import MONDAY, make_user
from workforce.demo import broker, children, environment, mailbox, preparation
from workforce.demo.environment import free_port
from workforce.tests.processes import wait_for

FIRST, SECOND = "00000000000000001-aaaaaaaa", "00000000000000002-bbbbbbbb"


def make_mail(subject="Ánh, a note to your interviewer?", html="<p>Write today</p>"):
    message = EmailMessage()
    message["Subject"], message["To"], message["From"] = subject, "anh@example.org", "desk@example.org"
    message.set_content("Write today: http://localhost:8000/f/token/")
    message.add_alternative(html, subtype="html")
    return message


def keep(folder, name, **facts):
    (folder / f"{name}.eml").write_bytes(bytes(make_mail(**facts)))


@pytest.fixture
def staff(client, db):
    client.force_login(make_user())
    return client


def test_the_mail_server_keeps_what_it_receives(tmp_path):
    port = free_port()
    server = children.start([sys.executable, "-m", "workforce.demo.mail_server", port, tmp_path], cwd=environment.ROOT)

    try:
        wait_for(lambda: send(port, make_mail()), "the mail server answers")
    finally:
        children.end(server)

    [name] = mailbox.names(tmp_path)
    mail = mailbox.read(tmp_path, name)
    assert (mail.to, mail.subject) == ("anh@example.org", "Ánh, a note to your interviewer?")
    assert server.returncode == 0


def send(port, message):
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as connection:
            connection.send_message(message)
    except OSError:
        return False
    return True


def test_the_mailbox_shows_the_newest_mail_first(staff, demo_mailbox):
    keep(demo_mailbox, FIRST, subject="First")
    keep(demo_mailbox, SECOND, subject="Second")

    page = staff.get("/demo/mailbox/").content.decode()

    assert page.index("Second") < page.index("First")


def test_a_name_in_two_encoded_words_is_shown_whole(tmp_path):
    encoded = b"=?utf-8?b?TMOqIEjhu691IEjhuqFuaCwgQmF5dA==?= =?utf-8?b?b3du?="
    (tmp_path / "00000000000000001-00000000.eml").write_bytes(b"From: " + encoded + b" <b@example.org>\n\n")

    mail = mailbox.read(tmp_path, "00000000000000001-00000000")

    assert mail.headers == [("From", "Lê Hữu Hạnh, Baytown <b@example.org>")]


def test_an_empty_mailbox_says_what_will_come(staff, demo_mailbox):
    assert "No mail yet" in staff.get("/demo/mailbox/").content.decode()


def test_a_link_in_the_text_of_a_mail_can_be_pressed(staff, demo_mailbox):
    keep(demo_mailbox, FIRST)

    page = staff.get(f"/demo/mailbox/{FIRST}/")

    assert 'href="http://localhost:8000/f/token/"' in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_the_html_of_a_mail_can_run_nothing_and_load_nothing(staff, demo_mailbox):
    keep(demo_mailbox, FIRST, html="<script>alert(1)</script><p>Write today</p>")

    page = staff.get(f"/demo/mailbox/{FIRST}/html/")

    policy = page["Content-Security-Policy"]
    assert "Write today" in page.content.decode()
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups allow-popups-to-escape-sandbox" in policy
    assert page["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["", f"{FIRST}/", f"{FIRST}/html/"])
def test_there_is_no_mailbox_outside_the_demonstration(staff, settings, path):
    settings.DEMO_MAILBOX = ""

    assert staff.get(f"/demo/mailbox/{path}").status_code == 404


def test_a_mail_that_is_not_there_is_not_found(staff, demo_mailbox):
    assert staff.get(f"/demo/mailbox/{FIRST}/").status_code == 404
    assert staff.get("/demo/mailbox/..%2Fsecret-key/").status_code == 404


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in(client, demo_mailbox):
    assert client.get("/demo/mailbox/").url.startswith("/accounts/login/")


def test_a_program_that_dies_is_started_again(tmp_path):
    child = children.Child("sleeper", ["sleep", "60"], tmp_path / "log")
    family, told = children.Family([child]), []
    family.start()
    first = child.process.pid

    os.kill(first, signal.SIGKILL)
    wait_for(
        lambda: family.keep_running(told.append) or (child.process and child.process.pid != first), "it runs again"
    )

    assert len(told) == 1
    assert "sleeper ended with code -9" in told[0]
    family.end()
    assert child.process.returncode == -signal.SIGTERM


def test_a_program_that_dies_at_once_is_started_less_and_less_often(tmp_path):
    child = children.Child("broken", ["false"], tmp_path / "log")
    pauses = []

    for _ in range(3):
        child.start()
        child.process.wait()
        child.keep_running()
        pauses.append(child.pause)

    assert pauses == [1, 2, 4]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has a signal for it")
def test_no_program_outlives_the_one_that_started_it(tmp_path):
    program = (
        "import sys, time; from workforce.demo import children;"
        "print(children.start(['sleep', '60']).pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], cwd=environment.ROOT, stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())

    parent.kill()
    parent.communicate()

    wait_for(lambda: not is_running(child), "the child is gone", seconds=5)
    assert not is_running(child)


def is_running(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "VAR", tmp_path)

    file = environment.secret("secret-key")
    value = file.read_text()

    assert len(value) >= 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert environment.secret("secret-key").read_text() == value


def test_the_broker_listens_in_a_short_folder_when_the_own_one_lies_too_deep(tmp_path, monkeypatch):
    deep = tmp_path / ("a deep folder " * 8)
    deep.mkdir()
    monkeypatch.setattr(environment, "VAR", deep)
    monkeypatch.setattr(environment.tempfile, "gettempdir", lambda: str(tmp_path))

    path = environment.socket_path()

    assert path.parent.parent == tmp_path
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_broker_keeps_its_queue_in_a_folder_with_a_space_in_its_name():
    with tempfile.TemporaryDirectory(prefix="a b ", dir="/tmp") as folder:
        socket = Path(folder) / "broker.sock"
        process = children.start(broker.command(folder, socket=socket), output=subprocess.DEVNULL)
        try:
            wait_for(socket.exists, "the broker listens", seconds=10)
            kept = redis.Redis(unix_socket_path=str(socket)).config_get("maxmemory-policy", "appendonly", "dir")
        finally:
            children.end(process)

    assert kept == {"maxmemory-policy": "noeviction", "appendonly": "yes", "dir": folder}


def test_a_port_in_use_is_told_in_one_sentence():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        command = [sys.executable, "-m", "workforce.demo", "--port", str(port)]
        result = subprocess.run(command, cwd=environment.ROOT, capture_output=True, text=True, timeout=30, check=False)

    assert result.returncode == 2
    assert (
        result.stderr
        == f"Port {port} is in use: end the program that holds it, or choose another: bin/run --port 8080.\n"
    )


def test_mails_are_ordered_by_the_moment_in_their_name(tmp_path):
    keep(tmp_path, SECOND)
    keep(tmp_path, FIRST)

    assert mailbox.names(tmp_path) == [SECOND, FIRST]


@pytest.mark.django_db
def test_a_start_on_another_port_does_not_hold_the_mails(settings):
    guard.look(MONDAY)
    settings.SITE_URL = "http://localhost:8080"

    preparation.take_over()

    assert guard.look(MONDAY) == ""
