"""Where ours differs from pyxform on purpose: each entry is narrow, and `README.md` gives the reasons in full."""

import re

# Our problems that refuse a form which pyxform passes on.
STRICTER = {
    "expression.function_unknown": "clients refuse the function later",
    "expression.function_arguments": "clients refuse the call later",
    "expression.unreadable": "clients refuse the expression later",
    "reference.cycle": "clients refuse circles later",
    "header.repeated": "pyxform reads one of two columns with the same header",
    "header.same_column": "pyxform reads one of two columns that mean the same",
    "header.attribute_invalid": "pyxform writes XML that no client reads",
    "survey.empty": "a form without questions",
}

# Refusals of pyxform, as it words them, that are slips of its own; we take such forms.
LOOSER = [
]

# Corpus files whose XForms differ, and where.
DIFFERENT = {
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
        return next((reason for pattern, reason in LOOSER if re.search(pattern, their_error)), None)
    if name in DIFFERENT:
        where, reason = DIFFERENT[name]
        if all(re.search(where, line) for line in lines):
            return reason
    return None
