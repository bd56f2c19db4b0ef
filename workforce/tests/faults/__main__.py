"""Runs the long fault suite with servers of its own. `bin/faults` calls it."""

import argparse
import subprocess
import sys
from pathlib import Path

from workforce.tests import servers

FOLDER = Path(__file__).parent


def main(arguments) -> int:
    """Run the faults that are named, or all; return what pytest returned."""
    parser = argparse.ArgumentParser(
        prog="bin/faults",
        description="Kills and breaks real processes, over and over, and compares the mails with the ledger.",
        epilog="Other arguments go to pytest.",
    )
    parser.add_argument("faults", nargs="*", metavar="F1", help="which faults (all); docs/faults.md lists them")
    parser.add_argument("--short", action="store_true", help="only as often as bin/test does")
    options, rest = parser.parse_known_args(arguments)
    command = [sys.executable, "-m", "pytest", str(FOLDER), "--verbose", *chosen(options.faults), *rest]
    with servers.running() as addresses:
        environment = servers.environment_of_pytest(addresses) | {"LONG_FAULTS": "0" if options.short else "1"}
        return subprocess.run(command, env=environment, check=False).returncode


def chosen(faults) -> list[str]:
    """Return what makes pytest run these faults: the names of their tests begin with the fault's, such as test_f1_."""
    return ["-k", " or ".join(f"test_{fault.lower()}_" for fault in faults)] if faults else []


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
