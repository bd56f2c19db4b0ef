"""Runs every test: all on PostgreSQL, and those that ask a database on SQLite again. `bin/test` calls it."""

import argparse
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from workforce.tests import servers

NOTHING_COLLECTED = 5
PATIENCE = 20
ALONE = "processes or browser"


@dataclass(frozen=True)
class Part:
    """One call of pytest: the tests that `marks` chooses, `abreast` at a time, on one kind of database."""

    name: str
    marks: str
    abreast: int
    on_postgresql: bool


PARTS = (
    Part("PostgreSQL", f"not ({ALONE})", 2, on_postgresql=True),
    Part("PostgreSQL, real processes and browser", ALONE, 0, on_postgresql=True),
    Part("SQLite", f"database and not ({ALONE} or postgres or pages)", 2, on_postgresql=False),
)


def main(arguments) -> int:
    """Run all parts, print the sum; return 0 if every test passed."""
    began = time.monotonic()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    reports = tempfile.TemporaryDirectory(prefix="follow-up-desk-reports-", ignore_cleanup_errors=True)
    with reports as folder, servers.running() as addresses:
        # A PostgreSQL that a test starts for itself runs as another user.
        Path(folder).chmod(0o711)
        codes, counts = [], []
        for number, part in enumerate(PARTS):
            print(f"\n== {part.name}", flush=True)
            report = Path(folder) / f"{number}.xml"
            codes.append(run(part, addresses, report, arguments))
            counts.append(count(report))
    print("\n" + summary(counts, time.monotonic() - began))
    return result(codes)


def run(part, addresses, report, arguments) -> int:
    """Call pytest for one part; return its exit code."""
    parser = argparse.ArgumentParser(prog="bin/test", add_help=False, allow_abbrev=False)
    parser.add_argument("-m", dest="marks", default="")
    options, arguments = parser.parse_known_args(arguments)
    marks = f"({part.marks}) and ({options.marks})" if options.marks else part.marks
    command = [sys.executable, "-m", "pytest", "-m", marks, "-n", str(part.abreast), f"--junitxml={report}"]
    environment = servers.environment_of_pytest(addresses if part.on_postgresql else {})
    # What pytest and its children leave in the temporary folder goes with the reports.
    process = subprocess.Popen(command + arguments, env=environment | {"TMPDIR": str(report.parent)})
    try:
        return process.wait()
    except BaseException as reason:
        end(process, told=isinstance(reason, KeyboardInterrupt))
        raise


def end(process, *, told):
    """Let pytest end what it started; Ctrl-C has told it already."""
    if not told:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def count(report) -> Counter:
    """Return how many tests ran, failed, broke and were skipped, by pytest's report."""
    total = Counter()
    if report.exists():
        for suite in ET.parse(report).getroot().iter("testsuite"):
            total.update({name: int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")})
    return total


def summary(counts, seconds) -> str:
    total = sum(counts, Counter())
    bad = total["failures"] + total["errors"]
    passed = total["tests"] - bad - total["skipped"]
    parts = ", ".join(f"{part.name}: {counted['tests']}" for part, counted in zip(PARTS, counts, strict=True))
    return f"==== {passed} passed, {bad} failed, {total['skipped']} skipped in {seconds:.0f}s ({parts}) ===="


def result(codes) -> int:
    """Return the exit code of the whole: parts without a test count only if no part has any."""
    if all(code == NOTHING_COLLECTED for code in codes):
        return NOTHING_COLLECTED
    return next((code for code in codes if code not in (0, NOTHING_COLLECTED)), 0)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
