"""A mail server that takes everything as fast as it can and remembers only what it needs to tell afterwards.

`python -m bench.sink PORT` serves; `Sink` starts it as a process of its own and asks it.
"""

import asyncio
import json
import socket
import subprocess
import sys
import time

GREETING = b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 35882577\r\n"
MESSAGE_ID = b"\r\nMessage-ID: "


class Taken:
    """What the server took, all connections together."""

    def __init__(self):
        self.messages, self.twice = 0, 0
        self.first_at = self.last_at = None
        self.ids, self.recipients = set(), set()

    def note(self, message: bytes):
        self.last_at = time.monotonic()
        self.first_at = self.first_at or self.last_at
        self.messages += 1
        begins = message.find(MESSAGE_ID) + len(MESSAGE_ID)
        message_id = message[begins : message.find(b"\r\n", begins)]
        self.twice += message_id in self.ids
        self.ids.add(message_id)

    def tell(self) -> bytes:
        told = {"messages": self.messages, "twice": self.twice, "recipients": len(self.recipients)}
        return json.dumps(told | {"first_at": self.first_at, "last_at": self.last_at}).encode()


class Conversation(asyncio.Protocol):
    """One connection. Understands just what mail programs say, one after the other or all at once."""

    def __init__(self, server):
        self.server, self.left, self.in_message = server, b"", False

    def connection_made(self, transport):
        self.transport = transport
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self.left += data
        answers = []
        while (end := self.left.find(b"\r\n.\r\n" if self.in_message else b"\r\n")) >= 0:
            if self.in_message:
                message, self.left, self.in_message = self.left[:end], self.left[end + 5 :], False
                self.server.taken.note(message)
                answers.append(b"250 2.0.0 Taken\r\n")
            else:
                line, self.left = self.left[:end], self.left[end + 2 :]
                answers.append(self.answer(line))
        if answers:
            self.transport.write(b"".join(answers))

    def answer(self, line: bytes) -> bytes:
        command = line[:4].upper()
        if command == b"RCPT":
            self.server.taken.recipients.add(line[8:])
        elif command == b"DATA":
            self.in_message = True
            return b"354 Go on\r\n"
        elif command == b"EHLO":
            return GREETING
        elif command == b"NOOP":
            return b"250 " + self.server.taken.tell() + b"\r\n"
        elif command == b"RSET":
            return b"250 OK\r\n"
        elif command == b"XNEW":
            self.server.taken = Taken()
        elif command == b"QUIT":
            self.transport.close()
        return b"250 OK\r\n"


class Server:
    def __init__(self):
        self.taken = Taken()

    async def serve(self, port):
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Conversation(self), "127.0.0.1", port)
        await server.serve_forever()


class Sink:
    """The server as a process of its own, for `with Sink() as sink`."""

    def __enter__(self):
        from workforce.demo.environment import free_port

        self.port = free_port()
        self.process = subprocess.Popen([sys.executable, "-m", "bench.sink", str(self.port)])
        self.connected = self.connect().makefile("rwb", buffering=0)
        self.connected.readline()
        return self

    def __exit__(self, *_):
        self.connected.close()
        self.process.terminate()
        self.process.wait()

    def connect(self):
        last_moment = time.monotonic() + 30
        while True:
            try:
                return socket.create_connection(("127.0.0.1", self.port))
            except ConnectionRefusedError:
                if time.monotonic() > last_moment:
                    raise
                time.sleep(0.05)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def forget(self):
        """Count from none again."""
        self.say("XNEW")

    def taken(self) -> dict:
        """Return how many `messages` it took, how many `twice`, for how many `recipients`, `first_at` and `last_at`."""
        return json.loads(self.say("NOOP"))

    def say(self, command) -> str:
        self.connected.write(f"{command}\r\n".encode())
        return self.connected.readline().decode().removeprefix("250 ")


if __name__ == "__main__":
    asyncio.run(Server().serve(int(sys.argv[1])))
