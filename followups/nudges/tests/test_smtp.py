"""What the conversation with the mail server makes of answers that no book of rules foresees."""

import ssl
import time

import pytest

from candidates.models import Candidate
from followups.models import Delivery, Hold, Nudge, Suppression
from followups.nudges import smtp
from followups.tests.builders import MONDAY, days, make_candidate, make_follow_up, make_user
from workforce.tests.mail_server import Session

pytestmark = pytest.mark.django_db

TUESDAY = MONDAY + days(1)
MESSAGE = b"Subject: Hi\r\n\r\nHello\r\n"


def state_of(follow_up):
    return follow_up.nudges.get(position=1).state


@pytest.fixture
def spoken(monkeypatch):
    """The commands that the mail server heard."""
    heard = []
    for verb in ("EHLO", "RSET"):
        method = getattr(Session, f"smtp_{verb}")

        async def hear(self, arg, verb=verb, method=method):
            heard.append(verb)
            await method(self, arg)

        monkeypatch.setattr(Session, f"smtp_{verb}", hear)
    return heard


@pytest.mark.parametrize("scheme", ["SSL", "TLS"])
def test_the_certificate_of_the_mail_server_is_checked(scheme, smtp_server, settings, monkeypatch):
    setattr(settings, f"EMAIL_USE_{scheme}", True)
    contexts = []

    def wrap(context, sock, **options):
        contexts.append(context)
        return sock

    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", wrap)
    monkeypatch.setattr(smtp.smtplib.SMTP, "has_extn", lambda self, name: name == "starttls")
    monkeypatch.setattr(Session, "smtp_STARTTLS", lambda self, _arg: self.push("220 Ready"), raising=False)

    connection = smtp.Connection()
    connection.offer("office@example.org", "seeker@example.com", MESSAGE)
    connection.drop()

    [context] = contexts
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_the_server_is_greeted_again_after_starttls(smtp_server, settings, monkeypatch, spoken):
    settings.EMAIL_USE_TLS = True
    monkeypatch.setattr(ssl.SSLContext, "wrap_socket", lambda self, sock, **_options: sock)
    has_extn = smtp.smtplib.SMTP.has_extn
    monkeypatch.setattr(smtp.smtplib.SMTP, "has_extn", lambda self, name: name == "starttls" or has_extn(self, name))
    monkeypatch.setattr(Session, "smtp_STARTTLS", lambda self, _arg: self.push("220 Ready"), raising=False)

    connection = smtp.Connection()
    connection.offer("office@example.org", "seeker@example.com", MESSAGE)
    connection.drop()

    assert spoken == ["EHLO", "EHLO"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
def test_gibberish_before_the_dot_blames_neither_the_address_nor_the_sender(step, smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies[step] = "what?"

    run(TUESDAY)

    assert state_of(follow_up) == Nudge.State.PLANNED
    assert not Suppression.objects.exists()
    assert not Hold.objects.exists()


def test_gibberish_after_the_dot_is_unknown(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["DOT"] = "what?"

    run(TUESDAY)

    assert state_of(follow_up) == Nudge.State.UNKNOWN


def test_a_refused_address_counts_even_if_the_server_hangs_up_after_it(smtp_server, run, monkeypatch):
    first, second = make_follow_up(), make_follow_up()
    address = first.interview.candidate.email
    smtp_server.replies["RCPT"] = lambda to: "550 5.1.1 No such user" if to == address else None

    async def hang_up(self, _arg):
        self.transport.abort()

    monkeypatch.setattr(Session, "smtp_RSET", hang_up)

    run(TUESDAY)

    assert state_of(first) == Nudge.State.FAILED
    assert state_of(second) == Nudge.State.SENT


def test_an_address_that_cannot_be_said_to_the_server_fails_alone(smtp_server, run):
    counselor = make_user()
    broken, good = make_follow_up(make_candidate(counselor)), make_follow_up(make_candidate(counselor))
    Candidate.objects.filter(pk=broken.interview.candidate_id).update(email="ánh@example.com")

    run(TUESDAY)

    assert state_of(broken) == Nudge.State.FAILED
    assert state_of(good) == Nudge.State.SENT


def test_an_address_of_an_international_domain_is_said_in_ascii(smtp_server, run):
    follow_up = make_follow_up()
    Candidate.objects.filter(pk=follow_up.interview.candidate_id).update(email="anh@bücher.example")

    run(TUESDAY)

    [mail] = smtp_server.messages
    assert mail.envelope_to == ["anh@xn--bcher-kva.example"]


def test_a_kept_answer_never_holds_a_link(smtp_server, run):
    make_follow_up()
    smtp_server.replies["DOT"] = "554 5.7.1 Listed: http://localhost:8000/f/secret-token/ is known"

    run(TUESDAY)

    reply = Delivery.objects.get().reply
    assert "secret-token" not in reply
    assert reply.startswith("554 5.7.1 Listed")


def test_a_server_that_ends_each_connection_after_some_mails_is_called_again(smtp_server, run):
    follow_ups = [make_follow_up() for _number in range(3)]
    seen = []

    def end_every_second(address):
        seen.append(address)
        return "421 4.7.0 Too many messages on this connection" if len(seen) == 2 else None

    smtp_server.replies["MAIL"] = end_every_second

    run(TUESDAY)

    assert [state_of(follow_up) for follow_up in follow_ups] == [Nudge.State.SENT] * 3
    assert smtp_server.connections == 2


def test_a_reply_that_no_database_holds_is_kept_without_its_controls(smtp_server, run):
    follow_up = make_follow_up()
    smtp_server.replies["DOT"] = "250 2.0.0 Taken\x00 as\x01 it is"

    run(TUESDAY)

    assert Delivery.objects.get().reply == "250 2.0.0 Taken as it is"
    assert state_of(follow_up) == Nudge.State.SENT


def test_words_without_an_address_are_soon_read():
    began = time.monotonic()

    assert smtp.words_to_keep("a" * 100_000 + " maria@example.org") == "a" * 500

    assert time.monotonic() - began < 5
