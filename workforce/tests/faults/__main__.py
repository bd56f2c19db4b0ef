"""Runs the long fault suite with servers of its own. `bin/faults` calls it."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

from workforce.tests import servers

FOLDER = Path(__file__).parent


def main(arguments) -> int:
    """Run the faults that are named, or all; return what pytest returned."""
    parser = argparse.ArgumentParser(
        prog="bin/faults",
        usage="%(prog)s [-h] [--short] [F1 ...] [pytest's arguments]",
        description="Kills and breaks real processes, over and over, and compares the mails with the ledger.",
        epilog="docs/faults.md lists the faults; without any all are tried.",
        allow_abbrev=False,
    )
    parser.add_argument("--short", action="store_true", help="only as often as bin/test does")
    options, rest = parser.parse_known_args(arguments)
    command = [sys.executable, "-m", "pytest", str(FOLDER), "--verbose", *pytest_arguments(rest)]
    with servers.running() as addresses:
        environment = servers.environment_of_pytest(addresses) | {"LONG_FAULTS": "0" if options.short else "1"}
        return subprocess.run(command, env=environment, check=False).returncode


def pytest_arguments(arguments) -> list[str]:
    """Say which faults are meant so that pytest knows: the names of their tests begin with them, such as test_f1_."""
    faults = [argument for argument in arguments if re.fullmatch("[Ff][0-9]+", argument)]
    chosen = ["-k", " or ".join(f"test_{fault.lower()}_" for fault in faults)] if faults else []
    return chosen + [argument for argument in arguments if argument not in faults]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
