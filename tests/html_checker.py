"""`make html`: what the Nu checker of the W3C says to every kind of public page of the sample, in every language.

It needs Java and npm, which the portal and its tests do not: so it is a command of its own.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.environment import become_the_tests

become_the_tests()

import django  # noqa: E402

NOT_IN_THE_SITEMAP = ["/nowhere/", "/my-pages/", "/search/?q=pain", "/search/?q=qqqqqq"]
BELOW_AN_ARTICLE = re.compile(rb'href="(/[a-z/]*articles/[\w-]+/(?:editions|feedback)/[^"#]*)"')


def check(folder: Path) -> int:
    """The number of faults, each of them told."""
    jar = provide_checker(folder)
    pages = write_pages(folder / "pages")
    checker = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *pages]
    outcome = subprocess.run(checker, capture_output=True, check=True, text=True)
    found = json.loads(outcome.stdout)["messages"]
    for one in found:
        where = pages[Path(one["url"].removeprefix("file:"))]
        print(f"{where}: {one['message']} {one.get('extract', '')!r}")
    print(f"{len(pages)} pages, {len(found)} faults.")
    return len(found)


def provide_checker(folder):
    for needed in ("java", "npm"):
        if not shutil.which(needed):
            sys.exit(f"The Nu checker needs {needed}: install it first.")
    install = ["npm", "install", "--silent", "--ignore-scripts", "--prefix", folder, "vnu-jar"]
    subprocess.run(install, check=True)
    return next((folder / "node_modules" / "vnu-jar").rglob("vnu.jar"))


def write_pages(folder: Path) -> dict[Path, str]:
    """Each page as a file, with its address."""
    from django.test import Client

    folder.mkdir()
    reader, pages = Client(), {}
    waiting = [*addresses_in_the_sitemap(), *addresses_of_editions(), *addresses_of_packs(), *NOT_IN_THE_SITEMAP]
    for address in waiting:
        page = reader.get(address)
        if not page["Content-Type"].startswith("text/html") or not page.content:
            continue
        file = folder / f"{len(pages)}.html"
        file.write_bytes(page.content)
        pages[file] = address
        further = {link.decode().replace("&amp;", "&") for link in BELOW_AN_ARTICLE.findall(page.content)}
        waiting += sorted(further - set(waiting))
    return pages


def addresses_in_the_sitemap():
    from django.test import Client

    return re.findall(r"<loc>http://testserver([^<]+)", Client().get("/sitemap.xml").content.decode())


def addresses_of_editions():
    """Also of what was taken away, and what the code on a printed copy opens."""
    from django.urls import reverse

    from articles.models import Edition

    for edition in Edition.objects.exclude(release_at=None).select_related("article"):
        yield edition.article.get_absolute_url()
        yield reverse("linking:copy", args=[edition.article.code, edition.number])


def addresses_of_packs():
    from django.urls import reverse

    from articles.models import InformationPack

    for pack in InformationPack.objects.all():
        yield pack.get_absolute_url()
        yield reverse("packs:versions", args=[pack.code])
        yield reverse("linking:pack_receipt", args=[pack.code, 1])


def main():
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    User.objects.create_user("sample")
    call_command("load_sample", "--by", "sample", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(check(Path(folder)) > 0)


if __name__ == "__main__":
    main()
