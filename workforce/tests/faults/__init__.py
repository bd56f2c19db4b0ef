"""Faults on purpose: real workers, a real database and broker, a mail server that does what it is told.

A test gets all it needs from four fixtures (conftest.py):

    desk   starts and breaks programs, makes reminders due, waits, and compares the log with the ledger: `Desk`
    mail   the mail server, a process that outlives whatever is killed: `ScriptedServer`
    many   how often: `many(5, 50)` is 5 in bin/test and 50 in bin/faults
    say    one line of numbers for the table at the end

For example, with the marker `processes` (the test needs PostgreSQL and Redis):

    def test_f8_a_mail_that_is_greylisted_goes_out_later(desk, mail, many, say):
        desk.make_due(many(50, 500))
        mail.answer_by({"step": "RCPT", "times": 20, "reply": "451 4.7.1 Greylisted", "delay": 0.1})

        desk.start_worker()
        desk.start_beat()
        desk.wait_for_mails(30)
        ...
        desk.finish()

        numbers = desk.reconcile(most_unknown=0)  # asserts the promise: 0 twice, 0 lost, the invariants
        say("F8", "greylisted × 20", mails=50, **numbers.told())

What a script may say stands in `smtp_script`, what the log holds in `smtp_server`. `mail.events("refused")` reads it.
`desk.pace()` measures how fast mails go out while all is well, and its `wait_until_back()` waits until they do again.
A pass can also run inside the test itself: `dispatch.run(database_now)` uses the same mail server.
A test with the marker `long` runs in bin/faults alone. The name of a test begins with its fault: `test_f8_...`.
"""
