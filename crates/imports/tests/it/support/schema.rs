//! The shapes of the forms that the pack's mappings fill, as far as imports go: names and types.

use vocab::{Column, ColumnType, Schema, Sensitivity, Sharing, Text};

const BANDS: [&str; 5] = ["0", "1_5", "6_17", "18_59", "60_plus"];
const CAUSES: [&str; 3] = ["natural_disaster", "conflict", "other"];

pub fn column(name: &str, kind: ColumnType) -> Column {
    Column {
        name: name.to_owned(),
        kind,
        label: Text::new(name),
        sensitivity: Sensitivity::None,
        sharing: Sharing::Public,
        choices: Vec::new(),
        columns: Vec::new(),
    }
}

pub fn choice(name: &str, choices: &[&str]) -> Column {
    Column { choices: choices.iter().map(ToString::to_string).collect(), ..column(name, ColumnType::Choice) }
}

pub fn personal(name: &str) -> Column {
    Column { sensitivity: Sensitivity::Personal, ..column(name, ColumnType::Text) }
}

fn integers(names: impl IntoIterator<Item = String>) -> Vec<Column> {
    names.into_iter().map(|name| column(&name, ColumnType::Integer)).collect()
}

pub fn baseline_subarea() -> Schema {
    use ColumnType::{Choice, Date, File, Integer, Point, Repeat};
    let mut columns = vec![
        column("reporting_date", Date),
        column("admin1", Choice),
        column("admin2", Choice),
        column("location_name", ColumnType::Text),
        choice("location_type", &["host_community", "displacement_site", "other"]),
        column("location_point", Point),
        choice("access", &["accessible", "not_accessible", "no_population"]),
    ];
    columns.extend(integers(["ki_count", "ki_female", "ki_male"].map(ToOwned::to_owned)));
    columns.extend([personal("ki_name"), personal("ki_phone")]);
    columns.extend(integers(["idp_households", "idp_individuals"].map(ToOwned::to_owned)));
    for sex in ["female", "male"] {
        columns.extend(integers(BANDS.map(|band| format!("idp_{sex}_{band}"))));
    }
    for unit in ["households", "individuals"] {
        columns.extend(integers(CAUSES.map(|cause| format!("idp_{unit}_{cause}"))));
    }
    for group in ["returnee_internal", "returnee_abroad"] {
        columns.extend(integers(["households", "individuals"].map(|unit| format!("{group}_{unit}"))));
    }
    columns.push(Column {
        columns: vec![
            choice("cause", &CAUSES),
            choice(
                "hazard",
                &["flood", "torrential_rain", "strong_wind", "landslide", "lake_rise", "drought", "fire", "other"],
            ),
            column("origin_admin1_name", ColumnType::Text),
            column("origin_admin2_name", ColumnType::Text),
            column("new_households", Integer),
            column("new_individuals", Integer),
        ],
        ..column("new_displacement", Repeat)
    });
    columns.push(Column {
        columns: vec![
            choice("departure_reason", &["return", "relocation", "eviction", "livelihood", "other"]),
            column("departed_households", Integer),
            column("departed_individuals", Integer),
        ],
        ..column("departure", Repeat)
    });
    columns.extend([column("photo", File), column("remarks", ColumnType::Text)]);
    Schema { columns }
}

pub fn published_displacement() -> Schema {
    let texts = ["displacement_reason", "origin_admin1_name", "origin_admin1_pcode", "assessment_type"];
    let mut columns = vec![column("reporting_date", ColumnType::Date)];
    columns.extend(integers(["idp_individuals", "idp_male", "idp_female"].map(ToOwned::to_owned)));
    columns.extend(texts.map(|name| column(name, ColumnType::Text)));
    Schema { columns }
}
