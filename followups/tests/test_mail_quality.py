"""Each mail to a seeker, of every kind and in three languages, as a mail program, a filter and a relay see it."""

import html
import mailbox
import os
import re
import shutil
import subprocess
from collections import Counter
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from followups.models import Nudge
from followups.nudges import dispatch
from followups.nudges.tests.clock import Clock
from followups.tests import mail_samples
from followups.tests.builders import days, make_candidate
from followups.tests.mail_samples import EACH, SENT_AT, SITE, SITE_HOST, sent_samples
from followups.tests.test_mails import decoded, header_of
from workforce.tests.rows import all_rows

pytestmark = pytest.mark.django_db

LONGEST_LINE = 998
LARGEST = 20_000
ADDRESS = re.compile(r"https?://[^\s\"<>]+")
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def sample(request):
    return sent_samples()[request.param]


each_mail = pytest.mark.parametrize("sample", EACH, indirect=True, ids="-".join)


@each_mail
def test_the_headers_name_the_delivery_and_the_way_out(sample):
    mail = sample.mail

    assert mail["Message-ID"] == f"<{sample.delivery}@{SITE_HOST}>"
    assert parsedate_to_datetime(mail["Date"]) == SENT_AT
    assert sorted(map(int, mail["X-Nudge-ID"].split(","))) == sorted(sample.nudges)
    assert mail["List-Unsubscribe"].startswith(f"<{SITE}/u/")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == sample.language


@each_mail
def test_it_is_from_the_office_in_the_counselors_name_who_gets_the_reply(sample):
    sender, reply_to, to = (person_in(sample, name) for name in ("From", "Reply-To", "To"))

    assert sender == (f"{mail_samples.COUNSELOR}, {mail_samples.OFFICE}", "office@example.org")
    assert reply_to == (mail_samples.COUNSELOR, "counselor@example.org")
    assert to == (mail_samples.CALL_NAME, sample.mail.envelope_to[0])


def person_in(sample, header):
    """Return name and address in a header as it stands: the newer parser of Python puts blanks into long names."""
    [(name, address)] = getaddresses([header_of(sample.mail, header)])
    return decoded(name), address


@each_mail
def test_every_header_stands_once_in_letters_that_a_signature_survives(sample):
    raw = sample.mail.raw

    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) < LONGEST_LINE
    assert not [line for line in raw.split(b"\r\n") if line.endswith((b" ", b"\t"))]
    assert max(Counter(name.lower() for name in sample.mail.keys()).values()) == 1  # noqa: SIM118 - keys repeat


@each_mail
def test_it_is_two_parts_and_nothing_else_in_twenty_kilobytes(sample):
    parts = list(sample.mail.iter_parts())

    assert sample.mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert not any(part.get_filename() or part["Content-Disposition"] for part in parts)
    assert len(sample.mail.raw) < LARGEST


@each_mail
def test_nothing_in_it_is_loaded_from_anywhere_or_tells_that_it_was_read(sample):
    read = Reading(sample.html)

    assert not read.tags & {"img", "link", "script", "style", "object", "iframe", "video", "audio", "svg", "form"}
    assert not read.attributes & {"src", "srcset", "background", "poster", "data", "ping"}
    assert "url(" not in sample.html.lower()
    assert all(link.startswith((f"{SITE}/f/", f"{SITE}/u/")) for link in read.links)
    assert sorted(read.links) == sorted(ADDRESS.findall(html.unescape(sample.html)))


@each_mail
def test_both_parts_say_the_same(sample):
    read = Reading(sample.html)
    lines = [line for line in sample.text.splitlines() if line and line != "--"]
    written = [line.rstrip(":") for line in lines if not ADDRESS.fullmatch(line)]

    assert ADDRESS.findall(sample.text) == read.links
    # How one stops them is a link in the one, a line before its address in the other.
    assert [words for words in read.lines if words not in written] == read.lines[-1:]
    assert [line for line in written if line not in read.lines] == written[-1:]


@each_mail
def test_each_interview_has_its_words_and_the_foot_says_who_writes_and_why(sample):
    names = {"three_interviews": 3, "employer_left_out": 0}.get(sample.kind, 1)
    employers = (mail_samples.EMPLOYER, mail_samples.ONE_LONG_WORD, "Bánh Mì Số 1")

    assert sum(name in sample.text for name in employers) == names
    assert len([link for link in Reading(sample.html).links if "/f/" in link]) == max(names, 1)
    for words in (mail_samples.COUNSELOR, mail_samples.OFFICE, mail_samples.POSTAL_ADDRESS, "713 555 0100"):
        assert words in sample.text.partition("\n--\n")[2]


