//! `cargo xtask catalog`: the facts about the platform API, from their sources to text to the packed form.

mod definitions;
mod diff;
mod facts;
mod import;
mod pack;
mod shape;
mod swagger;

use std::path::Path;

use crate::Fallible;
use facts::Facts;

pub const USAGE: &str = "[--check] | [--import DIR | --swagger FILE] [--diff]
    packs crates/catalog/{operations,models}.toml into catalog.bin
    --check         only fails if the packed form or the text's layout is not what this would write
    --import DIR    first replaces the text with the facts of DIR/{operations,models,families}.json
    --swagger FILE  first brings the text up to date with the service's own API description
    --diff          only says what --import or --swagger would change about who may call what";

pub fn run(arguments: &[String]) -> Fallible<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/catalog");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (arguments, diff) = match arguments.as_slice() {
        [rest @ .., "--diff"] => (rest, true),
        all => (all, false),
    };
    let fresh = match arguments {
        ["--check"] if !diff => return check(&folder),
        [] if !diff => Facts::read(&folder)?,
        ["--import", source] => import::read(Path::new(source))?,
        ["--swagger", file] => swagger::update(&Facts::read(&folder)?, &std::fs::read_to_string(file)?)?,
        _ => return Err(format!("usage: cargo xtask catalog {USAGE}").into()),
    };
    if diff {
        print!("{}", diff::report(&Facts::read(&folder)?, &fresh));
        return Ok(());
    }
    let files = rendered(&fresh)?;
    for (name, bytes) in &files {
        std::fs::write(folder.join(name), bytes)?;
        println!("{name}: {} bytes", bytes.len());
    }
    Ok(())
}

/// Every file the facts determine, by name.
fn rendered(facts: &Facts) -> Fallible<[(&'static str, Vec<u8>); 3]> {
    Ok([
        (facts::OPERATIONS, facts.operations_text()?.into_bytes()),
        (facts::MODELS, facts.models_text()?.into_bytes()),
        ("catalog.bin", pack::pack(facts)?),
    ])
}

fn check(folder: &Path) -> Fallible<()> {
    let stale: Vec<&str> = rendered(&Facts::read(folder)?)?
        .into_iter()
        .filter(|(name, bytes)| std::fs::read(folder.join(name)).ok().as_ref() != Some(bytes))
        .map(|(name, _)| name)
        .collect();
    if stale.is_empty() { Ok(()) } else { Err(format!("out of date: {}; run `cargo xtask catalog`", stale.join(", ")).into()) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_catalogue_is_up_to_date() {
        super::run(&["--check".to_owned()]).unwrap();
    }
}
