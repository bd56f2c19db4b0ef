"""The pages of the texts: who finds which, what is refused beside its field, what is kept of earlier versions."""

import pytest

from accounts.models import User
from candidates.tests.badinput import naughty
from followups.models import Cadence, Nudge, Wording, WordingVersion
from followups.tests.builders import make_follow_up, make_office, make_user
from followups.wordings.tests.texts import TEXTS, form_data, make_wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office("Pasadena")


@pytest.fixture
def manager(client, office):
    user = make_user(User.Role.MANAGER, office=office, name="Ann Reed")
    client.force_login(user)
    return user


@pytest.fixture
def regional(client):
    user = make_user(User.Role.REGIONAL, name="Rosa Diaz")
    client.force_login(user)
    return user


def regions_first():
    return Wording.objects.get(office=None, name="First reminder")


def page_of(client, path):
    return client.get(path).content.decode()


def errors_of(client, wording, **facts):
    return client.post(f"/wordings/{wording.pk}/", form_data(seen=1, **facts)).context["form"].errors


def test_the_list_shows_the_regions_texts_and_those_of_ones_own_offices(client, manager, office):
    make_wording(office, name="Ours")
    make_wording(make_office("Galveston"), name="Theirs")

    page = page_of(client, "/wordings/")

    assert "First reminder" in page
    assert "Ours" in page
    assert "Theirs" not in page


def test_the_list_says_where_each_text_is_used(client, manager):
    page = page_of(client, "/wordings/")

    assert "Region: reminder after 24 hours" in page
    assert "Region: reminders of a plan" in page


def test_other_offices_that_use_a_text_are_only_counted(client, manager):
    far = make_office("Galveston")
    wish = {"asked_for_wording": regions_first(), "plan_wording": regions_first()}
    Cadence.objects.create(office=far, **wish)

    page = page_of(client, "/wordings/")

    assert "1 other office" in page
    assert "Galveston" not in page


def test_a_list_of_twenty_texts_costs_as_many_queries_as_one(client, manager, office, django_assert_max_num_queries):
    for number in range(20):
        make_wording(office, name=f"Text {number}")
    page_of(client, "/wordings/")

    with django_assert_max_num_queries(11):
        page = page_of(client, "/wordings/")

    assert "Text 19" in page


def test_a_manager_writes_a_text_for_the_own_office(client, manager, office):
    answer = client.post("/wordings/add/", form_data(office=office.pk, kind="nudge"), follow=True)

    wording = Wording.objects.get(office=office)
    assert (wording.name, wording.kind, wording.current.texts) == ("Friendly reminder", "nudge", TEXTS)
    assert wording.current.made_by == manager
    assert "Saved. It can now be chosen for a step." in answer.content.decode()


def test_a_manager_cannot_write_for_another_office_or_the_region(client, manager):
    for office in (make_office("Galveston").pk, ""):
        client.post("/wordings/add/", form_data(office=office, kind="nudge"))

    assert not Wording.objects.filter(name="Friendly reminder").exists()


def test_a_regional_manager_writes_for_the_region_alone(client, regional, office):
    client.post("/wordings/add/", form_data(office=office.pk, kind="nudge"))

    assert Wording.objects.get(name="Friendly reminder").office is None


def test_an_administrator_writes_for_the_region_or_an_office(client, office):
    client.force_login(make_user(User.Role.ADMINISTRATOR))

    for where in ("", office.pk):
        client.post("/wordings/add/", form_data(office=where, kind="nudge"))

    assert {wording.office for wording in Wording.objects.filter(name="Friendly reminder")} == {None, office}


def test_a_manager_without_an_office_has_nothing_to_write_for(client, manager):
    manager.offices.clear()

    assert client.get("/wordings/add/").status_code == 404
    assert "Write a text" not in page_of(client, "/wordings/")


def test_a_new_text_can_begin_with_what_another_says(client, manager):
    form = client.get(f"/wordings/add/?from={regions_first().pk}").context["form"]

    assert form["text_es"].value().startswith("{interview} ¿Ha podido escribir")
    assert (form["kind"].value(), form["name"].value()) == ("nudge", "")


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30, "²"])
def test_a_copy_of_nothing_is_an_empty_form(client, manager, number):
    assert client.get(f"/wordings/add/?from={number}").context["form"]["text_en"].value() is None


