"""The mail server of the tests answers as it is told, so that other tests can trust what they see."""

import smtplib

import pytest
from django.core.mail import EmailMessage, get_connection

from workforce.tests.mail_server import DROP


def send(*recipients):
    return EmailMessage("Subject", "Ánh", "desk@example.org", recipients).send()


def test_it_keeps_the_message_and_the_envelope(smtp_server):
    send("anh@example.org")

    [message] = smtp_server.messages
    assert message.envelope_to == ["anh@example.org"]
    assert message.get_content().strip() == "Ánh"
    assert b"Subject: Subject" in message.raw


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_it_refuses_at_each_step(smtp_server, step):
    smtp_server.replies[step] = "451 4.7.1 Later"

    with pytest.raises(smtplib.SMTPException, match="Later"):
        send("anh@example.org")

    assert smtp_server.messages == []


def test_it_can_refuse_one_address_alone(smtp_server):
    smtp_server.replies["RCPT"] = lambda address: "550 5.1.1 No such user" if address.startswith("bob") else None

    with get_connection() as connection:
        connection.send_messages([EmailMessage("One", "", "desk@example.org", ["anh@example.org"])])
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            connection.send_messages([EmailMessage("Two", "", "desk@example.org", ["bob@example.org"])])

    assert [message["Subject"] for message in smtp_server.messages] == ["One"]


def test_it_can_drop_the_connection_after_the_dot(smtp_server):
    smtp_server.replies["DOT"] = DROP

    with pytest.raises(smtplib.SMTPServerDisconnected):
        send("anh@example.org")


def test_it_counts_connections(smtp_server):
    with get_connection() as connection:
        connection.send_messages([EmailMessage("x", "", "a@example.org", ["b@example.org"])] * 3)

    assert (smtp_server.connections, len(smtp_server.messages)) == (1, 3)
