//! Who compiles: ours, pyxform from PyPI, and rxform from crates.io where it can be built.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::super::measure::CommandLine;
use super::subjects::Programs;
use crate::failure::Outcome;
use crate::install;
use crate::project::Project;
use crate::run::Run;

/// How often a form is compiled within one process. The fast ones repeat more, since each of their runs says less.
const REPEATED: usize = 15;
const REPEATED_BY_PYXFORM: usize = 2;

/// One compiler.
pub struct Peer {
    pub name: &'static str,
    /// Compiles a form once, as a process of its own, and writes the XForm.
    pub once: Box<dyn Fn(&Path) -> CommandLine>,
    /// Compiles a form several times in one process and prints the seconds of each.
    pub repeated: Box<dyn Fn(&Path) -> CommandLine>,
}

/// All compilers, ours first. None of them validates what it wrote.
pub fn all(project: &Project, programs: &Programs, folder: &Path) -> Outcome<Vec<Peer>> {
    let output = folder.join("output.xml");
    let mut peers = vec![
        Peer {
            name: "ours",
            once: command(&[&programs.compile], &[output.as_os_str()]),
            repeated: command(&[&programs.time_compile], &[OsString::from(REPEATED.to_string()).as_os_str()]),
        },
        pyxform(project, &output)?,
    ];
    match build_rxform(project, folder) {
        Ok(program) => peers.push(Peer {
            name: "rxform 0.1.4",
            once: command(&[&program], &[output.as_os_str()]),
            repeated: command(&[&program], &["--times".as_ref(), REPEATED.to_string().as_ref()]),
        }),
        Err(failure) => println!("rxform is left out, since it could not be built: {failure}"),
    }
    Ok(peers)
}

fn pyxform(project: &Project, output: &Path) -> Outcome<Peer> {
    let folder = project.path("tests/forms");
    let python = install::python(project, &folder.join("requirements.txt"))?;
    let process = python.with_file_name("xls2xform");
    let script = folder.join("time_pyxform.py");
    Ok(Peer {
        name: "pyxform 4.5.0",
        once: command(&[&process, Path::new("--skip_validate")], &[output.as_os_str()]),
        repeated: command(&[&python, &script], &[REPEATED_BY_PYXFORM.to_string().as_ref()]),
    })
}

/// A workspace of its own, so that nothing of ours depends on it.
fn build_rxform(project: &Project, folder: &Path) -> Outcome<PathBuf> {
    let target = folder.join("rxform");
    Run::new("cargo")
        .args(["build", "--quiet", "--release", "--locked", "--target-dir"])
        .arg(&target)
        .within(&project.path("xtask/peers/rxform"))
        .read()?;
    Ok(target.join("release/rxform-peer"))
}

/// The command with the form between what stands before and behind it.
fn command(before: &[&Path], behind: &[&std::ffi::OsStr]) -> Box<dyn Fn(&Path) -> CommandLine> {
    let before: CommandLine = before.iter().map(|word| word.as_os_str().to_owned()).collect();
    let behind: CommandLine = behind.iter().map(|word| (*word).to_owned()).collect();
    Box::new(move |form| [before.clone(), vec![form.as_os_str().to_owned()], behind.clone()].concat())
}