def test_a_change_makes_a_new_version_and_keeps_the_old_one(client, manager, office):
    wording = make_wording(office, by=manager)

    client.post(f"/wordings/{wording.pk}/", form_data(seen=1, text_en="{interview} Write now."))

    new, old = wording.versions.all()
    assert (new.number, new.is_current, new.texts["en"]["text"]) == (2, True, "{interview} Write now.")
    assert (old.number, old.is_current, old.texts) == (1, False, TEXTS)
    assert "{interview} Write today." in page_of(client, f"/wordings/{wording.pk}/")


def test_saving_what_is_unchanged_makes_no_version(client, manager, office):
    wording = make_wording(office, by=manager)

    answer = client.post(f"/wordings/{wording.pk}/", form_data(seen=1), follow=True)

    assert wording.versions.count() == 1
    assert "Nothing was changed." in answer.content.decode()


def test_a_new_name_makes_no_version(client, manager, office):
    wording = make_wording(office, by=manager)

    client.post(f"/wordings/{wording.pk}/", form_data(seen=1, name="Kind reminder"))

    wording.refresh_from_db()
    assert (wording.name, wording.versions.count()) == ("Kind reminder", 1)


def test_of_two_who_change_a_text_the_second_is_told_and_keeps_what_was_typed(client, manager, office):
    wording = make_wording(office, by=make_user(name="Bea"))
    client.post(f"/wordings/{wording.pk}/", form_data(seen=1, text_en="{interview} First."))

    answer = client.post(f"/wordings/{wording.pk}/", form_data(seen=1, text_en="{interview} Second."))

    page = answer.content.decode()
    assert "Not saved: Ann Reed changed this text while you were typing" in page
    assert "{interview} Second.</textarea>" in page
    assert wording.current.texts["en"]["text"] == "{interview} First."


def test_the_second_may_save_again_once_told(client, manager, office):
    wording = make_wording(office)
    client.post(f"/wordings/{wording.pk}/", form_data(seen=1, text_en="{interview} First."))
    told = client.post(f"/wordings/{wording.pk}/", form_data(seen=1, text_en="{interview} Second."))

    seen = told.context["form"]["seen"].value()
    client.post(f"/wordings/{wording.pk}/", form_data(seen=seen, text_en="{interview} Second."))

    assert [version.number for version in wording.versions.all()] == [3, 2, 1]
    assert Wording.objects.get(pk=wording.pk).current.texts["en"]["text"] == "{interview} Second."


def test_the_page_names_each_language_that_is_missing(client, manager, office):
    empty = {f"{part}_{code}": " " for part in ("subject", "text", "button") for code in ("es", "vi")}

    errors = errors_of(client, make_wording(office), **empty)

    assert errors["__all__"] == [
        "Missing: Spanish, Vietnamese. Each mail goes out in the job seeker’s language, so a text needs all."
    ]
    assert errors["subject_vi"] == ["Type the subject in Vietnamese."]


@pytest.mark.parametrize(
    ("field", "text", "complaint"),
    [
        ("text_vi", "{interview} {employr}", "{employr} is not known. Did you mean {employer}?"),
        (
            "subject_es",
            "{employer}",
            "{employer} cannot stand in the subject, which others may see. You can use {name}.",
        ),
        ("subject_en", "x" * 61, "At most 60 letters; these are 61."),
        ("text_en", "{interview}" + "x" * 590, "At most 600 letters; these are 601."),
        ("button_en", "x" * 41, "At most 40 letters; these are 41."),
        ("subject_en", "a\nb", "Type this on one line."),
        ("text_en", "{interview}\x00", "This has characters that cannot be shown. Type it again by hand."),
    ],
)
def test_what_is_wrong_stands_beside_its_field(client, manager, office, field, text, complaint):
    errors = errors_of(client, make_wording(office), **{field: text})

    assert errors == {field: [complaint]}


def test_what_is_wrong_is_named_with_its_language_above_the_form(client, manager, office):
    answer = client.post(f"/wordings/{make_wording(office).pk}/", form_data(seen=1, text_es="{interveiw}"))

    assert "Spanish, text – {interveiw} is not known. Did you mean {interview}?" in answer.content.decode()


def test_what_cannot_be_seen_is_taken_out(client, manager, office):
    wording = make_wording(office)

    client.post(f"/wordings/{wording.pk}/", form_data(seen=1, text_en="{interview}\r\n\r\nWri\u200bte\u202e now."))

    assert Wording.objects.get(pk=wording.pk).current.texts["en"]["text"] == "{interview}\n\nWrite now."


