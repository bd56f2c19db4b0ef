"""Servers that live as long as one test run: PostgreSQL and Redis of its own on free ports, in a temporary folder."""

import contextlib
import glob
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workforce.demo import broker, children
from workforce.demo.environment import free_port

# Nothing of it outlives the run, so nothing has to survive a power cut.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextlib.contextmanager
def running():
    """Start PostgreSQL and Redis; give the environment variables that lead to them; end them and remove their files."""
    with contextlib.ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="follow-up-desk-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        yield {"DATABASE_URL": start_postgresql(folder, stack), "REDIS_URL": start_redis(folder, stack)}


def environment_of_pytest(addresses) -> dict:
    """Return this program's environment with the servers' addresses in it, and no others'."""
    # conftest.py names the settings itself, once it has set what they read.
    replaced = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in replaced} | addresses


def start_postgresql(folder, stack) -> str:
    """Start a PostgreSQL server; return the address of its database for Django."""
    owner = owner_of_servers()
    data, port = folder / "postgresql", free_port()
    data.mkdir(mode=0o700)
    if owner:
        os.chown(data, pwd.getpwnam(owner).pw_uid, pwd.getpwnam(owner).pw_gid)
    as_owner = {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []} if owner else {}
    make = [program("initdb"), "--pgdata", data, "--auth", "trust", "--username", "postgres", "--encoding", "UTF8"]
    run([*make, "--locale", "C.UTF-8", "--no-sync"], cwd="/", **as_owner)
    options = [f"unix_socket_directories={data}", "listen_addresses=127.0.0.1", "max_connections=200", *CARELESS]
    command = [program("postgres"), "-D", data, "-p", str(port)] + [
        part for option in options for part in ("-c", option)
    ]
    with (folder / "postgresql.log").open("wb") as log:
        process = children.start(command, output=log, death_signal=signal.SIGQUIT, cwd="/", **as_owner)
    stack.callback(end_postgresql, process)
    wait_until(lambda: answers_postgresql(port), process, folder / "postgresql.log")
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def end_postgresql(process):
    with contextlib.suppress(ProcessLookupError):
        process.send_signal(signal.SIGQUIT)  # "immediate": it does not wait for those who are connected
    children.end(process)


def start_redis(folder, stack) -> str:
    """Start a Redis server; return its address."""
    port, data = free_port(), folder / "redis"
    data.mkdir()
    options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", data, "--save", "", "--appendonly", "no"]
    with (folder / "redis.log").open("wb") as log:
        process = children.start([broker.program(), *options], output=log)
    stack.callback(children.end, process)
    wait_until(lambda: answers_redis(port), process, folder / "redis.log")
    return f"redis://127.0.0.1:{port}/0"


def answers_postgresql(port):
    import psycopg2

    try:
        psycopg2.connect(host="127.0.0.1", port=port, user="postgres", dbname="postgres").close()
    except psycopg2.OperationalError:
        return False
    return True


def answers_redis(port):
    import redis

    try:
        return redis.Redis(port=port).ping()
    except redis.ConnectionError:
        return False


def wait_until(answers, process, log, seconds=30):
    last_moment = time.monotonic() + seconds
    while not answers():
        if process.poll() is not None or time.monotonic() > last_moment:
            raise SystemExit(f"{process.args[0]} did not start:\n{log.read_text()}")
        time.sleep(0.05)


def owner_of_servers():
    """Return the user that PostgreSQL runs as: it refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def program(name) -> str:
    """Return the path of one of PostgreSQL's programs; Debian keeps them off the PATH."""
    installed = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=version_in)
    found = installed[-1] if installed else shutil.which(name)
    if not found:
        sys.stderr.write("Install PostgreSQL, then start again: its program initdb was not found.\n")
        raise SystemExit(2)
    return found


def version_in(path):
    return float(path.split("/")[4])


def run(command, **options):
    """Run a program to its end; end this one with what it said if it fails."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    if result.returncode:
        raise SystemExit(f"{command[0]} failed:\n{result.stdout}{result.stderr}")
