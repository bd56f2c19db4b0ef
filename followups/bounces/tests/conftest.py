import pytest


@pytest.fixture(scope="package")
def imap_server():
    """A real IMAP server, one for all tests of the folder."""
    from workforce.tests.imap_server import ImapServer

    with ImapServer() as server:
        yield server
