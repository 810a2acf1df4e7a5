"""A phone reduced to its HTTP requests, so that it can also misbehave. A well-behaved one is in `tests/phone`."""

import copy
import csv
import hashlib
import io
import uuid
from xml.etree import ElementTree

import requests

from inzira import TIMEOUT_S, Server

XFORMS = "{http://www.w3.org/2002/xforms}"
XHTML = "{http://www.w3.org/1999/xhtml}"
JAVAROSA_TEMPLATE = "{http://openrosa.org/javarosa}template"
META = "http://openrosa.org/xforms"
FORM_LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
RESPONSE = "{http://openrosa.org/http/response}"


def new_instance_id() -> str:
    return f"uuid:{uuid.uuid4()}"


class Form:
    """A form as a phone got it."""

    def __init__(self, xml: bytes):
        model = ElementTree.fromstring(xml).find(f"{XHTML}head/{XFORMS}model")
        self.instance = plain(model.find(f"{XFORMS}instance")[0])
        self.form_id = self.instance.get("id")
        self.version = self.instance.get("version")

    def fill(self, answers: dict, instance_id: str, deprecated_id: str | None = None, **attributes: str) -> bytes:
        """A submission with these answers; a list is answered once for each of its members. `deprecated_id` makes it
        a correction of an earlier one."""
        root = copy.deepcopy(self.instance)
        fill(root, answers)
        for name, value in attributes.items():
            root.set(name, value)
        meta = next(child for child in root if child.tag.endswith("meta"))
        instance = next(child for child in meta if child.tag.endswith("instanceID"))
        instance.text = instance_id
        if deprecated_id:
            ElementTree.SubElement(meta, instance.tag.replace("instanceID", "deprecatedID")).text = deprecated_id
        return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def plain(element: ElementTree.Element) -> ElementTree.Element:
    """A copy whose questions are in no namespace, as a phone sends them; `meta` keeps the one it has."""
    tag = element.tag if element.tag.startswith("{" + META + "}") else element.tag.rpartition("}")[2]
    copied = ElementTree.Element(tag, {name: value for name, value in element.attrib.items()})
    copied.text = element.text
    templates = {child.tag for child in element if JAVAROSA_TEMPLATE in child.attrib}
    for child in element:
        # A repeat comes as its template and one first entry: the template alone says all.
        if JAVAROSA_TEMPLATE in child.attrib or child.tag not in templates:
            copied.append(plain(child))
    return copied


def fill(element: ElementTree.Element, answers: dict) -> None:
    for child in list(element):
        answer = answers.get(child.tag)
        if JAVAROSA_TEMPLATE in child.attrib:
            entries = [copy.deepcopy(child) for _ in answer or []]
            for entry, entry_answers in zip(entries, answer or []):
                del entry.attrib[JAVAROSA_TEMPLATE]
                fill(entry, entry_answers)
            at = list(element).index(child)
            element.remove(child)
            for entry in reversed(entries):
                element.insert(at, entry)
        elif answer is not None:
            child.text = str(answer)
        else:
            fill(child, answers)


class Phone:
    """An app user of one operation."""

    def __init__(self, server: Server, base: str | None = None):
        self.base = (base or server.told["device"]["server_url"]).rstrip("/")
        self.headers = {"X-OpenRosa-Version": "1.0", "User-Agent": "inzira-tests"}

    def get(self, url: str, **headers: str) -> requests.Response:
        return requests.get(url, headers={**self.headers, **headers}, timeout=TIMEOUT_S)

    def form_list(self) -> list[dict]:
        answer = self.get(f"{self.base}/formList")
        assert answer.status_code == 200, answer.text
        forms = ElementTree.fromstring(answer.content).findall(f"{FORM_LIST}xform")
        return [{child.tag.removeprefix(FORM_LIST): child.text for child in form} for form in forms]

    def form_entry(self, form_id: str) -> dict:
        return next(form for form in self.form_list() if form["formID"] == form_id)

    def form(self, form_id: str) -> Form:
        return Form(self.get(self.form_entry(form_id)["downloadUrl"]).content)

    def manifest(self, form_id: str) -> dict[str, dict]:
        answer = self.get(self.form_entry(form_id)["manifestUrl"])
        assert answer.status_code == 200, answer.text
        files = ElementTree.fromstring(answer.content).findall(f"{MANIFEST}mediaFile")
        entries = [{child.tag.removeprefix(MANIFEST): child.text for child in file} for file in files]
        return {entry["filename"]: entry for entry in entries}

    def table(self, form_id: str, name: str) -> list[dict]:
        """A list that goes along with a form."""
        content = self.get(self.manifest(form_id)[name]["downloadUrl"]).content
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))

    def submit(self, xml: bytes, files: dict[str, bytes] | None = None, **options) -> requests.Response:
        """One post, as Collect makes it: the XML and then one part for each file, named like the file."""
        parts = {"xml_submission_file": ("submission.xml", xml, "text/xml")}
        parts |= {name: (name, content, "image/jpeg") for name, content in (files or {}).items()}
        if options.get("incomplete"):
            parts["*isIncomplete*"] = (None, "yes")
        return self.submit_parts(parts, **options.get("headers", {}))

    def submit_parts(self, parts: dict, **headers: str) -> requests.Response:
        return requests.post(f"{self.base}/submission", params={"deviceID": "tests:1"}, files=parts,
                             headers={**self.headers, **headers}, timeout=TIMEOUT_S)


def md5(content: bytes) -> str:
    return f"md5:{hashlib.md5(content).hexdigest()}"


def message(answer: requests.Response) -> str:
    """What the phone shows to the person who holds it."""
    root = ElementTree.fromstring(answer.content)
    assert root.tag == f"{RESPONSE}OpenRosaResponse", answer.text
    return root.findtext(f"{RESPONSE}message").strip()
