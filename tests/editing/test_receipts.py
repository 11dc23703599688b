"""The desk sees which editions clinics hand out, by the receipts that were made."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from articles.models import ReceiptCount
from tests.editing.test_clinics import someone
from tests.makers import NOON, TODAY, make_edition

pytestmark = pytest.mark.django_db


def test_each_edition_stands_once_with_its_receipts_of_a_month_and_of_all_days(client):
    biopsy, scan = (make_edition(title=title, release_at=NOON) for title in ("A biopsy", "A scan"))
    for edition, days, times in ((biopsy, 0, 2), (biopsy, 29, 3), (biopsy, 30, 4), (scan, 40, 90)):
        ReceiptCount.objects.create(edition=edition, day=TODAY - timedelta(days=days), times=times)
    client.force_login(someone("Editor"))

    with time_machine.travel(NOON, tick=False):
        page = BeautifulSoup(client.get("/admin/articles/receiptcount/").content, "html.parser")

    rows = [[cell.get_text() for cell in row.select("td")] for row in page.select("#result_list tbody tr")]
    assert rows == [
        ["A biopsy, edition 1", "2 March 2026", "5", "9"],
        ["A scan, edition 1", "21 January 2026", "0", "90"],
    ]
    assert not page.select(".addlink[href*=receiptcount], .action-select")
