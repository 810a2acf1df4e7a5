#!/usr/bin/env python3
"""Compares our XForms with pyxform's, by meaning, over every workbook named or found in the folders named.

    python tests/forms/differential.py --compiler target/debug/examples/compile [--validate] FORM_OR_FOLDER...

Needs pyxform 4.5.0 in the Python that runs it (and Java for --validate). Exits 1 if any form differs.

Compared: the namespaces declared; the root's attributes; the tree of the primary instance with its attributes and
values, entities included; the model's attributes (the versions it claims); binds by node, with
expressions up to white space; actions; the body in order, with labels and hints; texts by language and id, of those that something shows; secondary
instances by id, items in order; the settings of the submission. A form both refuse counts as agreeing; the reasons are
printed side by side.
"""

import argparse
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
SUFFIXES = {".xlsx", ".xls", ".md", ".csv", ".xlsm"}


def squeezed(text):
    """An expression or text up to white space; pyxform pads the paths it inserts."""
    text = re.sub(r"\s+", " ", text or "").strip()
    text = re.sub(r"\s*([()\[\],=<>!+*|/])\s*", r"\1", text)
    # A path between quotes, as jr:choice-name takes it, is trimmed by those who read it.
    return re.sub(r"'\s*((?:\.\.)?/[^']*?)\s*'", r"'\1'", text)


def attributes(element):
    return {name: squeezed(value) for name, value in sorted(element.attrib.items())}


def mixed(element):
    """Text with the outputs in it."""
    parts = [element.text or ""]
    for child in element:
        parts.append("{" + squeezed(child.get("value")) + "}")
        parts.append(child.tail or "")
    return re.sub(r"\s+", " ", "".join(parts)).strip()


def tree(element):
    return [
        element.tag,
        attributes(element),
        squeezed(element.text) if len(element) == 0 else "",
        [tree(child) for child in element],
    ]


def control(element):
    local = element.tag.removeprefix(XF)
    if local in {"label", "hint"}:
        return [local, attributes(element), mixed(element)]
    return [local, attributes(element), squeezed(element.text) if len(element) == 0 else "", [control(child) for child in element]]


def meaning(xml):
    root = ElementTree.fromstring(xml)
    shown = set(re.findall(r"jr:itext\('([^']*)'\)", xml)) | {item.text for item in root.iter(f"{XF}itextId")}
    model = root.find(f"{H}head/{XF}model")
    instances = model.findall(f"{XF}instance")
    result = {
        "namespaces": dict(sorted({found for _, found in ElementTree.iterparse(io.StringIO(xml), ["start-ns"])})),
        "title": root.find(f"{H}head/{H}title").text,
        "model": attributes(model),
        "primary": tree(instances[0][0]),
        "body": [attributes(root.find(f"{H}body"))] + [control(child) for child in root.find(f"{H}body")],
        "submission": [attributes(child) for child in model.findall(f"{XF}submission")],
        "binds": {},
        "actions": [],
        "texts": {},
        "secondary": {},
    }
    for bind in model.findall(f"{XF}bind"):
        result["binds"].setdefault(bind.get("nodeset"), []).append(attributes(bind))
    for action in model:
        if action.tag.removeprefix(XF) in {"instance", "bind", "itext", "submission"}:
            continue
        result["actions"].append([action.tag, attributes(action)])
    result["actions"].sort(key=json.dumps)
    for translation in model.findall(f"{XF}itext/{XF}translation"):
        texts = {
            text.get("id"): sorted((value.get("form") or "", mixed(value)) for value in text)
            for text in translation
            if text.get("id") in shown
        }
        result["texts"][translation.get("lang")] = [translation.get("default"), texts]
    result["languages"] = list(result["texts"])
    for instance in instances[1:]:
        items = [
            sorted((column.tag, re.sub(r"\s+", " ", column.text or "").strip()) for column in item)
            for item in instance.iter(f"{XF}item")
        ]
        result["secondary"][instance.get("id")] = [instance.get("src"), items]
    return result


