"""The demonstration's settings: everything it keeps stands in `var/`."""

import hashlib
import os
import secrets
import socket
import tempfile
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = ROOT / "var"
MAILBOX = VAR / "mailbox"
# What the kernel leaves for the path of a unix socket, without the closing NUL (macOS: 103).
LONGEST_SOCKET_PATH = 103


def of_demo(port: int) -> dict:
    """Return the environment variables of a demonstration whose pages stand on `port`; make what they name."""
    VAR.mkdir(mode=0o700, exist_ok=True)
    MAILBOX.mkdir(exist_ok=True)
    return {
        "DJANGO_SETTINGS_MODULE": "workforce.settings",
        "SECRET_KEY_FILE": str(secret("secret-key")),
        "SUPPRESSION_KEY_FILE": str(secret("suppression-key")),
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DATABASE_URL": f"sqlite:///{quote(str(VAR / 'desk.sqlite3'))}",
        "REDIS_URL": f"redis+socket://{quote(str(socket_path()))}",
        "EMAIL_URL": f"smtp://127.0.0.1:{free_port()}",
        "DEMO_MAILBOX": str(MAILBOX),
        "BIND": f"127.0.0.1:{port}",
        "DEBUG": "false",
        # So that the first reminders arrive while one looks on.
        "TICK_SECONDS": "15",
        "PYTHONUNBUFFERED": "1",
    }


def secret(name):
    """Return the file of a secret that only its owner can read; a first call makes it."""
    file = VAR / name
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
        with os.fdopen(descriptor, "w") as opened:
            opened.write(secrets.token_urlsafe(48))
    return file


def socket_path() -> Path:
    """Return where the broker listens: in `var/`, or in a short temporary folder if `var/` lies too deep."""
    path = VAR / "broker.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    mark = hashlib.sha256(os.fsencode(VAR)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"follow-up-desk-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else.")
    return folder / "broker.sock"


def is_free(port: int) -> bool:
    """Return whether a server can listen on `port` of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
