"""A mail of every kind in every language, as seekers get them: sent by one pass of the dispatcher to a mail server."""

import functools
import itertools
from dataclasses import dataclass
from email.message import EmailMessage

from django.test import override_settings

from followups.models import Nudge
from followups.nudges import dispatch, schedule
from followups.nudges.tests.clock import Clock
from followups.tests.builders import (
    MONDAY,
    days,
    hours,
    make_candidate,
    make_follow_up,
    make_office_at_all_hours,
    make_user,
)
from workforce.tests.mail_server import MailServer

SENT_AT = MONDAY + days(1)
SITE_HOST = "follow-up-desk.workforce.example.org"
SITE = f"https://{SITE_HOST}"

# Long ones, with the signs that get lost on the way: what arrives whole here arrives whole for everybody.
CALL_NAME = "Nguyễn Phước Thị Ánh Tuyết Trường Nghiêng"
COUNSELOR = "Công Tằng Tôn Nữ Huyền Trân Nguyệt Quỳnh"
OFFICE = "Workforce Solutions Pasadena và Vùng Phụ Cận"
POSTAL_ADDRESS = "12345 Bellaire Boulevard, Phòng 210, Houston, TX 77072"
EMPLOYER = "Nhà hàng Hải sản Phượng Hoàng & “Sons” <Pasadena>"
ONE_LONG_WORD = "Donaudampfschifffahrtselektrizitätengesellschaft"
JOB = "Phụ bếp kiêm nhân viên phục vụ buổi tối"


@dataclass(frozen=True)
class Sample:
    """One mail as it arrived, beside what the ledger says of it."""

    kind: str
    language: str
    mail: EmailMessage
    delivery: str
    nudges: tuple[int, ...]

    @property
    def text(self) -> str:
        return self.mail.get_body(("plain",)).get_content().replace("\r\n", "\n")

    @property
    def html(self) -> str:
        return self.mail.get_body(("html",)).get_content().replace("\r\n", "\n")


def held(candidate, ago, at, **facts):
    return make_follow_up(candidate, held_at=at - ago, **{"employer": EMPLOYER, "job_title": JOB, **facts})


def first_reminder(candidate, at):
    held(candidate, hours(25), at)


def check_in(candidate, at):
    held(candidate, days(3), at)


def outcome_question(candidate, at):
    held(candidate, days(15), at)


def asked_for(candidate, at, place=""):
    follow_up = held(candidate, hours(5), at)
    schedule.remind_at(follow_up, moment=at - hours(1), by=None, at=at - hours(4), place=place)


def plan(candidate, at):
    asked_for(candidate, at, place=Nudge.Place.LIBRARY)


def three_interviews(candidate, at):
    held(candidate, hours(25), at)
    held(candidate, days(3), at, employer=ONE_LONG_WORD, job_title="Barista")
    held(candidate, days(15), at, employer="Bánh Mì Số 1", job_title="Cashier")


def employer_left_out(candidate, at):
    candidate.names_employer = False
    candidate.save()
    held(candidate, hours(25), at)


KINDS = {
    make.__name__: make
    for make in (first_reminder, check_in, outcome_question, asked_for, plan, three_interviews, employer_left_out)
}
LANGUAGES = ("en", "es", "vi")
EACH = list(itertools.product(KINDS, LANGUAGES))


@functools.cache
def sent_samples() -> dict[tuple[str, str], Sample]:
    """Return the mail of each kind and language; sent when first asked for, within a test that has a database."""
    with MailServer() as server, override_settings(SITE_URL=SITE, SITE_HOST=SITE_HOST, **address_of(server)):
        return send_samples(server, SENT_AT)


def address_of(server) -> dict:
    return {"EMAIL_HOST": server.host, "EMAIL_PORT": server.port}


def send_samples(server, at) -> dict[tuple[str, str], Sample]:
    """Make a seeker with something due for each kind and language and send it all; return what arrived."""
    office = make_office_at_all_hours(name=OFFICE, postal_address=POSTAL_ADDRESS, email="office@example.org")
    counselor = make_user(office=office, name=COUNSELOR, email="counselor@example.org")
    for kind, language in EACH:
        facts = {"email": f"{kind}@{language}.example.com", "call_name": CALL_NAME, "language": language}
        KINDS[kind](make_candidate(counselor, **facts), at)
    list(dispatch.run_until_done(Clock(at)))
    samples = [sample_of(mail) for mail in server.messages]
    return {(sample.kind, sample.language): sample for sample in samples}


def sample_of(mail) -> Sample:
    [address] = mail.envelope_to
    kind, language = address.removesuffix(".example.com").split("@")
    nudges = Nudge.objects.filter(delivery__candidate__email=address, state=Nudge.State.SENT)
    [delivery] = set(nudges.values_list("delivery", flat=True))
    return Sample(kind, language, mail, str(delivery), tuple(nudges.values_list("pk", flat=True)))
