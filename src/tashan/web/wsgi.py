"""What a production server loads."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tashan.web.settings")
os.environ.setdefault("TASHAN_PLACES", "")  # each request says for which places it asks; before that, for none
application = get_wsgi_application()

from django.db import connections  # noqa: E402 - Django has to be set up first

from tashan.web.atlas.warm import settle, warm  # noqa: E402 - the same

warm()
connections.close_all()  # each process of the server opens its own
settle()
