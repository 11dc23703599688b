"""What may get another address goes on being found at those that it once had (promise 4)."""

from django.db import models


class MovingQuerySet(models.QuerySet):
    def once_at(self, language, slug):
        """What has moved away from this address."""
        return self.filter(past_addresses__language=language, past_addresses__slug=slug)

    def update(self, **values):
        """Not for what ``save()`` must refuse or remember, one by one."""
        if kept := {"code", "language", "slug"} & values.keys():
            raise ValueError(f"Only {self.model.__name__}.save() changes {', '.join(sorted(kept))}.")
        return super().update(**values)

    update.alters_data = True
