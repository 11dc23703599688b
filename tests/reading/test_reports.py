"""What browsers blocked is counted, without the reader, the page and what was asked there."""

import json

import pytest

from articles.models import CspReport
from articles.reading.hearing.reports import blocked_in
from tests.makers import NOON

AT = "/reports/csp"
PAGE = "https://portal.example/articles/lump/?q=lump"


def old(directive, blocked):
    return json.dumps({"csp-report": {"effective-directive": directive, "blocked-uri": blocked, "document-uri": PAGE}})


@pytest.mark.parametrize(
    ("blocked", "kept"),
    [
        ("https://evil.example/x.js?reader=jo", "evil.example"),
        ("inline", "inline"),
        ("data:text/html,lump", "data"),
        ("moz-extension://0a1b2c/x.js", "extension"),
        ("https://[", "other"),
        ("https://a b/", "other"),
        ("lump in breast", "other"),
        ("https://" + "a" * 300 + "/", "other"),
        (None, "other"),
    ],
)
def test_of_what_was_blocked_only_the_site_is_kept(blocked, kept):
    assert blocked_in(old("script-src-elem", blocked).encode()) == [("script-src-elem", kept)]


NO_REPORTS = [
    b"",
    b"x",
    b"[]",
    b"{}",
    b"null",
    b"1",
    b'"csp-report"',
    b"[1]",
    b'{"csp-report": []}',
    b"\xff",
    b"[" * 30000,
]


@pytest.mark.parametrize("body", [*NO_REPORTS, b'[{"body": 1}]'])
def test_what_is_no_report_is_nothing(body):
    assert blocked_in(body) == []


def test_a_rule_that_is_none_of_ours_is_not_counted():
    assert blocked_in(old("lump in breast", "inline").encode()) == []


@pytest.mark.django_db
def test_reports_of_both_kinds_are_counted_by_day(client):
    new = {
        "type": "csp-violation",
        "url": PAGE,
        "body": {"effectiveDirective": "img-src", "blockedURL": "https://a.example/"},
    }

    client.post(AT, json.dumps([new, new]), content_type="application/reports+json")
    answer = client.post(AT, old("img-src", "https://a.example/x"), content_type="application/csp-report")

    assert answer.status_code == 204
    assert not answer.cookies
    assert list(CspReport.objects.values_list("directive", "blocked", "times")) == [("img-src", "a.example", 3)]


@pytest.mark.django_db
def test_what_is_too_large_or_too_much_is_not_taken(client, monkeypatch):
    monkeypatch.setattr("articles.models.csp_reports.MOST_A_DAY", 2)

    for number in range(5):
        CspReport.objects.count_one("img-src", f"{number}.example", NOON.date())

    assert client.post(AT, b"x" * 40_000, content_type="application/csp-report").status_code == 413
    assert dict(CspReport.objects.values_list("blocked", "times")) == {"0.example": 1, "1.example": 1, "other": 3}
