"""One database is migrated for a whole run, and its processes begin with copies: python -m tests.migrated make"""

import gc
import os
import sys

from tests.environment import become_the_tests, call_the_test_database

DONE = "TEST_MIGRATED"  # in the environment of a run that has one


def make_it():
    from django.db import connection

    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def remove_it():
    from django.db import connection

    name, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], connection.creation._get_test_db_name()
    connection.creation.destroy_test_db(name, verbosity=0)


def begin_with_a_copy():
    """The connections of this process lead to a copy of its own, until what is returned is called."""
    from django.db import connection

    creation, facts, suffix = connection.creation, connection.settings_dict, str(os.getpid())
    migrated = facts["NAME"] = creation._get_test_db_name()
    creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    facts.update(creation.get_test_db_clone_settings(suffix))
    connection.close()

    def end():
        facts["NAME"] = migrated
        creation.destroy_test_db(suffix=suffix, verbosity=0)

    return end


if __name__ == "__main__":
    gc.disable()  # migrations make every model again and again, and this process ends with them
    what, *address = sys.argv[1:]
    if address:
        os.environ["TEST_DATABASE_URL"] = address[0]
    become_the_tests()

    import django

    call_the_test_database()
    django.setup()
    {"make": make_it, "remove": remove_it}[what]()
