"""Logs hold no seeker's link, and one record is one line."""

import logging

from workforce.logs import HideTokens, OneLineFormatter, hide_tokens

TOKEN = "eyJmIjo0Mn0:1vKabc:s3cr3t-signature"


def record_of(message, *arguments):
    return logging.LogRecord("name", logging.INFO, __file__, 1, message, arguments, None)


def test_the_token_of_a_link_is_replaced_by_dots():
    assert hide_tokens(f'"GET /f/{TOKEN}/ HTTP/1.1" 200') == '"GET /f/.../ HTTP/1.1" 200'
    assert hide_tokens(f"POST /u/{TOKEN}/ from https://desk.example.org/f/{TOKEN}/") == (
        "POST /u/.../ from https://desk.example.org/f/.../"
    )


def test_other_addresses_stay_as_they_are():
    assert hide_tokens("GET /candidates/12/?q=a HTTP/1.1") == "GET /candidates/12/?q=a HTTP/1.1"


def test_a_token_among_the_arguments_of_a_record_is_hidden_too():
    record = record_of("%s: %s", "Not Found", f"/f/{TOKEN}/")

    HideTokens().filter(record)

    assert record.getMessage() == "Not Found: /f/.../"


def test_a_line_break_in_a_message_starts_no_new_record():
    record = record_of("name is %s", "Ann\r\n2026-11-23 INFO forged")

    assert OneLineFormatter("%(message)s").format(record) == "name is Ann\\r\\n2026-11-23 INFO forged"
