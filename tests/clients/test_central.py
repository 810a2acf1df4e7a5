"""ODK's own Python client, unmodified, against our server: projects, forms, app users, submissions, review, comments."""

import csv
import io
import uuid
import zipfile

import pytest
import requests
from odata.service import ODataService
from openpyxl import Workbook
from pyodk.client import Client
from pyodk.errors import PyODKError

from inzira import TIMEOUT_S, Staff

PHOTO = b"\xff\xd8\xff\xe0" + b"a photo of the site" * 4_000


def workbook(path, form_id: str, version: str, more: tuple = ()):
    """An XLSForm as people write one."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    for row in [("type", "name", "label"), ("text", "name", "Name of the site"), ("integer", "people", "How many people?"),
                ("image", "photo", "A photo"), *more]:
        survey.append(row)
    settings = book.create_sheet("settings")
    settings.append(("form_id", "version", "form_title"))
    settings.append((form_id, version, "Sites"))
    book.save(path)
    return path


def submission(form_id: str, version: str, instance: str, people: object, deprecated: str | None = None,
               photo: str = "") -> str:
    old = f"<deprecatedID>{deprecated}</deprecatedID>" if deprecated else ""
    return (f'<data id="{form_id}" version="{version}"><name>Gatumba</name><people>{people}</people>'
            f"<photo>{photo}</photo><meta><instanceID>{instance}</instanceID>{old}</meta></data>")


def new_id() -> str:
    return f"uuid:{uuid.uuid4()}"


@pytest.fixture(scope="module")
def project(server) -> int:
    """The number that ODK's clients know the demonstration's operation by."""
    account = server.account("manager")
    log_in = {"email": account["email"], "password": account["password"]}
    token = requests.post(f"{server.address}/v1/sessions", json=log_in, timeout=TIMEOUT_S).json()["token"]
    shown = {"Authorization": f"Bearer {token}"}
    projects = requests.get(f"{server.address}/v1/projects", headers=shown, timeout=TIMEOUT_S).json()
    return next(project["id"] for project in projects if project["name"] == "Burundi")


def client_of(server, project: int, role: str, folder) -> Client:
    account = server.account(role)
    config = folder / f"{role}.toml"
    config.write_text(f'[central]\nbase_url = "{server.address}"\nusername = "{account["email"]}"\n'
                      f'password = "{account["password"]}"\ndefault_project_id = {project}\n')
    return Client(config_path=config, cache_path=folder / f"{role}_cache.toml")


@pytest.fixture(scope="module")
def client(server, project, tmp_path_factory):
    with client_of(server, project, "manager", tmp_path_factory.mktemp("pyodk")) as client:
        yield client


@pytest.fixture
def form(client, tmp_path):
    """A form published by the client, under a name of its own."""
    form_id = f"sites_{uuid.uuid4().hex[:8]}"
    return client.forms.create(definition=workbook(tmp_path / "sites.xlsx", form_id, "1"))


def test_projects_are_the_operations_one_may_see(client, project):
    assert project in [known.id for known in client.projects.list()]
    assert client.projects.get(project).name == "Burundi"
    with pytest.raises(PyODKError) as refused:
        client.projects.get(987654)
    assert refused.value.is_central_error(404.1)


def test_a_wrong_password_is_told_as_central_tells_it(server):
    answer = requests.post(f"{server.address}/v1/sessions", timeout=TIMEOUT_S,
                           json={"email": "nobody@demo.inzira", "password": "wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, 401.2)
    answer = requests.get(f"{server.address}/v1/projects", timeout=TIMEOUT_S,
                          headers={"Authorization": "Bearer " + "x" * 64})
    assert (answer.status_code, answer.json()["code"]) == (401, 401.2)


def test_a_cookie_opens_nothing_here(server, manager):
    answer = manager.session.get(f"{server.address}/v1/projects", timeout=TIMEOUT_S)
    assert answer.status_code == 401


def test_a_form_is_created_read_and_brought_up_to_date(client, form, tmp_path):
    assert form.xmlFormId in [known.xmlFormId for known in client.forms.list()]
    assert client.forms.get(form.xmlFormId).version == "1"
    assert f'id="{form.xmlFormId}"' in client.forms.get_xml(form.xmlFormId)
    client.forms.update(form.xmlFormId, definition=workbook(
        tmp_path / "again.xlsx", form.xmlFormId, "2", [("text", "remarks", "Remarks")]))
    assert client.forms.get(form.xmlFormId).version == "2"
    assert "remarks" in client.forms.get_xml(form.xmlFormId)


def test_a_form_keeps_its_definition_and_gets_another_version_and_file(client, project, tmp_path):
    form_id = f"files_{uuid.uuid4().hex[:8]}"
    places = tmp_path / "camps.csv"
    places.write_text("name,label\na,Camp A\n")
    definition = workbook(tmp_path / "files.xlsx", form_id, "1",
                          [("select_one_from_file camps.csv", "camp", "Which camp?")])
    client.forms.create(definition=definition, attachments=[places])
    places.write_text("name,label\na,Camp A\nb,Camp B\n")
    client.forms.update(form_id, attachments=[places], version_updater=lambda version: version + ".1")
    assert client.forms.get(form_id).version == "1.1"
    listed = client.get(f"projects/{project}/forms/{form_id}/attachments").json()
    assert [(file["name"], file["exists"]) for file in listed] == [("camps.csv", True)]
    assert "Camp B" in client.get(f"projects/{project}/forms/{form_id}/attachments/camps.csv").text


XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
  <h:head><h:title>Wells</h:title><model><instance>
    <data id="FORM" version="7"><depth/><photo/><meta><instanceID/></meta></data></instance>
    <bind nodeset="/data/depth" type="decimal"/><bind nodeset="/data/photo" type="binary"/>
  </model></h:head>
  <h:body><input ref="/data/depth"><label>How deep?</label></input>
    <upload ref="/data/photo" mediatype="image/*"><label>A photo</label></upload></h:body></h:html>"""


