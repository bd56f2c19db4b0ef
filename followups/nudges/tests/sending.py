"""Sends a batch that a test has claimed, so that something can happen in between."""

from followups.nudges import smtp
from followups.nudges.sender import Result, Sender


def send(batch, clock) -> Result:
    connection, result = smtp.Connection(), Result()
    try:
        Sender(batch, clock, result, connection).send_all()
    finally:
        connection.close()
    return result