def test_a_name_stands_for_one_text_of_a_kind_and_office(client, manager, office):
    make_wording(office, name="Kind reminder")

    errors = errors_of(client, make_wording(office), name="kind REMINDER")

    assert errors == {"name": ["Another text of this kind has this name already."]}


def test_naughty_strings_are_refused_or_kept_and_never_break_the_page(client, manager, office):
    wording = make_wording(office)
    for text in naughty().values():
        # Not all at once: three of a million letters are more than a form may send.
        for facts in ({"text_en": f"{{interview}} {text}", "name": text}, {"subject_vi": text, "button_es": text}):
            answer = client.post(f"/wordings/{wording.pk}/", form_data(seen=1, sample="yes", **facts))

            assert answer.status_code == 200
            assert "<script>alert" not in answer.content.decode()

    assert WordingVersion.objects.filter(wording=wording).count() == 1


def test_a_sample_shows_the_whole_mail_in_each_language_and_saves_nothing(client, manager, office):
    wording = make_wording(office)

    page = client.post(f"/wordings/{wording.pk}/", form_data(seen=1, sample="yes", text_en="{interview} Soon."))

    text = page.content.decode()
    assert "You had an interview with Gulf Grill &amp; Sons" in text
    for words in ("Ánh, shall we?", "Ánh, ¿vamos?", "Ánh, bắt đầu nhé?", "Soon.", "Escriba hoy.", "Pasadena"):
        assert words in text
    assert wording.versions.count() == 1


def test_a_sample_shows_the_mail_without_the_employer_too(client, manager, office):
    page = client.post("/wordings/add/", form_data(office=office.pk, kind="nudge", sample="yes")).content.decode()

    assert "Where the employer must not be named" in page
    assert "You had an interview yesterday" not in page
    assert page.count("Gulf Grill") == page.count("Gulf Grill &amp; Sons") == 6
    assert not Wording.objects.filter(office=office).exists()


def test_a_sample_of_a_plan_says_where(client, manager, office):
    data = form_data(office=office.pk, kind="plan", sample="yes", text_en="{interview} Write {place}.")

    assert "Write at the library." in client.post("/wordings/add/", data).content.decode()


def test_a_sample_in_an_office_that_names_no_employer_is_shown_once(client, manager, office):
    office.names_employer = False
    office.save()

    page = client.post("/wordings/add/", form_data(office=office.pk, kind="nudge", sample="yes")).content.decode()

    assert "Gulf Grill" not in page
    assert "Where the employer must not be named" not in page


def test_a_manager_reads_the_regions_text_with_its_sample_and_cannot_change_it(client, manager):
    wording = regions_first()

    page = page_of(client, f"/wordings/{wording.pk}/")

    assert "Answer in two taps" in page
    assert "<textarea" not in page
    assert client.post(f"/wordings/{wording.pk}/", form_data(seen=1)).status_code == 404


def test_a_text_that_nothing_uses_is_retired(client, manager, office):
    wording = make_wording(office)

    client.post(f"/wordings/{wording.pk}/retire/")

    assert "Friendly reminder" not in page_of(client, "/wordings/")
    assert "Friendly reminder" in page_of(client, "/wordings/?retired=yes")
    assert "<textarea" not in page_of(client, f"/wordings/{wording.pk}/")


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("First reminder", "Region: reminder after 24 hours"),
        ("Outcome question", "Region: outcome question after 15 days"),
        ("Reminder that was asked for", "Region: reminders at a moment of their choice"),
        ("Reminder of a plan", "Region: reminders of a plan"),
    ],
)
def test_a_text_in_use_is_not_retired_and_the_page_says_where(client, regional, name, where):
    wording = Wording.objects.get(name=name)

    page = client.post(f"/wordings/{wording.pk}/retire/", follow=True).content.decode()

    wording.refresh_from_db()
    assert wording.retired_at is None
    assert f"Not retired: this text is still in use. Choose another one there first. {where}" in page


def test_a_text_of_a_planned_reminder_is_not_retired(client, manager, office):
    wording = make_wording(office)
    Nudge.objects.filter(follow_up=make_follow_up(), position=1).update(wording=wording)

    page = client.post(f"/wordings/{wording.pk}/retire/", follow=True).content.decode()

    wording.refresh_from_db()
    assert wording.retired_at is None
    assert "1 reminder that is planned." in page


@pytest.mark.parametrize("path", ["/wordings/", "/wordings/add/", "/wordings/1/"])
def test_a_counselor_finds_none_of_it(client, path):
    client.force_login(make_user())

    assert client.get(path).status_code == 404
