from django.db import transaction

from articles.entering import let_in, sign_out_elsewhere, take_away
from articles.management.somebody import AboutSomebody
from articles.models import What
from articles.recording import hold, record


class Command(AboutSomebody):
    help = (
        "Lets somebody in who is shut out: takes away the second factor, which is lost, and forgets failures. "
        "For the day when no administrator can do it at the desk. The password stays."
    )

    @transaction.atomic
    def do(self, person):
        hold()
        name = person.get_username()
        take_away(person)
        let_in(name)
        sign_out_elsewhere(person)
        record(What.ACCOUNT_CHANGED, whom=person, about="second factor taken away, may try to sign in again")
        self.stdout.write(f"{name} signs in with the password alone, and sets up a new second factor.")
