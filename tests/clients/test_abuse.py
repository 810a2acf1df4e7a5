"""What somebody may send who means no good, or whose program is broken: one test each. None may take the server down, keep
others waiting, use memory without bound, touch a file it was not meant to, or be shown to a browser as a page.

Numbers of the limits: docs/limits.md.
"""

import contextlib
import gzip
import http.client
import json
import re
import socket
import sqlite3
import struct
import threading
import zlib
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
import requests

from inzira import TIMEOUT_S, Staff, given
from openrosa import Phone, message, new_instance_id
from test_openrosa import FORM, PHOTO, answers, assert_refused, commune, form, instance_id  # noqa: F401
from test_openrosa import received, stores_nothing  # noqa: F401

# The longest of the server's waits for a silent client, and a machine that is busy.
PATIENCE_S = 240


@pytest.fixture(scope="module")
def place(server):
    url = urlsplit(server.address)
    return url.hostname, url.port


def memory_kb(server, name):
    """`VmRSS` now, `VmHWM` the most there ever was."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", status)[1])


@contextlib.contextmanager
def flat_memory(server, most_mb):
    """The most memory there ever was does not grow by more than this above what is used now."""
    Path(f"/proc/{server.process.pid}/clear_refs").write_text("5")
    before = memory_kb(server, "VmRSS")
    yield
    assert memory_kb(server, "VmHWM") - before < most_mb * 1024


def connect(place):
    return socket.create_connection(place, timeout=PATIENCE_S)


def all_of(connection):
    """What comes until the other side closes; a reset is a way to close."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while chunk := connection.recv(65536):
            got += chunk
    return got


def ask(place, request):
    """The answer to raw bytes, as far as it comes before the server closes."""
    with connect(place) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request)
        return all_of(connection)


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else None


