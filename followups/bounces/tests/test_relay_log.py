"""What the log of a relay settles."""

import gzip
import io

import pytest
from django.core.management import CommandError, call_command

from followups.bounces import relay_log
from followups.bounces.relay_log import BadFile, reconcile
from followups.bounces.tests.builders import WEDNESDAY, make_copy, make_mail, states_of
from followups.models import Delivery, Nudge, Suppression
from followups.nudges import invariants
from followups.tests.builders import make_follow_up

pytestmark = pytest.mark.django_db

SENT = "dsn=2.0.0, status=sent (250 2.0.0 OK 1518507620 l89si984919lfi.110 - gsmtp)"
NO_USER = (
    "dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.7] said: 550 5.1.1 <jordan@example.com>: Recipient address"
    " rejected: User unknown (in reply to RCPT TO command))"
)
SPAM = (
    "dsn=5.7.1, status=bounced (host mx.example.com[192.0.2.7] said: 554 5.7.1 spam (in reply to end of DATA command))"
)
LATER = "dsn=4.4.1, status=deferred (connect to mx.example.com[192.0.2.7]:25: Connection timed out)"


def postfix(mail, *ends, queue="62A98DD638D", recipient="jordan@example.com", removed=True):
    """The lines that Postfix writes about one mail."""
    head = "Oct  6 15:00:01 relay postfix/"
    lines = [
        f"{head}smtpd[11990]: {queue}: client=desk.example.org[192.0.2.1]",
        f"{head}cleanup[11996]: {queue}: message-id={mail.message_id}",
        f"{head}qmgr[1191]: {queue}: from=<bounces+x@example.org>, size=2686, nrcpt=1 (queue active)",
    ]
    for end in ends:
        where = "relay=mx.example.com[192.0.2.7]:25, delay=0.45, delays=0.03/0/0.08/0.35"
        lines.append(f"{head}smtp[24752]: {queue}: to=<{recipient}>, {where}, {end}")
    return [*lines, f"{head}qmgr[1191]: {queue}: removed"] if removed else lines


def log(*parts) -> io.BufferedReader:
    text = "".join(f"{line}\n" for part in parts for line in ([part] if isinstance(part, str) else part))
    return io.BufferedReader(io.BytesIO(text.encode()))


def told(*parts, **options):
    return str(reconcile(log(*parts), WEDNESDAY, **options))


def test_an_unknown_mail_that_the_relay_sent_was_sent():
    mail = make_mail("unknown")

    told_sent = told(postfix(mail, LATER, SENT))

    assert told_sent.startswith("1 unknown looked for: 1 sent, 0 came back, 0 still waiting at the relay, 0 not in")
    assert states_of(mail) == ("sent", "sent")
    assert mail.settled_at == WEDNESDAY
    assert mail.reply == "By the relay's log: 250 2.0.0 OK 1518507620 l89si984919lfi.110 - gsmtp"


@pytest.mark.parametrize("state", ["unknown", "sent"])
def test_a_mail_that_the_relay_could_not_deliver_came_back(state):
    mail = make_mail(state)

    reconcile(log(postfix(mail, NO_USER)), WEDNESDAY)

    assert states_of(mail) == ("bounced", "bounced")
    assert mail.reply.startswith("550 5.1.1 … Recipient address rejected: User unknown")
    assert Suppression.objects.in_force().get().reason == Suppression.Reason.BOUNCED


def test_a_refusal_of_the_mail_does_not_close_the_address():
    mail = make_mail("unknown")

    reconcile(log(postfix(mail, SPAM)), WEDNESDAY)

    assert states_of(mail) == ("bounced", "bounced")
    assert not Suppression.objects.exists()


def test_a_mail_that_grew_too_old_at_the_relay_came_back():
    mail = make_mail("unknown")
    end = "Oct 11 15:00:01 relay postfix/qmgr[1]: 62A98DD638D: from=<b@example.org>, status=expired, returned to sender"

    reconcile(log(postfix(mail, LATER, removed=False), end), WEDNESDAY)

    assert states_of(mail) == ("bounced", "bounced")


