from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.forgetting import RULES, forget_expired
from articles.models import gather_moves


class Command(BaseCommand):
    help = "Delete what is told of people and whose time is over. docs/privacy.md says what that is. Run it each night."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would be deleted")

    def handle(self, *, dry_run, verbosity, **options):
        found = forget_expired(timezone.now(), only_count=dry_run)
        if not dry_run:
            gather_moves()
        if not verbosity:
            return
        verb = "would be deleted" if dry_run else "deleted"
        for rule in RULES:
            after = f"after {rule.days} days" if rule.days else "at once"
            self.stdout.write(f"{found[rule.name]:>8} {verb}: {rule.name} ({after})")
