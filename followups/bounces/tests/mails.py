"""Mails as they come back, for tests: the collected ones, about a delivery of the test."""

from pathlib import Path

FOLDER = Path(__file__).parent / "badinput"
THEIR_MESSAGE_ID = b"<nudge.1b9d6bcd-bbfd-5b2d-9b5d-ab8dfbbd4bed@careers.example.test>"


def collected(name, delivery=None) -> bytes:
    """Return a mail of the collection, about `delivery` if one is given."""
    raw = (FOLDER / f"{name}.eml").read_bytes()
    return raw.replace(THEIR_MESSAGE_ID, delivery.message_id.encode()) if delivery else raw


def bounce(delivery, status="5.1.1", words="550 5.1.1 user unknown", action="failed") -> bytes:
    """Return a report that a mail was not delivered, with another status than the collected ones."""
    raw = collected("dsn_hard_5_1_1", delivery)
    return (
        raw.replace(b"Status: 5.1.1", f"Status: {status}".encode())
        .replace(b"Action: failed", f"Action: {action}".encode())
        .replace(b"smtp; 550 5.1.1 user unknown", f"smtp; {words}".encode())
    )


def letter(text, delivery=None, **headers) -> bytes:
    """Return a mail that somebody wrote; `headers` with a line in place of the hyphen (`In_Reply_To`)."""
    headers = {"From": "jordan@example.com", "To": "bounces@example.org", **headers}
    if delivery:
        headers["In-Reply-To"] = delivery.message_id
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"{lines}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n".encode()
