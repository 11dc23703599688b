from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class AboutSomebody(BaseCommand):
    """A command about one account, named as its owner signs in."""

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME", help="the name that the person signs in with")

    def handle(self, *, name, **options):
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{name}”.")
        self.do(person)

    def do(self, person):
        raise NotImplementedError