def test_one_summary_says_what_was_found():
    sent, gone, waiting, missing = (make_mail("unknown") for _ in range(4))
    other = make_mail("sent")

    summary = told(
        postfix(sent, SENT, queue="4XYZab12cdz"),
        postfix(gone, NO_USER, queue="4XYZab12ceA"),
        postfix(waiting, LATER, queue="4XYZab12cfB", removed=False),
        postfix(other, NO_USER, queue="4XYZab12cgC"),
    )

    assert summary == (
        "4 unknown looked for: 1 sent, 1 came back, 1 still waiting at the relay, 1 not in the log;"
        " others that came back: 1"
    )
    assert states_of(missing) == states_of(waiting) == ("unknown", "unknown")


def test_a_mail_that_came_back_after_it_was_sent_on_is_counted_once():
    mail = make_mail("unknown")

    assert "0 sent, 1 came back" in told(postfix(mail, SENT), postfix(mail, NO_USER, queue="AAAAAA1"))


def test_a_dry_run_says_the_same_and_changes_nothing():
    sent, gone, other = make_mail("unknown"), make_mail("unknown"), make_mail("sent")
    lines = [*postfix(sent, SENT), *postfix(gone, NO_USER), *postfix(other, SPAM)]

    dry = told(*lines, dry_run=True)

    assert [states_of(mail)[0] for mail in (sent, gone, other)] == ["unknown", "unknown", "sent"]
    assert dry == told(*lines)
    assert "2 unknown looked for: 1 sent, 1 came back" in dry
    assert "others that came back: 1" in dry


def test_the_same_log_read_twice_changes_nothing_more():
    mail = make_mail("unknown")
    reconcile(log(postfix(mail, NO_USER)), WEDNESDAY)

    assert told(postfix(mail, NO_USER)).startswith("0 unknown looked for: 0 sent, 0 came back")
    assert mail.candidate.tasks.count() == 1


def test_nothing_is_sent_again():
    mail = make_mail("unknown")
    planned = Nudge.objects.planned().count()

    reconcile(log(postfix(mail, SENT)), WEDNESDAY)

    assert Delivery.objects.count() == 1
    assert Nudge.objects.planned().count() == planned
    assert invariants.check(WEDNESDAY - (WEDNESDAY - mail.created_at)) == []


def test_any_line_with_our_message_and_a_status_counts():
    mail = make_mail("unknown")

    reconcile(log(f"2026-10-06 out: msgid={mail.message_id} dsn=2.0.0 status=sent (accepted)"), WEDNESDAY)

    assert states_of(mail) == ("sent", "sent")


@pytest.mark.parametrize(
    "line",
    [
        "postfix/cleanup[1]: 62A98DD638D: message-id=<{0}@elsewhere.example>",
        "postfix/cleanup[1]: 62A98DD638D: message-id=<never-sent@localhost>",
        "postfix/cleanup[1]: 62A98DD638D: warning: header Subject: message-id=<{0}@localhost>",
        "<{0}@localhost> status=deliverable",
        "<{0}@localhost> is in the queue",
        "status=sent",
        "",
    ],
)
def test_what_is_not_about_a_mail_of_ours_settles_nothing(line):
    mail = make_mail("unknown")
    end = f"postfix/smtp[1]: 62A98DD638D: to=<jordan@example.com>, {SENT}"

    reconcile(log(line.format(mail.pk), end), WEDNESDAY)

    assert states_of(mail) == ("unknown", "unknown")


def test_a_queue_number_that_is_used_again_stands_for_the_newer_mail():
    first, second = make_mail("unknown"), make_mail("unknown")

    reconcile(log(postfix(first, removed=False), postfix(second, SENT)), WEDNESDAY)

    assert (states_of(first)[0], states_of(second)[0]) == ("unknown", "sent")


