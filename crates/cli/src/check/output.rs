//! Where reports go.

use std::{io::Write, path::Path, process::ExitCode};

use postern_audit::{Report, reports::Format};

use crate::bad_input;

/// Prints to standard output. A reader such as `head` may stop listening; that is no failure.
pub fn print(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// Writes the report in each form: to standard output, a file, or a folder.
pub fn reports(report: &Report, formats: &[Format], output: Option<&Path>) -> Result<(), ExitCode> {
    match (output, formats) {
        (None, [one]) => print(&one.render(report)),
        (None, _) => {
            let help = "name a folder with `-o`; each form gets a file of its own in it";
            return Err(bad_input("several forms cannot be printed one after the other", Some(help)));
        }
        (Some(file), [one]) if !file.is_dir() => write(file, &one.render(report))?,
        (Some(folder), several) => {
            let made = std::fs::create_dir_all(folder);
            made.map_err(|error| bad_input(format!("cannot make the folder `{}`: {error}", folder.display()), None))?;
            several.iter().try_for_each(|format| write(&folder.join(format.file()), &format.render(report)))?;
        }
    }
    Ok(())
}

/// Writes a file.
pub fn write(file: &Path, text: &str) -> Result<(), ExitCode> {
    std::fs::write(file, text).map_err(|error| bad_input(format!("cannot write `{}`: {error}", file.display()), None))
}

/// Writes a file that must not be there yet, or prints.
pub fn write_new(file: Option<&Path>, text: &str) -> Result<ExitCode, ExitCode> {
    let Some(file) = file else {
        print(text);
        return Ok(ExitCode::SUCCESS);
    };
    let shown = file.display();
    let mut opened = std::fs::OpenOptions::new().write(true).create_new(true).open(file).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            bad_input(format!("`{shown}` is there already"), Some("what people wrote into it would be lost"))
        }
        _ => bad_input(format!("cannot write `{shown}`: {error}"), None),
    })?;
    opened.write_all(text.as_bytes()).map_err(|error| bad_input(format!("cannot write `{shown}`: {error}"), None))?;
    Ok(ExitCode::SUCCESS)
}
