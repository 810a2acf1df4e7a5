"""Other systems, reduced to what they say over HTTP on loopback: KoboToolbox' API v2, and a receiver of webhooks."""

import json
import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@contextmanager
def serving(handler: type[BaseHTTPRequestHandler], port: int = 0, tls: ssl.SSLContext | None = None):
    """A server on a free port of loopback, over TLS if it is given; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Kobo:
    """The rows of one asset, a page at a time, and their attachments, which need the same token."""

    def __init__(self, asset: str, token: str, most_a_page: int):
        self.asset, self.token, self.most_a_page = asset, token, most_a_page
        self.rows: list[dict] = []
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []

    def handler(kobo) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                kobo.asked.append(self.path)
                asked = urlsplit(self.path)
                data = f"/api/v2/assets/{kobo.asset}/data/"
                if self.headers.get("Authorization") != f"Token {kobo.token}":
                    return self.answer(401, {"detail": "Invalid token."})
                if asked.path.rstrip("/") == data.rstrip("/"):
                    return self.page(parse_qs(asked.query))
                if asked.path in kobo.files:
                    return self.answer(200, kobo.files[asked.path])
                return self.answer(404, {"detail": "Not found."})

            def page(self, query):
                start = int(query.get("start", ["0"])[0])
                limit = min(int(query.get("limit", ["100"])[0]), kobo.most_a_page)
                rows = sorted(kobo.rows, key=lambda row: row["_id"])
                if wanted := query.get("query"):
                    since = json.loads(wanted[0])["_submission_time"]["$gte"]
                    rows = [row for row in rows if row["_submission_time"] >= since]
                more = start + limit < len(rows)
                # As behind a proxy that does not say the outer address: 'next' leads nowhere.
                following = f"http://kpi.internal{self.path}&start={start + limit}" if more else None
                self.answer(200, {"count": len(rows), "next": following, "previous": None,
                                  "results": rows[start:start + limit]})

            def answer(self, status, body):
                body = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        return Handler


class Receiver:
    """Takes webhooks: answers 503 to the first `failures` messages, 204 to the others."""

    def __init__(self, failures: int = 0):
        self.failures = failures
        self.attempts: list[tuple] = []  # status, headers (found in any case), body
        self.came = threading.Condition()

    def accepted(self) -> list[dict]:
        return [json.loads(body) for status, _, body in self.attempts if status == 204]

    def wait_for(self, count: int, seconds: float = 300) -> None:
        with self.came:
            assert self.came.wait_for(lambda: len(self.accepted()) >= count, seconds), self.attempts

    def handler(receiver) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                with receiver.came:
                    status = 503 if len(receiver.attempts) < receiver.failures else 204
                    receiver.attempts.append((status, self.headers, body))
                    receiver.came.notify_all()
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        return Handler
