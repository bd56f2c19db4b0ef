"""Runs the tests of real processes over and over. `bin/faults` calls it."""

import argparse
import subprocess
import sys
import time

from workforce.tests import servers


def main(arguments) -> int:
    """Run the rounds; return 0 if every test passed in each, else how the first bad round ended."""
    parser = argparse.ArgumentParser(prog="bin/faults", description="Kills and breaks real processes, over and over.")
    parser.add_argument("--rounds", type=int, default=10, help="how often each test runs (10)")
    options, rest = parser.parse_known_args(arguments)
    command = [sys.executable, "-m", "pytest", "-m", "processes", "-q", *rest]
    failed = []
    with servers.running() as addresses:
        environment = servers.environment_of_pytest(addresses)
        for number in range(1, options.rounds + 1):
            began = time.monotonic()
            code = subprocess.run(command, env=environment, check=False).returncode
            failed += [code] if code else []
            said = "passed" if code == 0 else f"failed ({code})"
            print(f"== round {number} of {options.rounds}: {said} in {time.monotonic() - began:.0f}s", flush=True)
    return failed[0] if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
