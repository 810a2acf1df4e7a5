"""The parts of the two indicators of displaced people: what each is called, and the column it stands in.

People are worked out before a snapshot is written, so they stand in the columns that hold the outcome.
"""

REASONS = ["natural_disaster", "conflict", "other"]
AGES = {"0": "0", "1-5": "1_5", "6-17": "6_17", "18-59": "18_59", "60+": "60_plus"}

PARTS = {
    "idps_individuals": {
        "": "idp_triangulated",
        **{reason: f"idp_reason_{reason}" for reason in REASONS},
        **{f"{age} {sex}": f"idp_band_{sex}_{column}" for age, column in AGES.items() for sex in ("female", "male")},
    },
    "idps_households": {
        "": "idp_households",
        **{reason: f"idp_households_{reason}" for reason in REASONS},
    },
}

COLUMNS = [column for parts in PARTS.values() for column in parts.values()]
LEVELS = ["admin0_pcode", "admin1_pcode", "admin2_pcode"]
