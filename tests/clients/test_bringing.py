"""Submissions that other systems hold come in with the same instanceIDs, and bringing them again changes nothing."""

import json
import os
import ssl
import subprocess
import time
import uuid
import zipfile

import pytest
import requests
import trustme
from pyodk.client import Client

from inzira import PROGRAM, TIMEOUT_S, Server, Staff
from other_servers import Kobo, serving
from test_central import PHOTO, new_id, submission, workbook

SITES = "sites_elsewhere"


def program(server: Server, *arguments: str, secret: str = "", **environment: str) -> tuple[int, dict]:
    """`inzira bring … --json` on the server's data; its exit code and report."""
    environment = os.environ | {"INZIRA_SOURCE_SECRET": secret} | environment
    done = subprocess.run([PROGRAM, "bring", *arguments, "--operation", "burundi", "--json", "--data", server.data],
                          stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=300, check=False)
    assert done.stdout, done.stderr.decode()
    return done.returncode, json.loads(done.stdout)


def counted(report: dict) -> tuple[int, int, int, int]:
    return report["new"], report["corrected"], report["held"], report["refused"]


def client_of(server: Server, folder) -> Client:
    account = server.account("manager")
    log_in = {"email": account["email"], "password": account["password"]}
    token = requests.post(f"{server.address}/v1/sessions", json=log_in, timeout=TIMEOUT_S).json()["token"]
    projects = requests.get(f"{server.address}/v1/projects", headers={"Authorization": f"Bearer {token}"},
                            timeout=TIMEOUT_S).json()
    project = next(project["id"] for project in projects if project["name"] == "Burundi")
    folder.mkdir()
    config = folder / "pyodk.toml"
    config.write_text(f'[central]\nbase_url = "{server.address}"\nusername = "{account["email"]}"\n'
                      f'password = "{account["password"]}"\ndefault_project_id = {project}\n')
    client = Client(config_path=config, cache_path=folder / "cache.toml")
    client.open()
    return client


