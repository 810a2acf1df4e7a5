//! What one phone has sent, and what of it was acknowledged. Contents are made from numbers, so that a long run keeps
//! little in memory.

use super::dice::{self, Dice};

/// The form that is sent; `form.md` beside this file.
pub const FORM: &str = "crash";

/// A submission in all its versions.
#[derive(Debug, Clone)]
pub struct Sent {
    pub versions: Vec<Version>,
}

/// One version: the first, or a correction.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its own instanceID.
    pub instance: String,
    /// Whether a 201 or 202 was read for it.
    pub acknowledged: bool,
    pub files: Vec<File>,
    seed: u64,
}

/// A photo.
#[derive(Debug, Clone)]
pub struct File {
    pub question: &'static str,
    pub name: String,
    /// Whether it comes in a second request.
    pub later: bool,
    /// Whether the answer to the request that held it was read.
    pub acknowledged: bool,
    length: usize,
    seed: u64,
}

impl File {
    pub fn bytes(&self) -> Vec<u8> {
        dice::bytes(self.seed, self.length)
    }
}

/// What is sent next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Plain,
    WithPhotos,
    /// The answers first, a photo in another request.
    Split,
}

impl Sent {
    pub fn new(dice: &mut Dice, kind: Kind) -> Sent {
        Sent { versions: vec![Version::new(dice, kind)] }
    }

    /// The instanceID it is known by.
    pub fn name(&self) -> &str {
        self.versions.first().map_or("", |first| &first.instance)
    }

    /// Adds a correction, which is to be sent.
    pub fn correct(&mut self, dice: &mut Dice, kind: Kind) {
        self.versions.push(Version::new(dice, kind));
    }

    /// Whether everything of it was acknowledged.
    pub fn is_settled(&self) -> bool {
        let files = |version: &Version| version.files.iter().all(|file| file.acknowledged);
        self.versions.iter().all(|version| version.acknowledged && files(version))
    }

    /// The XML of a version, byte for byte.
    pub fn xml(&self, version: usize) -> Vec<u8> {
        let Some(of) = self.versions.get(version) else { return Vec::new() };
        let corrects = match version.checked_sub(1).and_then(|before| self.versions.get(before)) {
            Some(before) => format!("<orx:deprecatedID>{}</orx:deprecatedID>", before.instance),
            None => String::new(),
        };
        let photos: String = ["photo", "second"]
            .iter()
            .map(|question| {
                let file = of.files.iter().find(|file| file.question == *question);
                format!("<{question}>{}</{question}>", file.map_or("", |file| &file.name))
            })
            .collect();
        // Spaces and an entity: what is read again must be these very bytes, not these answers.
        format!(
            "<?xml version='1.0' encoding='UTF-8'?>\n<data xmlns:orx=\"http://openrosa.org/xforms\" id=\"{FORM}\" \
             version=\"1\"  >\n <who>Nduwimana &amp; Rukundo n° {}</who><people>{}</people>{photos}\
             <orx:meta><orx:instanceID>{}</orx:instanceID>{corrects}</orx:meta></data>\n",
            of.seed,
            of.seed % 40,
            of.instance
        )
        .into_bytes()
    }
}

impl Version {
    fn new(dice: &mut Dice, kind: Kind) -> Version {
        let instance = dice.uuid();
        let files = match kind {
            Kind::Plain => 0,
            Kind::WithPhotos => 1 + dice.below(2),
            Kind::Split => 2,
        };
        let files = ["photo", "second"].into_iter().take(usize::try_from(files).unwrap_or(2)).enumerate();
        let files = files.map(|(at, question)| File {
            question,
            name: format!("{}-{question}.jpg", &instance[5..13]),
            later: kind == Kind::Split && at == 1,
            acknowledged: false,
            length: length(dice),
            seed: dice.next(),
        });
        let files = files.collect();
        Version { instance, acknowledged: false, files, seed: dice.next() >> 16 }
    }
}

/// Bytes of a photo: mostly small, so that a thousand lives fit on a disk; now and then one that takes a while to write.
fn length(dice: &mut Dice) -> usize {
    let most = if dice.below(40) == 0 { 1_500_000 } else { 30_000 };
    usize::try_from(dice.below(most)).unwrap_or(0) + 1
}
