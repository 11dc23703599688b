from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.importing import load_sample
from articles.models import Article


class Command(BaseCommand):
    help = "Fill an empty portal with sample content that says on its pages that it is a sample."

    def add_arguments(self, parser):
        parser.add_argument("--by", metavar="USERNAME", required=True, help="the user who is recorded as releasing it")

    def handle(self, *, by, **options):
        user = get_user_model().objects.filter(username=by).first()
        if user is None:
            raise CommandError(f"There is no user “{by}”.")
        if Article.objects.exists():
            raise CommandError("There are articles already: the sample is only for an empty portal.")
        report = load_sample(by=user, now=timezone.now())
        if report.faults:
            raise CommandError(f"The sample could not be loaded: {report.faults}")
        self.stdout.write(f"Sample content loaded: {report.outcomes.total()} files.")
