"""Which article a file belongs to, and what it may refer to."""

from datetime import timedelta

import pytest

from articles.models import Article, Edition, State
from tests.importing.running import bodies, markdown, outcomes, release, run, write
from tests.makers import NOON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def numbers():
    return list(Edition.objects.order_by("article", "number").values_list("number", flat=True))


def test_a_file_finds_its_article_by_its_address_even_an_old_one(tmp_path, asthma):
    release(asthma)
    article = Article.objects.get()
    article.slug = "about-asthma"
    article.save()

    release(write(tmp_path, "b.md", markdown(slug="about-asthma", body="2", release_date="2025-04-01")))
    report = release(write(tmp_path, "c.md", markdown(slug="asthma", body="3", release_date="2025-05-01")))

    assert outcomes(report) == {"released": 1}
    assert Article.objects.count() == 1
    assert numbers() == [1, 2, 3]


def test_a_file_finds_its_article_by_its_code_whatever_its_address(tmp_path, asthma):
    release(asthma)
    code = Article.objects.get().code
    moved = markdown(code=code, slug="about-asthma", body="You sleep.", release_date="2025-05-01")

    release(write(tmp_path, "moved.md", moved))

    article = Article.objects.get()
    assert article.slug == "about-asthma"
    assert article.past_addresses.get().slug == "asthma"


def test_an_address_that_is_another_articles_is_refused(tmp_path, asthma):
    release(asthma)
    write(tmp_path, "b.md", markdown(title="Wheeze", slug="wheeze", code="P6D8VP4"))
    release(tmp_path)

    report = run(write(tmp_path, "b.md", markdown(title="Wheeze", slug="asthma", code="N5X564N")))

    assert report.faults[0][2].startswith("The address “asthma” belongs to")
    assert Article.objects.count() == 2


def test_one_number_of_origin_given_to_two_titles_makes_two_articles(tmp_path):
    """Real collections give a number twice."""
    for title in ("Asthma", "Wheeze"):
        write(tmp_path, f"{title}.md", markdown(title=title, slug='""', collection="GARD", id="17"))

    report = release(tmp_path)

    assert outcomes(report) == {"released": 2}
    assert set(Article.objects.values_list("slug", "origin")) == {("asthma", "GARD//17"), ("wheeze", "GARD//17")}


def test_two_articles_with_one_title_have_two_addresses(tmp_path):
    for number in (1, 2):
        write(tmp_path, f"{number}.md", markdown(slug='""', collection="GARD", id=number))

    release(tmp_path)

    assert list(Article.objects.values_list("slug", flat=True)) == ["asthma", "asthma-2"]


def test_a_title_without_latin_letters_gets_an_address_all_the_same(tmp_path):
    arabic = write(tmp_path, "a.md", markdown(title="الربو", slug='""', language="ar"))

    release(arabic)
    article = Article.objects.get()
    assert article.slug == article.code.lower()
    write(tmp_path, "a.md", markdown(title="الربو", slug='""', language="ar", body="More.", release_date="2026-03-03"))
    release(arabic)

    assert Article.objects.count() == 1
    assert numbers() == [1, 2]


def test_editions_in_files_of_their_own_are_kept_in_the_order_of_their_numbers(tmp_path):
    for number, name in ((3, "a"), (1, "b"), (2, "c")):
        write(
            tmp_path,
            f"{name}.md",
            markdown(body=f"Edition {number}.", number=number, release_date=f"2025-0{number}-01"),
        )

    report = release(tmp_path)

    assert outcomes(report) == {"released": 3}
    assert [bodies(each) for each in Edition.objects.order_by("number")] == [
        [f"<p>Edition {n}.</p>"] for n in (1, 2, 3)
    ]


def test_an_edition_whose_predecessor_never_comes_is_refused(tmp_path):
    report = release(write(tmp_path, "a.md", markdown(number=2)))

    assert report.faults == [("a.md", None, "Edition 2 comes before its predecessor.")]
    assert not Article.objects.exists()


def test_a_file_may_come_before_what_it_translates_or_what_replaces_it(tmp_path):
    write(tmp_path, "a.md", markdown(slug="asma", language="es", translation_of="P6D8VP4"))
    gone = "[{at: 2025-06-01, kind: recalled, reason: Unsafe., replaced_by: P6D8VP4}]"
    write(tmp_path, "b.md", markdown(slug="wheeze", release_date="2025-03-03", withdrawals=gone))
    write(tmp_path, "c.md", markdown(code="P6D8VP4"))

    report = release(tmp_path)

    assert report.faults == []
    original, spanish = Article.objects.get(slug="asthma"), Article.objects.get(slug="asma")
    assert spanish.translation_group == original.translation_group is not None
    assert spanish.editions.get().translated_from == original.editions.get()
    wheeze = Edition.objects.get(article__slug="wheeze")
    assert wheeze.state_at(NOON) == State.RECALLED
    assert wheeze.withdrawals.get().replacement == original


@pytest.mark.parametrize(
    "facts",
    [
        {"translation_of": "P6D8VP4"},
        {"translation_of": "P6D8VP4", "translated_from": "unknown"},
        {"withdrawals": "[{at: 2025-06-01, reason: x, replaced_by: P6D8VP4}]"},
    ],
)
def test_a_file_that_refers_to_what_never_comes_is_refused_whole(tmp_path, facts):
    report = release(write(tmp_path, "a.md", markdown(release_date="2025-03-03", **facts)))

    assert "P6D8VP4" in report.faults[0][2]
    assert not Article.objects.exists()


def test_two_withdrawn_pages_that_replace_each_other_come_together(tmp_path):
    """As export writes them, after an editor merged one into the other and then back."""
    for name, code, instead in (("a", "P6D8VP4", "N5X564N"), ("b", "N5X564N", "P6D8VP4")):
        gone = f"[{{at: 2025-06-01, reason: Old., replaced_by: {instead}}}]"
        write(tmp_path, f"{name}.md", markdown(slug=name, code=code, release_date="2025-03-03", withdrawals=gone))
    lost = "[{at: 2025-06-01, reason: Old., replaced_by: P6D8VP4}]"
    write(tmp_path, "c.md", markdown(slug="a", code="DW4V387", release_date="2025-03-03", withdrawals=lost))

    report = release(tmp_path)

    assert [name for name, _line, _sentence in report.faults] == ["c.md"]
    replaced_by = Edition.objects.values_list("article__slug", "withdrawals__replacement__slug")
    assert set(replaced_by) == {("a", "b"), ("b", "a")}


def test_if_one_of_a_circle_is_bad_none_is_kept(tmp_path):
    for name, code, instead in (("a", "P6D8VP4", "N5X564N"), ("b", "N5X564N", "P6D8VP4")):
        gone = f"[{{at: 2025-06-01, reason: Old., replaced_by: {instead}}}]"
        write(tmp_path, f"{name}.md", markdown(slug="same", code=code, release_date="2025-03-03", withdrawals=gone))

    report = release(tmp_path)

    assert [name for name, _line, _sentence in report.faults] == ["b.md", "a.md"]
    assert not Article.objects.exists()
