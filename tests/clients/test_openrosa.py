"""OpenRosa 1.0 on the wire: what a phone relies on, and everything a broken or hostile one might send.

Specification: https://docs.getodk.org/openrosa-form-submission/ and its neighbours for the form list and metadata.
"""

import contextlib
import http.client
from urllib.parse import urlsplit

import pytest
import requests

from inzira import given
from openrosa import Phone, md5, message, new_instance_id

FORM = "baseline_subarea"
# The smallest picture a decoder accepts is not the point here: a photo is bytes that must come back unchanged.
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 64 + b"\xff\xd9"


@pytest.fixture(scope="session")
def form(phone):
    return phone.form(FORM)


@pytest.fixture(scope="session")
def commune(phone):
    return phone.table(FORM, "admin2.csv")[0]


@pytest.fixture
def answers(commune):
    return {
        "reporting_date": "2026-03-14", "admin1": commune["admin1"], "admin2": commune["name"],
        "location_name": "Colline Gatwe", "location_type": "host_community", "access": "accessible",
        "ki_count": 2, "ki_female": 1, "ki_male": 1, "idp_households": 10, "idp_individuals": 50,
        "idp_female_18_59": 30, "idp_male_18_59": 20,
        "idp_households_natural_disaster": 10, "idp_individuals_natural_disaster": 50,
        "photo": "gatwe.jpg", "remarks": "Seen from the road & the hill <both>",
        "new_displacement": [{"cause": "natural_disaster", "new_households": 2, "new_individuals": 9},
                             {"cause": "conflict", "new_households": 1, "new_individuals": 4}],
    }


@pytest.fixture
def instance_id():
    return new_instance_id()


@pytest.fixture
def received(reviewer, burundi):
    """How many submissions wait for review."""
    return lambda: reviewer.how_many(burundi["code"], state="received")


@pytest.fixture
def stores_nothing(received):
    @contextlib.contextmanager
    def check():
        before = received()
        yield
        assert received() == before
    return check


