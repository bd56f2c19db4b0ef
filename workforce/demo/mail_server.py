"""The demonstration's mail server: receives by SMTP what the product sends and keeps each message as a file.

Run as `python -m workforce.demo.mail_server PORT FOLDER`.
"""

import os
import signal
import sys
import threading
import time
import uuid
from pathlib import Path

from aiosmtpd.controller import Controller


class Keeper:
    """Writes each message it is handed to `folder`; the file's name begins with the moment, so names sort by time."""

    def __init__(self, folder: Path):
        self.folder = folder

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the name is aiosmtpd's
        name = f"{time.time_ns() // 1000:017d}-{uuid.uuid4().hex[:8]}.eml"
        unfinished = self.folder / f".{name}"
        with unfinished.open("wb") as file:
            file.write(envelope.original_content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(self.folder / name)
        return "250 Kept"


def main(port, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    controller = Controller(Keeper(folder), hostname="127.0.0.1", port=int(port))
    over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: over.set())
    controller.start()
    over.wait()
    controller.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
