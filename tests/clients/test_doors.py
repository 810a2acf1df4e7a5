"""The doors of phones, with the HTTP clients that people use: HTTP Digest and Basic, drafts, forms that run out, photos in
several posts.

Digest: RFC 7616. What ODK Collect does: https://docs.getodk.org/openrosa/
"""

import base64
import json
import shutil
import subprocess
import zlib
from urllib.parse import urlsplit

import pytest
import requests
from requests.auth import HTTPBasicAuth, HTTPDigestAuth

from inzira import TIMEOUT_S, given
from openrosa import Form, Phone, md5, message, new_instance_id
from test_openrosa import FORM, PHOTO, answers, commune, form, instance_id  # noqa: F401

OPENROSA = {"X-OpenRosa-Version": "1.0"}
OVER_HTTPS = {"X-Forwarded-Proto": "https"}
# Twice: the answer to a challenge is a request of its own.
DRAFT = """| survey | | | |
| | type | name | label |
| | integer | people | People |
| | image | photo | Photo |
| settings | | | |
| | form_title | form_id | version |
| | Trial | doors_trial | {version} |
"""


@pytest.fixture(scope="module")
def devices(burundi):
    return f"/operations/{burundi['code']}/devices"


@pytest.fixture(scope="module")
def named(manager, devices):
    """A phone with user name and password."""
    made = manager.post(devices, name="Phone of the office", sign_in="password")
    assert made.status_code == 201, made.text
    return made.json()


class NamedPhone(Phone):
    """A phone that logs in."""

    def __init__(self, server, made, auth, **headers):
        super().__init__(server, made["server_url"])
        self.auth = auth
        self.headers |= headers

    def get(self, url, **headers):
        return requests.get(url, headers={**self.headers, **headers}, auth=self.auth, timeout=TIMEOUT_S)

    def submit_parts(self, parts, **headers):
        return requests.post(f"{self.base}/submission", files=parts, headers={**self.headers, **headers},
                             auth=self.auth, timeout=TIMEOUT_S)


def digest(made, password=None):
    return HTTPDigestAuth(made["user_name"], password or made["password"])


def basic(made, password=None):
    return HTTPBasicAuth(made["user_name"], password or made["password"])


def test_the_code_holds_user_name_and_password_and_no_key(named):
    settings = json.loads(zlib.decompress(base64.b64decode(named["settings_qr_text"])))
    general = settings["general"]
    assert (general["username"], general["password"]) == (named["user_name"], named["password"])
    assert general["server_url"] == named["server_url"] and "/key/" not in named["server_url"]


def test_a_phone_gets_forms_and_files_and_sends_by_digest(server, named, answers, instance_id, reviewer, burundi):
    phone = NamedPhone(server, named, digest(named))
    filled = phone.form(FORM)
    manifest = phone.manifest(FORM)
    for entry in manifest.values():
        assert md5(phone.get(entry["downloadUrl"]).content) == entry["hash"]
    assert requests.head(f"{phone.base}/submission", headers=OPENROSA, auth=phone.auth,
                         timeout=TIMEOUT_S).status_code == 204
    answer = phone.submit(filled.fill(answers, instance_id), {"gatwe.jpg": PHOTO})
    assert answer.status_code == 201, answer.text
    assert given(reviewer.record(burundi["code"], instance_id))["idp_individuals"] == 50


@pytest.mark.skipif(not shutil.which("curl"), reason="skipped: needs curl")
def test_curl_logs_in_by_digest(named, tmp_path, form, answers, instance_id):
    (tmp_path / "form.xml").write_bytes(form.fill(answers, instance_id))
    (tmp_path / "gatwe.jpg").write_bytes(PHOTO)
    run = ["curl", "--silent", "--show-error", "--digest", "--user", f"{named['user_name']}:{named['password']}",
           "--header", "X-OpenRosa-Version: 1.0", "--write-out", "\n%{http_code}"]
    listed = subprocess.run([*run, f"{named['server_url']}/formList"], capture_output=True, text=True, check=True)
    assert listed.stdout.endswith("\n200") and FORM in listed.stdout
    sent = subprocess.run([*run, "--form", f"xml_submission_file=@{tmp_path}/form.xml;type=text/xml",
                           "--form", f"gatwe.jpg=@{tmp_path}/gatwe.jpg;type=image/jpeg",
                           f"{named['server_url']}/submission"], capture_output=True, text=True, check=True)
    assert sent.stdout.endswith("\n201"), sent.stdout