def test_the_html_is_valid(tmp_path):
    for (kind, language), sample in sent_samples().items():
        (tmp_path / f"{kind}-{language}.html").write_text(sample.html)

    checked = run("tidy", "-quiet", "-errors", "-utf8", *sorted(tmp_path.iterdir()))

    assert (checked.returncode, checked.stderr.decode()) == (0, "")


def test_spamassassin_scores_each_below_one(tmp_path):
    box = mailbox.mbox(tmp_path / "sent")
    for sample in sent_samples().values():
        box.add(sample.mail.raw.replace(b"\r\n", b"\n"))
    box.flush()

    # Without what earlier runs taught it, so that it says the same everywhere.
    options = ["--local", "--test-mode", "--nocreate-prefs", "--cf=use_bayes 0", "--mbox", tmp_path / "sent"]
    (tmp_path / "judged").write_bytes(run("spamassassin", *options, HOME=str(tmp_path)).stdout)

    verdicts = {mail["To"]: mail["X-Spam-Status"] for mail in mailbox.mbox(tmp_path / "judged")}
    assert len(verdicts) == len(EACH)
    assert {seeker: verdict for seeker, verdict in verdicts.items() if score(verdict) >= 1} == {}


def score(verdict):
    return float(re.search(r"score=(-?[\d.]+)", verdict)[1])


def run(program, *arguments, **environment):
    if not shutil.which(program):
        pytest.fail(f"Install {program}: this test runs it. bin/test does so by itself.", pytrace=False)
    command = [program, *map(str, arguments)]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, check=False)


@pytest.fixture
def arrived(settings, smtp_server):
    """The mails, sent today: their links lead to pages that read the real clock."""
    return mail_samples.send_samples(smtp_server, timezone.now())


@pytest.mark.parametrize("encoding", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_one_post_of_the_mail_program_stops_all_mails(settings, smtp_server, arrived, encoding):
    other = make_candidate(email="still@reads.example.com")
    mail_samples.check_in(other, timezone.now() - days(1))
    body = {"application/x-www-form-urlencoded": "List-Unsubscribe=One-Click"}.get(encoding, ONE_CLICK)

    for sample in arrived.values():
        path = sample.mail["List-Unsubscribe"].strip("<>").removeprefix(settings.SITE_URL)
        kind = {} if body is ONE_CLICK else {"content_type": encoding}
        answer = Client(enforce_csrf_checks=True).post(path, body, **kind)
        assert (answer.status_code, list(answer.cookies)) == (200, [])
    smtp_server.messages.clear()
    for later in range(1, 16):
        list(dispatch.run_until_done(Clock(timezone.now() + days(later))))

    assert {mail.envelope_to[0] for mail in smtp_server.messages} == {other.email}
    assert not Nudge.objects.mails().planned().exists()


def test_opening_every_link_twice_changes_nothing(settings, client, arrived):
    links = [link for sample in arrived.values() for link in Reading(sample.html).links]
    before = all_rows()

    answers = [client.get(link.removeprefix(settings.SITE_URL)) for link in links * 2]

    assert Counter(answer.status_code for answer in answers) == {200: 2 * len(links)}
    assert all_rows() == before


class Reading(HTMLParser):
    """What a person reads in a page, line by line, and what it is made of."""

    BREAKS = frozenset({"p", "h1", "br", "div", "main", "footer", "title"})

    def __init__(self, page):
        super().__init__()
        self.tags, self.attributes, self.links, self.written = set(), set(), [], []
        self.feed(page)
        body = "".join(self.written).partition("\f")[2]
        self.lines = [" ".join(line.split()).rstrip(":") for line in body.splitlines() if line.strip()]

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= {name for name, _value in attributes}
        self.links += [value for name, value in attributes if name == "href"]
        self.written.append("\f" if tag == "body" else "\n" * (tag in self.BREAKS))

    def handle_endtag(self, tag):
        self.written.append("\n" * (tag in self.BREAKS))

    def handle_data(self, data):
        self.written.append(data)
