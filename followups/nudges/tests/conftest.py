import pytest


@pytest.fixture
def run():
    """Run passes at a moment until nothing more is due; return the last one."""
    from followups.nudges import dispatch
    from followups.nudges.tests.clock import Clock

    def run(at):
        return list(dispatch.run_until_done(Clock(at)))[-1]

    return run
