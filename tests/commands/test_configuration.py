"""A fault in the configuration is one clear sentence, never a traceback."""

import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.environment import BASE_DIR, env
from tests.commands.conftest import run

CHECK = ("manage.py", "check")
MIGRATE = ("manage.py", "migrate")
START = ("-c", "import portal.wsgi")


def one_sentence(answer):
    assert answer.returncode == 1, answer
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    return answer.stderr


@pytest.mark.parametrize("command", [CHECK, MIGRATE, START], ids=["check", "migrate", "server"])
def test_the_portal_does_not_start_without_its_own_secret_key(machine, command):
    answer = run(machine | {"ALLOWED_HOSTS": "portal.example.org"}, *command)

    assert "SECRET_KEY is not set" in one_sentence(answer)


@pytest.mark.parametrize("command", [CHECK, START], ids=["check", "server"])
def test_the_portal_does_not_start_without_the_names_it_answers_to(configured, command):
    answer = run(configured | {"ALLOWED_HOSTS": ""}, *command)

    assert "ALLOWED_HOSTS is not set" in one_sentence(answer)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is too short"),
        ("ALLOWED_HOSTS", "https://portal.example.org", "without “https://”"),
        ("CSRF_TRUSTED_ORIGINS", "portal.example.org", "CSRF_TRUSTED_ORIGINS"),
        ("DEBUG", "perhaps", "DEBUG must be yes or no, not “perhaps”."),
        ("HTTPS", "ja", "HTTPS must be yes or no"),
        ("TIME_ZONE", "Europe/Londn", "TIME_ZONE is “Europe/Londn”"),
        ("TIME_ZONE", "Europe", "TIME_ZONE is “Europe”"),
        ("TIME_ZONE", "../../etc/hostname", "TIME_ZONE"),
        ("DATABASE_URL", "mysql://me:secret@localhost/portal", "DATABASE_URL is not"),
        ("DATABASE_URL", "portal", "DATABASE_URL is not"),
        ("DATABASE_URL", "postgres://me:se/cret@localhost:port/portal", "DATABASE_URL is not"),
        ("DATABASE_URL", "postgres://me:secret@localhost", "DATABASE_URL is not"),
        ("PORTAL_VAR", "/dev/null/var", "PORTAL_VAR"),
        ("CACHE_URL", "memcached://localhost", "CACHE_URL is not"),
        ("CACHE_URL", "redis://localhost:6379/0", "pip install redis"),
        ("RATE_LIMITS", "many", "RATE_LIMITS must be a whole number"),
        ("EMAIL_URL", "smtp.example.org", "EMAIL_URL is not the address of a mail server"),
        ("EMAIL_URL", "smtp+tls://me:secret@host:port", "EMAIL_URL is not the address of a mail server"),
        ("CONFIRM_MINUTES", "0", "CONFIRM_MINUTES must be 1 or more"),
        ("SSO_ISSUER", "https://sso.example.org", "SSO_CLIENT_ID is not set"),
        ("SSO_ONLY", "yes", "SSO_ONLY leaves no way in"),
        ("SECURITY_CONTACT", "call me", "SECURITY_CONTACT must be an e-mail address"),
        ("PORTAL_URL", "portal.example.org", "PORTAL_URL must be the address that people open"),
    ],
)
def test_a_setting_that_makes_no_sense_is_named_in_one_sentence(configured, setting, value, said):
    answer = run(configured | {setting: value}, *CHECK)

    assert said in one_sentence(answer)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PURGE_HEADER", "secret"),
        ("PURGE_HEADER", "Key: secret\nHost: other"),
        ("PURGE_URL", "https://me:secret@cdn.example/purge"),
        ("PURGE_URL", "cdn.example"),
    ],
)
def test_what_may_hold_a_key_is_refused_without_repeating_it(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    read = {"PURGE_HEADER": env.header, "PURGE_URL": env.web_address}[name]

    with pytest.raises(ImproperlyConfigured, match=name) as refusal:
        read(name)
    assert "secret" not in str(refusal.value)


def test_the_settings_of_a_server_leave_nothing_to_warn_of(configured):
    """As docs/operators.md has them; without somebody to tell of holes, that is the one thing left."""
    server = {"HTTPS": "yes", "BEHIND_PROXY": "yes", "PORTAL_URL": "https://portal.example.org", "SAMPLE": "no"}
    server |= {"SECRET_KEY": configured["SECRET_KEY"] + "-as-long-as-make-run-makes-it"}
    asked = (*CHECK, "--deploy", "--fail-level", "WARNING")

    whole = run(configured | server | {"SECURITY_CONTACT": "security@hospital.example"}, *asked)
    without = run(configured | server, *asked)

    assert whole.returncode == 0, whole
    assert without.returncode == 1
    assert "portal.W001" in without.stderr
    assert "1 issue" in without.stderr


@pytest.mark.parametrize(("https", "before"), [("yes", "__Host-"), ("no", "")])
def test_where_readers_use_https_no_neighbour_puts_a_cookie_in_the_place_of_ours(monkeypatch, https, before):
    """As browsers have it of such a name: for this host alone, for all of it, and never in plain sight."""
    monkeypatch.setenv("HTTPS", https)

    told = runpy.run_path(str(BASE_DIR / "portal" / "settings.py"))

    for cookie, name in (("SESSION", "sessionid"), ("CSRF", "csrftoken")):
        assert told[f"{cookie}_COOKIE_NAME"] == before + name
        assert told[f"{cookie}_COOKIE_SECURE"] is (https == "yes")
        assert not {f"{cookie}_COOKIE_DOMAIN", f"{cookie}_COOKIE_PATH"} & told.keys()


def test_a_choice_that_is_none_names_those_that_are(monkeypatch):
    monkeypatch.setenv("CACHE_TAG_HEADER", "Tag")

    with pytest.raises(ImproperlyConfigured, match="must be Cache-Tag or Surrogate-Key, not “Tag”"):
        env.one_of("CACHE_TAG_HEADER", "Cache-Tag", "Surrogate-Key", default="")


def test_a_password_in_the_address_of_the_database_is_not_repeated(configured):
    answer = run(configured | {"DATABASE_URL": "mysql://me:correct-horse@localhost/portal"}, *CHECK)

    assert "correct-horse" not in one_sentence(answer)


@pytest.mark.parametrize(
    "address", ["postgres://me:correct-horse@127.0.0.1:1/portal", "sqlite:////dev/null/portal.sqlite3"]
)
def test_a_database_that_does_not_answer_is_one_sentence(configured, address):
    answer = run(configured | {"DATABASE_URL": address}, *MIGRATE)

    said = one_sentence(answer)
    assert "The database cannot be reached" in said
    assert "correct-horse" not in said


def test_a_file_that_is_no_database_is_one_sentence(configured, tmp_path):
    file = tmp_path / "letter.txt"
    file.write_text("Dear patient, " * 500)

    answer = run(configured | {"DATABASE_URL": f"sqlite:///{file}"}, *MIGRATE)

    assert "The database cannot be reached: file is not a database" in one_sentence(answer)


def test_the_server_does_not_start_before_the_static_files_are_collected(configured):
    answer = run(configured, *START)

    assert "manage.py collectstatic" in one_sentence(answer)


def test_the_server_starts_while_the_database_is_down(configured):
    """Pages that are cached go on being served."""
    down = configured | {"DATABASE_URL": "postgres://me:secret@127.0.0.1:1/portal"}
    prepared = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings'; import django; django.setup();"
        "from django.contrib.staticfiles.storage import staticfiles_storage as s;"
        "s.location and os.makedirs(s.location); s.save_manifest(); import portal.wsgi"
    )

    answer = run(down, "-c", prepared)

    assert answer.returncode == 0, answer.stderr


