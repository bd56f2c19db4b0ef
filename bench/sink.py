"""A mail server that takes everything as fast as it can and keeps nothing but a count: `python -m bench.sink PORT`."""

import asyncio
import sys


class Sink(asyncio.Protocol):
    """One connection. Understands just what smtplib says."""

    def connection_made(self, transport):
        self.transport, self.left, self.in_message = transport, b"", False
        transport.write(b"220 sink\r\n")

    def data_received(self, data):
        self.left += data
        while self.in_message or b"\r\n" in self.left:
            if self.in_message:
                end = self.left.find(b"\r\n.\r\n")
                if end < 0:
                    return
                self.left, self.in_message = self.left[end + 5 :], False
                self.transport.write(b"250 2.0.0 Taken\r\n")
            else:
                line, _break, self.left = self.left.partition(b"\r\n")
                self.answer(line[:4].upper())

    def answer(self, command):
        if command == b"DATA":
            self.in_message = True
            self.transport.write(b"354 Go on\r\n")
        elif command == b"EHLO":
            self.transport.write(b"250-sink\r\n250 8BITMIME\r\n")
        elif command == b"QUIT":
            self.transport.write(b"221 Bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 OK\r\n")


async def main(port):
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
