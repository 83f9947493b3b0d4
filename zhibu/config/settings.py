"""Every setting of the site; the only reader of the environment.

What an operator may set: ZHIBU_DATA (directory of database, files and snapshots), DATABASE_URL, ZHIBU_SECRET_KEY,
ZHIBU_HOSTS (comma separated), ZHIBU_HTTPS (1 behind TLS), ZHIBU_DEBUG (1 while developing), ZHIBU_PACKS (directory
of the rule packs), PORT (of the demo). Everything has a default that works on one machine.
"""

from pathlib import Path
from zlib import crc32

import environ

from zhibu.config.secret import read_or_create_key

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
ZHIBU_DATA = Path(env.str("ZHIBU_DATA", default=str(BASE_DIR / "data"))).resolve()
ZHIBU_DATA.mkdir(parents=True, exist_ok=True)
ZHIBU_PACKS = Path(env.str("ZHIBU_PACKS", default=str(BASE_DIR / "packs"))).resolve()
# An activation of rules is noticed by the other web processes this much later at most; asking costs one query.
RULES_REREAD_SECONDS = 3.0
ZHIBU_FILES = ZHIBU_DATA / "files"
ZHIBU_SNAPSHOTS = ZHIBU_DATA / "snapshots"
PORT = env.int("PORT", default=8000)

SECRET_KEY = env.str("ZHIBU_SECRET_KEY", default="") or read_or_create_key(ZHIBU_DATA / "secret.key")
DEBUG = env.bool("ZHIBU_DEBUG", default=False)
ALLOWED_HOSTS = env.list("ZHIBU_HOSTS", default=["127.0.0.1", "localhost"])
HTTPS = env.bool("ZHIBU_HTTPS", default=False)

ROOMS = [
    "accounts",
    "journal",
    "organisations",
    "access",
    "rulebook",
    "people",
    "rosters",
    "files",
    "tasks",
    "activities",
    "assessment",
    "intake",
    "reports",
    "stencils",
    "checking",
    "desk",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_cotton",
    "csp",
    "axes",
    "treebeard",
    *(f"zhibu.domain.{room}" for room in ROOMS),
    "zhibu.web",
    "zhibu.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhibu.web.frame.middleware.FrameMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zhibu.config.urls"
WSGI_APPLICATION = "zhibu.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhibu.web.frame.context.frame",
            ],
            "builtins": [
                "django.templatetags.static",
                "zhibu.web.templatetags.judging",
                "zhibu.web.templatetags.places",
                "zhibu.web.templatetags.words",
            ],
        },
    },
]
COTTON_DIR = "cotton"

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{ZHIBU_DATA / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without IMMEDIATE, concurrent writers lose transactions: they upgrade a read lock and fail at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    # A page's questions are short: compiling one takes ten times as long as answering it. Rows asked for by cursor are
    # all read, so the plan must be the best for all of them and not for the first tenth.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault(
        "options", "-c jit=off -c cursor_tuple_fraction=1.0"
    )
    # Two checkouts on one machine may run their tests at once, each in databases of its own.
    DATABASES["default"]["TEST"] = {"NAME": f"test_zhibu_{crc32(str(BASE_DIR).encode()):08x}"}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "zhibu.domain.access.backend.TreeBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# GB/T 22239-2019 asks for a limit (V-w) and names no number: 5 times are usual (L), half an hour is unverified (U).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "frame/locked_out.html"
AXES_VERBOSE = False
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign_in"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "build" / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ZHIBU_FILES},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# A 60 MB upload must meet our own clear message, so Django streams it to disk instead of refusing it unread.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SESSION_COOKIE_AGE = 8 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "zhibu.web.frame.views.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        # Charts and Tabler set sizes through the style attribute; scripts have no such exception.
        "style-src": ["'self'", "'unsafe-inline'"],
        "script-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]  # ModelBackend stays: AxesStandaloneBackend only throttles
