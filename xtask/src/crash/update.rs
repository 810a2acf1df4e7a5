//! Kills while a newer version brings the store of an older one up to date.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use super::copy_folder;
use super::dice::Dice;
use super::phone::{Phone, Signals, await_settled, together};
use super::site::Site;
use super::verify;
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use crate::project::Project;
use crate::run::Run;
use crate::rust;

/// How long phones send what the older version then holds.
const FILLING: Duration = Duration::from_millis(800);

pub fn kill_updates(
    project: &Project,
    progress: &Progress,
    site: &Site,
    folder: &Path,
    times: u32,
    seed: u64,
) -> Outcome {
    let former_store = rust::build_example_beside_the_server(project, "former_store")?;
    let (newer, former, live) = (folder.join("newer"), folder.join("former"), folder.join("updated"));
    copy_folder(&folder.join("fresh"), &newer)?;
    let filling = site.at(newer.clone())?;
    let mut dice = Dice::new(seed ^ 0xB00);
    let mut phones: Vec<Phone> = (0..3).map(|_| Phone::new(&filling, dice.next()).without_corrections()).collect();
    let serving = filling.serve()?;
    let signals = Signals::default();
    let count = phones.len();
    together(&mut phones, &signals, || {
        await_settled(&signals, count);
        thread::sleep(FILLING);
        Ok(())
    })?;
    verify::while_serving(&filling, &mut phones)?;
    serving.kill()?;
    Run::new(former_store).arg(&newer).arg(&former).arg(&site.keys).read()?;

    let site = site.at(live.clone())?;
    let longest = time_of_an_update(&former, &site)?;
    for time in 1..=times {
        copy_folder(&former, &live)?;
        let serving = site.spawn()?;
        thread::sleep(dice.time(longest));
        serving.kill()?;
        phones.iter_mut().for_each(|phone| phone.move_to(&site));
        let looked = site.serve().and_then(|_serving| verify::while_serving(&site, &mut phones));
        looked.and_then(|()| verify::doctor(&site)).map_err(|failure| {
            Failure::new(format!("Kill {time} during an update: {failure}\n{}", site.last_words()))
        })?;
    }
    progress.say(&format!("{times} kills while the store of the first version was brought up to date, in {longest:?}"));
    Ok(())
}

fn time_of_an_update(former: &Path, site: &Site) -> Outcome<Duration> {
    copy_folder(former, &site.data)?;
    let started = Instant::now();
    site.serve()?.kill()?;
    Ok(started.elapsed())
}
