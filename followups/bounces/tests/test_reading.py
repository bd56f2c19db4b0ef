"""The mailbox of bounces on a real IMAP server."""

import dataclasses
import logging
import socket
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.utils import timezone

from followups.bounces import mailbox, reading, tasks
from followups.bounces.fate import Fate
from followups.bounces.mailbox import CannotRead, Mailbox
from followups.bounces.tests.builders import WEDNESDAY, make_mail, states_of
from followups.bounces.tests.mails import bounce, collected, letter
from followups.models import Suppression
from followups.tests.builders import days, make_candidate, make_follow_up
from workforce.celery import app
from workforce.tests.imap_server import Reader

pytestmark = [pytest.mark.processes, pytest.mark.django_db]


@pytest.fixture
def inbox(imap_server, settings):
    """An empty mailbox, which the settings name."""
    settings.BOUNCE_IMAP = imap_server.new_mailbox()
    return settings.BOUNCE_IMAP


def deliver(inbox, *messages):
    with Reader(inbox) as reader:
        reader.deliver(*messages)


def count_of(inbox, *folders):
    with Reader(inbox) as reader:
        return [len(reader.flags(folder)) for folder in folders]


def read(inbox):
    return reading.read_mailbox(inbox, lambda: WEDNESDAY)


def test_a_bounce_is_read_noted_and_put_away(inbox):
    mail = make_mail()
    deliver(inbox, collected("dsn_hard_5_1_1", mail))

    fates = read(inbox)

    assert fates == {Fate.BOUNCED: 1}
    assert states_of(mail) == ("bounced", "bounced")
    with Reader(inbox) as reader:
        assert reader.flags("INBOX") == []
        assert [flags for flags in reader.flags("Handled") if "\\Seen" in flags]


def test_each_mail_goes_where_it_belongs(inbox):
    mail = make_mail()
    names = ("dsn_delayed_4_4_7", "dsn_unknown_message_id", "auto_reply_vacation", "human_reply_stop")
    deliver(inbox, *(collected(name, mail) for name in names), letter("I got the job!", mail), b"\xff nothing")

    fates = read(inbox)

    expected = {Fate.DELAYED: 1, Fate.NO_SUCH_MAIL: 1, Fate.AUTO_REPLY: 1, Fate.OPTED_OUT: 1, Fate.FOR_A_PERSON: 2}
    assert fates == expected
    assert count_of(inbox, "INBOX", "Handled", "Not understood") == [0, 4, 2]


def test_a_crash_before_a_mail_is_put_away_does_no_harm(inbox, monkeypatch):
    mail = make_mail()
    deliver(inbox, collected("dsn_hard_5_1_1", mail), collected("human_reply_stop", mail))
    with monkeypatch.context() as crash:
        crash.setattr(Mailbox, "put", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read(inbox)
    assert states_of(mail) == ("bounced", "bounced")

    fates = read(inbox)

    assert fates == {Fate.KNOWN: 1, Fate.OPTED_OUT: 1}
    assert mail.candidate.tasks.count() == 1
    assert count_of(inbox, "INBOX", "Handled") == [0, 2]


def test_a_bounce_that_came_too_early_stays_and_is_read_again(inbox):
    mail = make_mail("sending")
    deliver(inbox, collected("dsn_hard_5_1_1", mail))
    assert read(inbox) == {Fate.TOO_EARLY: 1}

    make_sent(mail)

    assert read(inbox) == {Fate.BOUNCED: 1}


def make_sent(mail):
    mail.nudges.update(state="sent", settled_at=WEDNESDAY)
    type(mail).objects.filter(pk=mail.pk).update(state="sent", settled_at=WEDNESDAY)


@pytest.mark.parametrize("missing", [{"MOVE"}, {"MOVE", "UIDPLUS"}, {"MOVE", "UIDPLUS", "NAMESPACE"}])
def test_an_older_server_is_understood_too(inbox, monkeypatch, missing):
    real_open = Mailbox.open

    def open_with_less(self):
        real_open(self)
        self.can -= missing

    monkeypatch.setattr(Mailbox, "open", open_with_less)
    deliver(inbox, letter("one"), letter("two"))

    assert read(inbox) == {Fate.FOR_A_PERSON: 2}
    assert count_of(inbox, "INBOX", "Not understood") == [0, 2]


def test_what_somebody_else_marked_as_deleted_is_left_to_them(inbox, monkeypatch):
    real_open = Mailbox.open
    monkeypatch.setattr(Mailbox, "open", lambda self: (real_open(self), self.can.discard("MOVE")))
    deliver(inbox, letter("one"), letter("two"))
    with Reader(inbox) as reader:
        reader.imap.select("INBOX")
        reader.imap.store("1", "+FLAGS", r"(\Deleted)")

    assert read(inbox) == {Fate.FOR_A_PERSON: 1}
    assert count_of(inbox, "INBOX", "Not understood") == [1, 1]


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        ([(b"1 (UID 7 BODY[]<0> {2}", b"hi"), b")"], b"hi"),
        ([b"1 (UID 7 FLAGS (\\Seen))", (b"1 (UID 7 BODY[]<0> {2}", b"hi"), b")"], b"hi"),
        ([b'1 (UID 7 BODY[]<0> "")'], b""),
        ([b"1 (UID 7 BODY[]<0> NIL)"], b""),
        ([b"1 (UID 7 FLAGS (\\Seen))"], None),
        ([None], None),
    ],
)
def test_every_form_of_a_message_is_taken(answer, body):
    assert mailbox.body_in(answer) == body