def test_without_a_password_the_phone_is_asked_for_one_and_never_for_basic_over_http(named):
    answer = requests.get(f"{named['server_url']}/formList", headers=OPENROSA, timeout=TIMEOUT_S)
    assert answer.status_code == 401 and message(answer)
    asked = answer.raw.headers.getlist("WWW-Authenticate")
    assert [one.split()[0] for one in asked] == ["Digest", "Digest"]
    assert ["MD5" in asked[0], "SHA-256" in asked[1]] == [True, True]
    over_https = requests.get(f"{named['server_url']}/formList", headers=OPENROSA | OVER_HTTPS, timeout=TIMEOUT_S)
    asked = over_https.raw.headers.getlist("WWW-Authenticate")
    assert [one.split()[0] for one in asked] == ["Basic", "Digest", "Digest"]


def test_basic_is_taken_over_https_only(server, named):
    for headers, status in [({}, 401), (OVER_HTTPS, 200), ({"X-Forwarded-Proto": "https, http"}, 401)]:
        phone = NamedPhone(server, named, basic(named), **headers)
        assert phone.get(f"{phone.base}/formList").status_code == status, headers


@pytest.mark.parametrize("auth", [digest, basic])
def test_a_wrong_password_is_refused(server, named, auth):
    phone = NamedPhone(server, named, auth(named, "wrong"), **OVER_HTTPS)
    answer = phone.get(f"{phone.base}/formList")
    assert answer.status_code == 401 and message(answer)
    stranger = NamedPhone(server, named, auth({**named, "user_name": "phone-nobody"}), **OVER_HTTPS)
    assert stranger.get(f"{stranger.base}/formList").status_code == 401


def test_people_log_in_with_their_own_account_over_https(server, named, form, answers, instance_id, reviewer, burundi):
    account = server.account("reviewer")
    auth = HTTPBasicAuth(account["email"], account["password"])
    phone = NamedPhone(server, named, auth, **OVER_HTTPS)
    assert phone.form_entry(FORM)
    answer = phone.submit(form.fill(answers, instance_id), {"gatwe.jpg": PHOTO})
    assert answer.status_code == 201, answer.text
    assert reviewer.record(burundi["code"], instance_id)
    viewer = server.account("viewer")
    phone = NamedPhone(server, named, HTTPBasicAuth(viewer["email"], viewer["password"]), **OVER_HTTPS)
    assert phone.get(f"{phone.base}/formList").status_code == 403


def digest_header(made, url, nonce, count, uri=None, method="GET"):
    """What a client answers to a challenge, made here so that parts of it can be wrong."""
    auth = HTTPDigestAuth(made["user_name"], made["password"])
    auth.init_per_thread_state()
    auth._thread_local.chal = {"realm": "Inzira", "nonce": nonce, "qop": "auth", "algorithm": "SHA-256"}
    auth._thread_local.last_nonce, auth._thread_local.nonce_count = nonce, count - 1
    return auth.build_digest_header(method, uri or url)


def nonce_of(answer):
    return answer.headers["WWW-Authenticate"].split('nonce="')[1].split('"')[0]


def test_an_answer_that_somebody_read_along_opens_nothing_again(named):
    url = f"{named['server_url']}/formList"
    nonce = nonce_of(requests.get(url, headers=OPENROSA, timeout=TIMEOUT_S))
    get = lambda header, url=url: requests.get(url, headers=OPENROSA | {"Authorization": header}, timeout=TIMEOUT_S)
    header = digest_header(named, url, nonce, 1)
    assert get(header).status_code == 200
    again = get(header)
    assert again.status_code == 401 and "stale=true" in again.headers["WWW-Authenticate"]
    assert get(digest_header(named, url, nonce, 2)).status_code == 200, "the next count of the same nonce"
    elsewhere = f"{named['server_url']}/openrosa/forms/{FORM}.xml"
    assert get(digest_header(named, url, nonce, 3), elsewhere).status_code == 401, "it is for one address"
    made_up = get(digest_header(named, url, "A" * 43, 1))
    assert made_up.status_code == 401 and "stale=true" in made_up.headers["WWW-Authenticate"]


