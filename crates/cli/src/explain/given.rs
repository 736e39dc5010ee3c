//! What is known of the call, from everything that was given.

use std::{fs, io::Read, path::Path, process::ExitCode};

use postern_explain::{
    Seen,
    read::{Misread, curl, queried, response, terraform},
};

use crate::bad_input;

use super::{Arguments, Failure};

/// The calls: one, or as many as Terraform reports. What the options name goes before what stands in files, and before what a
/// decision told.
pub(super) fn all(arguments: &Arguments, told: Option<Seen>) -> Result<Vec<Seen>, ExitCode> {
    let said = |(error, help): Failure| bad_input(error, help.as_deref());
    let named = named(arguments).map_err(said)?;
    let (calls, mut others) = in_files(arguments).map_err(said)?;
    others.extend(told);
    if calls.is_empty() && others.is_empty() && named.path.is_none() {
        let help =
            "give METHOD PATH with `--client` and `--org`, or one of `--response`, `--curl`, `--terraform`, `--correlation`, `--decision`";
        return Err(bad_input("nothing to explain was given", Some(help)));
    }
    let calls = if calls.is_empty() { vec![Seen::default()] } else { calls };
    let with_all = |call: Seen| others.iter().cloned().fold(named.clone().or(call), Seen::or);
    Ok(calls.into_iter().map(with_all).collect())
}

/// What Terraform reports, and what else stands in files.
fn in_files(arguments: &Arguments) -> Result<(Vec<Seen>, Vec<Seen>), Failure> {
    let mut others = Vec::new();
    if let Some(file) = &arguments.curl {
        others.push(curl::read(&contents(file)?).map_err(|error| misread(file, &error))?);
    }
    if let Some(file) = &arguments.response {
        others.push(response::read(&contents(file)?).map_err(|error| misread(file, &error))?);
    }
    let calls = match &arguments.terraform {
        Some(file) => terraform::read(&contents(file)?).map_err(|error| misread(file, &error))?,
        None => Vec::new(),
    };
    Ok((calls, others))
}

fn named(arguments: &Arguments) -> Result<Seen, Failure> {
    let (method, path) = match arguments.call.as_slice() {
        [] => (None, None),
        [method, path] if path.starts_with('/') => (Some(method.to_ascii_uppercase()), Some(path.clone())),
        [path] if path.starts_with('/') => (Some("GET".to_owned()), Some(path.clone())),
        given => {
            let help = "give a method and a path, such as `GET /api/v2/users/{id}`; an address with host goes with `--curl`";
            return Err((format!("`{}` is no call", given.join(" ")), Some(help.to_owned())));
        }
    };
    Ok(Seen {
        method,
        query: path
            .as_deref()
            .and_then(|path| path.split('#').next()?.split_once('?'))
            .map(|(_, query)| queried(query))
            .unwrap_or_default(),
        path: path.map(|path| path.split(['?', '#']).next().unwrap_or_default().to_owned()),
        client: arguments.client.clone(),
        user: arguments.user.clone(),
        division: arguments.division.clone(),
        address: arguments.address,
        myths: postern_explain::myths::named_in(&arguments.call.join(" ")),
        ..Seen::default()
    })
}

fn contents(file: &Path) -> Result<String, Failure> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|error| (format!("cannot read `{}`: {error}", file.display()), None))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn misread(file: &Path, error: &Misread) -> Failure {
    let name = if file == Path::new("-") { "standard input".to_owned() } else { format!("`{}`", file.display()) };
    (format!("{name} cannot be read: {error}"), Some(error.help.to_owned()))
}