def test_a_form_may_come_as_xform_and_stays_as_it_is(client, tmp_path):
    form_id = f"wells_{uuid.uuid4().hex[:8]}"
    xform = XFORM.replace("FORM", form_id)
    assert client.forms.create(definition=xform).version == "7"
    assert client.forms.get_xml(form_id) == xform
    client.forms.update(form_id, attachments=[], version_updater=lambda version: version + "b")
    assert client.forms.get_xml(form_id) == xform.replace('"7"', '"7b"')
    instance = new_id()
    answers = (f'<data id="{form_id}" version="7b"><depth>12.5</depth><photo/>'
               f"<meta><instanceID>{instance}</instanceID></meta></data>")
    assert client.submissions.create(xml=answers, form_id=form_id).instanceId == instance
    with pytest.raises(PyODKError) as refused:
        client.forms.create(definition=xform.replace("</h:body>", ""))
    assert refused.value.is_central_error(400.15)


def test_a_form_that_is_there_or_has_errors_is_refused(client, form, tmp_path):
    with pytest.raises(PyODKError) as refused:
        client.forms.create(definition=workbook(tmp_path / "same.xlsx", form.xmlFormId, "9"))
    assert refused.value.is_central_error(409.3)
    with pytest.raises(PyODKError) as refused:
        client.forms.create(definition=workbook(tmp_path / "bad.xlsx", "bad", "1", [("select_one", "x", "X")]))
    assert refused.value.is_central_error(400.15)
    assert "select_one" in refused.value.args[1].json()["details"]["error"]
    with pytest.raises(PyODKError) as refused:
        client.forms.update(form.xmlFormId, definition=workbook(tmp_path / "same.xlsx", form.xmlFormId, "1"))
    assert refused.value.is_central_error(409.6)


def test_app_users_are_phones_that_may_send(client, server, project, form):
    name = f"Tablet {uuid.uuid4().hex[:6]}"
    made = client.projects.create_app_users(display_names=[name], forms=[form.xmlFormId])
    assert [user.displayName for user in made] == [name]
    address = f"{server.address}/v1/key/{made[0].token}/projects/{project}/formList"
    listed = requests.get(address, headers={"X-OpenRosa-Version": "1.0"}, timeout=TIMEOUT_S)
    assert listed.status_code == 200 and form.xmlFormId in listed.text


