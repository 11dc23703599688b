"""What is done to one article of many. A refusal names the article, because it stands among others."""

import tempfile
import zipfile
from pathlib import Path

from django.http import FileResponse
from django.utils.translation import gettext as _

from articles.importing import export_articles
from articles.models import Edition, What
from articles.recording import record, whoever_acts
from articles.releasing import Refused, record_review, set_review_due
from articles.searching import index


def put_in_charge(article, data, by, now):
    article.in_charge = data["person"]
    article.save()


def add_topic(article, data, by, now):
    topic = data["topic"]
    if topic.language != article.language:
        raise Refused(
            _("“%(article)s” is in another language than the topic “%(topic)s”.") % {"article": article, "topic": topic}
        )
    article.topics.add(topic)
    index([article])


def set_review_date(article, data, by, now):
    """The draft gets the date, if its writer may be changed by ``by``; what patients read gets a review."""
    draft, live = article.editions.drafts().first(), Edition.objects.live_at(now).filter(article=article).first()
    may_write = by.has_perm("articles.change_edition")
    if draft and may_write:
        set_review_due(draft, review_due=data["review_due"], now=now)
    if live and data.get("reviewer"):
        facts = {name: data[name] for name in ("reviewed_on", "review_due", "reviewer")}
        record_review(live, **facts, by=by, now=now)
    elif live and not (draft and may_write):
        raise Refused(
            _(
                "Patients read “%(edition)s”: its date moves with a review. Somebody who may approve can record one, "
                "with the name of the reviewer."
            )
            % {"edition": live}
        )
    elif not (live or (draft and may_write)):
        raise Refused(_("“%(article)s” has nothing that could be reviewed.") % {"article": article})


def export(articles):
    """One .zip, written beside and not in memory: pictures are large."""
    written = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    with tempfile.TemporaryDirectory() as folder:
        export_articles(articles, folder)
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(folder).rglob("*")):
                if path.is_file():
                    archive.write(path, path.relative_to(folder).as_posix())
    written.seek(0)
    record(What.EXPORTED, by=whoever_acts(), about=f"{len(articles)} articles, as files")
    return FileResponse(written, as_attachment=True, filename="articles.zip", content_type="application/zip")