def assert_refused(answer, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert len(message(answer)) > 10, "a person is told what is wrong"


# What a phone relies on


def test_the_form_list_is_complete_and_absolute(phone, server):
    answer = phone.get(f"{phone.base}/formList")
    assert answer.status_code == 200
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["Content-Type"].startswith("text/xml")
    assert int(answer.headers["X-OpenRosa-Accept-Content-Length"]) > 1_000_000
    entry = phone.form_entry(FORM)
    assert entry["name"] and entry["version"]
    assert entry["downloadUrl"].startswith(server.address) and entry["manifestUrl"].startswith(server.address)


def test_a_form_that_only_receives_files_is_not_offered_to_phones(phone, manager, burundi):
    published = {one["form_id"] for one in manager.get(f"/operations/{burundi['code']}/forms").json()["forms"]}
    assert published >= {FORM, "published_displacement"}
    offered = {one["formID"] for one in phone.form_list()}
    assert FORM in offered and "published_displacement" not in offered


def test_a_form_is_what_its_hash_says(phone, form):
    entry = phone.form_entry(FORM)
    downloaded = phone.get(entry["downloadUrl"])
    assert downloaded.headers["Content-Type"].startswith("text/xml")
    assert md5(downloaded.content) == entry["hash"]
    assert (form.form_id, form.version) == (entry["formID"], entry["version"])


def test_the_manifest_names_the_places_and_each_file_is_what_its_hash_says(phone):
    manifest = phone.manifest(FORM)
    assert {"admin1.csv", "admin2.csv"} <= set(manifest)
    for entry in manifest.values():
        assert md5(phone.get(entry["downloadUrl"]).content) == entry["hash"]
    provinces, communes = phone.table(FORM, "admin1.csv"), phone.table(FORM, "admin2.csv")
    assert (len(provinces), len(communes)) == (18, 119)
    assert {row["admin1"] for row in communes} == {row["name"] for row in provinces}


def test_a_phone_asks_first_whether_it_may_send(phone):
    answer = requests.head(f"{phone.base}/submission", headers=phone.headers, timeout=60)
    assert answer.status_code == 204
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert int(answer.headers["X-OpenRosa-Accept-Content-Length"]) > 1_000_000


@pytest.mark.parametrize("path", ["/nothing", "/forms/no_such_form.xml", "/forms/no_such_form/manifest"])
def test_an_address_that_does_not_exist_is_not_found_in_the_language_asked_for(phone, path):
    answer = phone.get(f"{phone.base}{path}", **{"Accept-Language": "fr"})
    assert_refused(answer, 404)
    assert answer.headers["Content-Language"] == "fr"


# A submission arrives


def test_a_submission_with_a_photo_is_stored_whole(phone, form, answers, instance_id, reviewer, burundi):
    answer = phone.submit(form.fill(answers, instance_id), {"gatwe.jpg": PHOTO})
    assert answer.status_code == 201, answer.text
    assert message(answer)
    record = reviewer.record(burundi["code"], instance_id)
    answered = given(record)
    assert answered["location_name"] == "Colline Gatwe"
    assert answered["remarks"] == "Seen from the road & the hill <both>"
    assert answered["idp_individuals"] == 50
    assert [entry["new_individuals"]["value"] for entry in answered["new_displacement"]] == [9, 4]
    photo = next(one for one in record["attachments"] if one["name"] == "gatwe.jpg")
    assert reviewer.get(f"/attachments/{photo['id']}").content == PHOTO


def test_sending_again_is_welcome_and_stores_nothing_new(phone, form, answers, instance_id, stores_nothing):
    xml = form.fill(answers, instance_id)
    assert phone.submit(xml, {"gatwe.jpg": PHOTO}).status_code == 201
    with stores_nothing():
        assert phone.submit(xml, {"gatwe.jpg": PHOTO}).status_code in (201, 202)


def test_files_may_come_in_several_posts(phone, form, answers, instance_id, reviewer, burundi):
    xml = form.fill(answers, instance_id)
    assert phone.submit(xml, incomplete=True).status_code in (201, 202)
    assert phone.submit(xml, {"gatwe.jpg": PHOTO}).status_code in (201, 202)
    record = reviewer.record(burundi["code"], instance_id)
    assert [one["name"] for one in record["attachments"]] == ["gatwe.jpg"]


def test_a_submission_without_an_instance_id_gets_one_from_its_content(phone, form, answers, received, stores_nothing):
    before = received()
    xml = form.fill(answers | {"location_name": f"Colline {new_instance_id()}"}, "")
    assert phone.submit(xml).status_code == 201
    assert received() == before + 1
    with stores_nothing():
        assert phone.submit(xml).status_code in (201, 202)


def test_the_person_is_answered_in_a_language_that_was_asked_for(phone, form, answers):
    said = {}
    for language in ("en", "fr", "rn"):
        answer = phone.submit(form.fill(answers, new_instance_id(), version="0"),
                              headers={"Accept-Language": language})
        assert answer.headers["Content-Language"] == language
        said[language] = message(answer)
    assert len(set(said.values())) == 3, said


# What is refused, with the right status and a message, and changes nothing


def test_an_instance_id_with_other_content_is_a_conflict(phone, form, answers, instance_id, reviewer, burundi,
                                                         stores_nothing):
    assert phone.submit(form.fill(answers, instance_id), {"gatwe.jpg": PHOTO}).status_code == 201
    with stores_nothing():
        other = form.fill(answers | {"location_name": "Colline Rukina"}, instance_id)
        assert_refused(phone.submit(other, {"gatwe.jpg": PHOTO}), 409)
    record = reviewer.record(burundi["code"], instance_id)
    assert given(record)["location_name"] == "Colline Gatwe"


def test_a_correction_takes_the_place_of_what_was_sent(phone, form, answers, instance_id, reviewer, burundi,
                                                       stores_nothing):
    assert phone.submit(form.fill(answers, instance_id), {"gatwe.jpg": PHOTO}).status_code == 201
    corrected = form.fill(answers | {"idp_individuals": 51}, new_instance_id(), deprecated_id=instance_id)
    assert phone.submit(corrected).status_code == 201
    record = reviewer.record(burundi["code"], instance_id)
    assert given(record)["idp_individuals"] == 51
    assert record["state"] == "edited"
    assert [file["name"] for file in record["attachments"]] == ["gatwe.jpg"], "the photo it still names stays"
    with stores_nothing():
        assert phone.submit(corrected).status_code == 202, "sent again, it is the same"
        another = form.fill(answers | {"idp_individuals": 52}, new_instance_id(), deprecated_id=instance_id)
        assert_refused(phone.submit(another), 409)
        stranger = form.fill(answers, new_instance_id(), deprecated_id=new_instance_id())
        assert_refused(phone.submit(stranger), 404)


def test_an_unknown_form_is_not_found(phone, form, answers, instance_id, stores_nothing):
    with stores_nothing():
        assert_refused(phone.submit(form.fill(answers, instance_id, id="no_such_form")), 404)


def test_what_was_filled_in_with_an_unknown_version_is_kept_and_flagged(phone, form, answers, instance_id, reviewer,
                                                                         burundi):
    assert phone.submit(form.fill(answers, instance_id, version="1900010101")).status_code == 201
    record = reviewer.record(burundi["code"], instance_id)
    assert given(record)["idp_individuals"] == 50
    assert "content.version_unknown" in [flag["code"] for flag in record["flags"]]


@pytest.mark.parametrize("xml", [
    b"", b"not xml", b"<data id='baseline_subarea'><meta>", b"\xff\xfe\x00", b"<data/>",
    b"<!DOCTYPE data [<!ENTITY a 'x'>]><data id='baseline_subarea' version='1'>&a;</data>",
    b"<data id='baseline_subarea' version='1'>&undefined;</data>",
    b"<a>" * 10_000 + b"</a>" * 10_000,
], ids=["empty", "text", "cut off", "bad bytes", "no form", "document type", "unknown entity", "deep"])
def test_broken_xml_is_refused(phone, xml, stores_nothing):
    with stores_nothing():
        assert_refused(phone.submit(xml), 400)


def test_a_post_without_the_xml_part_is_refused(phone, stores_nothing):
    with stores_nothing():
        assert_refused(phone.submit_parts({"gatwe.jpg": ("gatwe.jpg", PHOTO, "image/jpeg")}), 400)


def test_a_post_that_is_not_multipart_is_refused(phone, stores_nothing):
    with stores_nothing():
        answer = raw_post(phone, b"<data/>", {"Content-Type": "text/xml"})
        assert answer.status in (400, 415)
        assert answer.getheader("X-OpenRosa-Version") == "1.0"


def test_a_multipart_body_that_is_cut_off_is_refused(phone, form, answers, instance_id, stores_nothing):
    body = (b'--x\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="a.xml"\r\n\r\n'
            + form.fill(answers, instance_id))
    with stores_nothing():
        assert raw_post(phone, body, {"Content-Type": "multipart/form-data; boundary=x"}).status == 400


def test_more_bytes_than_announced_are_refused(phone, stores_nothing):
    limit = int(phone.get(f"{phone.base}/formList").headers["X-OpenRosa-Accept-Content-Length"])
    with stores_nothing():
        # Refused on the announced length alone: no byte of the body is sent.
        answer = raw_post(phone, None, {"Content-Type": "multipart/form-data; boundary=x",
                                        "Content-Length": str(limit + 1)})
        assert answer.status == 413
        assert answer.getheader("X-OpenRosa-Version") == "1.0"


def test_more_bytes_than_allowed_without_announcing_them_are_refused(phone, stores_nothing):
    limit = int(phone.get(f"{phone.base}/formList").headers["X-OpenRosa-Accept-Content-Length"])
    with stores_nothing():
        assert chunked_post(phone, limit + 1_000_000).status == 413


def test_an_unknown_token_is_forbidden_and_asks_for_no_password(phone, server, form, answers, instance_id,
                                                                stores_nothing):
    token = server.told["device"]["token"]
    stranger = Phone(server, phone.base.replace(token, "A" * len(token)))
    with stores_nothing():
        assert_refused(stranger.get(f"{stranger.base}/formList"), 403)
        assert_refused(stranger.submit(form.fill(answers, instance_id)), 403)


def test_a_revoked_device_is_forbidden(server, phone, manager, burundi, form, answers, instance_id, stores_nothing):
    devices = f"/operations/{burundi['code']}/devices"
    made = manager.post(devices, name="Lost phone").json()
    lost = Phone(server, made["server_url"])
    assert lost.form_entry(FORM)
    assert manager.delete(f"{devices}/{made['device']['id']}").ok
    with stores_nothing():
        assert_refused(lost.submit(form.fill(answers, instance_id)), 403)


# Requests that no library would make


def raw_post(phone: Phone, body: bytes | None, headers: dict) -> http.client.HTTPResponse:
    url = urlsplit(f"{phone.base}/submission")
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    connection.putrequest("POST", url.path)
    if body is not None:
        headers = {**headers, "Content-Length": str(len(body))}
    for name, value in {**phone.headers, **headers}.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse()


def chunked_post(phone: Phone, size: int) -> http.client.HTTPResponse:
    """A body of unknown length; the server may answer and close before it has read all of it."""
    url = urlsplit(f"{phone.base}/submission")
    connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
    connection.putrequest("POST", url.path)
    for name, value in {**phone.headers, "Content-Type": "multipart/form-data; boundary=x",
                        "Transfer-Encoding": "chunked"}.items():
        connection.putheader(name, value)
    connection.endheaders()
    chunk = b"x" * 65536
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        connection.send(chunk_of(b'--x\r\nContent-Disposition: form-data; name="xml_submission_file"\r\n\r\n'))
        for _ in range(size // len(chunk) + 1):
            connection.send(chunk_of(chunk))
        connection.send(chunk_of(b"\r\n--x--\r\n") + b"0\r\n\r\n")
    return connection.getresponse()


def chunk_of(content: bytes) -> bytes:
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"
