//! The file that a new organization is made from: a snapshot or a seed.

use std::{path::Path, process::ExitCode, sync::Arc};

use postern_model::Snapshot;
use postern_seed::{Problem, Seed};
use postern_server::Filling;

use crate::bad_input;

/// Reads what `--from` or `--seed` names, or says what is wrong with it.
pub fn read(from: Option<&Path>, seed: Option<&Path>) -> Result<Option<Filling>, ExitCode> {
    match (from, seed) {
        (Some(path), _) => snapshot(path).map(|snapshot| Some(Filling::Snapshot(Arc::new(snapshot)))),
        (None, Some(path)) => {
            let text = text(path)?;
            let seed = Seed::read(postern_catalog::Catalog::builtin(), &text);
            seed.map(|seed| Some(Filling::Seed(Arc::new(seed)))).map_err(|problems| shown(path, &text, &problems))
        }
        (None, None) => Ok(None),
    }
}

/// What the organization itself refused of the seed.
pub fn refused(seed: Option<&Path>, problems: &[Problem]) -> ExitCode {
    let path = seed.unwrap_or(Path::new(""));
    text(path).map_or_else(|code| code, |text| shown(path, &text, problems))
}

fn snapshot(path: &Path) -> Result<Snapshot, ExitCode> {
    serde_json::from_str(&text(path)?).map_err(|error| {
        let help = "make one with `postern snapshot --org URL -o FILE`; people write seeds, which `--seed` reads";
        bad_input(format!("`{}` is not a snapshot: {error}", path.display()), Some(help))
    })
}

fn text(path: &Path) -> Result<String, ExitCode> {
    std::fs::read_to_string(path).map_err(|error| bad_input(format!("cannot read `{}`: {error}", path.display()), None))
}

fn shown(path: &Path, text: &str, problems: &[Problem]) -> ExitCode {
    eprint!("{}", postern_seed::report(&path.display().to_string(), text, problems));
    let mistakes = if problems.len() == 1 { "1 mistake".to_owned() } else { format!("{} mistakes", problems.len()) };
    eprintln!("`{}` has {mistakes}; nothing was made", path.display());
    ExitCode::from(2)
}