def test_a_queue_number_of_a_strangers_mail_is_not_ours_any_more():
    mail = make_mail("unknown")
    stranger = "postfix/cleanup[1]: 62A98DD638D: message-id=<stranger@example.com>"
    end = f"postfix/smtp[1]: 62A98DD638D: to=<somebody@example.com>, {SENT}"

    reconcile(log(postfix(mail, removed=False), stranger, end), WEDNESDAY)

    assert states_of(mail)[0] == "unknown"


def test_a_mail_with_a_copy_on_its_way_is_left_to_a_person():
    mail = make_mail("unknown")
    make_copy(mail)

    assert told(postfix(mail, SENT)).startswith("0 unknown looked for")
    assert states_of(mail)[0] == "unknown"


def test_a_queue_that_never_ends_is_forgotten_in_time(monkeypatch):
    monkeypatch.setattr(relay_log, "MOST_IN_HAND", 1)
    first, second = make_mail("unknown"), make_mail("unknown")
    both = [*postfix(first, removed=False, queue="AAAAA1"), *postfix(second, removed=False, queue="BBBBB2")]
    ends = [f"postfix/smtp[1]: {queue}: to=<j@example.com>, {SENT}" for queue in ("AAAAA1", "BBBBB2")]

    reconcile(log(both, ends), WEDNESDAY)

    assert (states_of(first)[0], states_of(second)[0]) == ("unknown", "sent")


@pytest.mark.parametrize("ending", ["mail.log", "mail.log.1.gz"])
def test_the_command_reads_a_file_plain_or_gzipped(tmp_path, capsys, ending):
    mail = make_mail("unknown")
    raw = log(postfix(mail, SENT)).read()
    (tmp_path / ending).write_bytes(gzip.compress(raw) if ending.endswith("gz") else raw)

    call_command("reconcile_mail", log=str(tmp_path / ending))

    assert capsys.readouterr().out.startswith("1 unknown looked for: 1 sent")


def test_the_command_reads_standard_input_and_tells_no_address(monkeypatch, capsys):
    mail = make_mail("unknown", make_follow_up())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(log(postfix(mail, NO_USER))))

    call_command("reconcile_mail", "--dry-run", log="-")

    printed = capsys.readouterr()
    assert "1 came back" in printed.out
    assert "@" not in printed.out + printed.err


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (gzip.compress(b"a line\n" * 10_000)[:-20], "cannot be read to its end"),
        (b"\x1f\x8b and no more", "cannot be read to its end"),
        (b"%PDF\0\0", "it is no text"),
        (b"\xfd7zXZ\0 packed", "unpack it first"),
    ],
)
def test_a_file_that_is_no_log_is_refused_in_one_line(tmp_path, raw, sentence):
    file = tmp_path / "log"
    file.write_bytes(raw)

    with pytest.raises(CommandError, match=sentence) as told:
        call_command("reconcile_mail", log=str(file))

    assert told.value.returncode == 2
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["nowhere.log", "."])
def test_a_file_that_cannot_be_opened_is_told_in_one_line(tmp_path, name):
    with pytest.raises(CommandError, match="was not read: ") as told:
        call_command("reconcile_mail", log=str(tmp_path / name))

    assert told.value.returncode == 2


def test_a_line_without_an_end_is_read_in_pieces():
    stream = io.BufferedReader(io.BytesIO(b"x" * (relay_log.LONGEST_LINE * 3 + 1)))

    assert [len(line) for line in relay_log.lines_of(stream)] == [relay_log.LONGEST_LINE] * 3 + [1]


def test_bytes_that_are_no_letters_do_no_harm():
    stream = io.BufferedReader(io.BytesIO(b"\xff\xfe 62A98DD638D: message-id=<\xff>\n: : :\n"))

    assert str(reconcile(stream, WEDNESDAY)).startswith("0 unknown")
    with pytest.raises(BadFile):
        reconcile(io.BufferedReader(io.BytesIO(b"\x1f\x8b")), WEDNESDAY)