def test_of_a_huge_mail_only_the_beginning_is_fetched(inbox, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST_BYTES", 2000)
    mail = make_mail()
    deliver(inbox, collected("dsn_hard_5_1_1", mail) + b"x" * 1_000_000)

    with Mailbox(inbox) as opened:
        [(_number, raw)] = opened.messages()

    assert len(raw) == 2000
    assert read(inbox) == {Fate.BOUNCED: 1}


def test_more_mails_than_one_look_takes_wait_for_the_next(inbox, monkeypatch):
    monkeypatch.setattr(mailbox, "MOST_MESSAGES", 2)
    deliver(inbox, letter("one"), letter("two"), letter("three"))

    assert [read(inbox).total() for _ in range(3)] == [2, 1, 0]


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_do_no_harm(inbox):
    mails = [make_mail() for _ in range(6)]
    deliver(inbox, *(bounce(mail) for mail in mails))
    readers = [threading.Thread(target=read_aside, args=(inbox,)) for _ in range(2)]

    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join(60)

    assert {states_of(mail) for mail in mails} == {("bounced", "bounced")}
    assert Suppression.objects.count() == 6
    assert count_of(inbox, "INBOX")[0] == 0


def read_aside(inbox):
    read(inbox)
    connections.close_all()


def test_a_mail_that_cannot_be_noted_stays_and_stops_no_other(inbox, monkeypatch, caplog):
    mail = make_mail()
    deliver(inbox, letter("seeker@example.com"), collected("dsn_hard_5_1_1", mail))
    real = reading.act_on
    broken = iter([ValueError("seeker@example.com")])
    monkeypatch.setattr(reading, "act_on", lambda *what: next((fail(error) for error in broken), None) or real(*what))

    assert read(inbox) == {Fate.BROKEN: 1, Fate.BOUNCED: 1}
    assert count_of(inbox, "INBOX", "Handled") == [1, 1]
    assert "ValueError" in caplog.text
    assert "seeker@" not in caplog.text


def fail(error):
    raise error


def test_while_the_database_is_away_every_mail_waits(inbox, monkeypatch):
    deliver(inbox, letter("one"), letter("two"))
    monkeypatch.setattr(reading, "act_on", lambda *_: fail(OperationalError("gone")))

    with pytest.raises(CannotRead, match="the database cannot be reached"):
        read(inbox)

    assert count_of(inbox, "INBOX") == [2]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"password": "wrong"}, "refuses the user or the password"),
        ({"folder": "Elsewhere"}, "the folder is not there"),
        ({"port": 1}, "cannot be reached"),
        ({"security": "imap+tls"}, r"no safe connection to the mail server \(SSLCertVerificationError\)"),
    ],
)
def test_a_mailbox_that_cannot_be_read_says_why(inbox, changed, sentence):
    with pytest.raises(CannotRead, match=sentence) as told:
        read(dataclasses.replace(inbox, **changed))

    assert inbox.password not in str(told.value)


def test_a_server_must_prove_its_name(inbox, imap_server):
    with pytest.raises(CannotRead, match="SSLCertVerificationError"):
        read(dataclasses.replace(inbox, security="imaps", port=imap_server.safe_port))


