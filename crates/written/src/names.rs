//! The names that a text gives things, and those by which it refers to them.

use crate::{Problem, Said, fields::quoted, problem::line_of};

/// Less alike than this is not worth saying.
const LEAST: f64 = 0.6;
/// The most names that a message lists.
const MOST: usize = 12;

/// The names of one kind of thing.
pub struct Names<'s> {
    kind: &'static str,
    own: Vec<&'s Said<String>>,
    given: Vec<&'s str>,
}

impl<'s> Names<'s> {
    /// Those that the text itself gives.
    pub fn new(kind: &'static str, own: impl Iterator<Item = &'s Said<String>>) -> Self {
        Self { kind, own: own.filter(|name| !name.value.is_empty()).collect(), given: Vec::new() }
    }

    /// Along with those that every organization has.
    pub fn with(self, given: impl IntoIterator<Item = &'s str>) -> Self {
        Self { given: given.into_iter().collect(), ..self }
    }

    fn all(&self) -> impl Iterator<Item = &'s str> {
        self.own.iter().map(|name| name.value.as_str()).chain(self.given.iter().copied())
    }

    /// Complains about a name that is given twice, letter case aside.
    pub fn check_unique(&self, text: &str, problems: &mut Vec<Problem>) {
        for (at, name) in self.own.iter().enumerate() {
            let lower = name.value.to_lowercase();
            if self.given.iter().any(|given| given.to_lowercase() == lower) {
                let message = format!("every organization has the {} `{}` already", self.kind, name.value);
                problems.push(Problem::new(name.span.clone(), message).with("leave it out, or give yours another name"));
            } else if let Some(first) = self.own[..at].iter().find(|other| other.value.to_lowercase() == lower) {
                let message = format!("the {} `{}` stands here twice", self.kind, name.value);
                let help = format!("the first is in line {}; letter case makes no difference", line_of(text, first.span.start));
                problems.push(Problem::new(name.span.clone(), message).with(help));
            }
        }
    }

    /// Complains about a name that nothing has.
    pub fn check(&self, name: &Said<String>, problems: &mut Vec<Problem>) {
        if name.value.is_empty() || self.all().any(|known| known == name.value) {
            return;
        }
        let mut known: Vec<&str> = self.all().collect();
        known.sort_unstable();
        let help = match nearest(&name.value, known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if known.is_empty() => format!("the text describes no {}; add a table `[[{}]]`", self.kind, self.kind),
            None if known.len() > MOST => format!("add a table `[[{}]]` for it", self.kind),
            None => format!("there are {}; add a table `[[{}]]` for another", quoted(&known), self.kind),
        };
        problems.push(Problem::new(name.span.clone(), format!("no {} is called `{}`", self.kind, name.value)).with(help));
    }

    /// The same for things that are made in the order of the text: the name must be given before.
    pub fn check_before(&self, name: &Said<String>, problems: &mut Vec<Problem>) {
        self.check(name, problems);
        if let Some(own) = self.own.iter().find(|own| own.value == name.value && own.span.start > name.span.start) {
            let message = format!("the {} `{}` is described further down", self.kind, own.value);
            problems.push(Problem::new(name.span.clone(), message).with("move it above what refers to it"));
        }
    }

    /// The same where everything (`*`) is no answer.
    pub fn check_one(&self, name: &Said<String>, problems: &mut Vec<Problem>) {
        if name.value == "*" {
            let message = format!("`*` stands for every {}, and here one must be named", self.kind);
            problems.push(Problem::new(name.span.clone(), message));
            return;
        }
        self.check(name, problems);
    }
}

/// The name most like `name`, if one is like it at all.
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let alike = |known: &&str| strsim::normalized_damerau_levenshtein(&name.to_lowercase(), &known.to_lowercase());
    known
        .map(|known| (alike(&known), known))
        .filter(|(alike, _)| *alike >= LEAST)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}
