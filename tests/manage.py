"""manage.py as the tests know it: python -m tests.manage check"""

import sys

from tests.environment import become_the_tests

if __name__ == "__main__":
    become_the_tests()

    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *sys.argv[1:]])