def differences(theirs, ours, path=""):
    if type(theirs) is not type(ours):
        yield f"{path}: pyxform {theirs!r}, ours {ours!r}"
    elif isinstance(theirs, dict):
        for key in theirs.keys() | ours.keys():
            if key not in ours:
                yield f"{path}/{key}: only pyxform: {str(theirs[key])[:300]}"
            elif key not in theirs:
                yield f"{path}/{key}: only ours: {str(ours[key])[:300]}"
            else:
                yield from differences(theirs[key], ours[key], f"{path}/{key}")
    elif isinstance(theirs, (list, tuple)):
        if len(theirs) != len(ours):
            yield f"{path}: pyxform has {len(theirs)}, ours {len(ours)}: {str(theirs)[:300]} | {str(ours)[:300]}"
            return
        for position, (left, right) in enumerate(zip(theirs, ours)):
            yield from differences(left, right, f"{path}[{position}]")
    elif theirs != ours:
        yield f"{path}: pyxform {str(theirs)[:300]!r}, ours {str(ours)[:300]!r}"


def pyxform(path):
    from pyxform.xls2xform import convert

    try:
        content = path.read_bytes()
        if content.startswith(b"\xd0\xcf\x11\xe0") and path.suffix != ".xls":
            # pyxform goes by the name; we by the content.
            with tempfile.TemporaryDirectory() as folder:
                named = pathlib.Path(folder) / f"{path.stem}.xls"
                named.write_bytes(content)
                return convert(xlsform=str(named), validate=False).xform, None
        return convert(xlsform=str(path), validate=False).xform, None
    except Exception as error:  # every way of refusing counts
        return None, f"{type(error).__name__}: {error}"


def compiled(compiler, path):
    run = subprocess.run([compiler, str(path)], capture_output=True, text=True, timeout=120)
    if run.returncode == 0:
        return run.stdout, None
    return None, run.stderr.strip() or f"exit {run.returncode}"


def validated(xml):
    import pyxform

    jar = pathlib.Path(pyxform.__file__).parent / "validators/odk_validate/bin/ODK_Validate.jar"
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as file:
        file.write(xml)
        file.flush()
        run = subprocess.run(
            ["java", "-Djava.awt.headless=true", "-jar", str(jar), file.name], capture_output=True, text=True
        )
    return None if run.returncode == 0 else (run.stdout + run.stderr).strip()[:600]


def workbooks(arguments):
    for argument in map(pathlib.Path, arguments):
        if argument.is_dir():
            yield from sorted(p for p in argument.iterdir() if p.suffix in SUFFIXES and "verdict" not in p.name)
        else:
            yield argument


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default="target/debug/examples/compile")
    parser.add_argument("--validate", action="store_true", help="ask ODK Validate about our XForms")
    parser.add_argument("--most", type=int, default=8, help="differences printed for each form")
    parser.add_argument("forms", nargs="+")
    arguments = parser.parse_args()
    counts = {"same": 0, "both refuse": 0, "different": 0}
    for path in workbooks(arguments.forms):
        theirs, their_error = pyxform(path)
        ours, our_error = compiled(arguments.compiler, path)
        lines = []
        if theirs is None and ours is None:
            verdict = "both refuse"
            lines = [f"pyxform: {their_error[:300]}", f"ours: {our_error[:600]}"]
        elif theirs is None or ours is None:
            verdict = "different"
            lines = [f"pyxform: {their_error or 'accepts'}"[:600], f"ours: {our_error or 'accepts'}"[:1500]]
        else:
            found = list(differences(meaning(theirs), meaning(ours)))
            verdict = "different" if found else "same"
            lines = found[: arguments.most] + ([f"… {len(found)} in all"] if len(found) > arguments.most else [])
            complaint = validated(ours) if arguments.validate else None
            if complaint:
                theirs_complaint = validated(theirs)
                lines.append(f"ODK Validate refuses ours: {complaint}")
                lines.append(f"… and pyxform's: {theirs_complaint or 'accepted'}")
                verdict = verdict if theirs_complaint else "different"
        counts[verdict] += 1
        print(f"{verdict:12} {path.name}")
        for line in lines:
            print(f"    {line}")
    total = sum(counts.values())
    print(f"{total} forms: {counts['same']} the same, {counts['both refuse']} refused by both, {counts['different']} different")
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
