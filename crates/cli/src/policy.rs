//! The policy that a command goes by: the file that was named, else `postern.toml` of this folder.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use postern_audit::{Policy, Rule};

use crate::bad_input;

/// The policy that is read where none is named.
const DEFAULT: &str = "postern.toml";

/// A policy and where it stands.
pub struct Written {
    pub policy: Policy,
    file: PathBuf,
}

impl Written {
    /// The folder that paths in the policy start from.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// Its path, as it was given.
    pub fn shown(&self) -> String {
        self.file.display().to_string()
    }
}

/// Reads the policy, if one was named or stands in this folder.
pub fn read(named: Option<&Path>) -> Result<Option<Written>, ExitCode> {
    let file = match named {
        Some(file) => file.to_owned(),
        None if Path::new(DEFAULT).exists() => PathBuf::from(DEFAULT),
        None => return Ok(None),
    };
    let text = read_file(&file)?;
    match Policy::read(&text, &Rule::ids()) {
        Ok(policy) => Ok(Some(Written { policy, file })),
        Err(problems) => {
            eprint!("{}", postern_seed::report(&file.display().to_string(), &text, &problems));
            Err(ExitCode::from(2))
        }
    }
}

/// The text of a file that was named on the command line.
pub fn read_file(file: &Path) -> Result<String, ExitCode> {
    std::fs::read_to_string(file).map_err(|error| bad_input(format!("cannot read `{}`: {error}", file.display()), None))
}
