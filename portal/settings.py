"""One file; the environment decides. docs/operators.md says what each variable does."""

from datetime import timedelta

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from portal.environment import BASE_DIR, env

env.read_files()  # the real environment wins over them

# Everything the portal writes outside .venv lives here.
VAR = env.var_to_write_in()

DEBUG = env.yes_or_no("DEBUG", default=False)
SECRET_KEY = env.secret_key()  # no default: a portal without its own key must not start
ALLOWED_HOSTS = env.hosts()
CSRF_TRUSTED_ORIGINS = env.origins()

INSTALLED_APPS = [
    "articles",
    "articles.editing.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_prose_editor",
]

MIDDLEWARE = [
    "articles.storing.telling.TellTheFrontMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.bounds.BoundsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.reading.passing.fresh.AskEachTimeMiddleware",
    "articles.reading.passing.one_hop.OneHopMiddleware",
    "articles.reading.passing.language.LanguageOfAddressMiddleware",
    "articles.reading.passing.away.DatabaseAwayMiddleware",
    "articles.reading.passing.no_cookies.NoCookiesForReadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "articles.editing.saving.typed.NothingTypedIsLostMiddleware",
    "articles.entering.door.DoorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.following.purging.PurgeMiddleware",
    "axes.middleware.AxesMiddleware",
]

