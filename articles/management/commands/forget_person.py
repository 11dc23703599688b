from django.core.management.base import CommandError
from django.utils import timezone

from articles.forgetting import CannotForget, forget_person
from articles.management.somebody import AboutSomebody


class Command(AboutSomebody):
    help = "Take the name and address of somebody who left from the portal. What they approved and released stays."

    def do(self, person):
        name = person.get_username()
        try:
            nameless = forget_person(person, by=None, at=timezone.now())
        except CannotForget as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"“{name}” is now called “{nameless.username}”, and can never sign in again.")
