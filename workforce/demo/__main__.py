"""Turns into `manage.py run_demo`, with the environment that the demonstration needs."""

import argparse
import os
import sys

from workforce.demo import environment


def main():
    parser = argparse.ArgumentParser(prog="bin/run", description="Starts the Follow-Up Desk with demonstration data.")
    parser.add_argument("--port", type=int, default=8000, help="the port of the web pages (8000)")
    port = parser.parse_args().port
    if not environment.is_free(port):
        sys.exit(say(f"Port {port} is in use: end the program that holds it, or choose another: bin/run --port 8080."))
    manage = str(environment.ROOT / "manage.py")
    os.chdir(environment.ROOT)
    command = [sys.executable, manage, "run_demo"]
    os.execve(command[0], command, os.environ | environment.of_demo(port))  # noqa: S606 - no shell is wanted


def say(sentence):
    sys.stderr.write(sentence + "\n")
    return 2


if __name__ == "__main__":
    main()
