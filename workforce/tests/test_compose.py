"""docker-compose.yml starts what the tests start, and names every setting that has no default."""

import ast
import subprocess
import sys

import pytest

from workforce.demo.environment import ROOT
from workforce.tests import compose

READERS_WITHOUT_DEFAULT = {"secret", "required", "web_address", "database", "mail_server", "redis"}
NEEDED = dict.fromkeys(("SECRET_KEY", "SUPPRESSION_KEY", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL"), "x")
PASSWORDS = {"DATABASE_PASSWORD": "d", "REDIS_PASSWORD": "r"}


def settings_without_default():
    """The names that workforce/settings.py reads from the environment and cannot do without."""
    for node in ast.walk(ast.parse((ROOT / "workforce" / "settings.py").read_text())):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in READERS_WITHOUT_DEFAULT:
            yield node.args[0].value


def test_the_file_keeps_to_the_schema_of_compose():
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(compose.FILE)]

    result = subprocess.run(check, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


def test_every_program_is_given_every_setting_that_it_needs():
    needed = set(settings_without_default())

    assert len(needed) >= 7
    for service in ("migrate", "web", "worker", "beat"):
        assert needed <= set(compose.environment_of(service, **NEEDED, **PASSWORDS)), service


def test_a_value_that_has_no_default_must_be_given():
    missing = {**NEEDED, **PASSWORDS}
    del missing["SECRET_KEY"]

    with pytest.raises(KeyError, match="SECRET_KEY"):
        compose.environment_of("web", **missing)


def test_every_service_says_how_to_tell_that_it_is_healthy(compose_file):
    lasting = {name: service for name, service in compose_file["services"].items() if name != "migrate"}

    assert set(lasting) == {"db", "redis", "web", "worker", "beat"}
    assert all("healthcheck" in service for service in lasting.values())


def test_the_commands_start_the_product(compose_file):
    assert compose.command_of("web")[0] == "gunicorn"
    assert compose.command_of("worker")[:4] == ["celery", "-A", "workforce", "worker"]
    assert compose.command_of("beat")[:4] == ["celery", "-A", "workforce", "beat"]
    assert "noeviction" in compose.command_of("redis")


def test_the_image_runs_as_nobody_special_and_holds_no_secret():
    lines = (ROOT / "Dockerfile").read_text().splitlines()

    assert "USER desk" in lines
    assert not [line for line in lines if line.startswith("ENV") and "SECRET" in line]