def test_a_fault_in_the_code_keeps_its_traceback(configured):
    answer = run(configured, "-c", "from portal.environment import in_one_sentence as o\nwith o(): {}['missing']")

    assert "Traceback" in answer.stderr


def test_the_environment_wins_over_the_file_and_the_file_over_what_was_made(machine, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "portal.env").write_text(f"SECRET_KEY={'m' * 40}\nALLOWED_HOSTS=made\nTIME_ZONE=Asia/Tokyo\n")
    (tmp_path / "env").write_text("ALLOWED_HOSTS=file\nTIME_ZONE=Asia/Seoul\n")
    show = "from portal.settings import *; print(SECRET_KEY, ALLOWED_HOSTS, TIME_ZONE)"

    answer = run(machine | {"PORTAL_ENV_FILE": str(tmp_path / "env"), "TIME_ZONE": "Asia/Dhaka"}, "-c", show)

    assert answer.stdout.strip() == f"{'m' * 40} ['file'] Asia/Dhaka"


def test_everything_is_written_below_portal_var(machine, configured, tmp_path):
    show = "from portal.settings import *; print(DATABASES['default']['NAME'], STATIC_ROOT, MEDIA_ROOT, sep='\\n')"

    answer = run(configured | {"PORTAL_VAR": str(tmp_path / "50% off + more")}, "-c", show)

    assert answer.stdout.splitlines() == [
        str(tmp_path / "50% off + more" / name) for name in ("portal.sqlite3", "static", "media")
    ]


def test_what_is_broken_below_the_addresses_keeps_the_portal_from_starting(configured):
    """Otherwise the first reader would find out."""
    start = (
        "import sys; sys.modules['articles.linking.views'] = None; "
        "from django.contrib.staticfiles.storage import staticfiles_storage as s; import os; "
        "os.makedirs(s.location); s.save_manifest(); import portal.wsgi; print('started')"
    )

    started = run(configured | {"DJANGO_SETTINGS_MODULE": "portal.settings"}, "-c", start)

    assert started.returncode != 0
    assert "started" not in started.stdout
    assert "articles.linking.views" in started.stderr
