import threading

import pytest
from django.db import connection
from django.test import Client

from candidates.models import Candidate, Interview
from followups.intake.tests.forms import URL, filled
from followups.tests.builders import make_candidate, make_office_at_all_hours, make_user


@pytest.mark.django_db
def test_the_same_form_sent_twice_logs_one_interview(client):
    counselor = make_user(office=make_office_at_all_hours())
    anh = make_candidate(counselor, full_name="Ánh")
    client.force_login(counselor)
    key = client.get(URL).context["form_key"]

    client.post(URL, filled("Ánh", form_key=key))
    again = client.post(URL, filled("Ánh", form_key=key))

    interview = Interview.objects.get()
    assert interview.candidate == anh
    assert again.url == f"/interviews/{interview.pk}/"


@pytest.mark.django_db
def test_a_form_sent_twice_is_not_asked_whether_its_own_new_job_seeker_is_a_twin(client):
    client.force_login(make_user(office=make_office_at_all_hours()))
    form = filled(new__full_name="Ánh", new__email="anh@example.com", form_key=client.get(URL).context["form_key"])

    client.post(URL, form)
    again = client.post(URL, form)

    assert again.url == f"/interviews/{Interview.objects.get().pk}/"


@pytest.mark.django_db
def test_each_page_has_a_key_of_its_own_and_keeps_it_while_it_is_corrected(client):
    client.force_login(make_user(office=make_office_at_all_hours()))
    key = client.get(URL).context["form_key"]

    assert client.get(URL).context["form_key"] != key
    assert client.post(URL, filled(form_key=key)).context["form_key"] == key


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_many_times_at_once_logs_one_interview_of_one_new_job_seeker():
    counselor = make_user(office=make_office_at_all_hours())
    form = filled(new__full_name="Siobhán O’Brien-Núñez", form_key="6c8f2e5e-5f0c-4a5b-9d0e-0d6a3f1b2c4d")
    browsers, answers = [Client() for _number in range(5)], []
    for browser in browsers:
        browser.force_login(counselor)
    start = threading.Barrier(len(browsers))

    def send(browser):
        start.wait()
        answers.append(browser.post(URL, form).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302] * 5
    assert (Interview.objects.count(), Candidate.objects.count()) == (1, 1)
