"""PostgreSQL and Redis of one's own, on free ports, in a temporary folder: for a test run, or for a test to break."""

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

# Nothing of a test run outlives it, so nothing has to survive a power cut.
CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextlib.contextmanager
def running():
    """Start PostgreSQL and Redis; give the environment variables that lead to them; end them and remove their files."""
    with folder() as path, PostgreSQL(path, CARELESS) as database, Redis(path) as redis:
        yield {"DATABASE_URL": database.url, "REDIS_URL": redis.url}


@contextlib.contextmanager
def folder():
    """Make a temporary folder that the owner of the servers may enter; remove it with all that is in it."""
    path = Path(tempfile.mkdtemp(prefix="follow-up-desk-"))
    path.chmod(0o755)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def environment_of_pytest(addresses) -> dict:
    """Return this program's environment with the servers' addresses in it, and no others'."""
    # conftest.py names the settings itself, once it has set what they read.
    replaced = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
    return {name: value for name, value in os.environ.items() if name not in replaced} | addresses


class Server:
    """A server in a process of its own; each start is at the same port and on the same data."""

    def __init__(self, path):
        self.port, self.process = free_port(), None
        self.data, self.log = path / self.name, path / f"{self.name}.log"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def run(self, command, **options):
        """Start the program and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = children.start(command, output=log, **options)
        try:
            wait_until(self.answers, self.process, self.log)
        except BaseException:
            self.stop()
            raise


class PostgreSQL(Server):
    """A PostgreSQL server. Without options it keeps what it has committed, whatever happens to it."""

    name = "postgresql"

    def __init__(self, path, options=()):
        super().__init__(path)
        self.options = options
        owner = owner_of_servers()
        entry = owner and pwd.getpwnam(owner)
        self.as_owner = {"user": owner, "group": entry.pw_gid, "extra_groups": []} if owner else {}
        self.data.mkdir(mode=0o700)
        if owner:
            os.chown(self.data, entry.pw_uid, entry.pw_gid)
        make = [program("initdb"), "--pgdata", self.data, "--auth", "trust", "--username", "postgres"]
        run([*make, "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"], cwd="/", **self.as_owner)

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def start(self):
        options = [f"unix_socket_directories={self.data}", "listen_addresses=127.0.0.1", "max_connections=200"]
        command = [program("postgres"), "-D", self.data, "-p", str(self.port)]
        for option in (*options, *self.options):
            command += ["-c", option]
        self.run(command, death_signal=signal.SIGQUIT, cwd="/", **self.as_owner)

    def stop(self):
        """Stop it as `pg_ctl stop -m immediate` does: whoever is connected is thrown out, nothing is tidied."""
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGQUIT)
        children.end(self.process)

    def answers(self):
        import psycopg2

        try:
            psycopg2.connect(host="127.0.0.1", port=self.port, user="postgres", dbname="postgres").close()
        except psycopg2.OperationalError:
            return False
        return True


class Redis(Server):
    """A Redis server; a `durable` one keeps its data when it is killed, as the one in docker-compose.yml does."""

    name = "redis"

    def __init__(self, path, *, durable=False):
        super().__init__(path)
        self.durable = durable
        self.data.mkdir()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        keeps = ["--appendonly", "yes" if self.durable else "no", "--maxmemory-policy", "noeviction"]
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.data, "--save", "", *keeps]
        self.run([broker.program(), *options])

    def stop(self):
        if self.process:
            children.end(self.process)

    def kill(self):
        """End it as a crash does."""
        self.process.kill()
        self.process.wait()

    def answers(self):
        import redis

        try:
            return redis.Redis(port=self.port).ping()
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
        sys.stderr.write(f"Install PostgreSQL, then start again: its program {name} was not found.\n")
        raise SystemExit(2)
    return found


def version_in(path):
    return float(path.split("/")[4])


def run(command, **options):
    """Run a program to its end; end this one with what it said if it fails."""
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)
    if result.returncode:
        raise SystemExit(f"{command[0]} failed:\n{result.stdout}{result.stderr}")
