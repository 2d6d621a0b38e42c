"""The site's settings for tests: a folder of its own, jobs done at once, quick passwords."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("TASHAN_DATA", tempfile.mkdtemp(prefix="tashan-test-"))

from tashan.web.settings import *  # noqa: F403 - the folder has to be named first

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
