"""What a mail that came back says. Nothing here touches the database."""

import time
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followups.bounces import report
from followups.bounces.report import Kind, read
from followups.bounces.stop import wants_stop
from followups.bounces.tests.mails import FOLDER, bounce, collected, letter
from followups.models import Delivery
from followups.nudges.verp import envelope_sender

DELIVERY = Delivery(pk=uuid.UUID("8d6bfb3e-6f6a-4c7b-9d43-2f6a3f3a9d11"))
COLLECTED = sorted(path.stem for path in FOLDER.glob("*.eml"))


@pytest.mark.parametrize(
    ("name", "kind", "status"),
    [
        ("dsn_hard_5_1_1", Kind.BOUNCED, "5.1.1"),
        ("dsn_policy_5_7_1", Kind.BOUNCED, "5.7.1"),
        ("dsn_unknown_message_id", Kind.BOUNCED, "5.1.1"),
        ("dsn_delayed_4_4_7", Kind.DELAYED, "4.4.7"),
        ("arf_complaint", Kind.COMPLAINT, ""),
        ("auto_reply_vacation", Kind.AUTO_REPLY, ""),
        ("human_reply_stop", Kind.HUMAN, ""),
    ],
)
def test_each_collected_mail_is_understood(name, kind, status):
    found = read(collected(name, DELIVERY))

    assert (found.kind, found.status) == (kind, status)
    assert found.delivery == (None if name == "dsn_unknown_message_id" else DELIVERY.pk)
    assert found.wants_stop is (name == "human_reply_stop")


def test_every_collected_mail_has_its_test():
    assert len(COLLECTED) == 7


def test_the_servers_words_are_kept_without_addresses():
    found = read(bounce(DELIVERY, words="550 5.1.1 <jordan@example.test> is\r\n\tunknown \x00here"))

    assert found.text == "550 5.1.1 … is unknown here"


def test_words_of_any_length_fit():
    assert len(read(bounce(DELIVERY, words="550 5.1.1 " + "no " * 400)).text) == 500


@pytest.mark.parametrize("header", ["To", "Delivered-To", "X-Original-To", "Envelope-To"])
def test_a_bounce_without_our_message_is_matched_by_the_address_it_came_to(settings, header):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    raw = collected("dsn_unknown_message_id").replace(b"To: bounce+1b9d6bcd@careers.example.test\r\n", b"", 1)

    found = read(f"{header}: <{envelope_sender(DELIVERY, '')}>\r\n".encode() + raw)

    assert (found.kind, found.delivery) == (Kind.BOUNCED, DELIVERY.pk)


def test_a_bounce_is_matched_by_the_sender_of_what_it_returns(settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    sender = f"Return-Path: <{envelope_sender(DELIVERY, '')}>".encode()

    found = read(collected("dsn_unknown_message_id").replace(b"Message-ID: <never-sent@careers.example.test>", sender))

    assert found.delivery == DELIVERY.pk


def test_a_complaint_that_hides_the_message_is_matched_by_its_sender(settings):
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    sender = f"Original-Mail-From: <{envelope_sender(DELIVERY, '')}>\r\nVersion: 1".encode()

    found = read(collected("arf_complaint").replace(b"Version: 1", sender))

    assert (found.kind, found.delivery) == (Kind.COMPLAINT, DELIVERY.pk)


@pytest.mark.parametrize(
    "message_id",
    [
        "<8d6bfb3e-6f6a-4c7b-9d43-2f6a3f3a9d11@elsewhere.example>",
        "<never-sent@localhost>",
        "<8d6bfb3e6f6a4c7b9d432f6a3f3a9d11@localhost>",
        "8d6bfb3e-6f6a-4c7b-9d43-2f6a3f3a9d11",
        "",
    ],
)
def test_only_a_message_id_of_ours_names_a_mail(message_id):
    raw = collected("dsn_unknown_message_id").replace(b"<never-sent@careers.example.test>", message_id.encode())

    assert read(raw).delivery is None


@pytest.mark.parametrize("returned", [b"message/rfc822", b"message/global-headers", b"message/global"])
def test_the_mail_that_came_back_may_come_whole_or_as_its_headers(returned):
    raw = bounce(DELIVERY).replace(b"text/rfc822-headers", returned)

    assert read(raw).delivery == DELIVERY.pk


def test_a_report_for_international_addresses_is_read_too():
    raw = bounce(DELIVERY).replace(b"message/delivery-status", b"message/global-delivery-status")

    assert (read(raw).kind, read(raw).status) == (Kind.BOUNCED, "5.1.1")


def test_an_answer_names_its_mail_among_others():
    references = f"<old@example.com> {DELIVERY.message_id}"

    assert read(letter("Hello", References=references)).delivery == DELIVERY.pk


@pytest.mark.parametrize(
    ("status", "words", "told"),
    [
        ("5.0.0", "550 5.1.10 null MX", "5.1.10"),
        ("5.0.0", "550 no such user", "5.0.0"),
        ("5.1.1 (bad mailbox)", "550 no", "5.1.1"),
        ("", "550 5.2.2 over quota", "5.2.2"),
        ("", "from 5.1.1.7: no", ""),
    ],
)
def test_the_most_telling_status_counts(status, words, told):
    assert read(bounce(DELIVERY, status=status, words=words)).status == told


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "", "perhaps"])
def test_a_report_of_no_failure_is_for_a_person(action):
    assert read(bounce(DELIVERY, action=action)).kind == Kind.OTHER


