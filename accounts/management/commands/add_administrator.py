import getpass
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand

from accounts.models import User
from workforce.addresses import clean_email
from workforce.text import clean_line


class Command(BaseCommand):
    help = "Add an administrator, who adds offices and staff on the pages. Asks for the password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *, email, name, **options):
        try:
            user = User(email=clean_email(email), name=clean_line(name), role=User.Role.ADMINISTRATOR)
            password = ask_for_password()
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            self.stderr.write(" ".join(error.messages))
            sys.exit(2)
        user.save()
        self.stdout.write(f"{user.email} may sign in.")


def ask_for_password() -> str:
    """Ask at the terminal, without showing it; read one line where there is no terminal."""
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
