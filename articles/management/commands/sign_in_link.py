from django.core.management.base import CommandError

from articles.entering import link_for
from articles.management.somebody import AboutSomebody


class Command(AboutSomebody):
    help = (
        "Write an address that signs somebody in once, within ten minutes, without a password: for the day when the "
        "hospital's own sign-in does not answer, or nobody knows the password of an owner."
    )

    def do(self, person):
        if not (person.is_active and person.is_staff):
            raise CommandError(f"“{person.get_username()}” may not enter the desk, so no link is made.")
        self.stdout.write(link_for(person))