def head(phone, place, **headers):
    path = urlsplit(phone.base).path
    lines = [f"POST {path}/submission HTTP/1.1", f"Host: {place[0]}", "X-OpenRosa-Version: 1.0",
             "Content-Type: multipart/form-data; boundary=x"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def part(name, content, file_name=None):
    file = f'; filename="{file_name}"' if file_name else ""
    return (f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n').encode() + content + b"\r\n"


# Waiting


def test_whoever_only_holds_the_door_is_let_go_while_others_are_served(server, phone, place):
    """Slow-loris: a head that never ends, nothing at all, a connection that idles, a body that never comes."""
    ends = {}

    def hold(name, first, then=b""):
        with connect(place) as connection:
            connection.sendall(first)
            answer = connection.recv(65536) if then else b""
            ends[name] = (answer, all_of(connection))

    idle = f"GET /api/v1/public/operations HTTP/1.1\r\nHost: {place[0]}\r\n\r\n".encode()
    holders = [threading.Thread(target=hold, args=arguments) for arguments in [
        ("nothing", b""), ("half a head", b"GET / HTTP/1.1\r\nHost: a\r\nX-A: b"), ("idle", idle, b"wait"),
        ("body", head(phone, place, Content_Length=1000) + b"--x\r\n"),
    ]]
    for holder in holders:
        holder.start()
    for _ in range(5):
        assert phone.get(f"{phone.base}/formList").status_code == 200
    for holder in holders:
        holder.join(PATIENCE_S)
    assert set(ends) == {"nothing", "half a head", "idle", "body"}, "each was let go"
    assert status(ends["idle"][0]) == 200
    assert status(ends["body"][1]) in (400, 408), ends["body"]


def test_many_connections_that_do_nothing_keep_no_phone_out(server, phone, place):
    """A proxy on this machine has no share of its own, but all together have: the rest is let go at once."""
    held = []
    with contextlib.suppress(OSError):
        for _ in range(900):
            held.append(socket.create_connection(place, timeout=5))
    try:
        held[-1].settimeout(PATIENCE_S)
        with contextlib.suppress(ConnectionResetError):
            assert held[-1].recv(1) == b"", "one too many is closed at once"
    finally:
        for connection in held:
            connection.close()
    assert phone.get(f"{phone.base}/formList").status_code == 200


# Heads


@pytest.mark.parametrize("request_head", [
    b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX-A: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n" + b"".join(b"X-%d: a\r\n" % n for n in range(200)) + b"\r\n",
], ids=["long address", "long header", "many headers"])
def test_a_head_that_is_too_large_is_refused(place, request_head):
    assert status(ask(place, request_head)) in (414, 431)


@pytest.mark.parametrize("headers", [
    b"Content-Length: 3\r\nContent-Length: 30\r\n", b"Content-Length: 3, 30\r\n", b"Content-Length: +3\r\n",
    b"Content-Length: -1\r\n", b"Transfer-Encoding: gzip\r\n", b"Transfer-Encoding: chunked, identity\r\n",
], ids=["two lengths", "two in one", "plus", "minus", "not chunked", "not chunked last"])
def test_a_request_that_is_unclear_about_its_length_is_refused(place, headers):
    request = b"POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + headers + b"\r\n{}\r\n"
    assert status(ask(place, request)) == 400


def test_a_chunked_request_with_a_length_too_is_one_request(place):
    """RFC 9112, 6.3: the length is left aside. What stands behind the last chunk is no second request in disguise: it
    is answered as what it is, or not at all."""
    smuggled = b"GET /api/v1/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    body = b"2\r\n{}\r\n0\r\n\r\n"
    answer = ask(place, b"POST /v1/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                 b"Content-Length: %d\r\nTransfer-Encoding: chunked\r\n\r\n" % (len(body) + len(smuggled))
                 + body + smuggled)
    statuses = [int(one) for one in re.findall(rb"HTTP/1.1 (\d+) ", answer)]
    assert statuses[0] == 400 and statuses[1:] in ([], [401])


@pytest.mark.parametrize("path", ["/..%2f..%2f..%2fetc/passwd", "/assets/../../../../etc/passwd", "//etc/passwd",
                                  "/assets/%2e%2e/%2e%2e/inzira.sqlite", "/%00", "/v1/key/%00/projects/1/formList"])
def test_no_address_leads_out_of_the_application(place, path):
    answer = ask(place, f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
    assert b"root:" not in answer and b"SQLite format" not in answer
    assert status(answer) in (200, 400, 403, 404)


# Bodies


def test_a_hundred_thousand_parts_are_given_up_early(server, phone, place, form, answers, instance_id, stores_nothing):
    xml = part("xml_submission_file", form.fill(answers, instance_id))
    one = part("a.jpg", b"x", "a.jpg")
    with stores_nothing(), flat_memory(server, 64):
        for body in (xml + one * 100_000, part("xml_submission_file", b"<a/>") * 100_000,
                     part("*isIncomplete*", b"yes") * 100_000, b"--x\r\n\r\nnameless\r\n" * 100_000):
            answer = ask(place, head(phone, place, Content_Length=len(body) + 7) + body + b"--x--\r\n")
            # The server answers and closes long before all has come; the line may be gone with the answer then.
            assert status(answer) in (400, 413, None)
    assert_refused(phone.submit_parts([("xml_submission_file", ("s.xml", form.fill(answers, instance_id)))]
                                      + [(f"{n}.jpg", (f"{n}.jpg", b"x")) for n in range(300)]), 400)


def test_a_form_of_a_hundred_megabytes_is_refused_with_little_memory(server, phone, stores_nothing):
    def body():
        yield b'--x\r\nContent-Disposition: form-data; name="xml_submission_file"\r\n\r\n<data>'
        for _ in range(900):
            yield b"x" * 100_000
        yield b"\r\n--x--\r\n"

    with stores_nothing(), flat_memory(server, 64):
        with contextlib.suppress(requests.ConnectionError):
            answer = requests.post(f"{phone.base}/submission", data=body(), timeout=TIMEOUT_S,
                                   headers=phone.headers | {"Content-Type": "multipart/form-data; boundary=x"})
            assert answer.status_code == 413


def test_packed_bodies_are_refused_unread(server, phone, form, answers, instance_id, stores_nothing):
    bomb = gzip.compress(b"\0" * 50_000_000)
    with stores_nothing(), flat_memory(server, 32):
        for encoding in ("gzip", "deflate", "br", "identity, gzip"):
            answer = requests.post(f"{phone.base}/submission", data=bomb, timeout=TIMEOUT_S, headers=phone.headers | {
                "Content-Type": "multipart/form-data; boundary=x", "Content-Encoding": encoding})
            assert answer.status_code == 415, encoding
    answer = requests.post(f"{server.address}/api/v1/session", data=bomb, timeout=TIMEOUT_S,
                           headers={"X-Inzira": "1", "Content-Encoding": "gzip", "Content-Type": "application/json"})
    assert answer.status_code == 415


BILLION = ("<!DOCTYPE data [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(20)) + "]>")


@pytest.mark.parametrize("xml", [
    BILLION + "<data id='baseline_subarea'>&u;</data>",
    "<!DOCTYPE data [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><data id='baseline_subarea'>&x;</data>",
    "<!DOCTYPE data SYSTEM 'http://127.0.0.1:9/x.dtd'><data id='baseline_subarea'/>",
    "<data id='baseline_subarea'>" + "<a>" * 100_000 + "</a>" * 100_000 + "</data>",
    "<data id='baseline_subarea' " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>",
    "<data id='baseline_subarea'>" + "<a/>" * 1_000_000 + "</data>",
    "<data id='baseline_subarea'>&#0;</data>",
    "<data id='baseline_subarea'><" + "n" * 1_000_000 + "/></data>",
], ids=["billion laughs", "external entity", "external document type", "deep", "attributes", "elements", "NUL", "name"])
def test_xml_that_is_made_to_hurt_is_refused(server, phone, xml, stores_nothing):
    with stores_nothing(), flat_memory(server, 128):
        answer = phone.submit(xml.encode())
        assert answer.status_code in (400, 413), answer.status_code
        assert message(answer) and "root:" not in answer.text


def png_bomb():
    """A picture of 50,000 × 50,000 points that packs into a few kilobytes a row."""
    chunk = lambda name, data: struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    rows = zlib.compress(b"\0" * (50_000 // 8 + 1) * 2_000, 9)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def attachment(reviewer, burundi, instance, name="gatwe.jpg"):
    record = reviewer.record(burundi["code"], instance)
    return reviewer.get(f"/attachments/{next(one['id'] for one in record['attachments'] if one['name'] == name)}")


def test_a_picture_that_unpacks_to_gigabytes_is_bytes_like_any_other(server, phone, form, answers, instance_id,
                                                                      reviewer, burundi):
    bomb = png_bomb()
    with flat_memory(server, 64):
        assert phone.submit(form.fill(answers, instance_id), {"gatwe.jpg": bomb}).status_code == 201
        assert attachment(reviewer, burundi, instance_id).content == bomb


PAGE = b"<html><script>alert(document.cookie)</script></html>"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript",
                                        "image/jpeg", "text/html; charset=utf-7", "no type"])
@pytest.mark.parametrize("content", [PAGE, DRAWING], ids=["page", "drawing"])
def test_a_file_that_is_not_what_it_says_never_runs_in_a_browser(phone, form, answers, instance_id, reviewer, burundi,
                                                                 media_type, content):
    xml = form.fill(answers, instance_id)
    parts = {"xml_submission_file": ("s.xml", xml, "text/xml"), "gatwe.jpg": ("gatwe.jpg", content, media_type)}
    assert phone.submit_parts(parts).status_code == 201
    answer = attachment(reviewer, burundi, instance_id)
    assert answer.content == content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    shown = answer.headers["Content-Type"].startswith(("image/jpeg", "image/png"))
    assert shown or answer.headers["Content-Disposition"].startswith("attachment"), dict(answer.headers)


# Names


STRANGE = ["../../../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "C:\\x.jpg", "x" * 10_000 + ".jpg",
           "photo\u202egpj.exe", "pаypal.jpg", "photo\u200b.jpg", "e\u0301.jpg", "\u00e9.jpg", ".", "con.jpg",
           "a;b=c.jpg", "a'b.jpg", "😀.jpg", "-rf.jpg", "%2e%2e%2fx.jpg"]


@pytest.mark.parametrize("name", STRANGE, ids=range(len(STRANGE)))
def test_a_strange_file_name_is_a_name_and_no_path(server, phone, form, answers, instance_id, reviewer, burundi, name):
    before = {path for path in server.data.rglob("*")}
    xml = form.fill(answers | {"photo": name}, instance_id)
    body = (part("xml_submission_file", xml)
            + b'--x\r\nContent-Disposition: form-data; name="f"; filename="'
            + name.replace("\\", "\\\\").replace('"', "%22").encode() + b'"\r\n\r\n' + PHOTO + b"\r\n--x--\r\n")
    sent = requests.post(f"{phone.base}/submission", data=body, timeout=TIMEOUT_S,
                         headers=phone.headers | {"Content-Type": "multipart/form-data; boundary=x"})
    if sent.status_code == 400:  # what a form does not name so, or no header can hold, is refused in words
        assert message(sent)
        return
    assert sent.status_code == 201, sent.text
    answer = attachment(reviewer, burundi, instance_id, name)
    assert answer.content == PHOTO
    added = [path for path in server.data.rglob("*") if path not in before]
    for path in added:
        assert re.fullmatch(r"[0-9a-f]{2}|[0-9a-f]{64}|inzira\.sqlite.*", path.name), path
    disposition = answer.headers.get("Content-Disposition", "")
    assert "\n" not in disposition and disposition.isascii()


def test_names_that_differ_in_case_or_composition_are_two_files(server, phone, manager, reviewer, burundi):
    markdown = ("| survey |\n| | type | name | label |\n| | image | one | One |\n| | image | two | Two |\n"
                "| settings |\n| | form_id | version |\n| | abuse_names | 1 |\n")
    manager.session.post(f"{manager.address}/api/v1/operations/{burundi['code']}/forms", timeout=TIMEOUT_S,
                         files={"workbook": ("form.md", markdown.encode(), "text/markdown")}).raise_for_status()
    for one, two in [("A.jpg", "a.jpg"), ("\u00e9.jpg", "e\u0301.jpg"), ("K.jpg", "\u212a.jpg")]:
        instance = new_instance_id()
        xml = (f'<data id="abuse_names" version="1"><one>{one}</one><two>{two}</two><meta><instanceID>{instance}'
               '</instanceID></meta></data>').encode()
        body = (part("xml_submission_file", xml) + part(one, b"first " + one.encode(), one)
                + part(two, b"second " + two.encode(), two) + b"--x--\r\n")
        sent = requests.post(f"{phone.base}/submission", data=body, timeout=TIMEOUT_S,
                             headers=phone.headers | {"Content-Type": "multipart/form-data; boundary=x"})
        assert sent.status_code == 201, sent.text
        assert attachment(reviewer, burundi, instance, one).content == b"first " + one.encode()
        assert attachment(reviewer, burundi, instance, two).content == b"second " + two.encode()


def test_ids_that_look_alike_are_different_submissions(phone, form, answers, reviewer, burundi):
    """An instanceID is what the phone says, to the byte: nothing is folded together, nothing is lost."""
    stem = new_instance_id()
    ids = [stem, stem + "\u200b", stem.upper(), stem + "e\u0301", stem + "\u00e9", stem + "\u202e"]
    for one in ids:
        assert phone.submit(form.fill(answers, one), {"gatwe.jpg": PHOTO}).status_code == 201
    for one in ids:
        assert given(reviewer.record(burundi["code"], one))["idp_individuals"] == 50


def test_a_form_id_that_looks_alike_is_another_form(phone, form, answers, instance_id, stores_nothing):
    with stores_nothing():
        for other in (FORM + "\u200b", FORM.upper(), FORM.replace("a", "а"), FORM + "/../" + FORM, "%s%n", "' OR 1=1 --"):
            assert_refused(phone.submit(form.fill(answers, instance_id, id=other)), 404)


# Keys


def test_nobody_makes_a_second_account_that_looks_like_the_first(server):
    root = Staff(server, "administrator")
    make = lambda email: root.post("/users", email=email, name="Zoé", roles=[]).status_code
    assert make("zoé.abuse@example.org") == 201
    assert make("ZOE\u0301.abuse@example.org") == 409, "the same letters, composed otherwise"
    assert make("ｚoé.abuse@example.org") == 409, "and wide"
    for hidden in ("\u200b", "\u202e", "\u00ad", "\ufeff", "\u200d"):
        assert make(f"zoé{hidden}.abuse@example.org") == 422
    assert root.post("/users", email="other.abuse@example.org", name="Zoé\u202e", roles=[]).status_code == 422


def forwarded(last):
    """As if from another address: the tests' machine stands for a proxy."""
    return {"X-Forwarded-For": f"198.51.100.{last}"}


def test_guessing_a_log_in_gets_slow_for_the_account_and_from_the_address(server):
    def guess(email, last):
        return requests.post(f"{server.address}/api/v1/session", json={"email": email, "password": "guess"},
                             headers={"X-Inzira": "1"} | forwarded(last), timeout=TIMEOUT_S)

    answers = [guess("nobody.abuse@example.org", 1) for _ in range(6)]
    assert [one.status_code for one in answers] == [401] * 5 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert guess("NOBODY.abuse@example.org ", 2).status_code == 429, "the account, however it is written"
    many = [guess(f"nobody{n}.abuse@example.org", 3).status_code for n in range(31)]
    assert many == [401] * 30 + [429], "one address that tries many"
    by_program = requests.post(f"{server.address}/v1/sessions", timeout=TIMEOUT_S, headers=forwarded(4),
                               json={"email": "nobody.abuse@example.org", "password": "guess"})
    assert by_program.status_code == 429, "and through no other door"


def test_guessing_keys_of_phones_gets_slow_from_the_address_and_shuts_no_phone_out(server, phone):
    def guess(n, last):
        base = phone.base.replace(phone.base.split("/key/")[1].split("/")[0], f"{n:064d}")
        return requests.get(f"{base}/formList", headers=phone.headers | forwarded(last), timeout=TIMEOUT_S)

    answers = [guess(n, 10) for n in range(70)]
    statuses = [one.status_code for one in answers]
    assert statuses[:60] == [403] * 60 and 429 in statuses[60:], statuses
    slow = next(one for one in answers if one.status_code == 429)
    assert int(slow.headers["Retry-After"]) > 0 and message(slow)
    assert phone.get(f"{phone.base}/formList").status_code == 200, "elsewhere nobody notices"


def test_guessing_passwords_of_phones_gets_slow_and_shuts_no_phone_out(server, manager, burundi):
    made = manager.post(f"/operations/{burundi['code']}/devices", name="Guessed", sign_in="password").json()
    url = f"{made['server_url']}/formList"
    headers = {"X-OpenRosa-Version": "1.0", "X-Forwarded-Proto": "https"}
    get = lambda password, last: requests.get(url, auth=(made["user_name"], password), timeout=TIMEOUT_S,
                                              headers=headers | forwarded(last)).status_code
    statuses = [get(f"guess {n}", 11) for n in range(70)]
    assert statuses[:60] == [401] * 60 and 429 in statuses[60:], statuses
    assert get(made["password"], 12) == 200, "the phone itself is not held up"


def test_nobody_can_ask_for_anothers_password_to_be_reset(server, reviewer, manager):
    users = Staff(server, "administrator").get("/users").json()["users"]
    other = next(user["id"] for user in users if user["administrator"])
    for person in (reviewer, manager):
        assert person.post(f"/users/{other}/password").status_code == 403
    assert requests.post(f"{server.address}/api/v1/users/{other}/password", headers={"X-Inzira": "1"},
                         timeout=TIMEOUT_S).status_code == 401


def test_a_session_that_was_ended_opens_nothing_through_any_door(server):
    account = server.account("reviewer")
    token = requests.post(f"{server.address}/v1/sessions", timeout=TIMEOUT_S,
                          json={"email": account["email"], "password": account["password"]}).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    get = lambda path, **options: requests.get(f"{server.address}{path}", timeout=TIMEOUT_S, **options).status_code
    assert get("/v1/users/current", headers=bearer) == 200
    requests.delete(f"{server.address}/v1/sessions/current", headers=bearer, timeout=TIMEOUT_S).raise_for_status()
    assert get("/v1/users/current", headers=bearer) == 401
    assert get("/api/v1/session", cookies={"inzira_session": token}) == 401
    for path in ("/v1/key/{}/projects/1/formList", "/v1/test/{}/projects/1/forms/x/draft/formList"):
        url = path.format(quote(token))
        assert get(url, headers={"X-OpenRosa-Version": "1.0"} | forwarded(20)) == 403


def test_no_key_is_kept_as_it_is(server, manager, burundi):
    """Whoever steals the database cannot log in with what is in it, but for a phone's Digest, which is a hash as well."""
    devices = f"/operations/{burundi['code']}/devices"
    by_key = manager.post(devices, name="Kept 1").json()
    by_password = manager.post(devices, name="Kept 2", sign_in="password").json()
    account = server.account("reviewer")
    session = requests.post(f"{server.address}/v1/sessions", timeout=TIMEOUT_S,
                            json={"email": account["email"], "password": account["password"]}).json()["token"]
    secrets = [by_key["server_url"].split("/key/")[1].split("/")[0], by_password["password"], session,
               server.told["device"]["token"]]
    files = [server.log, *(path for path in server.data.rglob("*") if path.is_file())]
    for file in files:
        held = file.read_bytes()
        # The demonstration tells the key of its own phone on the screen, which is what the log is here.
        kept = secrets[:-1] if file == server.log else secrets
        told = [number for number, secret in enumerate(kept) if secret.encode() in held]
        assert not told, file
    with contextlib.closing(sqlite3.connect(server.data / "inzira.sqlite")) as database:
        for table, column, length in [("device", "token_sha256", 64), ("session", "token_sha256", 64),
                                      ("device_login", "ha1_sha256", 64), ("device_login", "ha1_md5", 32)]:
            values = [value for (value,) in database.execute(f"SELECT {column} FROM {table}")]
            assert values and all(re.fullmatch(f"[0-9a-f]{{{length}}}", value) for value in values), table
        for (value,) in database.execute("SELECT password_hash FROM user_account"):
            assert value.startswith("$argon2id$")


def test_an_unknown_name_takes_as_much_work_as_a_known_one(server):
    """That both are compared with a hash of the same cost is tested beside the code; here, that the answers are alike."""
    def refused(email):
        answer = requests.post(f"{server.address}/v1/sessions", headers=forwarded(30), timeout=TIMEOUT_S,
                               json={"email": email, "password": "wrong"})
        return answer.status_code, answer.json()["message"], json.dumps(answer.json().get("details"))

    assert refused(server.account("viewer")["email"]) == refused("nobody.at.all@example.org")
