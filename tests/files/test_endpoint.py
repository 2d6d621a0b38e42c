from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tashan.files.endpoint import Endpoint, EndpointError, endpoint_from


class FakeModel(BaseHTTPRequestHandler):
    """Answers like OpenAI's chat: with what the server holds as its answer, and remembers what it was asked."""

    def do_POST(self) -> None:
        server: Any = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.asked.append((self.path, self.headers.get("Authorization"), body))
        self.send_response(server.status)
        self.end_headers()
        self.wfile.write(server.answer if isinstance(server.answer, bytes) else chat(server.answer))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def chat(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@pytest.fixture
def model() -> Iterator[Any]:
    server: Any = HTTPServer(("127.0.0.1", 0), FakeModel)
    server.asked, server.answer, server.status = [], "hello", 200
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield server
    server.shutdown()
    server.server_close()


def test_it_asks_as_openai_is_asked(model: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TASHAN_EXTRACTOR_KEY", "secret")
    answer = Endpoint(model.url, "small").complete("What?")
    path, authorization, body = model.asked[0]

    assert ("hello", "/v1/chat/completions", "Bearer secret") == (answer, path, authorization)
    assert {"model": "small", "temperature": 0, "messages": [{"role": "user", "content": "What?"}]} == body


@pytest.mark.parametrize("answer", [b"", b"no json", b"{}", b'{"choices": []}', b'{"choices": [{"message": 5}]}'])
def test_another_form_of_answer_is_an_error(model: Any, answer: bytes) -> None:
    model.answer = answer

    with pytest.raises(EndpointError, match="does not answer as OpenAI's chat does"):
        Endpoint(model.url).complete("What?")


def test_a_refusal_is_an_error(model: Any) -> None:
    model.status = 500

    with pytest.raises(EndpointError, match=r"gave no answer: HTTP Error 500"):
        Endpoint(model.url).complete("What?")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "file:///etc", "nonsense"])
def test_a_wrong_address_is_an_error(url: str) -> None:
    with pytest.raises(EndpointError):
        Endpoint(url, timeout=2).complete("What?")


def test_the_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TASHAN_EXTRACTOR_URL", raising=False)
    none = endpoint_from(None)
    monkeypatch.setenv("TASHAN_EXTRACTOR_URL", "http://a/v1")
    monkeypatch.setenv("TASHAN_EXTRACTOR_MODEL", "m")

    assert (None, Endpoint("http://a/v1", "m"), Endpoint("http://b/v1", "m")) == (
        none,
        endpoint_from(None),
        endpoint_from("http://b/v1"),
    )