def test_a_submission_is_brought_with_its_photo_and_found(client, form, tmp_path):
    photo = tmp_path / "site.jpg"
    photo.write_bytes(PHOTO)
    instance = new_id()
    xml = submission(form.xmlFormId, "1", instance, 120, photo="site.jpg")
    made = client.submissions.create(xml=xml, form_id=form.xmlFormId, device_id="tablet-7", attachments=[photo])
    assert (made.instanceId, made.deviceId, made.reviewState) == (instance, "tablet-7", None)
    assert [(file.name, file.exists) for file in made.attachments] == [("site.jpg", True)]
    assert [held.instanceId for held in client.submissions.list(form.xmlFormId)] == [instance]
    assert client.submissions.get(instance, form.xmlFormId).submitterId == made.submitterId > 0
    with pytest.raises(PyODKError) as refused:
        client.submissions.create(xml=xml, form_id=form.xmlFormId)
    assert refused.value.is_central_error(409.3)
    with pytest.raises(PyODKError) as refused:
        client.submissions.get(new_id(), form.xmlFormId)
    assert refused.value.is_central_error(404.1)


def test_a_submission_is_corrected_commented_and_reviewed(client, form):
    first, second = new_id(), new_id()
    client.submissions.create(xml=submission(form.xmlFormId, "1", first, 120), form_id=form.xmlFormId)
    client.submissions.edit(first, submission(form.xmlFormId, "1", second, 12, deprecated=first), form.xmlFormId,
                            comment="One zero too many.")
    edited = client.submissions.get(first, form.xmlFormId)
    assert (edited.instanceId, edited.reviewState) == (first, "edited")
    assert [comment.body for comment in client.submissions.list_comments(first, form.xmlFormId)] == ["One zero too many."]
    with pytest.raises(PyODKError) as refused:
        client.submissions.edit(first, submission(form.xmlFormId, "1", new_id(), 13, deprecated=first), form.xmlFormId)
    assert refused.value.is_central_error(409.9)
    with pytest.raises(PyODKError) as refused:
        client.submissions.edit(first, submission(form.xmlFormId, "1", new_id(), 13), form.xmlFormId)
    assert refused.value.is_central_error(400.19)
    for state in ["hasIssues", "rejected", "approved"]:
        client.submissions.review(first, state, form.xmlFormId, comment=f"Now {state}")
        assert client.submissions.get(first, form.xmlFormId).reviewState == state
    client.submissions.add_comment(first, form_id=form.xmlFormId, comment="Thank you.")
    assert client.submissions.list_comments(first, form.xmlFormId)[0].body == "Thank you."


@pytest.fixture
def ten(client, form):
    """A form with ten submissions of 1 … 10 people, the last one corrected to 100."""
    instances = [new_id() for _ in range(10)]
    for number, instance in enumerate(instances, 1):
        client.submissions.create(xml=submission(form.xmlFormId, "1", instance, number), form_id=form.xmlFormId)
    client.submissions.edit(instances[-1], submission(form.xmlFormId, "1", new_id(), 100, deprecated=instances[-1]),
                            form.xmlFormId)
    client.submissions.review(instances[0], "approved", form.xmlFormId)
    return instances


def test_the_feed_gives_answers_in_pages_and_by_filters(client, form, ten):
    def people(**options):
        return [row["people"] for row in client.submissions.get_table(form_id=form.xmlFormId, **options)["value"]]

    assert people() == [100, 9, 8, 7, 6, 5, 4, 3, 2, 1], "latest first"
    assert people(skip=2, top=3) == [8, 7, 6]
    assert people(filter="people gt 7") == [100, 9, 8], "filters on answers, which Central refuses"
    assert people(filter="__system/reviewState eq 'approved'") == [1]
    assert people(filter="__system/reviewState eq null and people le 2") == [2]
    page = client.submissions.get_table(form_id=form.xmlFormId, top=4, count=True)
    assert page["@odata.count"] == 10 and len(page["value"]) == 4
    rest = client.get(page["@odata.nextLink"]).json()
    assert [row["people"] for row in rest["value"]] == [6, 5, 4, 3]
    row = client.submissions.get_table(form_id=form.xmlFormId, top=1)["value"][0]
    assert row["__id"] == ten[-1] and row["__system"]["edits"] == 1 and row["__system"]["reviewState"] == "edited"
    assert row["name"] == "Gatumba" and row["photo"] is None
    assert client.submissions.get_table(form_id=form.xmlFormId, select="people", top=1)["value"] == [{"people": 100}]


