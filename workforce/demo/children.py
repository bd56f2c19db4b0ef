"""Programs that run under this one: started, watched, and none outlives it."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_PAUSE = 30
# A child that ran this long before it died is started again at once.
STEADY = 60


def start(command, *, env=None, output=None, death_signal=signal.SIGTERM, **options) -> subprocess.Popen:
    """Start a program in a session of its own that is told to end when this program is gone."""
    return subprocess.Popen(  # noqa: S603 - the commands are our own
        [str(part) for part in command],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
        preexec_fn=die_with_parent(death_signal),
        **options,
    )


def die_with_parent(death_signal):
    """Return what a child calls before its program starts; only Linux has such a signal, elsewhere nothing happens."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask_for_signal():
        libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != parent:  # it went before the signal was asked for
            os._exit(1)

    return ask_for_signal


def end(process: subprocess.Popen, *, patience: float = 10) -> None:
    """End a program: kindly, and after `patience` seconds by force, with all that it started itself."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass
class Child:
    """A program that is kept running, with its output in a file."""

    name: str
    command: list
    log: Path
    env: dict | None = None
    process: subprocess.Popen | None = None
    started_at: float = 0
    pause: float = 0
    start_at: float = 0

    def start(self):
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = start(self.command, env=self.env, output=output)
        self.started_at = time.monotonic()

    def keep_running(self) -> int | None:
        """Start the program again if it died, later each time it dies early; return the exit code it died with."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
            return None
        code = self.process.poll()
        if code is not None:
            end(self.process)
            self.pause = 0 if now - self.started_at > STEADY else min(LONGEST_PAUSE, self.pause * 2 or 1)
            self.start_at = now + self.pause
            self.process = None
        return code


@dataclass
class Family:
    """Children in the order in which they start; they end in the opposite order."""

    children: list[Child]

    def start(self):
        for child in self.children:
            child.start()

    def keep_running(self, tell) -> None:
        """Start again what died, and `tell` so in a sentence."""
        for child in self.children:
            code = child.keep_running()
            if code is not None:
                tell(f"{child.name} ended with code {code}; it is started again. Its last words are in {child.log}")

    def end(self, patience=8) -> None:
        """End all: those that use others first."""
        for child in reversed(self.children):
            if child.process:
                end(child.process, patience=patience)
