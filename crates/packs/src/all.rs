//! Several packs side by side.

use crate::{files::PackFiles, pack::Pack, problem::PackProblems};
use std::collections::{BTreeMap, BTreeSet};

/// Reads packs by the name of their folder. Each comes after those it needs, otherwise by name.
///
/// # Errors
/// All that is wrong with any of them or between them; files are named with their pack's folder.
pub fn read_all(folders: &BTreeMap<String, PackFiles>) -> Result<Vec<Pack>, PackProblems> {
    let (mut waiting, mut problems) = (BTreeMap::new(), PackProblems::default());
    for (folder, files) in folders {
        match Pack::read(files) {
            Ok(pack) => drop(waiting.insert(folder.clone(), pack)),
            Err(found) => found.0.iter().for_each(|p| problems.add(&format!("{folder}/{}", p.file), &p.message)),
        }
    }
    if !problems.0.is_empty() {
        return Err(problems);
    }
    look_over(&waiting, &mut problems);
    let packs = in_order(waiting, &mut problems);
    if problems.0.is_empty() { Ok(packs) } else { Err(problems) }
}

fn look_over(packs: &BTreeMap<String, Pack>, problems: &mut PackProblems) {
    let mut exercises: BTreeMap<&str, &str> = BTreeMap::new();
    for (folder, pack) in packs {
        let manifest = format!("{folder}/pack.toml");
        let name = &pack.manifest.name;
        if name != folder {
            problems.add(&manifest, format!("the pack calls itself '{name}'; name the folder so, or correct the name"));
        }
        for needed in pack.manifest.needs.iter().filter(|needed| !packs.contains_key(*needed)) {
            problems.add(
                &manifest,
                format!("it needs the pack '{needed}', which is not there; add it or take it out of 'needs'"),
            );
        }
        for exercise in &pack.manifest.exercises {
            if let Some(other) = exercises.insert(&exercise.code, folder) {
                let code = &exercise.code;
                problems.add(
                    &manifest,
                    format!("the exercise '{code}' is also in '{other}'; give one of them another code"),
                );
            }
        }
        let needed: Vec<&Pack> =
            pack.manifest.needs.iter().filter_map(|needed| packs.get(needed)).chain([pack]).collect();
        let mut found = PackProblems::default();
        crate::settings::look_over(pack, &needed, &mut found);
        found.0.iter().for_each(|problem| problems.add(&format!("{folder}/{}", problem.file), &problem.message));
        let mut known = pack.manifest.needs.iter().filter_map(|needed| packs.get(needed)).chain([pack]);
        for data in &pack.manifest.data {
            if !known.any(|pack| pack.mappings.contains_key(&data.mapping)) {
                let mapping = &data.mapping;
                problems.add(
                    &manifest,
                    format!("neither the pack nor one it needs has the mapping '{mapping}'; correct the code"),
                );
            }
        }
    }
}

fn in_order(mut waiting: BTreeMap<String, Pack>, problems: &mut PackProblems) -> Vec<Pack> {
    let (mut packs, mut done) = (Vec::new(), BTreeSet::new());
    loop {
        let ready = |pack: &Pack| pack.manifest.needs.iter().all(|needed| done.contains(needed));
        let Some(next) = waiting.iter().find(|(_, pack)| ready(pack)).map(|(folder, _)| folder.clone()) else { break };
        packs.extend(waiting.remove(&next));
        done.insert(next);
    }
    if problems.0.is_empty() {
        for folder in waiting.keys() {
            problems.add(
                &format!("{folder}/pack.toml"),
                "the pack needs itself by way of others; break the circle in 'needs'",
            );
        }
    }
    packs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use std::borrow::Cow;

    fn pack(name: &str, more: &str) -> (String, PackFiles) {
        let text = "{ en = 'a', fr = 'b', rn = 'c' }";
        let manifest =
            format!("name = '{name}'\nversion = '1'\ntitle = {text}\ndescription = {text}\nexercises = []\n{more}");
        let files = BTreeMap::from([("pack.toml".to_owned(), Cow::Owned(manifest.into_bytes()))]);
        (name.to_owned(), PackFiles(files))
    }

    fn told(packs: impl IntoIterator<Item = (String, PackFiles)>) -> String {
        read_all(&packs.into_iter().collect()).unwrap_err().to_string()
    }

    #[test]
    fn every_pack_that_comes_with_the_program_is_whole() {
        let folders = builtin();
        let packs = read_all(&folders).unwrap_or_else(|problems| panic!("{problems}"));
        assert_eq!(packs.len(), folders.len());
        for (folder, files) in folders {
            let told = ["README.md", "SOURCES.md"].iter().any(|page| files.0.contains_key(*page));
            assert!(told, "{folder} has neither README.md nor SOURCES.md");
        }
        let position = |name: &str| packs.iter().position(|pack| pack.manifest.name == name);
        assert!(position("mobility-tracking").unwrap() < position("demo-south-sudan").unwrap());
    }

    #[test]
    fn packs_come_after_those_they_need() {
        let packs = [pack("a", "needs = ['c']"), pack("b", ""), pack("c", "needs = ['b']")];
        let names: Vec<_> = read_all(&packs.into()).unwrap().into_iter().map(|pack| pack.manifest.name).collect();
        assert_eq!(names, ["b", "c", "a"]);
    }

    #[test]
    fn what_is_wrong_between_packs_is_reported() {
        assert!(
            told([pack("a", "needs = ['z']")]).starts_with("a/pack.toml: it needs the pack 'z', which is not there")
        );
        let circle = told([pack("a", "needs = ['b']"), pack("b", "needs = ['a']")]);
        assert_eq!(circle.lines().count(), 2, "{circle}");
        let (_, files) = pack("other", "");
        assert!(told([("a".to_owned(), files)]).starts_with("a/pack.toml: the pack calls itself 'other'"));
    }

    #[test]
    fn data_must_be_there_and_have_a_mapping() {
        let data = "[[data]]\nfile = 'data/x.csv'\nmapping = 'm'\nsource = 's'\nlicence = 'l'";
        assert!(told([pack("a", data)]).contains("[[data]] names 'data/x.csv', which the pack does not have"));
        let (name, mut files) = pack("a", data);
        files.0.insert("data/x.csv".into(), Cow::Borrowed(b"1"));
        files.0.insert("data/y.csv".into(), Cow::Borrowed(b"1"));
        assert!(told([(name.clone(), files.clone())]).starts_with("a/data/y.csv: nothing imports this file"));
        files.0.remove("data/y.csv");
        assert!(told([(name, files)]).contains("has the mapping 'm'"));
    }
}
