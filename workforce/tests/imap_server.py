"""An IMAP server for tests: Debian's Dovecot, in a temporary folder, as a user without rights."""

import contextlib
import getpass
import grp
import imaplib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from workforce.demo import children
from workforce.demo.environment import free_port
from workforce.environment import ImapMailbox
from workforce.tests import servers

PASSWORD = "a-password-for-tests"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
ssl = yes
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
namespace inbox {{
  inbox = yes
}}
passdb {{
  driver = passwd-file
  args = {folder}/passwords
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {safe_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


class ImapServer:
    """A running server, for `with ImapServer() as server`; each test takes a mailbox of its own by a new user's name.

    Its certificate is its own, which nobody trusts.
    """

    def __init__(self):
        # Not in the folder that the tests' owner alone may enter, and short: sockets take no long path.
        self.folder = Path(tempfile.mkdtemp(prefix="imap-", dir="/tmp"))
        self.port, self.safe_port = free_port(), free_port()
        self.users = 0

    def __enter__(self):
        program = shutil.which("dovecot", path=f"{os.environ['PATH']}:/usr/sbin")
        if not program:
            raise SystemExit("Install Dovecot (Debian's dovecot-imapd): this test starts it.")
        owner = servers.owner_of_servers()
        entry = pwd.getpwnam(owner or getpass.getuser())
        self.write_config(entry)
        rights = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []} if owner else {}
        with (self.folder / "output").open("wb") as output:
            command = [program, "-F", "-c", str(self.folder / "dovecot.conf")]
            self.process = children.start(command, output=output, death_signal=signal.SIGTERM, cwd="/", **rights)
        servers.wait_until(self.answers, self.process, self.folder / "output")
        return self

    def __exit__(self, *_):
        children.end(self.process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def write_config(self, entry):
        group = grp.getgrgid(entry.pw_gid).gr_name
        values = {"folder": self.folder, "user": entry.pw_name, "group": group}
        values |= {"port": self.port, "safe_port": self.safe_port}
        (self.folder / "dovecot.conf").write_text(CONFIG.format(**values))
        (self.folder / "passwords").write_text("".join(f"user{n}:{{PLAIN}}{PASSWORD}\n" for n in range(100)))
        make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        make += ["-keyout", str(self.folder / "key.pem"), "-out", str(self.folder / "cert.pem")]
        subprocess.run(make, check=True, capture_output=True)
        for path in (self.folder, *self.folder.iterdir()):
            os.chown(path, entry.pw_uid, entry.pw_gid)

    def answers(self):
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            imaplib.IMAP4("127.0.0.1", self.port, timeout=5).logout()
            return True
        return False

    def new_mailbox(self, **facts) -> ImapMailbox:
        """Return the address of an empty mailbox."""
        self.users += 1
        address = {"security": "imap", "host": "127.0.0.1", "port": self.port, "user": f"user{self.users}"}
        return ImapMailbox(**{**address, "password": PASSWORD, **facts})


class Reader:
    """What a test puts into a mailbox and finds there."""

    def __init__(self, address: ImapMailbox):
        self.imap = imaplib.IMAP4("127.0.0.1", address.port, timeout=10)
        self.imap.login(address.user, address.password)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.imap.logout()

    def deliver(self, *messages: bytes):
        """Put messages into the inbox, as a mail server does."""
        for message in messages:
            assert self.imap.append("INBOX", None, None, message)[0] == "OK"

    def flags(self, folder: str) -> list[str]:
        """Return the flags of each message in a folder; nothing if there is no such folder."""
        status, [count] = self.imap.select(f'"{folder}"', readonly=True)
        if status != "OK" or count == b"0":
            return []
        return [line.decode() for line in self.imap.fetch("1:*", "(FLAGS)")[1]]