@pytest.mark.parametrize(("security", "port"), [("imaps", "safe_port"), ("imap+tls", "port")])
def test_a_server_that_is_trusted_is_read_safely(inbox, imap_server, monkeypatch, security, port):
    monkeypatch.setenv("SSL_CERT_FILE", str(imap_server.folder / "cert.pem"))
    deliver(inbox, letter("one"))

    safe = dataclasses.replace(inbox, host="localhost", security=security, port=getattr(imap_server, port))

    assert read(safe) == {Fate.FOR_A_PERSON: 1}


def test_a_server_that_does_not_speak_imap_is_told(inbox, smtp_server):
    with pytest.raises(CannotRead, match="does not speak IMAP"):
        read(dataclasses.replace(inbox, host=smtp_server.host, port=smtp_server.port))


def test_the_command_prints_how_much_of_each_kind_came_back(inbox, capsys):
    mail = make_mail()
    deliver(inbox, collected("dsn_hard_5_1_1", mail), letter("one"), letter("two"))

    call_command("read_bounces")
    call_command("read_bounces")

    assert capsys.readouterr().out.splitlines() == ["1 bounced, 2 for a person to read", "no mail came back"]


def test_the_command_says_in_one_line_why_it_cannot_read(inbox, settings):
    settings.BOUNCE_IMAP = dataclasses.replace(inbox, password="wrong")

    with pytest.raises(CommandError, match="was not read: the mail server refuses the user or the password"):
        call_command("read_bounces")


def test_the_command_wants_a_mailbox(settings):
    settings.BOUNCE_IMAP = None

    with pytest.raises(CommandError, match="Set BOUNCE_IMAP_URL") as told:
        call_command("read_bounces")

    assert told.value.returncode == 2


def test_the_log_holds_counts_and_nothing_of_the_mails(inbox, settings, caplog):
    caplog.set_level(logging.INFO)
    deliver(inbox, collected("human_reply_stop", make_mail()))

    tasks.read_bounces()
    settings.BOUNCE_IMAP = dataclasses.replace(inbox, password="wrong")
    tasks.read_bounces()

    told = [record.getMessage() for record in caplog.records if record.name == "followups.bounces.tasks"]
    assert told[0] == "Mail that came back: 1 opted out"
    assert "refuses the user or the password" in told[1]
    assert "jordan" not in caplog.text.lower()


@pytest.mark.django_db(transaction=True)
def test_what_the_mail_server_returns_finds_its_mail(processes, inbox, smtp_server):
    follow_up = make_follow_up(held_at=timezone.now() - days(1), candidate=make_candidate())
    processes.run_manage("dispatch_nudges", BOUNCE_ADDRESS="bounces@example.org")
    [sent] = smtp_server.messages
    returned = collected("dsn_unknown_message_id").replace(b"bounce+1b9d6bcd@careers.example.test", to_bytes(sent))
    deliver(inbox, returned)

    url = f"imap://{inbox.user}:{inbox.password}@{inbox.host}:{inbox.port}/INBOX"
    told = processes.run_manage("read_bounces", BOUNCE_ADDRESS="bounces@example.org", BOUNCE_IMAP_URL=url)

    assert told == "1 bounced\n"
    assert follow_up.nudges.get(position=1).state == "bounced"


def to_bytes(sent):
    assert sent.envelope_from.startswith("bounces+")
    return sent.envelope_from.encode()


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(inbox, monkeypatch):
    monkeypatch.setattr(mailbox, "PATIENCE", 0.2)

    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(CannotRead, match="TimeoutError"):
        read(dataclasses.replace(inbox, port=silent.getsockname()[1]))


@pytest.mark.parametrize(
    ("answer", "prefix"),
    [(b'(("INBOX." ".")) NIL NIL', "INBOX."), (b'(("" "/")) NIL (("Public/" "/"))', ""), (b"NIL NIL NIL", "")],
)
def test_folders_stand_where_the_server_wants_them(inbox, answer, prefix):
    opened = Mailbox(inbox)
    opened.can, opened.ask = {"NAMESPACE"}, lambda _command: [answer]

    assert opened.find_prefix() == prefix


def test_celery_knows_how_to_look():
    app.loader.import_default_modules()

    assert "followups.bounces.tasks.read_bounces" in app.tasks
