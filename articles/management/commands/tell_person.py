import json

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.json import DjangoJSONEncoder

from articles.forgetting import told_of_person
from articles.models import What
from articles.recording import record


class Command(BaseCommand):
    help = "Write all that is kept of somebody who works at the desk, as JSON. No password and no key is in it."

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="NAME")

    def handle(self, *, username, **options):
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{username}”.")
        told = told_of_person(person)
        record(What.EXPORTED, whom=person, about="what is kept of this account")
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
