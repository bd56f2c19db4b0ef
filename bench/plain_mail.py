"""A mail as one writes it with Django: the words of the product's templates, put together by Django's own message."""

from django.core.mail import EmailMultiAlternatives

from followups.nudges import mails

# What Django's message takes by other names.
OWN_NAMES = ("Subject", "From", "To", "Reply-To")


def write(delivery, nudges, at) -> bytes:
    """Return the mail of a delivery as it goes over the wire."""
    mail = mails.build(delivery, nudges, at=at)
    message = EmailMultiAlternatives(
        subject=mail.headers["Subject"],
        body=mail.text,
        from_email=mail.headers["From"],
        to=[mail.headers["To"]],
        reply_to=[mail.headers["Reply-To"]],
        headers={name: value for name, value in mail.headers.items() if name not in OWN_NAMES},
    )
    message.attach_alternative(mail.html, "text/html")
    return message.message().as_bytes(linesep="\r\n")