# An empty portal gets two accounts and the sample content, to be tried. Nobody wants those on the server of a hospital.
SAMPLE = env.yes_or_no("SAMPLE", default=True)

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = env.databases(default=VAR / "portal.sqlite3")
if len(DATABASES) > 1:
    DATABASE_ROUTERS = ["articles.storing.sources.Router"]

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["articles.entering.backend.Passwords"]
# Five failures close an account to the place they came from (articles/entering/locking.py says when to all places).
AXES_HANDLER = "articles.entering.locking.Failures"
AXES_LOCKOUT_CALLABLE = "articles.entering.locking.locked_out"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=env.whole_number("LOCKED_MINUTES", default=30, least=1))
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "articles.limiting.place_of"
AXES_DISABLE_ACCESS_LOG = True  # failures are counted and then forgotten; who signed in is in a record of our own
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "next", "code", "credential", "csrfmiddlewaretoken"]
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
# A sign-in ends after so long in which nobody did anything, after so long in all, and with the browser.
SESSION_IDLE_MINUTES = env.whole_number("SESSION_IDLE_MINUTES", default=60, least=1)
SESSION_COOKIE_AGE = env.whole_number("SESSION_HOURS", default=12, least=1) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# How long after showing who they are people may do what is weighty without being asked again.
CONFIRM_MINUTES = env.whole_number("CONFIRM_MINUTES", default=15, least=1)
# For everybody who may approve, release or administer.
REQUIRE_SECOND_FACTOR = env.yes_or_no("REQUIRE_SECOND_FACTOR", default=True)
MFA_ADAPTER = "articles.entering.sealing.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # clocks of phones differ, and people type slowly
# A hospital's own sign-in, by OpenID Connect: docs/operators.md. Empty where there is none.
vars().update(env.single_sign_on())
SSO_NAME = env.str("SSO_NAME", default="")
SSO_EMAIL_VERIFIED = env.yes_or_no("SSO_EMAIL_VERIFIED", default=False)
SSO_SECOND_FACTOR = env.yes_or_no("SSO_SECOND_FACTOR", default=False)
PASSWORD_RESET_TIMEOUT = 600  # no password is ever reset by mail: this is for the links of `manage.py sign_in_link`
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
CSRF_FAILURE_VIEW = "articles.editing.saving.typed.form_refused"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("ar", _("Arabic"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
USE_TZ = True
TIME_ZONE = env.time_zone(default="Europe/London")

# What the portal is called, on each page and paper; without one it is “Patient information” in the reader's language.
SITE_NAME = " ".join(env.str("SITE_NAME", default="").split())
# How readers reach the people behind the portal: an e-mail address or a telephone number, told on the pages about it.
CONTACT = env.str("CONTACT", default="")
# Where somebody who found a hole in the portal tells it: /.well-known/security.txt.
SECURITY_CONTACT = env.ways_to_reach("SECURITY_CONTACT")

# How many times the usual requests one place may make (articles/limiting/limits.py); 0 limits nothing.
RATE_LIMITS = env.whole_number("RATE_LIMITS", default=1)
# Requests are counted in the shared cache, or without one in PORTAL_VAR/limits.sqlite3 (articles/limiting/counting.py).
CACHES = env.caches()

# Reminders to those who work at the desk. Without these, `manage.py send_reminders` says what to set.
MAIL = env.mail()
MAIL_IS_SET = bool(MAIL)
vars().update(MAIL)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="")
PORTAL_URL = env.address("PORTAL_URL")
# Private networks in which programs of clinics may be told of changes: none, unless somebody opens one.
WEBHOOK_NETWORKS = env.networks("WEBHOOK_NETWORKS")

# A page of a hundred long sections goes to the desk as one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o600, 0o700  # the portal delivers them itself
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "articles.reading.stylesheet.StaticFiles"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else builds their pages of our stylesheets and scripts
# Source maps are for the developer tools alone, and take longer to compress than all the rest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Say yes once readers reach the portal by https:// only. `make run` serves plain http:// on one's own machine.
HTTPS = env.yes_or_no("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Of such names browsers believe this host alone: no neighbour below the same domain can put a cookie in their place.
_OF_THIS_HOST = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = f"{_OF_THIS_HOST}sessionid", f"{_OF_THIS_HOST}csrftoken"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.whole_number("HSTS_SECONDS", default=3600) if HTTPS else 0
# Other names below the portal's own belong to the hospital: whether they have https:// is not for us to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
BEHIND_PROXY = env.yes_or_no("BEHIND_PROXY", default=False)
# How many proxies of ours stand in front, each of which adds to X-Forwarded-For.
PROXIES = env.whole_number("PROXIES", default=1) if BEHIND_PROXY else 0
if BEHIND_PROXY:
    # Only behind a proxy that sets this header itself: anyone else could send it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Caches that stand between the portal and its readers (docs/decisions/0025-caches-between-us-and-readers.md).
# How long a network that delivers for us may keep a page without asking; 0 keeps it away from all pages.
CDN_SECONDS = env.whole_number("CDN_SECONDS", default=0)
# How long any cache in front may go on showing what it has while the portal does not answer.
STALE_SECONDS = env.whole_number("STALE_SECONDS", default=600)
CACHE_TAG_HEADER = env.one_of("CACHE_TAG_HEADER", "Cache-Tag", "Surrogate-Key", default="")
# Whom to tell that something was recorded: “{tag}” stands for the tag in the address, the header or the body.
PURGE_URL = env.web_address("PURGE_URL")
PURGE_METHOD = env.one_of("PURGE_METHOD", "POST", "PURGE", "BAN", "DELETE", "GET", default="POST")
PURGE_HEADER = env.header("PURGE_HEADER")
PURGE_BODY = env.str("PURGE_BODY", default="")

SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "no-referrer"  # of pages for readers: portal/bounds.py says what the desk needs instead
X_FRAME_OPTIONS = "DENY"
# Where browsers tell what they blocked. It is counted without the page and the reader.
CSP_REPORTS_AT, CSP_REPORTS_AS = "/reports/csp", "csp"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # The nonce appears only where a template asks for it, which is the admin alone: public pages are cached.
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "report-uri": CSP_REPORTS_AT,
        "report-to": CSP_REPORTS_AS,
    }
}

# Every fault reaches standard error, with where it happened. Of readers nothing does: no addresses, nothing that they
# typed, and no line for each page that was not found.
# As lines for people, or as JSON for machines, which are then told of each request too, without who asked or for what.
LOG_FORMAT = env.one_of("LOG_FORMAT", "text", "json", default="text")
# Opens /metrics to whoever sends it; without one there is no such address.
METRICS_TOKEN = env.secret("METRICS_TOKEN")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"()": "portal.log.WithoutReaders", "format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "portal.log.JsonLines"},
    },
    "filters": {"once": {"()": "portal.log.ToldOnce"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["once"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would send whole requests by e-mail.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
        "portal.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
        "axes": {"level": "ERROR"},
        # The number and the seal of each entry, so that nobody can cut off the end of the record unseen. On one's own
        # machine nobody gathers the log, and the passwords of the first accounts should be easy to find in it.
        "articles.recording": {"level": "INFO" if HTTPS or LOG_FORMAT == "json" else "WARNING"},
        # The server for developers tells every address; ``make run`` does not use it.
        "django.server": {"level": "INFO" if DEBUG else "ERROR"},
    },
}
