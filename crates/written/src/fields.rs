//! Reading the keys of a table: what is asked for is known, what is left over is a mistake.

use serde_json::{Map, Value as Json};

use crate::{Node, Problem, Said, Span, Table, Value, names::nearest, tree};

/// The keys of one table.
pub struct Fields<'n, 'p> {
    /// What the table is called in messages, such as `[[person]]`; empty for the document.
    what: String,
    /// Where the table stands.
    pub span: Span,
    table: &'n Table,
    asked: Vec<&'static str>,
    all: bool,
    never: Option<&'static str>,
    problems: &'p mut Vec<Problem>,
}

/// A role, and the division in which it is held; home when none is said.
#[derive(Clone, Debug)]
pub struct Held {
    /// The role's name.
    pub role: Said<String>,
    /// The division's name, or `*`.
    pub division: Option<Said<String>>,
}

impl<'n, 'p> Fields<'n, 'p> {
    /// Those of the document.
    pub fn root(table: &'n Table, problems: &'p mut Vec<Problem>) -> Self {
        Self { what: String::new(), span: 0..0, table, asked: Vec::new(), all: false, never: None, problems }
    }

    /// Takes a mistake down.
    pub fn problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn expected(&mut self, key: &str, what: &str, node: &Node) {
        self.problems.push(Problem::new(node.span.clone(), format!("`{key}` must be {what}, not {}", node.value.kind())));
    }

    fn take(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.table.iter().find(|(name, _)| name.value == key).map(|(_, node)| node)
    }

    /// A table `[key]`.
    pub fn part<T>(&mut self, key: &'static str, read: impl Fn(&mut Fields<'_, '_>) -> Option<T>) -> Option<T> {
        let node = self.take(key)?;
        self.read(format!("`[{key}]`"), node, &read)
    }

    /// The tables `[[key]]`. Those with mistakes are left out; the mistakes are kept.
    pub fn parts<T>(&mut self, key: &'static str, read: impl Fn(&mut Fields<'_, '_>) -> Option<T>) -> Vec<T> {
        let Some(node) = self.take(key) else { return Vec::new() };
        match &node.value {
            Value::List(items) => items.iter().filter_map(|item| self.read(format!("`[[{key}]]`"), item, &read)).collect(),
            other => {
                let problem = Problem::new(node.span.clone(), format!("`{key}` must be a list of tables, not {}", other.kind()));
                self.problems.push(problem.with(format!("begin each with a line `[[{key}]]`")));
                Vec::new()
            }
        }
    }

    fn read<T>(&mut self, what: String, node: &Node, read: &impl Fn(&mut Fields<'_, '_>) -> Option<T>) -> Option<T> {
        let Value::Table(table) = &node.value else {
            self.problems.push(Problem::new(node.span.clone(), format!("{what} must be a table, not {}", node.value.kind())));
            return None;
        };
        let mut fields =
            Fields { what, span: node.span.clone(), table, asked: Vec::new(), all: false, never: None, problems: self.problems };
        let part = read(&mut fields);
        fields.finish();
        part
    }

    /// A text; blank is a mistake.
    pub fn text(&mut self, key: &'static str) -> Option<Said<String>> {
        let node = self.take(key)?;
        self.text_of(key, node)
    }

    fn text_of(&mut self, key: &str, node: &Node) -> Option<Said<String>> {
        match &node.value {
            Value::Text(text) if text.trim().is_empty() => {
                self.problems.push(Problem::new(node.span.clone(), format!("`{key}` must not be blank")));
                None
            }
            Value::Text(text) => Some(Said { value: text.clone(), span: node.span.clone() }),
            _ => {
                self.expected(key, "a text", node);
                None
            }
        }
    }

    /// A text that must be there. In place of a missing one stands a blank, so that the rest is looked at all the same: a
    /// text with mistakes is not used.
    pub fn needed(&mut self, key: &'static str) -> Said<String> {
        let node = self.take(key);
        let said = match node {
            Some(node) => self.text_of(key, node),
            None => self.lacks(key, "\"…\""),
        };
        said.unwrap_or_else(|| Said { value: String::new(), span: self.span.clone() })
    }

