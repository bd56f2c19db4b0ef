"""The offices, their staff and the job seekers of the demonstration."""

import datetime
import itertools
import random
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from accounts.models import Office, Region, User
from candidates import register
from candidates.models import Candidate, Employer
from workforce.demo.data.clock import local
from workforce.demo.data.names import Name, Names, address_of
from workforce.demo.data.places import AT_ALL_HOURS, EMPLOYERS, HOME, PLACES, Place

PASSWORD = "the-follow-up-desk"  # noqa: S105 - the demonstration tells it to everybody
COUNSELOR, MANAGER = "Maria Lopez", "Denise Carter"
REGIONAL_MANAGER, ADMINISTRATOR = "Robert Okafor", "Trần Linh"
OFFICES_PER_MANAGER = 4
AREA_CODES = ("713", "281", "832", "409", "979", "346", "936")
# The first numbers of each block of fictional ones are the offices'.
FIRST_NUMBER_OF_SEEKERS = 30
ALL_HOURS = {
    "sends_from": datetime.time(0),
    "sends_until": datetime.time(0),
    "sending_days": "1234567",
    "sends_on_holidays": True,
}


@dataclass(frozen=True)
class Team:
    """An office with its counselors."""

    place: Place
    office: Office
    counselors: list[User]


def set_up_region() -> list[Employer]:
    """Give the region its name; return its employers."""
    Region.objects.update(name="Gulf Coast")
    return [Employer.objects.named(name, city) for name, city, _county, _trade in EMPLOYERS]


def make_teams(names: Names) -> list[Team]:
    """Make the offices with their counselors; Maria Lopez is the first at hers."""
    numbers = {code: itertools.count(1) for code in AREA_CODES}
    teams = []
    for place in PLACES:
        office = make_office(place, next(numbers[place.area_code]))
        counselors = [make_counselor(office, names) for _number in range(place.counselors)]
        if place.town == HOME:
            counselors[0] = make_staff(COUNSELOR, User.Role.COUNSELOR, [office], login="counselor")
        teams.append(Team(place, office, counselors))
    return teams


def make_office(place: Place, number: int) -> Office:
    return Office.objects.create(
        name=f"Workforce Solutions {place.town}",
        county=place.county,
        postal_address=place.address,
        phone=f"{place.area_code} 555 01{number:02}",
        email=f"{address_of(place.town)}@example.org",
        **(ALL_HOURS if place.town in AT_ALL_HOURS else {}),
    )


def make_counselor(office, names) -> User:
    return make_staff(names.next().full, User.Role.COUNSELOR, [office])


def make_managers(teams: list[Team], names: Names):
    """Make a manager for every few offices, one for the region and an administrator."""
    near = [team.office for team in teams if team.place.town in AT_ALL_HOURS]
    others = [team.office for team in teams if team.place.town not in AT_ALL_HOURS]
    make_staff(MANAGER, User.Role.MANAGER, near, login="manager")
    for start in range(0, len(others), OFFICES_PER_MANAGER):
        make_staff(names.next().full, User.Role.MANAGER, others[start : start + OFFICES_PER_MANAGER])
    make_staff(REGIONAL_MANAGER, User.Role.REGIONAL, [], login="region")
    make_staff(ADMINISTRATOR, User.Role.ADMINISTRATOR, [], login="admin")


def make_staff(name, role, offices, login="") -> User:
    """Make a member of staff; only those of the demonstration's logins can sign in."""
    email = f"{login}@demo.example" if login else f"{address_of(name)}@example.org"
    password = password_of_logins() if login else make_password(None)
    user = User.objects.create(name=name, role=role, email=email, password=password)
    user.offices.set(offices)
    return user


@cache
def password_of_logins() -> str:
    """Return the stored form of the password; it is slow to make on purpose."""
    return make_password(PASSWORD)


class Newcomers:
    """Draws job seekers, who are taken in once it is known when they first came."""

    def __init__(self, draw: random.Random, names: Names):
        self.draw, self.names, self.drafts = draw, names, []
        last = range(FIRST_NUMBER_OF_SEEKERS, 100)
        self.phones = [f"+1{code}55501{number}" for number in last for code in AREA_CODES]
        self.addresses = set()

    def next(self, office: Office, counselor: User, name: Name | None = None, **facts) -> Candidate:
        """Return a new one, unsaved. `email` and `agreed` are drawn unless they are given."""
        name = name or self.names.next()
        email = facts.get("email", self.address(name) if self.draw.random() < 0.92 else "")
        agreed = bool(email) and facts.get("agreed", self.draw.random() < 0.94)
        draft = Candidate(
            full_name=name.full,
            call_name=name.call,
            language=name.language,
            email=email,
            phone=self.phones.pop(self.draw.randrange(len(self.phones))),
            office=office,
            counselor=counselor,
            # The day is set when they are taken in.
            consent_on=datetime.date.min if agreed else None,
        )
        self.drafts.append(draft)
        return draft

    def with_mail(self, office, counselor, name: Name | None = None) -> Candidate:
        """Return one who gets mail."""
        name = name or self.names.next()
        return self.next(office, counselor, name, email=self.address(name), agreed=True)

    def address(self, name: Name) -> str:
        for number in itertools.count(1):
            address = f"{address_of(name.full)}{number if number > 1 else ''}@example.com"
            if address not in self.addresses:
                self.addresses.add(address)
                return address

    def take_in(self, first_seen: dict[int, datetime.datetime], usually: datetime.datetime):
        """Save all: each some time before the first interview was logged, those without one at some earlier time."""
        for draft in self.drafts:
            first = first_seen.get(id(draft), usually + datetime.timedelta(days=self.draw.uniform(0, 80)))
            at = first - datetime.timedelta(minutes=self.draw.choice((4, 6, 11, 3 * 24 * 60, 8 * 24 * 60)))
            if draft.consent_on:
                draft.agree_to_email(local(at).date(), by=draft.counselor)
            register.take_in(draft, by=draft.counselor, at=at)
            draft.created_at = at
        Candidate.objects.bulk_update(self.drafts, ["created_at"], batch_size=200)
