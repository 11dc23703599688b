from django.db import connection

# SQLite is a file, which nobody stops; tests/reading/test_away.py takes the file away.
collect_ignore = [] if connection.vendor == "postgresql" else ["test_database.py"]
