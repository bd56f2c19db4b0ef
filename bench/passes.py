"""A process that sends what is due when it is told to, and says what that took: `python -m bench.passes ours`.

It reads words, a line each: "all" until nothing is due, "one" for one batch; and answers with a line of JSON each.
"""

import json
import os
import resource
import subprocess
import sys
import time

TICKS = os.sysconf("SC_CLK_TCK")


class Passes:
    """So many processes of one design, for `with Passes("ours", 2, sink) as passes`."""

    def __init__(self, design, number, sink):
        self.command = [sys.executable, "-m", "bench.passes", design]
        self.environment = os.environ | {"EMAIL_URL": sink.url}
        self.number = number

    def __enter__(self):
        pipe = subprocess.PIPE
        self.processes = [
            subprocess.Popen(self.command, env=self.environment, stdin=pipe, stdout=pipe, text=True)
            for _number in range(self.number)
        ]
        for process in self.processes:
            process.stdout.readline()
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.stdin.close()
            process.wait()

    def run(self, word="all") -> dict:
        """Let all of them send at the same time; return what they did together."""
        for process in self.processes:
            print(word, file=process.stdin, flush=True)
        told = [json.loads(process.stdout.readline()) for process in self.processes]
        return {
            "sent": sum(one["sent"] for one in told),
            "seconds": max(one["ended"] for one in told) - min(one["began"] for one in told),
            "began": min(one["began"] for one in told),
            "cpu": sum(one["cpu"] for one in told),
        }


def serve(design):
    """Answer each word on the standard input with what a pass did."""
    import django

    django.setup()
    cpu_of_all()
    print("ready", flush=True)
    for word in sys.stdin:
        began, spent = time.monotonic(), cpu_of_all()
        sent = DESIGNS[design](is_one=word.strip() == "one")
        told = {"sent": sent, "began": began, "ended": time.monotonic(), "cpu": cpu_of_all() - spent}
        print(json.dumps(told), flush=True)


def ours(is_one) -> int:
    from followups.nudges import dispatch
    from followups.nudges.clock import DatabaseClock

    now = DatabaseClock()
    results = [dispatch.run(now)] if is_one else list(dispatch.run_until_done(now))
    assert not any(result.held for result in results), results
    return sum(result.mails["sent"] for result in results)


def prototype(is_one) -> int:
    from bench import batch_prototype
    from followups.nudges.clock import database_now

    sent = last = batch_prototype.run(database_now)
    while last == batch_prototype.BATCH and not is_one:
        last = batch_prototype.run(database_now)
        sent += last
    return sent


DESIGNS = {"ours": ours, "prototype": prototype}


def cpu_of_all() -> float:
    """Return the seconds of CPU that this process and the database's for its connection have used."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        with open(f"/proc/{cursor.fetchone()[0]}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime + (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    serve(sys.argv[1])
