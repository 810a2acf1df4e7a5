//! What we encrypt, Java decrypts as Briefcase does: with its own provider, and with Bouncy Castle if that is there.

use crate::support::{ANSWERS, INSTANCE, KEY, elsewhere, files_of, rng};
use encrypted::Encryption;
use std::{
    fs::{self, File},
    path::Path,
    process::Command,
};

/// Where Debian's libbcprov-java puts it.
const BOUNCY_CASTLE: &str = "/usr/share/java/bcprov.jar";

fn java_can_compile() -> bool {
    let modules = Command::new("java").arg("--list-modules").output();
    modules.is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("jdk.compiler"))
}

/// Has Java decrypt what lies beside `manifest` into the folder `plain`; returns what it says.
fn opened_by_java(manifest: &Path, class_path: Option<&str>) -> String {
    let mut java = Command::new("java");
    java.env("LC_ALL", "C.UTF-8").arg("-Dsun.jnu.encoding=UTF-8");
    if let Some(jar) = class_path {
        java.args(["-cp", jar]);
    }
    let vectors = elsewhere();
    java.arg(vectors.join("Odk.java")).arg("open").arg(manifest).arg(vectors.join("vectors/private.pem"));
    let answer = java.output().unwrap();
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    String::from_utf8(answer.stdout).unwrap().trim().to_owned()
}

#[test]
fn java_reads_what_we_encrypt() {
    if !java_can_compile() {
        println!("skipped: needs a JDK of version 17 or later");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let large: Vec<u8> = (0..200_003u32).map(|n| (n.wrapping_mul(n) >> 7) as u8).collect();
    let photos: Vec<(String, Vec<u8>)> = (0..18).map(|n| (format!("photo {n}.jpg"), vec![n; usize::from(n)])).collect();
    let files = [photos, vec![("médical.mp4".to_owned(), large)]].concat();

    let mut encryption =
        Encryption::begin("site & place", Some("v\"1\""), INSTANCE, KEY.public_key(), &mut rng()).unwrap();
    for (name, content) in &files {
        let mut target = File::create(folder.path().join(format!("{name}.enc"))).unwrap();
        assert_eq!(encryption.file(name, &mut content.as_slice(), &mut target).unwrap(), format!("{name}.enc"));
    }
    let mut target = File::create(folder.path().join("submission.xml.enc")).unwrap();
    let manifest = encryption.finish(&mut ANSWERS.as_bytes(), &mut target, &mut rng()).unwrap();
    let written = folder.path().join("manifest.xml");
    fs::write(&written, manifest.to_xml()).unwrap();

    let bouncy_castle = Some(BOUNCY_CASTLE).filter(|jar| Path::new(jar).exists());
    for class_path in [Some(None), bouncy_castle.map(Some)].into_iter().flatten() {
        assert_eq!(opened_by_java(&written, class_path), "20 files, signature valid");
        let mut read = files_of(&folder.path().join("plain"));
        assert_eq!(read.remove("submission.xml").unwrap(), ANSWERS.as_bytes());
        assert!(read == files.iter().cloned().collect(), "other content");
        fs::remove_dir_all(folder.path().join("plain")).unwrap();
    }
}
