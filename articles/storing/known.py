from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import inf

from articles.models import day_of, start_of

from .sources import ITSELF


@dataclass(frozen=True)
class Known:
    number: int
    # (seconds since 1970, parts of addresses that tell of it) of each change that is to come, in order
    to_come: tuple = ()
    # The database that holds all of it, for whoever reads.
    source: str = ITSELF

    def until(self, seconds: float) -> float:
        """The first moment after ``seconds`` at which a date changes some page."""
        tomorrow = start_of(day_of(datetime.fromtimestamp(seconds, UTC)) + timedelta(days=1)).timestamp()
        return min(tomorrow, self.words_until(seconds))

    def words_until(self, seconds: float) -> float:
        """The first moment after ``seconds`` at which something is released or taken away."""
        return min((moment for moment, _names in self.to_come if moment > seconds), default=inf)

    def changed_between(self, earlier: float, later: float) -> set[str]:
        """Parts of the addresses of whatever was released or taken away from ``earlier`` to ``later``."""
        return {name for moment, names in self.to_come if earlier < moment <= later for name in names}
