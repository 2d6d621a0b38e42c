"""A language model behind an OpenAI-compatible address: the one place of reading that reaches a network."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass

TIMEOUT = 120.0
"""Seconds to wait for one answer."""


class EndpointError(Exception):
    """The extractor could not be asked; the message says why."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """
    Where an extractor answers.

    Attributes:
        url: base address up to and including /v1; `/chat/completions` is added where it is missing.
        model: name of the model, as the server knows it.
        timeout: seconds to wait for one answer.
    """

    url: str
    model: str = "default"
    timeout: float = TIMEOUT

    def complete(self, prompt: str) -> str:
        """
        Ask the model, at temperature 0, and give its answer.

        The key, if any, comes from the environment variable TASHAN_EXTRACTOR_KEY, and is kept nowhere else.

        Raises:
            EndpointError: the server cannot be reached, refuses, or answers in another form.
        """
        address = self.url.rstrip("/")
        if not address.endswith("/chat/completions"):
            address += "/chat/completions"
        if not address.startswith(("http://", "https://")):
            raise EndpointError(f"The extractor's address {self.url!r} does not begin with http:// or https://.")
        body = {"model": self.model, "temperature": 0, "messages": [{"role": "user", "content": prompt}]}
        headers = {"Content-Type": "application/json"}
        if key := os.environ.get("TASHAN_EXTRACTOR_KEY"):
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(address, json.dumps(body).encode(), headers)  # noqa: S310 - checked above
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as answer:  # noqa: S310 - the same
                content = json.load(answer)["choices"][0]["message"]["content"]
        except (OSError, urllib.error.URLError) as error:
            raise EndpointError(f"The extractor at {self.url} gave no answer: {error}") from error
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EndpointError(f"The extractor at {self.url} does not answer as OpenAI's chat does.") from error
        return str(content)


def endpoint_from(url: str | None) -> Endpoint | None:
    """The endpoint of an option, else of TASHAN_EXTRACTOR_URL and TASHAN_EXTRACTOR_MODEL, or None."""
    address = url or os.environ.get("TASHAN_EXTRACTOR_URL")
    if not address:
        return None
    return Endpoint(address, os.environ.get("TASHAN_EXTRACTOR_MODEL", "default"))
