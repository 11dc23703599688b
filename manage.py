#!/usr/bin/env python
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        from django.core.management import execute_from_command_line

        from portal.environment import in_one_sentence
    except ImportError as missing:
        sys.exit(f"{missing}. Run “make run” once, then use .venv/bin/python manage.py.")

    with in_one_sentence():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
