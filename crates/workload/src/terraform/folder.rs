//! The files of one module.

use hcl_edit::Span;
use hcl_edit::structure::{Block, Body};

use super::Files;
use crate::Workload;
use crate::problem::line_and_column;

/// How deep brackets may stand in each other: the parser goes down with them.
const DEEPEST: usize = 100;

/// A module's folder.
pub(super) struct Folder {
    pub path: String,
    files: Vec<File>,
}

pub(super) struct File {
    name: String,
    text: String,
    body: Body,
}

impl Folder {
    /// Reads the folder's configuration; what cannot be read is a gap.
    pub(super) fn read(files: &dyn Files, path: &str, workload: &mut Workload) -> Self {
        let mut names = files.list(path).unwrap_or_else(|why| {
            workload.add_gap(path, format!("the folder cannot be read: {why}"));
            Vec::new()
        });
        names.sort();
        let mut read = Vec::new();
        for name in names {
            let file = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            if name.ends_with(".tf.json") {
                workload.add_gap(file, "configuration in JSON is not read");
            } else if name.ends_with(".tf") {
                if name == "override.tf" || name.ends_with("_override.tf") {
                    workload.add_gap(&file, "this file overrides others, which is not followed");
                }
                match files.read(&file) {
                    Ok(text) => read.extend(parse(file, text, workload)),
                    Err(why) => workload.add_gap(file, format!("the file cannot be read: {why}")),
                }
            }
        }
        Self { path: path.to_owned(), files: read }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The blocks at the top, with their files.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (&File, &Block)> {
        self.files.iter().flat_map(|file| file.body.blocks().map(move |block| (file, block)))
    }

    /// The blocks of modules that are called.
    pub(super) fn calls(&self) -> impl Iterator<Item = &Block> {
        self.named("module")
    }

    /// The blocks of one kind.
    pub(super) fn named(&self, kind: &str) -> impl Iterator<Item = &Block> {
        self.blocks().map(|(_, block)| block).filter(move |block| block.ident.as_str() == kind)
    }

    /// Where a block stands: `modules/role/main.tf:12`.
    pub(super) fn at(&self, file: &File, block: &Block) -> String {
        let start = block.ident.span().or_else(|| block.span()).map_or(0, |span| span.start);
        format!("{}:{}", file.name, line_and_column(&file.text, start).0)
    }
}

fn parse(name: String, text: String, workload: &mut Workload) -> Option<File> {
    if let Some(at) = too_deep(&text) {
        let (line, column) = line_and_column(&text, at);
        workload.add_gap(format!("{name}:{line}:{column}"), format!("brackets stand more than {DEEPEST} deep in each other"));
        return None;
    }
    match text.parse::<Body>() {
        Ok(body) => Some(File { name, text, body }),
        Err(error) => {
            // The parser's message quotes nothing but what it expects.
            let (line, column) = (error.location().line(), error.location().column());
            workload.add_gap(format!("{name}:{line}:{column}"), format!("this is not Terraform's language: {}", error.message().trim()));
            None
        }
    }
}

/// Where brackets stand too deep in each other. Those in texts and comments are counted too, which is harmless.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in text.bytes().enumerate() {
        match letter {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            // Operators that take what follows nest without brackets.
            b'!' | b'-' | b'?' => {
                let run = text.as_bytes()[at..].iter().take_while(|next| matches!(next, b'!' | b'-' | b'?' | b' ' | b':')).count();
                if run > DEEPEST && !text[at..].starts_with("---") {
                    return Some(at);
                }
            }
            _ => {}
        }
        if depth > DEEPEST {
            return Some(at);
        }
    }
    None
}

/// The folder of a module that is called from `path`; `None` if it comes from elsewhere.
pub(super) fn source(path: &str, call: &Block) -> Option<String> {
    let source = call.body.get_attribute("source")?.value.as_str()?;
    if !(source.starts_with("./") || source.starts_with("../") || source == "." || source == "..") {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    for part in source.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let whole = parts.join("/");
    Some(if path.starts_with('/') { format!("/{whole}") } else { whole })
}
