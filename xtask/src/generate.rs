//! `cargo xtask generate`: the files that follow from the code. [`FILES`] is the list of them.

use std::path::Path;

use crate::{Fallible, catalog, coverage};

pub const USAGE: &str = "[--check]
    writes every file that follows from the code: golden/, docs/COVERAGE.md, the settings table of docs/FIDELITY.md
    --check  only fails if one of them, or the packed catalogue, is not what this would write";

/// A file and how its text is made. The maker is given the text that stands there, of which it may keep parts.
struct Generated {
    path: &'static str,
    text: fn(&str) -> Fallible<String>,
}

const FILES: &[Generated] = &[
    Generated { path: "golden/role-matrix.txt", text: |_| Ok(postern_testkit::golden::role_matrix()) },
    Generated { path: "golden/check-order.txt", text: |_| Ok(postern_testkit::golden::check_order()) },
    Generated { path: "docs/COVERAGE.md", text: |_| coverage::markdown() },
    Generated { path: "docs/FIDELITY.md", text: |old| between(old, "settings", &postern_model::settings::markdown()) },
];

pub fn run(arguments: &[String]) -> Fallible<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [] => {
            catalog::run(&["--check".to_owned()])?;
            write(&root)
        }
        ["--check"] => check(&root),
        _ => Err(format!("usage: cargo xtask generate {USAGE}").into()),
    }
}

fn write(root: &Path) -> Fallible<()> {
    for file in FILES {
        let path = root.join(file.path);
        let old = std::fs::read_to_string(&path).unwrap_or_default();
        let text = (file.text)(&old)?;
        if text != old {
            std::fs::create_dir_all(path.parent().unwrap_or(root))?;
            std::fs::write(path, text)?;
            println!("{} written", file.path);
        }
    }
    Ok(())
}

fn check(root: &Path) -> Fallible<()> {
    let mut stale = Vec::new();
    for file in FILES {
        let old = std::fs::read_to_string(root.join(file.path)).unwrap_or_default();
        if let Some(difference) = first_difference(&old, &(file.text)(&old)?) {
            stale.push(format!("{}: {difference}", file.path));
        }
    }
    if let Err(error) = catalog::run(&["--check".to_owned()]) {
        stale.push(format!("crates/catalog: {error}"));
    }
    if stale.is_empty() { Ok(()) } else { Err(format!("out of date; run `cargo xtask generate`\n{}", stale.join("\n")).into()) }
}

/// Where two texts part, if they do.
fn first_difference(old: &str, new: &str) -> Option<String> {
    if old == new {
        return None;
    }
    let at = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count();
    let line = |text: &str| text.lines().nth(at).unwrap_or("(the end)").to_owned();
    Some(format!("line {}\n  is        {}\n  should be {}", at + 1, line(old), line(new)))
}

/// `text` with `inside` between its marks `<!-- name:begin -->` and `<!-- name:end -->`.
fn between(text: &str, name: &str, inside: &str) -> Fallible<String> {
    let (begin, end) = (format!("<!-- {name}:begin -->\n"), format!("<!-- {name}:end -->"));
    let marked = text.split_once(&begin).and_then(|(head, rest)| Some((head, rest.split_once(&end)?.1)));
    let (head, tail) = marked.ok_or_else(|| format!("the marks `{}` and `{end}` are missing", begin.trim_end()))?;
    Ok(format!("{head}{begin}{inside}{end}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_the_marks_is_replaced() {
        let text = "above\n<!-- settings:begin -->\nold\n<!-- settings:end -->\nbelow\n";
        let made = between(text, "settings", "new\n").unwrap();
        assert_eq!(made, "above\n<!-- settings:begin -->\nnew\n<!-- settings:end -->\nbelow\n");
        assert_eq!(between(&made, "settings", "new\n").unwrap(), made);
    }

    #[test]
    fn a_text_without_marks_is_refused() {
        let error = between("nothing", "settings", "new").unwrap_err();
        assert_eq!(error.to_string(), "the marks `<!-- settings:begin -->` and `<!-- settings:end -->` are missing");
    }

    #[test]
    fn a_difference_is_shown_where_it_starts() {
        assert_eq!(first_difference("a\nb\n", "a\nb\n"), None);
        assert_eq!(first_difference("a\nb\n", "a\nc\n").unwrap(), "line 2\n  is        b\n  should be c");
        assert_eq!(first_difference("", "a\n").unwrap(), "line 1\n  is        (the end)\n  should be a");
    }
}
