"""ODK's own Python client and a phone, unmodified, against our registers: entity lists, entities, versions and conflicts."""

import csv
import io
import uuid
from xml.etree import ElementTree

import pytest
import requests
from openpyxl import Workbook
from pyodk.errors import PyODKError

from inzira import TIMEOUT_S
from openrosa import MANIFEST, Phone
from test_central import client_of, project  # noqa: F401


@pytest.fixture(scope="module")
def client(server, project, tmp_path_factory):  # noqa: F811
    with client_of(server, project, "manager", tmp_path_factory.mktemp("pyodk")) as client:
        yield client


@pytest.fixture
def sites(client) -> str:
    """A list of its own for each test, with two properties."""
    name = f"sites_{uuid.uuid4().hex[:8]}"
    client.entity_lists.create(entity_list_name=name)
    for prop in ("people", "water"):
        client.entity_lists.add_property(name=prop, entity_list_name=name)
    return name


def refused(code: float, call, *args, **options):
    with pytest.raises(PyODKError) as problem:
        call(*args, **options)
    assert problem.value.is_central_error(code), problem.value


def test_a_list_is_made_and_gets_properties(client, sites):
    assert sites in [known.name for known in client.entity_lists.list()]
    found = client.entity_lists.get(entity_list_name=sites)
    assert (found.name, found.approvalRequired) == (sites, False)
    assert [prop.name for prop in found.properties] == ["people", "water"]
    refused(409.3, client.entity_lists.create, entity_list_name=sites)
    refused(409.3, client.entity_lists.add_property, name="People", entity_list_name=sites)
    refused(400.8, client.entity_lists.create, entity_list_name="__sites")
    refused(400.8, client.entity_lists.add_property, name="label", entity_list_name=sites)
    refused(404.1, client.entity_lists.get, entity_list_name="nothing")
    waiting = client.entity_lists.create(approval_required=True, entity_list_name=f"{sites}_b")
    assert waiting.approvalRequired


def test_an_entity_is_created_updated_and_deleted(client, sites):
    made = client.entities.create("Gatumba", {"people": "10"}, entity_list_name=sites)
    assert (made.currentVersion.version, made.currentVersion.data) == (1, {"people": "10"})
    refused(409.3, client.entities.create, "Again", {}, entity_list_name=sites, uuid=made.uuid)
    refused(400.28, client.entities.create, "Other", {"nothing": "1"}, entity_list_name=sites)
    refused(400.11, client.entities.create, "Other", {"people": 1}, entity_list_name=sites)
    refused(400.11, client.entities.create, "Other", {}, entity_list_name=sites, uuid="12")
    refused(400.2, client.entities.create, " ", {}, entity_list_name=sites)
    changed = client.entities.update(made.uuid, sites, data={"people": "12"}, base_version=1)
    assert (changed.currentVersion.version, changed.currentVersion.baseVersion) == (2, 1)
    refused(409.15, client.entities.update, made.uuid, sites, data={"people": "13"}, base_version=1)
    forced = client.entities.update(made.uuid, sites, label="Gatumba 2", force=True)
    assert (forced.currentVersion.label, forced.currentVersion.data) == ("Gatumba 2", {"people": "12"})
    assert [known.uuid for known in client.entities.list(entity_list_name=sites)] == [made.uuid]
    assert client.entities.delete(made.uuid, sites)
    assert client.entities.list(entity_list_name=sites) == []
    refused(404.1, client.entities.delete, made.uuid, sites)
    refused(404.1, client.entities.update, made.uuid, sites, data={"people": "1"}, force=True)
    refused(409.3, client.entities.create, "Again", {}, entity_list_name=sites, uuid=made.uuid)


