"""Who can be told of what: the one in charge first, and then whoever is next."""

from functools import cached_property

from django.contrib.auth import get_user_model


class People:
    """Those who work at the desk and have an e-mail address, by what they may do, each asked for once."""

    def __init__(self):
        self.everybody = {person.pk: person for person in self._who_may("articles.view_edition")}

    @cached_property
    def approvers(self):
        return self._ways("articles.approve_edition")

    @cached_property
    def publishers(self):
        return self._ways("articles.release_edition")

    @cached_property
    def administrators(self):
        return self._ways("auth.change_user", include_superusers=True)

    def for_review(self, in_charge, step):
        """The one in charge of an article; a week too late publishers as well, and after two weeks administrators."""
        return self._along([[in_charge], self.publishers, self.administrators], step)

    def for_approval(self, wanted, writer, step):
        """Whoever was asked, or all who may approve but the writer; after a week also those who run the portal."""
        asked = [wanted] if wanted else self.approvers
        may_approve = [[one for one in link if one != writer] for link in (asked, self.approvers)]
        return self._along([*may_approve, self.publishers], step)

    def _along(self, links, step):
        reachable = [[pk for pk in link if pk in self.everybody] for link in links]
        told = [link for link in reachable if link][: 1 + max(step, 0)]
        return list(dict.fromkeys(pk for link in told for pk in link))

    def _ways(self, permission, **options):
        return [person.pk for person in self._who_may(permission, **options)]

    def _who_may(self, permission, include_superusers=False):
        may = get_user_model().objects.with_perm(
            permission, include_superusers=include_superusers or permission == "articles.view_edition"
        )
        return may.filter(is_staff=True).exclude(email="").distinct().order_by("pk")
