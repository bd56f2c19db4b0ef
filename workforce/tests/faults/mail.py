"""The scripted mail server as a test sees it: its address, what it is told, and its log."""

import json
import os
import signal
import socket
import sys

from workforce.demo import children
from workforce.demo.environment import ROOT, free_port
from workforce.tests.processes import wait_for


class ScriptedServer:
    """`with ScriptedServer(folder) as mail`: a mail server in a process of its own (see `smtp_server`)."""

    host = "127.0.0.1"

    def __init__(self, folder):
        self.port = free_port()
        self.script, self.log = folder / "smtp-script.json", folder / "smtp-log.jsonl"
        self.process, self.read_to, self.read = None, 0, []
        self.said = folder / "smtp-server.log"

    def __enter__(self):
        self.log.touch()
        self.script.write_text("[]")
        self.start()
        return self

    def __exit__(self, *_):
        children.end(self.process)

    @property
    def url(self):
        return f"smtp://{self.host}:{self.port}"

    def start(self):
        """Start it, at the same address and with the same log each time."""
        command = [sys.executable, "-m", "workforce.tests.faults.smtp_server", self.port, self.script, self.log]
        with self.said.open("ab") as output:
            self.process = children.start(command, output=output, death_signal=signal.SIGKILL, cwd=ROOT)
        wait_for(self.listens, "the mail server listens")

    def kill(self):
        """Let it die, as a mail server's machine does."""
        self.process.kill()
        self.process.wait()

    def listens(self):
        assert self.process.poll() is None, self.said.read_text()
        try:
            socket.create_connection((self.host, self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def answer_by(self, *rules):
        """Give it a new script, in place of the old one, and wait until it goes by it: see `smtp_script`."""
        scripts = len(self.events("script"))
        new = self.script.with_suffix(".new")
        new.write_text(json.dumps(rules))
        os.replace(new, self.script)
        wait_for(lambda: len(self.events("script")) > scripts, "the mail server has read its script")

    def events(self, *kinds) -> list[dict]:
        """Return the lines of its log of these kinds, all if none is named."""
        with self.log.open() as log:
            log.seek(self.read_to)
            # A line that is being written is read the next time.
            while (line := log.readline()).endswith("\n"):
                self.read.append(json.loads(line))
                self.read_to = log.tell()
        return [line for line in self.read if not kinds or line["event"] in kinds]

    def forget(self):
        """Begin a new log."""
        os.truncate(self.log, 0)
        self.read_to, self.read = 0, []

    def taken(self) -> list[dict]:
        """Return the lines of the messages that it accepted."""
        return self.events("taken")
