//! What an enumerator writes down in one place.

use collect::{Instance, write_instance};
use forms::Form;
use indexmap::IndexMap;
use vocab::{Answer, Value};

const BANDS: [&str; 5] = ["0", "1_5", "6_17", "18_59", "60_plus"];

/// A baseline assessment of one colline; change what the test is about.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Tells submissions apart: 1 to 999.
    pub number: u32,
    pub day: &'static str,
    pub province: &'static str,
    pub commune: &'static str,
    pub colline: &'static str,
    pub households: i64,
    /// By age band, youngest first.
    pub female: [i64; 5],
    pub male: [i64; 5],
    pub photo: Option<&'static str>,
    /// Who came since the last round: cause, hazard, people. None: not said.
    pub came: Option<&'static [(&'static str, &'static str, i64)]>,
    /// Who went, by reason.
    pub went: Option<&'static [(&'static str, i64)]>,
}

impl Assessment {
    /// 500 people in 100 households, in Gasorwe in the province of Muyinga, on a day of round 1.
    pub fn new(number: u32) -> Self {
        Self {
            number,
            day: "2026-01-12",
            province: "BDI012",
            commune: "BDI012004",
            colline: "Kiremba",
            households: 100,
            female: [50; 5],
            male: [50; 5],
            photo: None,
            came: None,
            went: None,
        }
    }

    pub fn instance_id(&self) -> String {
        format!("uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a{:03}", self.number)
    }

    pub fn individuals(&self) -> i64 {
        self.female.iter().chain(&self.male).sum()
    }

    pub fn answers(&self) -> IndexMap<String, Answer> {
        let (choice, text) = (|name: &str| Value::Choice(name.to_owned()), |text: &str| Value::Text(text.to_owned()));
        let mut answers = vec![
            ("reporting_date".to_owned(), Value::Date(self.day.parse().unwrap())),
            ("admin1".to_owned(), choice(self.province)),
            ("admin2".to_owned(), choice(self.commune)),
            ("location_name".to_owned(), text(self.colline)),
            ("location_type".to_owned(), choice("host_community")),
            ("access".to_owned(), choice("accessible")),
            ("ki_name".to_owned(), text("Espérance N.")),
            ("ki_phone".to_owned(), text("+257 79 000 000")),
            ("remarks".to_owned(), text("l’école « Rugari » \u{1F3EB}")),
        ];
        let mut number = |name: &str, value: i64| answers.push((name.to_owned(), Value::Integer(value)));
        for (name, value) in [("ki_count", 3), ("ki_female", 2), ("ki_male", 1)] {
            number(name, value);
        }
        number("idp_households", self.households);
        number("idp_individuals", self.individuals());
        for (sex, counts) in [("female", self.female), ("male", self.male)] {
            for (band, count) in BANDS.iter().zip(counts) {
                number(&format!("idp_{sex}_{band}"), count);
            }
        }
        for (unit, count) in [("households", self.households), ("individuals", self.individuals())] {
            number(&format!("idp_{unit}_natural_disaster"), count);
            number(&format!("idp_{unit}_conflict"), 0);
            number(&format!("idp_{unit}_other"), 0);
        }
        if let Some(photo) = self.photo {
            answers.push(("photo".to_owned(), text(photo)));
        }
        let mut movements = Vec::new();
        let yes_no = |some: bool| choice(if some { "yes" } else { "no" });
        if let Some(came) = self.came {
            movements.push(("new_displacement_reported".to_owned(), yes_no(!came.is_empty())));
            let entry = |(cause, hazard, people): &(&str, &str, i64)| {
                let hazard = (!hazard.is_empty()).then(|| ("hazard".to_owned(), choice(hazard).into()));
                let counts = [("new_households", 1), ("new_individuals", *people)];
                let counts = counts.map(|(name, count)| (name.to_owned(), Value::Integer(count).into()));
                [("cause".to_owned(), choice(cause).into())].into_iter().chain(hazard).chain(counts).collect()
            };
            movements.push(("new_displacement".to_owned(), Value::Repeat(came.iter().map(entry).collect())));
        }
        if let Some(went) = self.went {
            movements.push(("departure_reported".to_owned(), yes_no(!went.is_empty())));
            let entry = |(reason, people): &(&str, i64)| {
                let counts = [("departed_households", 1), ("departed_individuals", *people)];
                let counts = counts.map(|(name, count)| (name.to_owned(), Value::Integer(count).into()));
                [("departure_reason".to_owned(), choice(reason).into())].into_iter().chain(counts).collect()
            };
            movements.push(("departure".to_owned(), Value::Repeat(went.iter().map(entry).collect())));
        }
        let empty = |value: &Value| matches!(value, Value::Repeat(entries) if entries.is_empty());
        answers.extend(movements.into_iter().filter(|(_, value)| !empty(value)));
        answers.into_iter().map(|(name, value)| (name, value.into())).collect()
    }

    /// As the phone sends it.
    pub fn xml(&self, form: &Form) -> String {
        write_instance(form, &self.answers(), &Instance::new(&self.instance_id()))
    }
}
