import pytest

from articles.comparing import as_after, as_before

MARKED = (
    '<p>One <del><span class="unseen">removed: </span>two</del><ins><span class="unseen">added: </span>four</ins>.</p>'
    "<ul><li><del>gone</del></li></ul><h3><ins>New</ins></h3>"
    "<table><tbody><tr><td><ins>x</ins></td><td><ins>y</ins></td></tr></tbody></table>"
)


def test_what_was_removed_stands_before_and_what_was_added_stands_now():
    before, after = as_before(MARKED), as_after(MARKED)

    assert before == '<p>One <del><span class="unseen">removed: </span>two</del>.</p><ul><li><del>gone</del></li></ul>'
    assert after == (
        '<p>One <ins><span class="unseen">added: </span>four</ins>.</p><h3><ins>New</ins></h3>'
        "<table><tbody><tr><td><ins>x</ins></td><td><ins>y</ins></td></tr></tbody></table>"
    )


@pytest.mark.parametrize("markup", ["", "<p>One</p>", "<table><tbody><tr><td></td><td>x</td></tr></tbody></table>"])
def test_what_did_not_change_is_the_same_on_both_sides(markup):
    assert as_before(markup) == as_after(markup) == markup
