from django.db import migrations, models

LISTS = ["searchsynonym", "searchpin", "emergencyanswer", "glossaryterm"]

# A migration that makes one of these tables anew, as most changes of a table do on SQLite, must make its triggers anew.
SQLITE_DRAW = """
    INSERT INTO articles_searchknowledge (id, version) VALUES (1, lower(hex(randomblob(16))))
    ON CONFLICT (id) DO UPDATE SET version = excluded.version
"""
SQLITE = [
    f"""
    CREATE TRIGGER articles_{name}_{what.lower()}_is_known AFTER {what} ON articles_{name} BEGIN {SQLITE_DRAW}; END
    """
    for name in LISTS
    for what in ("INSERT", "UPDATE", "DELETE")
]
NO_LONGER_SQLITE = [
    f"DROP TRIGGER articles_{name}_{what}_is_known" for name in LISTS for what in ("insert", "update", "delete")
]
POSTGRESQL_DRAW = """
    INSERT INTO articles_searchknowledge (id, version) VALUES (1, gen_random_uuid()::text)
    ON CONFLICT (id) DO UPDATE SET version = excluded.version
"""
POSTGRESQL = [
    f"""
    CREATE FUNCTION articles_searchknowledge_draw() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN {POSTGRESQL_DRAW}; RETURN NULL; END $$
    """,
    *(
        f"""
        CREATE TRIGGER articles_{name}_is_known AFTER INSERT OR UPDATE OR DELETE ON articles_{name}
        FOR EACH STATEMENT EXECUTE FUNCTION articles_searchknowledge_draw()
        """
        for name in LISTS
    ),
]
NO_LONGER_POSTGRESQL = [
    *(f"DROP TRIGGER articles_{name}_is_known ON articles_{name}" for name in LISTS),
    "DROP FUNCTION articles_searchknowledge_draw",
]


def run(on_sqlite, on_postgresql):
    def statements(apps, schema_editor):
        is_postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in on_postgresql if is_postgresql else on_sqlite:
            schema_editor.execute(statement)

    return statements


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchKnowledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=40)),
            ],
        ),
        migrations.RunPython(
            run([SQLITE_DRAW, *SQLITE], [POSTGRESQL_DRAW, *POSTGRESQL]), run(NO_LONGER_SQLITE, NO_LONGER_POSTGRESQL)
        ),
    ]