def test_a_phone_that_is_shut_out_is_told_so(server, manager, devices, form, answers, instance_id):
    made = manager.post(devices, name="Lost", sign_in="password").json()
    phone = NamedPhone(server, made, digest(made))
    assert phone.form_entry(FORM)
    manager.delete(f"{devices}/{made['device']['id']}")
    assert phone.submit(form.fill(answers, instance_id)).status_code == 401
    by_key = manager.post(devices, name="Lost too").json()
    manager.delete(f"{devices}/{by_key['device']['id']}")
    lost = Phone(server, by_key["server_url"])
    assert "access was ended" in message(lost.get(f"{lost.base}/formList", **{"Accept-Language": "en"}))


def test_several_phones_are_added_at_once_or_none(manager, devices):
    made = manager.post(f"{devices}/several", names=["Aline N.", "Bosco K."], sign_in="key").json()["devices"]
    assert [one["device"]["name"] for one in made] == ["Aline N.", "Bosco K."]
    assert len({one["server_url"] for one in made}) == 2 and all(one["project"] for one in made)
    before = len(manager.get(devices).json()["devices"])
    for names in [[], ["A", " A "], ["A", ""], ["x"] * 201, ["A", "B\u202e"]]:
        assert manager.post(f"{devices}/several", names=names).status_code == 422, names
    assert len(manager.get(devices).json()["devices"]) == before


# Files of forms


def test_files_of_a_form_come_once_and_are_not_sent_again(phone):
    entry = phone.manifest(FORM)["admin2.csv"]
    answer = phone.get(entry["downloadUrl"])
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    held = phone.get(entry["downloadUrl"], **{"If-None-Match": answer.headers["ETag"]})
    assert (held.status_code, held.content) == (304, b"")
    head = requests.head(entry["downloadUrl"], headers=phone.headers, timeout=TIMEOUT_S)
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", answer.headers["ETag"])
    for url in (f"{phone.base}/formList", phone.form_entry(FORM)["manifestUrl"], phone.form_entry(FORM)["downloadUrl"]):
        tag = phone.get(url).headers["ETag"]
        assert phone.get(url, **{"If-None-Match": f'"other", W/{tag}'}).status_code == 304, url
        assert phone.get(url, **{"If-None-Match": '"other"'}).status_code == 200, url


# Photos in several posts


PHOTOS = """| survey | | | |
| | type | name | label |
| | begin repeat | place | Place |
| | image | photo | Photo |
| | end repeat | | |
| settings | | | |
| | form_id | version | |
| | doors_photos | 1 | |
"""


def publish(manager, burundi, markdown, **fields):
    parts = {name: (None, value) for name, value in fields.items()}
    parts["workbook"] = ("form.md", markdown.encode(), "text/markdown")
    return manager.session.post(f"{manager.address}/api/v1/operations/{burundi['code']}/forms", files=parts,
                                timeout=TIMEOUT_S)


def test_250_photos_come_in_three_posts_and_one_late(server, phone, manager, reviewer, burundi):
    assert publish(manager, burundi, PHOTOS).status_code == 201
    instance = new_instance_id()
    names = [f"{number}.jpg" for number in range(250)]
    places = "".join(f"<place><photo>{name}</photo></place>" for name in names)
    xml = (f'<data id="doors_photos" version="1">{places}<meta><instanceID>{instance}</instanceID></meta></data>'
           ).encode()
    photos = {name: PHOTO + name.encode() for name in names}
    batches = [names[:100], names[100:200], names[200:249]]
    for number, batch in enumerate(batches):
        answer = phone.submit(xml, {name: photos[name] for name in batch}, incomplete=number < 2)
        assert answer.status_code == 201, answer.text
    assert phone.submit(xml, {"249.jpg": photos["249.jpg"]}).status_code == 201, "the late one"
    assert phone.submit(xml, {"249.jpg": photos["249.jpg"]}).status_code == 202, "and again"
    assert phone.submit(xml, {"249.jpg": b"other bytes"}).status_code == 409
    held = {one["name"]: one["id"] for one in reviewer.record(burundi["code"], instance)["attachments"]}
    assert set(held) == set(names)
    for name in ("0.jpg", "150.jpg", "249.jpg"):
        assert reviewer.get(f"/attachments/{held[name]}").content == photos[name]


