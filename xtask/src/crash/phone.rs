//! One phone: sends until it is cut off, remembers what was acknowledged, and looks whether it is there.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::dice::Dice;
use super::http::{Answer, Client, Part, multipart};
use super::ledger::{Kind, Sent};
use super::site::Site;
use crate::failure::Failure;
use crate::json::Json;

/// Between two tries while the server says that it cannot store.
const PAUSE: Duration = Duration::from_millis(25);

impl Signals {
    fn await_begin(&self) {
        let set = |signal: &AtomicBool| signal.load(Ordering::SeqCst);
        while !set(&self.begin) && !set(&self.killed) && !set(&self.enough) {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Why a phone stopped.
#[derive(Debug)]
pub enum Stopped {
    /// The connection broke.
    Cut(std::io::Error),
    /// Something that must not be.
    Wrong(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Stopped {
        Stopped::Wrong(failure)
    }
}

/// What all phones of a run share.
#[derive(Default)]
pub struct Signals {
    /// The server is being killed: broken connections are expected from now on.
    pub killed: AtomicBool,
    /// Stop sending.
    pub enough: AtomicBool,
    /// The server may say that it cannot store (503, 507).
    pub trouble: AtomicBool,
    /// The disk is being made read-only. Between the moment its journal is aborted and the moment it is read-only, Linux lets a
    /// flush succeed that flushed nothing (a bare loop of write and fsync shows it), so answers from here on promise nothing.
    pub aborting: AtomicBool,
    /// The disk is read-only: what is sent from now on must not be acknowledged.
    pub read_only: AtomicBool,
    /// Phones that have looked after what they sent before and wait for the others.
    pub settled: AtomicUsize,
    /// Send new things. Until then phones wait for each other: who went ahead would send without end while a slow one looks.
    pub begin: AtomicBool,
    /// Answers of 201 or 202.
    pub acknowledged: AtomicU64,
    /// Answers of 503 or 507.
    pub refused: AtomicU64,
}

/// What happened, for the report.
#[derive(Debug, Default, Clone, Copy)]
pub struct Counts {
    /// Answers of 201 or 202 read.
    pub acknowledged: u64,
    /// Requests that nobody answered.
    pub cut: u64,
    /// Requests nobody had answered whose content was there all the same.
    pub kept_unanswered: u64,
    /// Submissions looked at, with their files.
    pub looked_at: u64,
}

/// A phone with its memory.
pub struct Phone {
    pub counts: Counts,
    pub sent: Vec<Sent>,
    /// Those touched since they were last found whole.
    open: Vec<usize>,
    corrects: bool,
    dice: Dice,
    phone: String,
    reviewer: String,
    submissions: String,
    client: Client,
}

impl Phone {
    pub fn new(site: &Site, seed: u64) -> Phone {
        Phone {
            counts: Counts::default(),
            sent: Vec::new(),
            open: Vec::new(),
            corrects: true,
            dice: Dice::new(seed),
            phone: site.phone.clone(),
            reviewer: site.reviewer.clone(),
            submissions: site.submissions(),
            client: site.client(),
        }
    }

    /// The same phone, sending what the first version took too.
    #[must_use]
    pub fn without_corrections(self) -> Phone {
        Phone { corrects: false, ..self }
    }

    /// Has it talk to a server elsewhere.
    pub fn move_to(&mut self, site: &Site) {
        self.client = site.client();
    }

    /// One life of the server: looks after what was sent before, sends again what nobody answered, then new things.
    pub fn live(&mut self, signals: &Signals) -> Result<(), Stopped> {
        let lived = self.look_at_open().and_then(|()| self.send_again(signals)).and_then(|()| {
            signals.settled.fetch_add(1, Ordering::SeqCst);
            signals.await_begin();
            self.send_until_cut(signals)
        });
        if lived.is_err() {
            signals.settled.fetch_add(1, Ordering::SeqCst); // nobody need wait for this one
        }
        match lived {
            Err(Stopped::Cut(_)) if signals.killed.load(Ordering::SeqCst) => Ok(()),
            other => other,
        }
    }

    /// Looks at everything that was touched: what was acknowledged must be there, nothing may be there by half.
    pub fn look_at_open(&mut self) -> Result<(), Stopped> {
        for at in self.open.clone() {
            self.look_at(at)?;
        }
        Ok(())
    }

    /// Sends until everything has been acknowledged.
    pub fn send_again(&mut self, signals: &Signals) -> Result<(), Stopped> {
        for at in self.open.clone() {
            for version in 0..self.sent[at].versions.len() {
                for later in [false, true] {
                    while !self.is_acknowledged(at, version, later) && !signals.enough.load(Ordering::SeqCst) {
                        self.deliver(at, version, later, signals)?;
                    }
                }
            }
        }
        self.open.retain(|at| !self.sent[*at].is_settled());
        Ok(())
    }

    fn is_acknowledged(&self, at: usize, version: usize, later: bool) -> bool {
        let version = &self.sent[at].versions[version];
        let files = version.files.iter().filter(|file| file.later == later).all(|file| file.acknowledged);
        files && (later || version.acknowledged)
    }

    fn send_until_cut(&mut self, signals: &Signals) -> Result<(), Stopped> {
        while !signals.enough.load(Ordering::SeqCst) {
            let kind = match self.dice.below(20) {
                0..10 => Kind::Plain,
                10..16 => Kind::WithPhotos,
                16..18 => Kind::Split,
                _ => {
                    self.send_held_again(signals)?;
                    continue;
                }
            };
            let at = match self.dice.below(8) {
                0 if self.corrects && !self.sent.is_empty() => self.correct_one(kind),
                _ => {
                    self.sent.push(Sent::new(&mut self.dice, kind));
                    self.sent.len() - 1
                }
            };
            self.open.push(at);
            let version = self.sent[at].versions.len() - 1;
            self.deliver(at, version, false, signals)?;
            if kind == Kind::Split && self.sent[at].versions[version].acknowledged {
                self.deliver(at, version, true, signals)?;
            }
        }
        Ok(())
    }

    /// Corrects a submission of the last hundred, if the version before is known to be held.
    fn correct_one(&mut self, kind: Kind) -> usize {
        let back = usize::try_from(self.dice.below(100)).unwrap_or(0) % self.sent.len();
        let at = self.sent.len() - 1 - back;
        if self.sent[at].is_settled() {
            let (sent, dice) = (&mut self.sent[at], &mut self.dice);
            sent.correct(dice, kind);
            return at;
        }
        self.sent.push(Sent::new(&mut self.dice, kind));
        self.sent.len() - 1
    }

    /// What is held is sent once more, as phones do that missed the answer.
    fn send_held_again(&mut self, signals: &Signals) -> Result<(), Stopped> {
        if self.sent.is_empty() {
            return Ok(());
        }
        let at = usize::try_from(self.dice.below(u64::MAX)).unwrap_or(0) % self.sent.len();
        let version = self.sent[at].versions.len() - 1;
        if self.sent[at].is_settled() { self.deliver(at, version, false, signals) } else { Ok(()) }
    }

    /// One request of a phone. `later`: the one with the photos that come behind.
    fn deliver(&mut self, at: usize, version: usize, later: bool, signals: &Signals) -> Result<(), Stopped> {
        let xml = self.sent[at].xml(version);
        let files: Vec<_> = self.sent[at].versions[version].files.iter().filter(|file| file.later == later).collect();
        let contents: Vec<(String, Vec<u8>)> = files.iter().map(|file| (file.name.clone(), file.bytes())).collect();
        let more_follows = !later && self.sent[at].versions[version].files.iter().any(|file| file.later);
        let part = |name, file, media_type, bytes| Part { name, file, media_type, bytes };
        let mut parts = vec![part("xml_submission_file", Some("submission.xml"), "text/xml", xml.as_slice())];
        parts.extend(contents.iter().map(|(name, bytes)| part(name, Some(name.as_str()), "image/jpeg", bytes)));
        if more_follows {
            parts.push(part("*isIncomplete*", None, "text/plain", b"yes"));
        }
        let (media_type, body) = multipart(&parts);
        let headers = [("x-openrosa-version", "1.0"), ("content-type", media_type.as_str())];
        let path = format!("{}/submission?deviceID=crash", self.phone);
        let read_only = signals.read_only.load(Ordering::SeqCst);
        let answer = match self.client.send("POST", &path, &headers, &body) {
            Ok(answer) => answer,
            Err(error) => {
                self.counts.cut += 1;
                return Err(Stopped::Cut(error));
            }
        };
        match answer.status {
            201 | 202 if read_only => Err(wrong(&answer, "a submission was acknowledged on a read-only disk")),
            201 | 202 if signals.aborting.load(Ordering::SeqCst) => Ok(()),
            201 | 202 => {
                self.counts.acknowledged += 1;
                signals.acknowledged.fetch_add(1, Ordering::SeqCst);
                let version = &mut self.sent[at].versions[version];
                version.acknowledged = true;
                version.files.iter_mut().filter(|file| file.later == later).for_each(|file| file.acknowledged = true);
                Ok(())
            }
            503 | 507 if signals.trouble.load(Ordering::SeqCst) => {
                signals.refused.fetch_add(1, Ordering::SeqCst);
                if answer.header("retry-after").is_none() || !answer.text().contains("<message") {
                    return Err(wrong(&answer, "refused without Retry-After or without a message"));
                }
                thread::sleep(PAUSE);
                Ok(())
            }
            _ => Err(wrong(&answer, &format!("a submission ({}) was refused", self.sent[at].name()))),
        }
    }

    /// Whether a submission is there as it must be.
    fn look_at(&mut self, at: usize) -> Result<(), Stopped> {
        self.counts.looked_at += 1;
        let sent = self.sent[at].clone();
        let acknowledged = sent.versions.iter().rposition(|version| version.acknowledged);
        let path = format!("{}/{}", self.submissions, sent.name());
        let answer = self.read(&format!("{path}.xml"))?;
        if answer.status == 404 && acknowledged.is_none() {
            return Ok(()); // nobody was told that it is here
        }
        if answer.status != 200 {
            return Err(wrong(&answer, &format!("LOST: {} was acknowledged and cannot be read", sent.name())));
        }
        let first = acknowledged.unwrap_or(0);
        let Some(found) = (first..sent.versions.len()).find(|version| sent.xml(*version) == answer.body) else {
            return Err(wrong(&answer, &format!("CHANGED: {} is not what was sent", sent.name())));
        };
        self.counts.kept_unanswered += u64::from(!sent.versions[found].acknowledged);
        let versions = self.read(&format!("{path}/versions"))?;
        let known = Json::read(&versions.text()).map_err(Stopped::Wrong)?;
        let known: Vec<&str> =
            known.items().iter().rev().filter_map(|version| version.get("instanceId").and_then(Json::text)).collect();
        let expected: Vec<&str> = sent.versions[..=found].iter().map(|version| version.instance.as_str()).collect();
        if known != expected {
            return Err(wrong(&versions, &format!("the versions of {} are not {expected:?}", sent.name())));
        }
        for file in &sent.versions[found].files {
            let must = file.acknowledged || !file.later;
            let answer = self.read(&format!("{path}/attachments/{}", file.name))?;
            match answer.status {
                200 if answer.body == file.bytes() => {}
                404 if !must => {}
                200 => return Err(wrong(&answer, &format!("CHANGED: file {} of {}", file.name, sent.name()))),
                _ => return Err(wrong(&answer, &format!("LOST: file {} of {}", file.name, sent.name()))),
            }
        }
        Ok(())
    }

    /// Looks at everything it ever sent; all of it must have been acknowledged by now.
    pub fn look_at_all(&mut self) -> Result<(), Stopped> {
        for at in 0..self.sent.len() {
            if !self.sent[at].is_settled() {
                let name = self.sent[at].name().to_owned();
                return Err(Failure::new(format!("{name} was never acknowledged whole")).into());
            }
            self.look_at(at)?;
        }
        Ok(())
    }

    /// `Bearer …`, of whoever looks.
    pub fn reviewer(&self) -> &str {
        &self.reviewer
    }

    fn read(&mut self, path: &str) -> Result<Answer, Stopped> {
        let headers = [("authorization", self.reviewer.as_str())];
        self.client.get(path, &headers).map_err(Stopped::Cut)
    }
}

fn told(stopped: Stopped) -> Failure {
    match stopped {
        Stopped::Wrong(failure) => failure,
        Stopped::Cut(error) => Failure::io("The connection broke though nobody killed the server", error),
    }
}

fn wrong(answer: &Answer, what: &str) -> Stopped {
    let said: String = answer.text().chars().take(600).collect();
    Stopped::Wrong(Failure::new(format!("{what}; answered {}: {said}", answer.status)))
}

/// The phones live beside each other while `meanwhile` does what it does to the server; the first thing that is wrong.
pub fn together<T>(
    phones: &mut [Phone],
    signals: &Signals,
    meanwhile: impl FnOnce() -> Result<T, Failure>,
) -> Result<T, Failure> {
    thread::scope(|scope| {
        let living: Vec<_> = phones.iter_mut().map(|phone| scope.spawn(|| phone.live(signals))).collect();
        let done = meanwhile();
        signals.enough.store(true, Ordering::SeqCst);
        for phone in living {
            match phone.join() {
                Ok(Ok(())) => {}
                Ok(Err(stopped)) => return Err(told(stopped)),
                Err(_) => return Err(Failure::new("A phone of the chore itself failed.")),
            }
        }
        done
    })
}

/// Every phone does something at the same time; the first thing that is wrong.
pub fn each(phones: &mut [Phone], what: impl Fn(&mut Phone) -> Result<(), Stopped> + Sync) -> Result<(), Failure> {
    thread::scope(|scope| {
        let doing: Vec<_> = phones.iter_mut().map(|phone| scope.spawn(|| what(phone))).collect();
        doing.into_iter().try_for_each(|phone| match phone.join() {
            Ok(looked) => looked.map_err(told),
            Err(_) => Err(Failure::new("A phone of the chore itself failed.")),
        })
    })
}

/// Waits until all phones have looked after what they sent before, or one has stopped, and has them send new things. Gives
/// up after a while: the phone then says why.
pub fn await_settled(signals: &Signals, phones: usize) {
    let started = Instant::now();
    while signals.settled.load(Ordering::SeqCst) < phones && started.elapsed() < Duration::from_secs(120) {
        thread::sleep(Duration::from_millis(2));
    }
    signals.begin.store(true, Ordering::SeqCst);
}
