"""What is missing or malformed in the environment ends the start with one sentence that says what to set."""

import ast
import os
import subprocess
import sys

import pytest

from workforce.demo.environment import ROOT

WHOLE = {
    "SECRET_KEY": "k" * 40,
    "SUPPRESSION_KEY": "s" * 40,
    "SITE_URL": "https://desk.example.org",
    "ALLOWED_HOSTS": "desk.example.org",
    "DATABASE_URL": "postgres://desk:secret@db:5432/desk",
    "REDIS_URL": "redis://:secret@redis:6379/0",
    "EMAIL_URL": "smtp+tls://desk:secret@mail.example.org:587",
}


def read_settings(environment, ask="ALLOWED_HOSTS"):
    """Read the settings in a program of its own, as every start does."""
    program = f"from workforce import settings; print(settings.{ask})"
    variables = {"PATH": os.environ["PATH"], **environment}
    return subprocess.run(
        [sys.executable, "-c", program], env=variables, cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", WHOLE)
def test_a_missing_setting_ends_the_start_with_one_sentence(name):
    answer = read_settings({key: value for key, value in WHOLE.items() if key != name})

    assert answer.returncode == 2
    assert answer.stderr.startswith(f"The Follow-Up Desk cannot start. Set {name} to ")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "too short"),
        ("SUPPRESSION_KEY", WHOLE["SECRET_KEY"]),
        ("SITE_URL", "desk.example.org"),
        ("SITE_URL", "https://desk.example.org/path"),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "mysql://desk@db/desk"),
        ("DATABASE_URL", "nonsense"),
        ("REDIS_URL", "http://redis"),
        ("EMAIL_URL", "consolemail://"),
        ("EMAIL_URL", "nonsense"),
        ("TICK_SECONDS", "0"),
        ("TICK_SECONDS", "often"),
        ("DEBUG", "perhaps"),
        ("BOUNCE_ADDRESS", "bounces"),
        ("BOUNCE_ADDRESS", "a-name-of-more-than-thirty-one-letters@example.org"),
        ("BOUNCE_ADDRESS", "bounces@example.org\r\nBcc: all@example.org"),
        ("BOUNCE_IMAP_URL", "nonsense"),
        ("BOUNCE_IMAP_URL", "pop3://desk:secret@mail.example.org"),
        ("BOUNCE_IMAP_URL", "imaps://mail.example.org/INBOX"),
        ("BOUNCE_IMAP_URL", "imaps://desk:secret@mail.example.org:port/INBOX"),
        ("BOUNCE_IMAP_URL", "imap://desk:secret@mail.example.org/INBOX"),
    ],
)
def test_a_malformed_setting_ends_the_start_with_one_sentence(name, value):
    answer = read_settings(WHOLE | {name: value})

    assert answer.returncode == 2, answer.stderr
    assert f"Set {name} to " in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_secret_can_stand_in_a_file_that_ends_with_a_line_break(tmp_path):
    file = tmp_path / "secret"
    file.write_text("f" * 40 + "\n")
    variables = {name: value for name, value in WHOLE.items() if name != "SECRET_KEY"}

    answer = read_settings(variables | {"SECRET_KEY_FILE": str(file)}, ask="SECRET_KEY")

    assert answer.stdout == "f" * 40 + "\n"


def test_a_file_that_is_not_there_is_told_by_its_setting(tmp_path):
    answer = read_settings(WHOLE | {"SECRET_KEY_FILE": str(tmp_path / "none")})

    assert answer.returncode == 2
    assert "Set SECRET_KEY to " in answer.stderr


def test_a_mailbox_for_bounces_is_read_from_its_address():
    url = "imap+tls://desk%40example.org:p%40ss@mail.example.org/Returned%20mail"

    answer = read_settings(WHOLE | {"BOUNCE_IMAP_URL": url}, ask="BOUNCE_IMAP.__dict__")

    assert ast.literal_eval(answer.stdout) == {
        "security": "imap+tls",
        "host": "mail.example.org",
        "port": 143,
        "user": "desk@example.org",
        "password": "p@ss",
        "folder": "Returned mail",
    }


def test_the_password_of_the_mailbox_is_not_shown_with_it():
    answer = read_settings(WHOLE | {"BOUNCE_IMAP_URL": "imaps://desk:hidden@mail.example.org"}, ask="BOUNCE_IMAP")

    assert "mail.example.org" in answer.stdout
    assert "hidden" not in answer.stdout


@pytest.mark.parametrize("url", ["", "imaps://desk:secret@mail.example.org"])
def test_bounces_are_looked_for_only_where_there_is_a_mailbox(url):
    answer = read_settings(WHOLE | {"BOUNCE_IMAP_URL": url}, ask="CELERY_BEAT_SCHEDULE")

    assert ("read-bounces" in answer.stdout) is bool(url)
