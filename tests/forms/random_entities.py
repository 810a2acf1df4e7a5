#!/usr/bin/env python3
"""Compares where entities lie in forms made at random: groups and repeats in each other, several lists, `save_to` and
references wherever they fall.

    python tests/forms/random_entities.py --compiler target/debug/examples/compile [--forms 500] [--seed 1]

Needs pyxform 4.5.0. pyxform's own output is judged first: each list must have its entity once, where the version
of the specification it claims allows, and each saved question must find the entity of its list nearest around it. Where
it is right, ours must mean the same; where it is not, ours must be right or refused. Exits 1 if any form fails.
"""

import argparse
import pathlib
import random
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from differential import H, XF, compiled, differences, meaning, pyxform

SAVETO = "{http://www.opendatakit.org/xforms/entities}saveto"


def form(chance):
    """A workbook as Markdown; its lists; the lists its questions are saved to, by their paths; whether an entity of the
    form or of a repeat is labelled from a repeat within that."""
    lists = [f"list{number}" for number in range(chance.choice([1, 1, 2, 2, 3]))]
    rows, repeats, saved = [], {}, {}

    def section(path, depth):
        for _ in range(chance.randint(1, 3)):
            number = len(rows)
            if depth < 4 and chance.random() < 0.5:
                kind = chance.choice(["group", "repeat", "group"])
                name = f"{kind}{number}"
                rows.append((f"begin_{kind}", name, "A section", ""))
                section([*path, name], depth + 1)
                rows.append((f"end_{kind}", "", "", ""))
            else:
                name = f"q{number}"
                save_to = ""
                if chance.random() < 0.3:
                    target = chance.choice(lists)
                    saved["/".join(["", "data", *path, name])] = target
                    save_to = f"{target}#p{number}"
                rows.append(("text", name, "A question", save_to))
                repeats[name] = sum(part.startswith("repeat") for part in path)

    section([], 0)
    survey = "".join(f"| | {' | '.join(row)} |\n" for row in rows)
    # Few references, or hardly any form would be accepted.
    labels = {name: chance.choice(list(repeats)) if chance.random() < 0.4 else None for name in lists}
    entities = "".join(f"| | {name} | " + (f"${{{label}}}" if label else "'a label'") + " |\n" for name, label in labels.items())
    inward = any(
        labels[target] and repeats[labels[target]] > repeats[path.rsplit("/", 1)[1]] for path, target in saved.items()
    )
    text = f"| survey |\n| | type | name | label | save_to |\n{survey}| entities |\n| | list_name | label |\n{entities}"
    return text, lists, saved, inward


def is_right(xml, lists, saved):
    root = ElementTree.fromstring(xml)
    data = root.find(f".//{XF}instance")[0]
    around = {}

    def walk(node, path, above):
        entity = node.find(f"{XF}meta/{XF}entity")
        above = above if entity is None else entity.get("dataset")
        around[path] = above
        for child in node:
            if "template" not in "".join(child.attrib) and child.tag != f"{XF}meta":
                walk(child, f"{path}/{child.tag.removeprefix(XF)}", above)

    walk(data, f"/{data.tag.removeprefix(XF)}", None)
    entities = [node for node in root.iter(f"{XF}entity")]
    templated = {node for part in root.iter() if any("template" in name for name in part.attrib) for node in part.iter()}
    once = sorted(node.get("dataset") for node in entities if node not in templated) == sorted(lists)
    # The first version of the specification knows entities in the form's own meta block only.
    first = any(value == "2024.1.0" for value in root.find(f"{H}head/{XF}model").attrib.values())
    placed = not first or data.find(f"{XF}meta/{XF}entity") is not None
    return once and placed and all(around[path] == target for path, target in saved.items())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--compiler", default="target/debug/examples/compile")
    parser.add_argument("--forms", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    counts = {}
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "form.md"
        for _ in range(arguments.forms):
            text, lists, saved, inward = form(chance)
            path.write_text(text, encoding="utf-8")
            theirs, their_error = pyxform(path)
            ours, our_error = compiled(arguments.compiler, path)
            good = ours is None or is_right(ours, lists, saved)
            if theirs is None:
                verdict = "refused by both" if ours is None else "refused by pyxform only"
                # One thing pyxform cannot place, nor always say so; see the README.
                good = good and (ours is None or inward)
            elif not is_right(theirs, lists, saved):
                verdict = "wrong in pyxform, " + ("refused by ours" if ours is None else "right in ours")
            else:
                verdict = "the same"
                found = ["refused"] if ours is None else list(differences(meaning(theirs), meaning(ours)))
                good = good and not found
            verdict = verdict if good else f"FAILED: {verdict}"
            counts[verdict] = counts.get(verdict, 0) + 1
            if not good:
                failed += 1
                print(f"{verdict}\n{text}\npyxform: {their_error}\nours: {our_error}\n")
    print(", ".join(f"{count} {verdict}" for verdict, count in sorted(counts.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
