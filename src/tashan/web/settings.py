"""
Settings of the site, all from the environment; without any, everything is embedded in one folder.

    TASHAN_DATA           folder of the database, uploads and the secret key; `tashan-data` without it
    TASHAN_DATABASE_URL   postgres://…; the SQLite file of the folder without it
    TASHAN_HOSTS          names under which the site is reached, by comma; localhost without it
    TASHAN_ADDRESS        the site's own address for links in mail: https://tashan.example; without it the address that
                          `tashan serve` listens on, or http://localhost:8000
    TASHAN_HTTPS          1 where people reach it by https: cookies are then sent over https alone
    TASHAN_SECRET_KEY     the secret of cookies and forms; made and kept in the folder without it
    TASHAN_SECRET_KEY_FALLBACKS  secrets of before, by comma: what they signed and sealed stays readable
    TASHAN_MAIL_URL       smtp://user:password@host:port for notices by mail; no mail is sent without it
    TASHAN_OIDC           JSON of OpenID Connect providers: [{"id", "name", "client_id", "secret", "server_url"}]
    TASHAN_OBJECTION_DAYS  working days to object to a statement where its contract says nothing; 15 without it
    TASHAN_HOLIDAYS       weekdays on which nobody works, by comma: 2026-10-01,2026-10-02; none without it
    TASHAN_MAP_REVIEW     the map review number (审图号) of the boundary set; without it the public sees the tile grid
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from tashan.web.secret import secret_key

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("TASHAN_DATA", "tashan-data")).absolute()
DATA.mkdir(parents=True, exist_ok=True)

SECRET_KEY = os.environ.get("TASHAN_SECRET_KEY") or secret_key(DATA / "secret.key")
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("TASHAN_SECRET_KEY_FALLBACKS", "").split(",") if key]
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("TASHAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
HTTPS = os.environ.get("TASHAN_HTTPS") == "1"
CSRF_FAILURE_VIEW = "tashan.web.pages.views.stale"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "tashan.web.pages",
    "tashan.web.api",
    "tashan.web.audit",
    "tashan.web.accounts",
    "tashan.web.notices",
    "tashan.web.approvals",
    "tashan.web.search",
    "tashan.web.jobs",
    "tashan.web.archive",
    "tashan.web.atlas",
    "tashan.web.integration",
    "tashan.web.learning",
    "tashan.web.sharing",
    "tashan.web.governance",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tashan.web.pages.middleware.language_of_the_reader",
    "tashan.web.pages.middleware.no_null_characters",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tashan.web.accounts.middleware.own_password_first",
    "tashan.web.accounts.middleware.behind_the_wall",
    "django_htmx.middleware.HtmxMiddleware",
    "tashan.web.pages.middleware.forms_are_sent",
    "tashan.web.pages.middleware.NothingWithoutARule",
]

ROOT_URLCONF = "tashan.web.urls"
WSGI_APPLICATION = "tashan.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["tashan.web.pages.templatetags.tashan"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tashan.web.pages.context.frame",
                "tashan.web.notices.context.waiting",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    url = os.environ.get("TASHAN_DATABASE_URL")
    if url:
        database = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        # What a connection sees before anybody asks (tashan.web.accounts.wall): the site nothing but what is public,
        # background work and commands everything.
        database.setdefault("OPTIONS", {})["options"] = f"-c tashan.places={os.environ.get('TASHAN_PLACES', '*')}"
        return database
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "tashan.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # Writers queue for the lock when they begin, so none fails half way; readers never wait.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            " PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;",
        },
    }


DATABASES = {"default": _database()}
# Shared by all processes, so that attempts to log in are counted together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # with few, made-up names would push attempts at real ones out
    },
    "pages": {  # public pages, see tashan.web.pages.kept
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA / "pages",
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
MEDIA_ROOT = DATA / "uploads"

# --- people ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "tashan.web.accounts.adapter.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}  # five wrong passwords a name, then five minutes' pause
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
SOCIALACCOUNT_ADAPTER = "tashan.web.accounts.adapter.KnownPeopleOnly"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # providers are named by who runs the site, so their mail addresses count
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Tashan"
MFA_ADAPTER = "tashan.web.accounts.adapter.SealedFactors"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": each["id"],
                "name": each["name"],
                "client_id": each["client_id"],
                "secret": each["secret"],
                "settings": {"server_url": each["server_url"]},
            }
            for each in json.loads(os.environ.get("TASHAN_OIDC", "[]"))
        ]
    }
}

# --- languages and time ----------------------------------------------------------------------------------------------

USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "tashan_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- files and what the browser may do -------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- mail and log ----------------------------------------------------------------------------------------------------


def _mail() -> dict[str, Any]:
    url = urlsplit(os.environ.get("TASHAN_MAIL_URL", ""))
    if not url.hostname:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    return {
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or 587,
        "EMAIL_HOST_USER": url.username or "",
        "EMAIL_HOST_PASSWORD": url.password or "",
        "EMAIL_USE_TLS": url.scheme == "smtp",
        "EMAIL_USE_SSL": url.scheme == "smtps",
    }


globals().update(_mail())
SITE_ADDRESS = os.environ.get("TASHAN_ADDRESS", "http://localhost:8000").rstrip("/")
DEFAULT_FROM_EMAIL = f"tashan@{urlsplit(SITE_ADDRESS).hostname}"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # In the %-style: Daft hands the format on to its worker processes, which know no other.
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

SHARING_OBJECTION_DAYS = int(os.environ.get("TASHAN_OBJECTION_DAYS", "15"))
SHARING_HOLIDAYS = frozenset(day.strip() for day in os.environ.get("TASHAN_HOLIDAYS", "").split(",") if day.strip())
MAP_REVIEW_NUMBER = os.environ.get("TASHAN_MAP_REVIEW", "")
