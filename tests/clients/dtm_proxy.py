"""Leads an unmodified DTM client to our server.

The client knows only its own fixed https address. It is given a proxy, as in any office network: the proxy takes the
connection for that address, ends TLS with a certificate that the client was told to trust, and passes the plain
requests on to the server under test. Nothing leaves this machine, and any other address is refused.
"""

import contextlib
import socket
import ssl
import threading
from pathlib import Path

import trustme

DTM_HOST = "dtmapi.iom.int"


@contextlib.contextmanager
def dtm_proxy(address: str, folder: Path):
    """Environment variables with which a client reaches `address` ("http://host:port") as the DTM API."""
    authority = trustme.CA()
    bundle = folder / "authority.pem"
    authority.cert_pem.write_to_path(bundle)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(DTM_HOST).configure_cert(tls)
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accept = threading.Thread(target=_accept, args=(listener, tls, (host, int(port))), daemon=True)
        accept.start()
        try:
            yield {"HTTPS_PROXY": f"http://127.0.0.1:{listener.getsockname()[1]}", "REQUESTS_CA_BUNDLE": str(bundle)}
        finally:
            listener.shutdown(socket.SHUT_RDWR)


def _accept(listener: socket.socket, tls: ssl.SSLContext, target: tuple[str, int]) -> None:
    with contextlib.suppress(OSError):  # the listener was shut down
        while True:
            client, _ = listener.accept()
            threading.Thread(target=_serve, args=(client, tls, target), daemon=True).start()


def _serve(client: socket.socket, tls: ssl.SSLContext, target: tuple[str, int]) -> None:
    with contextlib.suppress(OSError), client:
        if not _read_head(client).startswith(f"CONNECT {DTM_HOST}:443 "):
            client.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")
            return
        client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with tls.wrap_socket(client, server_side=True) as plain, socket.create_connection(target) as server:
            answers = threading.Thread(target=_pump, args=(server, plain), daemon=True)
            answers.start()
            _pump(plain, server)
            answers.join()


def _read_head(client: socket.socket) -> str:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        received = client.recv(1)
        if not received:
            break
        head += received
    return head.decode("latin-1")


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while received := source.recv(65536):
            sink.sendall(received)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
