"""What takes a look at every page is worked out once, for as long as nothing that readers see changes.

The rule is that of stored pages: what is recorded has a number, and dates say until when a moment changes nothing.
"""

import threading
from collections import OrderedDict
from datetime import timedelta
from functools import wraps

from django.db import connections, router
from django.utils import timezone

from articles.models import Edition, number_of_all_recorded

from .asking import changes_to_come
from .known import Known

MOST = 300  # results that a process keeps of one function
LATELY = timedelta(minutes=1)


def worked_out_once(work):
    """``work(*what, moment=…)``, whose result nobody may change.

    Within a transaction it is worked out each time: what is not recorded yet, and may never be, has no number.
    """
    kept, lock = OrderedDict(), threading.Lock()

    @wraps(work)
    def found(*what, moment):
        database = router.db_for_read(Edition)
        # Of a moment long past, what is to come would be all that has happened since.
        if connections[database].in_atomic_block or moment < timezone.now() - LATELY:
            return work(*what, moment=moment)
        number = number_of_all_recorded(database)
        seconds = moment.timestamp()
        of, since, until, result = kept.get(what, (None, 0, 0, None))
        if of == number and since <= seconds < until:
            return result
        until = Known(number, changes_to_come(moment)).until(seconds)
        result = work(*what, moment=moment)
        with lock:
            kept[what] = (number, seconds, until, result)
            kept.move_to_end(what)
            if len(kept) > MOST:
                kept.popitem(last=False)
        return result

    return found