@pytest.fixture(scope="module")
def here(tmp_path_factory, filled):
    """A server of its own to bring submissions into, with the form they are of."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "server").mkdir()
    server = Server(folder / "server", filled)
    client = client_of(server, folder / "client")
    client.forms.create(definition=workbook(folder / "sites.xlsx", SITES, "1"))
    yield server, client
    client.close()
    server.stop()


def xml_of(client: Client, instance: str) -> bytes:
    answer = client.get(f"projects/{client.config.central.default_project_id}/forms/{SITES}/submissions/"
                        f"{requests.utils.quote(instance, safe='')}.xml")
    answer.raise_for_status()
    return answer.content


def test_a_server_of_odk_central_is_read_byte_for_byte_and_once(server, here, tmp_path):
    there = client_of(server, tmp_path / "there")
    there.forms.create(definition=workbook(tmp_path / "sites.xlsx", SITES, "1"))
    plain, pictured, corrected, correction = new_id(), new_id(), new_id(), new_id()
    there.submissions.create(form_id=SITES, xml=submission(SITES, "1", plain, 7))
    photo = tmp_path / "site.jpg"
    photo.write_bytes(PHOTO)
    there.submissions.create(form_id=SITES, xml=submission(SITES, "1", pictured, 8, photo="site.jpg"),
                             attachments=[photo])
    there.submissions.create(form_id=SITES, xml=submission(SITES, "1", corrected, 9))
    there.submissions.review(instance_id=plain, form_id=SITES, review_state="approved")

    into, client = here
    project = str(there.config.central.default_project_id)
    account = server.account("manager")
    again = ("central", "--url", server.address, "--project", project, "--login", account["email"], "--form", SITES,
             "--review-states")
    code, report = program(into, *again, "--dry-run", secret=account["password"])
    assert (code, counted(report)) == (0, (3, 0, 0, 0)), report
    assert not client.submissions.list(form_id=SITES), "a dry run stores nothing"
    code, report = program(into, *again, secret=account["password"])
    assert (code, counted(report), report["files"], report["decided"]) == (0, (3, 0, 0, 0), 1, 1), report
    for instance in (plain, pictured, corrected):
        assert xml_of(client, instance) == xml_of(there, instance)
    files = client.get(f"projects/{client.config.central.default_project_id}/forms/{SITES}/submissions/"
                       f"{requests.utils.quote(pictured, safe='')}/attachments/site.jpg")
    assert files.content == PHOTO
    states = {one.instanceId: one.reviewState for one in client.submissions.list(form_id=SITES)}
    assert states == {plain: "approved", pictured: None, corrected: None}

    code, report = program(into, *again, secret=account["password"])
    assert (code, counted(report), report["files"]) == (0, (0, 0, 3, 0), 0), report

    # Its older version is not handed out by this source; here, where it is held, the new one corrects it.
    there.submissions.edit(instance_id=corrected, form_id=SITES,
                           xml=submission(SITES, "1", correction, 10, deprecated=corrected))
    code, report = program(into, *again, secret=account["password"])
    assert (code, counted(report)) == (0, (0, 1, 2, 0)), report
    assert xml_of(client, corrected) == xml_of(there, corrected)
    there.close()

    code, report = program(into, *again, secret="not the password")
    assert code == 1 and not report["complete"]
    assert report["troubles"][0]["code"] == "bring.source_refused", report


def row(number: int, **more) -> dict:
    instance = str(uuid.uuid5(uuid.NAMESPACE_OID, f"kobo {number}"))
    return {"_id": number, "formhub/uuid": "0b9c", "__version__": "vNt7", "name": f"Site {number}", "people": str(number),
            "meta/instanceID": f"uuid:{instance}", "meta/rootUuid": f"uuid:{instance}", "_uuid": instance,
            "_xform_id_string": "aKobo", "_attachments": [], "_status": "submitted_via_web",
            "_geolocation": [None, None], "_submission_time": f"2026-02-03T07:{number // 60:02}:{number % 60:02}",
            "_tags": [], "_notes": [], "_validation_status": {}, "_submitted_by": "ida"} | more


def test_kobo_is_read_page_after_page_with_its_files(here, tmp_path):
    into, client = here
    kobo = Kobo("aKobo", "t0ken", most_a_page=50)
    kobo.rows = [row(number) for number in range(1, 121)]
    picture = {"filename": "ida/attachments/0b9c/x/a_photo.jpg", "mimetype": "image/jpeg", "id": 5}
    kobo.rows[4] |= {"photo": "a photo.jpg", "shoes": "2"}
    with serving(kobo.handler()) as address:
        # Kobo's files are at another host than its API; the second place is not.
        kobo.rows[4]["_attachments"] = [picture | {"download_url": "http://media.kobo.invalid/a_photo.jpg"}]
        kobo.files["/api/v2/assets/aKobo/data/5/attachments/5/"] = PHOTO
        again = ("kobo", "--url", address, "--asset", "aKobo", "--form", SITES)
        code, report = program(into, *again, secret="t0ken")
        assert (code, counted(report), report["files"]) == (0, (120, 0, 0, 0), 1), report
        [unknown] = report["troubles"]
        assert (unknown["code"], unknown["field"]) == ("bring.answer_unknown", "shoes")
        fifth = kobo.rows[4]["meta/instanceID"]
        photo = client.get(f"projects/{client.config.central.default_project_id}/forms/{SITES}/submissions/"
                           f"{requests.utils.quote(fifth, safe='')}/attachments/{requests.utils.quote('a photo.jpg')}")
        assert photo.content == PHOTO
        assert b"<name>Site 5</name><people>5</people><photo>a photo.jpg</photo>" in xml_of(client, fifth)

        code, report = program(into, *again, secret="t0ken")
        assert (code, counted(report)) == (0, (0, 0, 120, 0)), report

        # One was edited, one changed without a word.
        kobo.rows[0] |= {"people": "99", "meta/instanceID": new_id(), "meta/deprecatedID": kobo.rows[0]["meta/instanceID"]}
        kobo.rows[1] |= {"people": "98"}
        code, report = program(into, *again, secret="t0ken")
        assert (code, counted(report)) == (1, (0, 1, 118, 1)), report
        assert [one["row"] for one in report["troubles"] if one["refused"]] == [kobo.rows[1]["meta/instanceID"]]
        assert b"<people>2</people>" in xml_of(client, kobo.rows[1]["meta/instanceID"]), "what came first stays"
        assert b"<people>99</people>" in xml_of(client, kobo.rows[0]["meta/rootUuid"])

        saved = tmp_path / "data.json"
        saved.write_text(json.dumps({"count": 118, "next": None, "previous": None, "results": kobo.rows[2:]}))
    code, report = program(into, "kobo", str(saved), "--form", SITES)
    assert (code, counted(report)) == (0, (0, 0, 118, 0)), report


def test_kobo_is_read_over_https_only_from_whom_the_system_trusts(here, tmp_path):
    into, _ = here
    kobo = Kobo("aTls", "t0ken", most_a_page=50)
    kobo.rows = [row(number, _xform_id_string="aTls") for number in range(601, 604)]
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    trusted, strangers = tmp_path / "trusted.pem", tmp_path / "strangers.pem"
    authority.cert_pem.write_to_path(trusted)
    trustme.CA().cert_pem.write_to_path(strangers)
    with serving(kobo.handler(), tls=tls) as address:
        again = ("kobo", "--url", address, "--asset", "aTls", "--form", SITES)
        code, report = program(into, *again, secret="t0ken", SSL_CERT_FILE=str(strangers))
        assert (code, counted(report)) == (1, (0, 0, 0, 0)), report
        assert report["troubles"][0]["code"] == "bring.source_silent", report
        assert not kobo.asked, "the token went to somebody who is not known"
        code, report = program(into, *again, secret="t0ken", SSL_CERT_FILE=str(trusted))
        assert (code, counted(report)) == (0, (3, 0, 0, 0)), report


def test_a_folder_and_a_zip_of_xml_are_the_same(here, tmp_path):
    into, client = here
    first, second = new_id(), new_id()
    folder = tmp_path / "ODK" / "instances"
    for name, xml in {"later": submission(SITES, "1", second, 4, deprecated=first, photo="2.jpg"),
                      "sooner": submission(SITES, "1", first, 3, photo="2.jpg")}.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "submission.xml").write_text(xml)
    (folder / "sooner" / "2.jpg").write_bytes(PHOTO)
    (folder / "broken").mkdir()
    (folder / "broken" / "submission.xml").write_text(submission(SITES, "1", new_id(), 5)[:60])
    code, report = program(into, "xml", str(tmp_path / "ODK"))
    assert (code, counted(report), report["files"]) == (1, (1, 1, 0, 1), 1), report
    [damaged] = [one for one in report["troubles"] if one["refused"]]
    assert (damaged["row"], damaged["code"]) == ("instances/broken/submission.xml", "submission.xml_truncated")
    assert xml_of(client, first) == (folder / "later" / "submission.xml").read_bytes()

    packed = tmp_path / "odk.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(folder.rglob("*.*")):
            if "broken" not in str(file):
                archive.write(file, file.relative_to(tmp_path))
    code, report = program(into, "xml", str(packed), "--form", SITES)
    assert (code, counted(report), report["files"]) == (0, (0, 0, 2, 0), 0), report


def test_the_archive_of_odk_central_comes_in_once(here, tmp_path):
    into, client = here
    instance = new_id()
    packed = tmp_path / "submissions.csv.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        # Source: the columns that Central's own export of such a form has.
        archive.writestr(f"{SITES}.csv", (
            "SubmissionDate,name,people,photo,meta-instanceID,KEY,SubmitterID,SubmitterName,AttachmentsPresent,"
            "AttachmentsExpected,Status,ReviewState,DeviceID,Edits,FormVersion\n"
            f'2026-02-03T07:15:00.000Z,"Rutana, haut",12,3.jpg,{instance},{instance},4,Tablet 7,1,1,,hasIssues,'
            "collect:x,0,1\n"))
        archive.writestr("media/3.jpg", PHOTO)
    for wanted in [(1, 0, 0, 0), (0, 0, 1, 0)]:
        code, report = program(into, "central", str(packed), "--form", SITES)
        assert (code, counted(report), report["troubles"]) == (0, wanted, []), report
    assert b"<name>Rutana, haut</name><people>12</people><photo>3.jpg</photo>" in xml_of(client, instance)


def test_a_kept_source_is_read_by_the_server_and_never_tells_its_token(here):
    into, _ = here
    manager = Staff(into, "manager")
    kobo = Kobo("aKept", "t0ken-nobody-sees", most_a_page=1000)
    kobo.rows = [row(number, _xform_id_string="aKept") for number in range(501, 504)]
    with serving(kobo.handler()) as address:
        source = {"name": "Kobo, Rutana", "kind": "kobo", "url": address, "project": "aKept", "form": SITES,
                  "secret": kobo.token, "every_minutes": 60}
        refused = manager.post("/operations/burundi/sources", **source | {"url": "http://169.254.169.254/"})
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "bring.address_unusable")
        made = manager.post("/operations/burundi/sources", **source)
        made.raise_for_status()
        number = made.json()["source"]["id"]

        def read(after):
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline:
                answer = manager.get("/operations/burundi/sources")
                assert kobo.token not in answer.text
                [found] = [one for one in answer.json()["sources"] if one["id"] == number]
                if found["last_run_at"] not in (None, after):
                    return found
                time.sleep(0.2)
            raise TimeoutError

        first = read(None)
        assert counted(first["last_result"]) == (3, 0, 0, 0), first
        kobo.rows.append(row(504, _submission_time="2026-02-03T09:30:00"))
        manager.post(f"/operations/burundi/sources/{number}/run").raise_for_status()
        second = read(first["last_run_at"])
        # Only what is new was asked for, with an hour before it.
        assert counted(second["last_result"]) in [(1, 0, 3, 0), (1, 0, 0, 0)], second
        assert "_submission_time" in kobo.asked[-1]
    assert kobo.token not in into.log.read_text()
    manager.post(f"/operations/burundi/sources/{number}/run").raise_for_status()
    third = read(second["last_run_at"])
    assert third["last_result"]["troubles"][0]["code"] == "bring.source_silent", third
    manager.delete(f"/operations/burundi/sources/{number}").raise_for_status()