def test_many_are_created_and_read_as_a_table(client, project, sites):  # noqa: F811
    rows = [{"label": f"Site {number}", "people": str(number)} for number in range(25)]
    assert client.entities.create_many(rows, entity_list_name=sites, create_source="sites.csv")
    table = client.entities.get_table(entity_list_name=sites, top=10, count=True)
    assert (table["@odata.count"], len(table["value"])) == (25, 10)
    seen = list(table["value"])
    while "@odata.nextLink" in table:
        table = client.session.get(table["@odata.nextLink"]).json()
        seen += table["value"]
    assert sorted(row["label"] for row in seen) == sorted(row["label"] for row in rows)
    assert seen[0]["__system"]["version"] == 1 and seen[0]["water"] == ""
    chosen = client.entities.get_table(entity_list_name=sites, filter="__system/version eq 2")["value"]
    assert chosen == []
    only = client.entities.get_table(entity_list_name=sites, select="__id,people", top=1)["value"]
    assert set(only[0]) == {"__id", "people"}
    refused(400.2, client.session.response_or_error, "POST", f"projects/{project}/datasets/{sites}/entities",
            __import__("logging").getLogger(), json={"entities": [{"label": "x", "data": {}}]})
    answer = client.get(f"projects/{project}/datasets/{sites}/entities.csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert len(lines) == 25 and set(lines[0]) == {"__id", "label", "__version", "people", "water"}
    unchanged = client.get(f"projects/{project}/datasets/{sites}/entities.csv",
                           headers={"If-None-Match": answer.headers["ETag"]})
    assert unchanged.status_code == 304


def test_a_merge_creates_updates_and_deletes(client, sites):
    client.entities.create_many([{"label": "A", "people": "1"}, {"label": "B", "people": "2"}], entity_list_name=sites)
    client.entities.merge([{"label": "B", "people": "3", "road": "bad"}, {"label": "C", "people": "4"}],
                          entity_list_name=sites, delete_not_matched=True)
    rows = client.entities.get_table(entity_list_name=sites)["value"]
    assert {row["label"]: (row["people"], row["road"]) for row in rows} == {"B": ("3", "bad"), "C": ("4", "")}
    again = client.entities.merge([{"label": "B", "people": "3", "road": "bad"}, {"label": "C", "people": "4"}],
                                  entity_list_name=sites)
    assert (again.to_insert, again.to_update) == ({}, {})


def form(path, form_id: str, survey: list, entities: tuple):
    book = Workbook()
    book.active.title = "survey"
    for row in [("type", "name", "label", "save_to"), *survey]:
        book.active.append(row)
    for name, rows in (("entities", entities), ("settings", (("form_id", "version"), (form_id, "1")))):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_phone_creates_and_updates_and_a_conflict_is_kept(server, client, project, tmp_path):  # noqa: F811
    name = f"wells_{uuid.uuid4().hex[:8]}"
    client.forms.create(definition=form(
        tmp_path / "new.xlsx", f"new_{name}", [("text", "title", "Name", None), ("integer", "depth", "Depth", "depth")],
        (("list_name", "label"), (name, "${title}"))), ignore_warnings=True)
    client.forms.create(definition=form(
        tmp_path / "visit.xlsx", f"visit_{name}",
        [(f"select_one_from_file {name}.csv", "well", "Well", None), ("integer", "depth", "Depth", "depth")],
        (("list_name", "entity_id"), (name, "${well}"))), ignore_warnings=True)
    declared = client.entity_lists.get(entity_list_name=name)
    assert [(prop.name, prop.forms) for prop in declared.properties] == [("depth", [f"new_{name}", f"visit_{name}"])]
    listed = client.get(f"projects/{project}/forms/visit_{name}/attachments").json()
    assert [(file["name"], file["datasetExists"]) for file in listed] == [(f"{name}.csv", True)]

    phone, well = Phone(server), str(uuid.uuid4())

    def send(form_id: str, answers: str, entity: str) -> None:
        xml = (f'<data id="{form_id}" version="1">{answers}<meta><instanceID>uuid:{uuid.uuid4()}</instanceID>{entity}</meta>'
               "</data>")
        assert phone.submit(xml.encode()).status_code == 201

    before = phone.manifest(f"visit_{name}")[f"{name}.csv"]
    send(f"new_{name}", "<title>North</title><depth>12</depth>",
         f'<entity dataset="{name}" id="{well}" create="1"><label>North</label></entity>')
    after = phone.manifest(f"visit_{name}")[f"{name}.csv"]
    assert before["hash"] != after["hash"]
    manifest = phone.get(phone.form_entry(f"visit_{name}")["manifestUrl"])
    kinds = [file.get("type") for file in ElementTree.fromstring(manifest.content).findall(f"{MANIFEST}mediaFile")]
    assert kinds == ["entityList"]
    assert phone.table(f"visit_{name}", f"{name}.csv") == [
        {"name": well, "label": "North", "__version": "1", "depth": "12"}]
    for depth in (13, 15):
        send(f"visit_{name}", f"<well>{well}</well><depth>{depth}</depth>",
             f'<entity dataset="{name}" id="{well}" update="1" baseVersion="1" trunkVersion="" branchId=""/>')
    entity = client.entities.list(entity_list_name=name)[0]
    assert (entity.conflict, entity.currentVersion.version, entity.currentVersion.conflictingProperties) == (
        "hard", 3, ["depth"])
    base = f"projects/{project}/datasets/{name}/entities/{well}"
    versions = client.get(f"{base}/versions").json()
    assert [version["data"]["depth"] for version in versions] == ["12", "13", "15"]
    assert [version["source"]["type"] for version in versions] == ["submission"] * 3
    assert client.get(f"{base}/diffs").json()[1] == [{"old": "13", "new": "15", "propertyName": "depth"}]
    resolved = client.patch(f"{base}?resolve=true&baseVersion=3", json={"data": {"depth": "13"}}).json()
    assert (resolved["conflict"], resolved["currentVersion"]["data"]["depth"]) == (None, "13")

    def deleted() -> list[tuple]:
        found = phone.get(f"{after['integrityUrl']}?id={well},{uuid.uuid4()}")
        entities = ElementTree.fromstring(found.content).iter("entity")
        return [(one.get("id"), one.findtext("deleted")) for one in entities]

    assert deleted() == [(well, "false")]
    client.entities.delete(well, name)
    assert deleted() == [(well, "true")]
    assert phone.table(f"visit_{name}", f"{name}.csv") == []


def test_an_entity_comes_with_the_approval_of_its_submission(server, client, tmp_path):
    name = f"camps_{uuid.uuid4().hex[:8]}"
    client.entity_lists.create(approval_required=True, entity_list_name=name)
    client.forms.create(definition=form(
        tmp_path / "camp.xlsx", f"camp_{name}", [("text", "title", "Name", None), ("integer", "size", "Size", "size")],
        (("list_name", "label"), (name, "${title}"))), ignore_warnings=True)
    instance, camp = f"uuid:{uuid.uuid4()}", str(uuid.uuid4())
    xml = (f'<data id="camp_{name}" version="1"><title>East</title><size>4</size><meta><instanceID>{instance}</instanceID>'
           f'<entity dataset="{name}" id="{camp}" create="1"><label>East</label></entity></meta></data>')
    client.submissions.create(xml=xml, form_id=f"camp_{name}")
    assert client.entities.list(entity_list_name=name) == []
    client.submissions.review(instance, "approved", form_id=f"camp_{name}")
    assert [one.uuid for one in client.entities.list(entity_list_name=name)] == [camp]


def test_a_stranger_reads_nothing(server, project, sites, tmp_path):  # noqa: F811
    answer = requests.get(f"{server.address}/v1/projects/{project}/datasets/{sites}/entities", timeout=TIMEOUT_S)
    assert (answer.status_code, answer.json()["code"]) == (401, 401.2)
    with client_of(server, project, "viewer", tmp_path) as viewer:
        assert viewer.entity_lists.get(entity_list_name=sites).name == sites
        refused(403.1, viewer.entities.list, entity_list_name=sites)
        refused(403.1, viewer.entities.create, "x", {}, entity_list_name=sites)


def test_every_entry_of_a_repeat_gives_an_entity(server, client, tmp_path):
    name = f"trees_{uuid.uuid4().hex[:8]}"
    client.forms.create(definition=form(
        tmp_path / "trees.xlsx", f"walk_{name}",
        [("begin_repeat", "tree", "Tree", None), ("begin_group", "about", "About", None), ("text", "tag", "Tag", "tag"),
         ("end_group", None, None, None), ("end_repeat", None, None, None)],
        (("list_name", "label"), (name, "${tag}"))), ignore_warnings=True)
    entry = ('<tree><about><tag>{0}</tag><meta><entity dataset="{1}" id="{2}" create="1"><label>tree {0}</label></entity>'
             "</meta></about></tree>")
    entries = "".join(entry.format(tag, name, uuid.uuid4()) for tag in ("a", "b"))
    xml = (f'<data id="walk_{name}" version="1">{entries}<meta><instanceID>uuid:{uuid.uuid4()}</instanceID></meta></data>')
    assert Phone(server).submit(xml.encode()).status_code == 201
    rows = client.entities.get_table(entity_list_name=name)["value"]
    assert sorted((row["label"], row["tag"]) for row in rows) == [("tree a", "a"), ("tree b", "b")]
