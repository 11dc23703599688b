import hashlib
import inspect
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.db import transaction
from django.utils.module_loading import import_string

from articles.models import Article, Edition, SearchDocument

# Nothing that is mistaken for something else when typed from a screen.
SIGNS_OF_A_PASSWORD = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = (
        "Brings the database and the static files up to date. An empty portal is given two accounts to try it with, "
        "and the sample content. Safe to run again."
    )
    # The checks run within migrate, once there is something to check.
    requires_system_checks = []

    def handle(self, *, verbosity, **options):
        self.say("Preparing the database …", verbosity)
        call_command("migrate", interactive=False, verbosity=0)
        self.make_search(verbosity)
        self.collect_static_files(verbosity)
        if settings.SAMPLE:
            self.make_first_accounts()
            self.load_sample_content(verbosity)

    def say(self, sentence, verbosity):
        if verbosity:
            self.stdout.write(sentence)
            self.stdout.flush()

    def make_search(self, verbosity):
        """Once, for pages that are older than the search: from then on the two change together."""
        if SearchDocument.objects.exists() or not Edition.objects.exclude(release_at=None).exists():
            return
        self.say("Reading all pages for the search …", verbosity)
        call_command("rebuild_search", verbosity=0)

    def collect_static_files(self, verbosity):
        """Compressing them takes seconds, so it is left out when none has changed since."""
        seen, collected = fingerprint_of_static_files(), settings.VAR / "static.collected"
        if collected.exists() and collected.read_text() == seen and settings.STATIC_ROOT.exists():
            return
        self.say("Collecting the static files …", verbosity)
        collected.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        collected.write_text(seen)

    @transaction.atomic
    def make_first_accounts(self):
        """Only where there is no account at all: one that was deleted on purpose must not come back.

        The passwords are shown before the accounts are kept. Whoever is interrupted in between gets new ones
        next time, instead of accounts that nobody can open.
        """
        accounts = get_user_model().objects
        if accounts.exists():
            return
        editor, clinician = new_password(), new_password()
        accounts.create_superuser("editor", password=editor)
        approver = accounts.create_user("clinician", password=clinician, is_staff=True)
        approver.groups.set(Group.objects.filter(name="Clinical approver"))
        self.stdout.write(
            "\nTwo accounts to try the portal with. Their passwords are shown this once and kept nowhere:\n\n"
            f"  editor     {editor}   may do everything\n"
            f"  clinician  {clinician}   reads and approves: the second pair of eyes\n\n"
            "Lost one? .venv/bin/python manage.py changepassword editor\n"
        )
        self.stdout.flush()

    def load_sample_content(self, verbosity):
        if Article.objects.exists():
            return
        by = get_user_model().objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
        if by is None:
            return
        self.say("Loading the sample content …", verbosity)
        with transaction.atomic():  # stopped half way, it begins afresh next time
            call_command("load_sample", by=by.get_username(), verbosity=0)


def fingerprint_of_static_files():
    storage_class = import_string(settings.STORAGES["staticfiles"]["BACKEND"])
    digest = hashlib.sha256(inspect.getsource(inspect.getmodule(storage_class)).encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def new_password():
    """Twenty signs by chance, in groups that can be typed from a screen."""
    return "-".join("".join(secrets.choice(SIGNS_OF_A_PASSWORD) for _ in range(5)) for _ in range(4))
