"""Logs hold no link that lets somebody in and nothing that was searched for, and one record is one line."""

import logging
import re
import runpy

from workforce.demo.environment import ROOT
from workforce.logs import HideTokens, OneLineFormatter, hide_tokens

TOKEN = "eyJmIjo0Mn0:1vKabc:s3cr3t-signature"


def record_of(message, *arguments):
    return logging.LogRecord("name", logging.INFO, __file__, 1, message, arguments, None)


def test_the_token_of_a_link_is_replaced_by_dots():
    assert hide_tokens(f'"GET /f/{TOKEN}/ HTTP/1.1" 200') == '"GET /f/.../ HTTP/1.1" 200'
    assert hide_tokens(f"POST /u/{TOKEN}/ from https://desk.example.org/f/{TOKEN}/") == (
        "POST /u/.../ from https://desk.example.org/f/.../"
    )


def test_the_key_of_a_link_to_a_new_password_is_replaced_by_dots():
    assert hide_tokens("GET /accounts/password/reset/key/1-d2x9kz-3f8a/") == "GET /accounts/password/reset/key/.../"


def test_the_access_log_leaves_out_what_was_searched_for():
    config = runpy.run_path(str(ROOT / "gunicorn.conf.py"))

    # The whole request line, the query and the page before: each may hold what somebody typed.
    assert not set(re.findall(r"%\((\w+)\)s", config["access_log_format"])) & {"r", "q", "f"}


def test_other_addresses_stay_as_they_are():
    assert hide_tokens("GET /candidates/12/?q=a HTTP/1.1") == "GET /candidates/12/?q=a HTTP/1.1"


def test_a_token_among_the_arguments_of_a_record_is_hidden_too():
    record = record_of("%s: %s", "Not Found", f"/f/{TOKEN}/")

    HideTokens().filter(record)

    assert record.getMessage() == "Not Found: /f/.../"


def test_a_line_break_in_a_message_starts_no_new_record():
    record = record_of("name is %s", "Ann\r\n2026-11-23 INFO forged")

    assert OneLineFormatter("%(message)s").format(record) == "name is Ann\\r\\n2026-11-23 INFO forged"
