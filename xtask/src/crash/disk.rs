//! A disk that is full, and one that the kernel has made read-only, under a server that goes on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::thread;
use std::time::{Duration, Instant};

use super::copy_folder;
use super::dice::Dice;
use super::phone::{Phone, Signals, await_settled, together};
use super::site::Site;
use super::verify;
use crate::failure::{Failure, Outcome};
use crate::progress::Progress;
use crate::run::Run;

/// Room on the small disk, and how much of it stands ready to be given back.
const ROOM_MB: u32 = 40;
const BALLAST: usize = 16 << 20;
const PHONES: usize = 4;
/// Refusals after which the disk counts as full or read-only.
const REFUSALS: u64 = 20;
const PATIENCE: Duration = Duration::from_secs(120);

/// A mounted file system; dropping it takes it away.
struct Mounted(PathBuf);

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Run::new("umount").arg("--lazy").arg(&self.0).read();
    }
}

/// Whether this process may mount: root, outside of most containers.
pub fn can_mount() -> bool {
    let folder = std::env::temp_dir().join(format!("inzira-mount-{}", std::process::id()));
    let mounted = fs::create_dir_all(&folder).is_ok() && mount(&["-t", "tmpfs", "tmpfs"], &folder).is_ok();
    let _ = fs::remove_dir(&folder);
    mounted
}

fn mount(how: &[&str], folder: &Path) -> Outcome<Mounted> {
    fs::create_dir_all(folder).map_err(|error| Failure::io(folder.display(), error))?;
    Run::new("mount").args(how).arg(folder).read()?;
    Ok(Mounted(folder.to_owned()))
}

pub fn carry_out(progress: &Progress, site: &Site, folder: &Path, seed: u64) -> Outcome {
    if !can_mount() {
        progress.say("skipped: needs root, who may mount a disk that is full and one that is read-only");
        return Ok(());
    }
    full(progress, site, folder, seed)?;
    read_only(progress, site, folder, seed)
}

/// Posts are refused with 507 while there is no room, reading goes on, and once there is room posts are taken again by the
/// same process.
fn full(progress: &Progress, site: &Site, folder: &Path, seed: u64) -> Outcome {
    let disk = folder.join("full");
    let _mounted = mount(&["-t", "tmpfs", "-o", &format!("size={ROOM_MB}m"), "tmpfs"], &disk)?;
    copy_folder(&folder.join("fresh"), &disk.join("data"))?;
    let ballast = disk.join("ballast");
    fs::write(&ballast, vec![1; BALLAST]).map_err(|error| Failure::io(ballast.display(), error))?;
    let site = site.at(disk.join("data"))?;
    let mut phones = phones(&site, seed);
    let serving = site.serve()?;
    let signals = Signals::default();
    signals.trouble.store(true, Ordering::SeqCst);
    together(&mut phones, &signals, || {
        await_settled(&signals, PHONES);
        until(&site, "the full disk refuses", || signals.refused.load(Ordering::SeqCst) >= REFUSALS)?;
        reading_goes_on(&site)?;
        let before = signals.acknowledged.load(Ordering::SeqCst);
        fs::remove_file(&ballast).map_err(|error| Failure::io(ballast.display(), error))?;
        until(&site, "there is room again", || signals.acknowledged.load(Ordering::SeqCst) >= before + 10)
    })?;
    let looked = verify::while_serving(&site, &mut phones);
    serving.kill()?;
    if let Err(failure) = looked.and_then(|()| verify::doctor(&site)) {
        let kept = folder.join("full-failed"); // the disk itself goes with this process
        copy_folder(&site.data, &kept)?;
        return Err(Failure::new(format!(
            "On a disk that was full: {failure}\nThe data is kept in {}",
            kept.display()
        )));
    }
    let refused = signals.refused.load(Ordering::SeqCst);
    progress.say(&format!("a full disk: {refused} refused, the rest there; room came back and so did the server"));
    Ok(())
}

