//! What must hold of the whole, once everything was acknowledged.

use std::collections::BTreeMap;

use super::phone::{Phone, Signals, each};
use super::site::Site;
use crate::failure::{Failure, Outcome};
use crate::json::Json;

/// Starts the server, sends what is left, looks at every submission and file, and lets `inzira doctor` look at the rest.
pub fn everything(site: &Site, phones: &mut [Phone]) -> Outcome {
    let serving = site.serve()?;
    phones.iter_mut().for_each(|phone| phone.move_to(site));
    while_serving(site, phones)?;
    serving.kill()?;
    doctor(site)
}

/// The same of a server that runs, without the doctor.
pub fn while_serving(site: &Site, phones: &mut [Phone]) -> Outcome {
    let signals = Signals::default();
    each(phones, |phone| {
        phone.look_at_open()?;
        phone.send_again(&signals)?;
        phone.look_at_all()
    })?;
    nothing_twice(site, phones)
}

/// Each submission is listed once, and none that nobody sent.
fn nothing_twice(site: &Site, phones: &[Phone]) -> Outcome {
    let reviewer = phones.first().map_or("", |phone| phone.reviewer());
    let answer = site.client().get(&site.submissions(), &[("authorization", reviewer)]);
    let answer = answer.map_err(|error| Failure::io("The list of submissions", error))?;
    let listed = Json::read(&answer.text())?;
    let mut times: BTreeMap<&str, u32> = BTreeMap::new();
    for one in listed.items() {
        *times.entry(one.get("instanceId").and_then(Json::text).unwrap_or_default()).or_default() += 1;
    }
    for name in phones.iter().flat_map(|phone| &phone.sent).map(|sent| sent.name()) {
        match times.remove(name) {
            Some(1) => {}
            Some(more) => return Err(Failure::new(format!("TWICE: {name} is listed {more} times"))),
            None => return Err(Failure::new(format!("LOST: {name} is not listed"))),
        }
    }
    match times.first_key_value() {
        None => Ok(()),
        Some((stranger, _)) => Err(Failure::new(format!("{stranger} is listed, and nobody sent it"))),
    }
}

/// `inzira doctor`: the audit chain, every file, every record with its submission.
pub fn doctor(site: &Site) -> Outcome {
    site.run(&["doctor"]).map(drop)
}