def test_the_feed_refuses_as_central_does(client, form):
    for options, number in [({"filter": "people gt"}, 400.18), ({"filter": "nobody eq 1"}, 501.5),
                            ({"select": "nothing"}, 400.23), ({"expand": "people"}, 501.6)]:
        with pytest.raises(PyODKError) as refused:
            client.submissions.get_table(form_id=form.xmlFormId, **options)
        assert refused.value.is_central_error(number), (options, refused.value.args[0])
    with pytest.raises(PyODKError) as refused:
        client.submissions.get_table(form_id=form.xmlFormId, table_name="Submissions.nothing")
    assert refused.value.is_central_error(404.1)


def test_a_client_of_odata_reads_the_metadata_and_filters(server, client, project, form, ten):
    """python-odata makes its classes from $metadata and sends what it is asked as $filter."""
    session = requests.Session()
    session.headers["Authorization"] = client.session.headers["Authorization"]
    address = f"{server.address}/v1/projects/{project}/forms/{form.xmlFormId}.svc/"
    service = ODataService(address, session=session, reflect_entities=True, quiet_progress=True)
    submissions = service.entities["Submissions"]
    found = service.query(submissions).filter(submissions.people > 7).all()
    assert sorted(one.people for one in found) == [8, 9, 100]


def test_a_feed_goes_on_over_many_pages_of_the_store(client, server, project, form):
    """More submissions than the server reads at once, sent as a phone does; sorted, filtered and counted."""
    made = client.projects.create_app_users(display_names=[f"Tablet {uuid.uuid4().hex[:6]}"], forms=[form.xmlFormId])
    address = f"{server.address}/v1/key/{made[0].token}/projects/{project}/submission"
    with requests.Session() as phone:
        phone.headers["X-OpenRosa-Version"] = "1.0"
        for number in range(1, 601):
            xml = submission(form.xmlFormId, "1", new_id(), number)
            sent = phone.post(address, files={"xml_submission_file": ("s.xml", xml, "text/xml")}, timeout=TIMEOUT_S)
            assert sent.status_code == 201, sent.text

    def people(**options):
        table = client.submissions.get_table(form_id=form.xmlFormId, **options)
        return [row["people"] for row in table["value"]], table.get("@odata.count")

    assert people(count=True) == (list(range(600, 0, -1)), 600)
    assert people(skip=590) == (list(range(10, 0, -1)), None)
    assert people(top=5, skip=300)[0] == [300, 299, 298, 297, 296]
    assert people(filter="people le 3") == ([3, 2, 1], None)
    assert people(filter="__system/edits eq 0", top=2, count=True) == ([600, 599], 600)
    page = client.submissions.get_table(form_id=form.xmlFormId, top=250)
    rest = client.get(page["@odata.nextLink"]).json()["value"]
    assert [row["people"] for row in rest] == list(range(350, 100, -1))
    service = f"projects/{project}/forms/{form.xmlFormId}.svc"
    oldest = client.get(f"{service}/Submissions?$orderby=__system/submissionDate asc&$top=3").json()["value"]
    assert [row["people"] for row in oldest] == [1, 2, 3]
    one = client.get(f"{service}/Submissions('{rest[0]['__id']}')").json()["value"]
    assert [row["people"] for row in one] == [350]


def exported(client, project, form, options="", ending=".zip"):
    answer = client.get(f"projects/{project}/forms/{form.xmlFormId}/submissions.csv{ending}{options}")
    assert answer.status_code == 200, answer.text
    return answer


