"""What readers are told who come back to a page that has changed. When they were here, only their device knows."""

MOST_NOTES = 5


def changes_before(edition, editions):
    """The newest change notes up to ``edition``, which are among ``editions``. A first edition has changed nothing."""
    noted = [one for one in editions if 1 < one.number <= edition.number and (one.change_note or one.is_safety_change)]
    return sorted(noted, key=lambda one: one.number, reverse=True)[:MOST_NOTES]