/// The kernel makes a disk read-only when it finds it damaged: nothing more is acknowledged, reading goes on, and what was
/// acknowledged is there when the disk is whole again. A server that is started meanwhile says what is wrong.
fn read_only(progress: &Progress, site: &Site, folder: &Path, seed: u64) -> Outcome {
    let (image, disk) = (folder.join("disk.img"), folder.join("read-only"));
    let file = fs::File::create(&image).and_then(|file| file.set_len(64 << 20));
    file.map_err(|error| Failure::io(image.display(), error))?;
    Run::new("mkfs.ext4").arg("-q").arg(&image).read()?;
    let image = image.display().to_string();
    let mounted = mount(&["-o", "loop", &image], &disk)?;
    copy_folder(&folder.join("fresh"), &disk.join("data"))?;
    Run::new("sync").arg("--file-system").arg(&disk).read()?; // what the copy itself had not flushed would be lost below
    let site = site.at(disk.join("data"))?;
    let mut phones = phones(&site, seed);
    let serving = site.serve()?;
    let signals = Signals::default();
    together(&mut phones, &signals, || {
        await_settled(&signals, PHONES);
        thread::sleep(Duration::from_millis(300));
        signals.trouble.store(true, Ordering::SeqCst);
        signals.aborting.store(true, Ordering::SeqCst);
        Run::new("mount").args(["-o", "remount,abort"]).arg(&disk).read()?;
        signals.read_only.store(true, Ordering::SeqCst);
        until(&site, "the read-only disk refuses", || signals.refused.load(Ordering::SeqCst) >= REFUSALS)?;
        reading_goes_on(&site)
    })?;
    serving.kill()?;
    Run::new("umount").arg(&disk).read()?;
    drop(mounted);
    // It mends what was cut off, and says so by its exit status.
    let _ = Run::new("e2fsck").args(["-p", "-f", &image]).read();
    let mounted = mount(&["-o", "loop,ro", &image], &disk)?;
    // Asked to end after a while, so that one that serves all the same is seen for what it is.
    match site.run_for(PATIENCE, &["serve", "--listen", "127.0.0.1:0"]) {
        Ok(_) => return Err(Failure::new("A server on a read-only disk ended without a word.")),
        Err(failure) if failure.to_string().contains("cannot be written: its disk is read-only") => {}
        Err(failure) => return Err(Failure::new(format!("This does not say that the disk is read-only: {failure}"))),
    }
    Run::new("umount").arg(&disk).read()?;
    drop(mounted);
    let _mounted = mount(&["-o", "loop", &image], &disk)?;
    verify::everything(&site, &mut phones)?;
    let refused = signals.refused.load(Ordering::SeqCst);
    progress.say(&format!(
        "a disk made read-only: {refused} refused, and after its repair everything acknowledged is there"
    ));
    Ok(())
}

fn phones(site: &Site, seed: u64) -> Vec<Phone> {
    let mut dice = Dice::new(seed ^ 0xD15C);
    (0..PHONES).map(|_| Phone::new(site, dice.next())).collect()
}

/// What is public and what phones list. Answers of people are shown only where the look at them can be written down.
fn reading_goes_on(site: &Site) -> Outcome {
    let mut client = site.client();
    for (path, headers, unlogged) in [
        (format!("{}/formList", site.phone), ("x-openrosa-version", "1.0"), true),
        ("/api/v1/public/operations".to_owned(), ("accept", "application/json"), true),
        (site.submissions(), ("authorization", site.reviewer.as_str()), false),
    ] {
        let answer = client.get(&path, &[headers]).map_err(|error| Failure::io(&path, error))?;
        match answer.status {
            200 => {}
            503 | 507 if !unlogged => {}
            status => return Err(Failure::new(format!("{path} answered {status}: {}", answer.text()))),
        }
    }
    Ok(())
}

fn until(site: &Site, what: &str, holds: impl Fn() -> bool) -> Outcome {
    let began = Instant::now();
    while !holds() {
        if began.elapsed() > PATIENCE {
            return Err(Failure::new(format!("It did not come to pass that {what}:\n{}", site.last_words())));
        }
        thread::sleep(Duration::from_millis(5));
    }
    Ok(())
}