@pytest.mark.parametrize("feedback", [b"not-spam", b"auth-failure", b""])
def test_not_every_feedback_is_a_complaint(feedback):
    raw = collected("arf_complaint", DELIVERY).replace(b"Feedback-Type: abuse", b"Feedback-Type: " + feedback)

    assert read(raw).kind == Kind.OTHER


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied (vacation)"},
        {"X-Autoreply": "yes"},
        {"Precedence": "bulk"},
        {"Return-Path": "<>"},
    ],
)
def test_a_machine_that_answers_stops_nothing(headers):
    found = read(letter("STOP", DELIVERY, **headers))

    assert (found.kind, found.wants_stop) == (Kind.AUTO_REPLY, False)


def test_a_bounce_in_no_known_form_is_for_a_person():
    assert read(letter("stop", DELIVERY, From="MAILER-DAEMON@mx.example.test")).kind == Kind.OTHER


@pytest.mark.parametrize(
    "text",
    [
        *("STOP", "Stop, please!", "please stop sending me these reminders", "Unsubscribe", "no more emails"),
        *("Basta ya", "Por favor, no más correos", "dừng lại", "Xin đừng gửi nữa"),
        "\n\n  stop.\n> To stop these reminders ...",
    ],
)
def test_stop_in_three_languages_means_stop(text):
    assert wants_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Can you stop by my office tomorrow?", "I can't stop thinking of the interview", "Don't stop", "", "> STOP"),
        *("On Monday STOP wrote:", "Thank you", "No", "No, I got the job", "I did write. Please stop by", "--\nstop"),
    ],
)
def test_what_else_people_write_does_not(text):
    assert wants_stop(text) is False


def test_a_wish_to_stop_is_found_in_html_alone():
    raw = letter("<div><p>STOP</p></div>", DELIVERY).replace(b"text/plain", b"text/html")

    assert read(raw).wants_stop


@pytest.mark.parametrize("charset", [b"none-such", b"unknown-8bit", b""])
def test_a_wish_to_stop_is_found_whatever_its_letters_are_called(charset):
    assert read(letter("STOP", DELIVERY).replace(b"charset=utf-8", b"charset=" + charset)).wants_stop


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_damage_to_a_mail_crashes_the_reading(data):
    raw = bytearray(collected(data.draw(st.sampled_from(COLLECTED)), DELIVERY))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(raw)))
        raw[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))

    found = read(bytes(raw))

    assert found.kind in Kind
    assert len(found.text) <= 500
    assert "\0" not in found.text
    found.text.encode()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reading(raw):
    assert read(raw).kind in Kind


def test_what_the_email_package_stumbles_over_is_for_a_person(monkeypatch):
    monkeypatch.setattr(report, "understand", lambda message: 1 / 0)

    assert read(b"") == report.Report(Kind.OTHER)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0" * 1000,
        b"To: " + b"(" * 100_000,
        b"Content-Type: message/rfc822\r\n\r\n" * 3000,
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000)),
        b"Content-Type: text/plain; charset=\0none\r\n\r\nstop",
        b"Content-Type: text/plain; charset=idna\r\n\r\nstop",
        b"Content-Transfer-Encoding: base64\r\n\r\n=====",
    ],
)
def test_what_is_built_to_hurt_does_not(raw):
    assert read(raw).kind in Kind


@pytest.mark.parametrize(
    "raw",
    [
        b"To: " + b"a" * 1_000_000,
        b"To: " + b" \r\n".join([b"a" * 7000] * 140),
        b"".join(b"To: %s\r\n" % (b"a" * 7000) for _ in range(140)),
        b'Content-Type: text/plain; x"' + b";" * 1_000_000 + b"\r\n\r\nstop",
        b'Content-Type: multipart/mixed; x"' + b";\r\n " * 200_000 + b"\r\n\r\nstop",
        b'Content-Type: multipart/mixed; x"' + b";\r " * 300_000 + b"\r\n\r\nstop",
        b"Content-Type: message/rfc822\r\n\r\nReturn-Path: " + b"a" * 1_000_000,
    ],
)
def test_no_header_keeps_the_reader_for_long(raw):
    began = time.monotonic()

    assert read(raw).kind in Kind

    assert time.monotonic() - began < 10


@pytest.mark.parametrize("shift", range(8))
def test_what_stands_behind_a_long_header_is_read(shift):
    spam_report = b"X-Spam-Report: " + b"." * shift + b"\r\n test" * 5000
    mail = spam_report + b"\r\nContent-Transfer-Encoding: base64\r\n\r\nc3RvcA=="

    assert read(mail).wants_stop