def rows_of(data: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"))))


def test_submissions_are_taken_out_as_files_with_what_came_with_them(client, project, form, tmp_path):
    photo = tmp_path / "site.jpg"
    photo.write_bytes(PHOTO)
    first, second = new_id(), new_id()
    xml = submission(form.xmlFormId, "1", first, 120, photo="site.jpg")
    client.submissions.create(xml=xml, form_id=form.xmlFormId, attachments=[photo])
    client.submissions.create(xml=submission(form.xmlFormId, "1", second, 7, photo="lost.jpg"), form_id=form.xmlFormId)
    client.submissions.review(first, "approved", form.xmlFormId)

    archive = zipfile.ZipFile(io.BytesIO(exported(client, project, form).content))
    assert archive.testzip() is None
    assert archive.namelist() == [f"{form.xmlFormId}.csv", "media/site.jpg"]
    assert archive.read("media/site.jpg") == PHOTO
    rows = rows_of(archive.read(f"{form.xmlFormId}.csv"))
    assert [(row["KEY"], row["people"], row["photo"]) for row in rows] == [
        (second, "7", "lost.jpg"), (first, "120", "site.jpg")]
    assert [(row["ReviewState"], row["AttachmentsPresent"], row["AttachmentsExpected"]) for row in rows] == [
        ("", "0", "1"), ("approved", "1", "1")]

    without = zipfile.ZipFile(io.BytesIO(exported(client, project, form, "?attachments=false").content))
    assert without.namelist() == [f"{form.xmlFormId}.csv"]
    root = exported(client, project, form, ending="")
    assert rows_of(root.content) == rows and root.headers["Content-Type"].startswith("text/csv")
    some = exported(client, project, form, "?$filter=people gt 100", ending="")
    assert [row["KEY"] for row in rows_of(some.content)] == [first]


def test_repeats_are_files_of_their_own(client, project, tmp_path):
    form_id = f"houses_{uuid.uuid4().hex[:8]}"
    more = [("begin_repeat", "house", "A house"), ("text", "colour", "Its colour"), ("end_repeat", None, None)]
    form = client.forms.create(definition=workbook(tmp_path / "houses.xlsx", form_id, "1", more))
    instance = new_id()
    houses = "<house><colour>white</colour></house><house><colour>red, \"dark\"</colour></house>"
    xml = submission(form_id, "1", instance, 3).replace("<meta>", f"{houses}<meta>")
    client.submissions.create(xml=xml, form_id=form_id)
    archive = zipfile.ZipFile(io.BytesIO(exported(client, project, form).content))
    assert archive.namelist() == [f"{form_id}.csv", f"{form_id}-house.csv"]
    rows = rows_of(archive.read(f"{form_id}-house.csv"))
    assert [(row["colour"], row["PARENT_KEY"], row["KEY"]) for row in rows] == [
        ("white", instance, f"{instance}/house[1]"), ('red, "dark"', instance, f"{instance}/house[2]")]


def test_who_reads_a_feed_is_in_the_log(client, server, form, ten):
    client.submissions.get_table(form_id=form.xmlFormId)
    administrator = Staff(server, "administrator")
    entries = administrator.get("/audit").json()["entries"]
    read = [entry for entry in entries if entry["action"] == "submissions.read"]
    assert read and read[0]["subject"] == f"form:{form.xmlFormId}", entries[:3]


def test_wrong_content_is_kept_and_flagged_not_lost(client, form, reviewer, burundi):
    instance = new_id()
    client.submissions.create(xml=submission(form.xmlFormId, "1", instance, "many"), form_id=form.xmlFormId)
    record = reviewer.record(burundi["code"], instance)
    assert "content.wrong_type" in [flag["code"] for flag in record["flags"]]


def test_who_may_only_look_changes_nothing(server, project, form, tmp_path):
    with client_of(server, project, "viewer", tmp_path) as viewer:
        assert viewer.get(f"projects/{project}/forms/{form.xmlFormId}/submissions.csv.zip").status_code == 403
        assert form.xmlFormId in [known.xmlFormId for known in viewer.forms.list()]
        with pytest.raises(PyODKError) as refused:
            viewer.submissions.create(xml=submission(form.xmlFormId, "1", new_id(), 1), form_id=form.xmlFormId)
        assert refused.value.is_central_error(403.1)
        with pytest.raises(PyODKError) as refused:
            viewer.submissions.get_table(form_id=form.xmlFormId)
        assert refused.value.is_central_error(403.1), "what people answered may tell of them"
        with pytest.raises(PyODKError) as refused:
            viewer.forms.create(definition=workbook(tmp_path / "mine.xlsx", "mine", "1"))
        assert refused.value.is_central_error(403.1)
