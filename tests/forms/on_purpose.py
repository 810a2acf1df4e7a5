"""Where ours differs from pyxform on purpose: each entry is narrow, and `README.md` gives the reasons in full."""

import re

# Our problems that refuse a form which pyxform passes on.
STRICTER = {
    "expression.function_unknown": "clients refuse the function later",
    "expression.function_arguments": "clients refuse the call later",
    "expression.unreadable": "clients refuse the expression later",
    "expression.path_on_value": "clients cannot evaluate the expression",
    "expression.nodes_needed": "clients cannot evaluate the expression",
    "reference.cycle": "clients refuse circles later",
    "header.repeated": "pyxform reads one of two columns with the same header",
    "header.same_column": "pyxform reads one of two columns that mean the same",
    "header.attribute_invalid": "pyxform writes XML that no client reads",
    "survey.empty": "a form without questions",
}

# Refusals of pyxform, as it words them, that are slips of its own; we take such forms.
LOOSER = [
    (r"There should be choices for this question", "add_none_option changes nothing in ours"),
    (r"KeyError: '\$\{", "several answers of a repeat can be chosen as well as one"),
    (r"TypeError: unhashable type: 'dict'", "a text without language goes beside the default language's"),
    (r"TypeError: unsupported operand type\(s\) for %=", "loops fill translated messages too"),
    (r"'OsmUploadQuestion' object has no attribute", "osm questions may lie in a group of a repeat"),
    (r"KeyError: '[^$]", "an external select needs no filter, nor a list of that name among the choices"),
]

# Differences that pyxform's slips leave in its XForm, wherever they occur.
SLIPS = [
    (r"pyxform .*\{'[^']+': ['\"]", "pyxform writes the translated labels of a loop's choices as Python prints them"),
]

# Corpus files that pyxform refuses and we take.
TAKEN = {
    "loose_accented_name.md": "pyxform's letters for names leave out those from À to Ö",
}

# Corpus files whose XForms differ, and where.
DIFFERENT = {
    "default_plus.md": (r"/data/b|/primary|/actions", "a moment east of Greenwich is a value, not a sum"),
    "choices_odd_columns.md": (r"no XML", "columns of choices that cannot be elements are left out"),
    "external_gaps.md": (r"itemsets\.csv", "an empty cell keeps its place in itemsets.csv"),
    "last_saved_in_group.md": (r"__last-saved: only ours", "what a group's relevance reads is there"),
    "add_none_option.md": (r"constraint: only pyxform: \(\.='none'", "add_none_option changes nothing in ours"),
    "two_indexed_repeats.md": (r"/calculate: ", "the position is of the same entry in each indexed-repeat"),
    "indexed_repeat_with_call.md": (r"/calculate: ", "indexed-repeat names its repeats in full"),
}


def purpose(name, their_error, our_codes, lines):
    """Why this difference is meant, or None if it is not.

    `their_error`: why pyxform refuses, None if it takes the form. `our_codes`: the codes of our errors, None if we take
    it. `lines`: the differences, if both take it.
    """
    if their_error is None and our_codes is not None:
        if our_codes <= STRICTER.keys():
            return "; ".join(sorted(STRICTER[code] for code in our_codes))
        return None
    if their_error is not None and our_codes is None:
        return TAKEN.get(name) or next((reason for pattern, reason in LOOSER if re.search(pattern, their_error)), None)
    for slip, reason in SLIPS:
        if lines and all(re.search(slip, line) for line in lines):
            return reason
    if name in DIFFERENT:
        where, reason = DIFFERENT[name]
        if all(re.search(where, line) for line in lines):
            return reason
    return None
