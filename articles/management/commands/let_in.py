from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from articles.entering import let_in, sign_out_elsewhere, take_away
from articles.models import What
from articles.recording import hold, record


class Command(BaseCommand):
    help = (
        "Lets somebody in who is shut out: takes away the second factor, which is lost, and forgets failures. "
        "For the day when no administrator can do it at the desk. The password stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="the name that the person signs in with")

    @transaction.atomic
    def handle(self, *, name, **options):
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"There is no account called “{name}”.")
        hold()
        take_away(person)
        let_in(name)
        sign_out_elsewhere(person)
        record(What.ACCOUNT_CHANGED, whom=person, about="second factor taken away, may try to sign in again")
        self.stdout.write(f"{name} signs in with the password alone, and sets up a new second factor.")
