//! What is compiled.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::run::Run;
use crate::stamp;

/// Our programs: examples of the crate `forms`, which is built alone.
pub struct Programs {
    pub compile: PathBuf,
    pub time_compile: PathBuf,
    form_size: PathBuf,
    large_form: PathBuf,
}

impl Programs {
    pub fn build(project: &Project) -> Outcome<Programs> {
        Run::new("cargo")
            .args(["build", "--quiet", "--release", "--package", "forms", "--examples"])
            .within(project.root())
            .must()?;
        let folder = project.target()?.join("release/examples");
        let program = |name: &str| folder.join(name);
        Ok(Programs {
            compile: program("compile"),
            time_compile: program("time_compile"),
            form_size: program("form_size"),
            large_form: program("large_form"),
        })
    }
}

/// A form to compile.
pub struct Subject {
    /// What it is, with its size.
    pub shown: String,
    pub path: PathBuf,
}

/// The real form with the most questions and choices: of the data beside the clone, or else of the packs.
pub fn largest_real(project: &Project, programs: &Programs) -> Outcome<Subject> {
    let beside = project.root().parent().map(|above| above.join("shared/data/xlsforms"));
    let folder = beside.filter(|folder| folder.is_dir()).unwrap_or_else(|| project.path("packs"));
    let is_form = |path: &PathBuf| {
        path.extension().is_some_and(|extension| ["xlsx", "xls", "md"].iter().any(|known| extension == *known))
    };
    let forms: Vec<PathBuf> = stamp::files_below(&folder, &[])?.into_iter().filter(is_form).collect();
    let sizes = Run::new(&programs.form_size).args(&forms).read()?;
    let largest = sizes.lines().filter_map(Size::read).max_by_key(|size| size.questions + size.choices);
    let Some(size) = largest else {
        return Err(Failure::new(format!("No form compiles in {}.", folder.display())));
    };
    let path = PathBuf::from(size.path);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Ok(Subject { shown: format!("{name}: {} questions, {} choices", size.questions, size.choices), path })
}

/// A form made for this, the same bytes every time.
pub fn generated(programs: &Programs, folder: &Path, questions: u32, choices: u32) -> Outcome<Subject> {
    let path = folder.join(format!("generated_{questions}_{choices}.xlsx"));
    Run::new(&programs.large_form).args([questions.to_string(), choices.to_string()]).arg(&path).read()?;
    Ok(Subject { shown: format!("generated: {questions} questions, {choices} choices"), path })
}

/// A line `QUESTIONS CHOICES PATH`.
struct Size<'a> {
    questions: u64,
    choices: u64,
    path: &'a str,
}

impl Size<'_> {
    fn read(line: &str) -> Option<Size<'_>> {
        let mut words = line.splitn(3, ' ');
        Some(Size { questions: words.next()?.parse().ok()?, choices: words.next()?.parse().ok()?, path: words.next()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_blanks_in_the_path() {
        let size = Size::read("12 340 /a b/c.xlsx").unwrap();
        assert_eq!((size.questions, size.choices, size.path), (12, 340, "/a b/c.xlsx"));
        assert!(Size::read("refused").is_none());
    }
}