    /// Anything, as long as it is there.
    pub fn needed_node(&mut self, key: &'static str) -> Option<&'n Node> {
        let node = self.take(key);
        if node.is_some() { node } else { self.lacks(key, "{ … }") }
    }

    fn lacks<T>(&mut self, key: &str, example: &str) -> Option<T> {
        let problem = Problem::new(self.span.clone(), format!("{} needs the key `{key}`", self.what));
        self.problems.push(problem.with(format!("add `{key} = {example}`")));
        None
    }

    /// A text that is one of these.
    pub fn one_of(&mut self, key: &'static str, words: &[&str]) -> Option<Said<String>> {
        let said = self.text(key)?;
        if words.contains(&said.value.as_str()) {
            return Some(said);
        }
        self.problems
            .push(Problem::new(said.span, format!("`{key}` cannot be `{}`", said.value)).with(format!("use one of {}", quoted(words))));
        None
    }

    /// True or false.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        let Value::Flag(flag) = node.value else {
            self.expected(key, "true or false", node);
            return None;
        };
        Some(flag)
    }

    /// A whole number.
    pub fn integer(&mut self, key: &'static str) -> Option<i64> {
        let node = self.take(key)?;
        let Value::Integer(number) = node.value else {
            self.expected(key, "a whole number", node);
            return None;
        };
        Some(number)
    }

    /// A date or a moment, as written: bare or as a text.
    pub fn date(&mut self, key: &'static str) -> Option<Said<String>> {
        let node = self.take(key)?;
        match &node.value {
            Value::Moment(text) | Value::Text(text) => Some(Said { value: text.clone(), span: node.span.clone() }),
            _ => {
                self.expected(key, "a date such as 2027-06-30", node);
                None
            }
        }
    }

    /// Whether the key is there, whatever it says.
    pub fn says(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.value == key)
    }

    /// Where what `key` says stands; without it, the table's place.
    pub fn place(&self, key: &str) -> Span {
        self.table.iter().find(|(name, _)| name.value == key).map_or_else(|| self.span.clone(), |(_, node)| node.span.clone())
    }

    /// A list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<Said<String>> {
        let items = self.items(key, "a list of texts");
        items.iter().filter_map(|item| self.text_of(key, item)).collect()
    }

    /// A list of roles: a name, or `{ role = "…", division = "…" }`.
    pub fn held(&mut self, key: &'static str) -> Vec<Held> {
        let items = self.items(key, "a list of roles");
        let held = |item: &Node| match &item.value {
            Value::Table(_) => self.read("a role in a list".to_owned(), item, &|fields| {
                Some(Held { role: fields.needed("role"), division: fields.text("division") })
            }),
            _ => self.text_of(key, item).map(|role| Held { role, division: None }),
        };
        items.iter().filter_map(held).collect()
    }

    fn items(&mut self, key: &'static str, what: &str) -> &'n [Node] {
        let Some(node) = self.take(key) else { return &[] };
        let Value::List(items) = &node.value else {
            self.expected(key, what, node);
            return &[];
        };
        items
    }

    /// A table that is taken as it is.
    pub fn object(&mut self, key: &'static str) -> Option<Map<String, Json>> {
        let node = self.take(key)?;
        let Value::Table(table) = &node.value else {
            self.expected(key, "a table", node);
            return None;
        };
        Some(tree::json(table))
    }

    /// A key that must not be there: why, and what to do instead.
    pub fn never(&mut self, key: &'static str, message: &str, help: &str) {
        if let Some((name, _)) = self.table.iter().find(|(name, _)| name.value == key) {
            self.never = Some(key);
            self.problems.push(Problem::new(name.span.clone(), message).with(help));
        }
    }

    /// Every key with its value: none is left over then.
    pub fn all(&mut self) -> &'n Table {
        self.all = true;
        self.table
    }

    /// Complains about the keys that nobody asked for.
    pub fn finish(self) {
        let known = |key: &str| self.all || self.asked.contains(&key) || self.never == Some(key);
        for (key, _) in self.table.iter().filter(|(key, _)| !known(&key.value)) {
            let message = match self.what.as_str() {
                "" => format!("no table is called `{}`", key.value),
                what => format!("{what} has no key `{}`", key.value),
            };
            let help = match nearest(&key.value, self.asked.iter().copied()) {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => format!("there are {}", quoted(&self.asked)),
            };
            self.problems.push(Problem::new(key.span.clone(), message).with(help));
        }
    }
}

/// Names with backticks, with commas between.
pub fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}
