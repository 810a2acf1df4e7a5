"""What an XForm means, so that two of them can be compared.

Compared: the root's attributes; the tree of the primary instance with its attributes and values; binds by node, with
expressions up to white space; actions; the body in order, with labels and hints; texts by language and id, of those that
something shows; secondary instances by id, items in order; the settings of the submission.
"""

import io
import json
import re
import xml.etree.ElementTree as ElementTree

XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"


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
