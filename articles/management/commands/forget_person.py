from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.forgetting import CannotForget, forget_person


class Command(BaseCommand):
    help = "Take the name and address of somebody who left from the portal. What they approved and released stays."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="NAME")

    def handle(self, *, username, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{username}”.")
        try:
            person = forget_person(person, by=None, at=timezone.now())
        except CannotForget as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"“{username}” is now called “{person.username}”, and can never sign in again.")