# Forms that run out


def test_a_form_that_runs_out_is_taken_and_not_offered_and_old_versions_are_taken(server, phone, manager, burundi):
    assert publish(manager, burundi, DRAFT.format(version=1).replace("doors_trial", "doors_old")).status_code == 201
    assert publish(manager, burundi, DRAFT.format(version=2).replace("doors_trial", "doors_old")).status_code == 201

    def send(version):
        xml = (f'<data id="doors_old" version="{version}"><people>1</people><meta><instanceID>{new_instance_id()}'
               '</instanceID></meta></data>').encode()
        return phone.submit(xml).status_code

    def change(state):
        answer = manager.session.put(f"{manager.address}/api/v1/operations/{burundi['code']}/forms/doors_old/state",
                                     json={"state": state}, timeout=TIMEOUT_S)
        assert answer.status_code == 204, answer.text

    offered = lambda: "doors_old" in [one["formID"] for one in phone.form_list()]
    assert (offered(), send(1), send(2)) == (True, 201, 201)
    change("closing")
    assert (offered(), send(1), send(2)) == (False, 201, 201)
    change("closed")
    assert (offered(), send(1), send(2)) == (False, 409, 409)
    change("open")
    assert (offered(), send(1)) == (True, 201)
    unknown = manager.session.put(f"{manager.address}/api/v1/operations/{burundi['code']}/forms/doors_old/state",
                                  json={"state": "ajar"}, timeout=TIMEOUT_S)
    assert unknown.status_code == 422


# Drafts


def test_a_draft_is_tried_on_a_phone_and_counts_nowhere(server, phone, manager, reviewer, burundi):
    made = publish(manager, burundi, DRAFT.format(version=1), draft="yes")
    assert made.status_code == 201, made.text
    assert "doors_trial" not in [one["formID"] for one in phone.form_list()]
    trying = Phone(server, made.json()["code"]["server_url"])
    assert [one["formID"] for one in trying.form_list()] == ["doors_trial"]
    filled = trying.form("doors_trial")
    instance = new_instance_id()
    records = reviewer.how_many(burundi["code"])
    for answers in ({"people": 7, "photo": "a.jpg"}, {"people": 7, "photo": "a.jpg"}):
        answer = trying.submit(filled.fill(answers, instance), {"a.jpg": PHOTO})
        assert answer.status_code == 201, answer.text
    assert trying.submit(filled.fill({"people": 8}, instance)).status_code == 409
    assert trying.submit(filled.fill({"people": 8}, new_instance_id(), id=FORM)).status_code == 404, "only the draft"
    assert reviewer.how_many(burundi["code"]) == records
    assert phone.submit(filled.fill({"people": 8}, new_instance_id())).status_code == 404, "not published"

    drafts = f"/operations/{burundi['code']}/drafts/doors_trial"
    trials = manager.get(f"{drafts}/trials").json()
    assert trials["total"] == 1
    assert {"name": "people", "value": "7"} in trials["trials"][0]["answers"]
    assert trials["trials"][0]["files"] == [{"name": "a.jpg", "size": len(PHOTO)}]
    assert reviewer.get(f"{drafts}/trials").status_code == 403
    listed = manager.get(f"/operations/{burundi['code']}/forms").json()["drafts"]
    assert [one["trials"] for one in listed if one["form_id"] == "doors_trial"] == [1]

    renewed = Phone(server, manager.post(f"{drafts}/code").json()["server_url"])
    assert renewed.form_entry("doors_trial")
    gone = trying.get(f"{trying.base}/formList")
    assert gone.status_code == 403 and message(gone), "the code before is a code no more"
    assert manager.post(f"{drafts}/publish").status_code == 201
    assert renewed.get(f"{renewed.base}/formList").status_code == 403
    assert phone.form_entry("doors_trial")
    assert manager.get(f"{drafts}/trials").status_code == 404
