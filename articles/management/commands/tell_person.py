import json

from django.core.serializers.json import DjangoJSONEncoder

from articles.forgetting import told_of_person
from articles.management.somebody import AboutSomebody
from articles.models import What
from articles.recording import record


class Command(AboutSomebody):
    help = "Write all that is kept of somebody who works at the desk, as JSON. No password and no key is in it."

    def do(self, person):
        told = told_of_person(person)
        record(What.EXPORTED, whom=person, about="what is kept of this account")
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder))
