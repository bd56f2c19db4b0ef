"""Reads docker-compose.yml, so that tests start the very commands with the very variables that production does."""

import re
import shlex

from ruamel.yaml import YAML

from workforce.demo.environment import ROOT

FILE = ROOT / "docker-compose.yml"
# ${NAME}, ${NAME:-default} or ${NAME:?what to set}
PLACE = re.compile(r"\$\{(?P<name>[A-Z_]+)(?::(?P<kind>[-?])(?P<rest>[^}]*))?\}")


def read() -> dict:
    """Return the whole file."""
    return YAML(typ="safe").load(FILE.read_text())


def command_of(service) -> list[str]:
    """Return the command of a service, as words."""
    command = read()["services"][service]["command"]
    return shlex.split(command) if isinstance(command, str) else list(command)


def environment_of(service, **values) -> dict:
    """Return the variables of a service, with `values` put in; KeyError if one is needed and not given."""
    variables = read()["services"][service].get("environment", {})
    return {name: fill(str(value), values) for name, value in variables.items()}


def fill(text, values):
    def put_in(place):
        name, kind, rest = place["name"], place["kind"], place["rest"]
        if name in values:
            return values[name]
        if kind == "-":
            return rest
        raise KeyError(name)

    return PLACE.sub(put_in, text)
