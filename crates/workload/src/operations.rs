//! A list of operations, as people write it.
//!
//! ```text
//! # nightly figures
//! POST /api/v2/analytics/conversations/aggregates/query
//! get_routing_queues
//! PUT /api/v2/routing/queues/{queueId} in Cards
//! ```
//!
//! One operation a line, by method and path or by its name in the catalogue. `in` names a division, by name or id; `in *` is
//! every division.

use postern_catalog::{
    Catalog, Operation, Route,
    lookup::{self, Finding},
    route::normalized,
};
use postern_model::Id;

use crate::{Origin, Place, Problem, Workload};

/// After so many mistakes it is probably another file than was meant.
const MOST: usize = 20;

/// Near misses are looked for in so many mistakes, and not in longer lines: it compares with every operation.
const SUGGESTED: usize = 5;

/// The longest line for which near misses are looked for.
const LONGEST: usize = 160;

/// The most operations that a message lists.
const LISTED: usize = 3;

/// Reads a list. An empty one is a workload that needs nothing.
///
/// # Errors
/// Every line that names no operation, up to a limit.
pub fn read(catalog: &Catalog, text: &str) -> Result<Workload, Vec<Problem>> {
    let mut workload = Workload::default();
    let mut problems = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some(said) = Said::of(line) else { continue };
        let number = index + 1;
        match find(catalog, said.call, problems.len() < SUGGESTED) {
            Ok(operation) => {
                let origin = Origin { at: format!("line {number}"), what: said.call.to_owned(), seen: true };
                workload.need(operation.id, said.place(), origin);
            }
            Err(problem) => problems.push(problem.at(number, said.column)),
        }
        if problems.len() == MOST {
            break;
        }
    }
    if problems.is_empty() { Ok(workload) } else { Err(problems) }
}

/// What a line says.
struct Said<'l> {
    call: &'l str,
    division: Option<&'l str>,
    column: usize,
}

impl<'l> Said<'l> {
    /// `None` if the line is empty but for a comment, which begins at the line's begin or behind a blank.
    fn of(line: &'l str) -> Option<Self> {
        let comment = line.match_indices('#').map(|(at, _)| at).find(|at| line[..*at].chars().next_back().is_none_or(char::is_whitespace));
        let said = &line[..comment.unwrap_or(line.len())];
        let trimmed = said.trim();
        let column = said.chars().take_while(|letter| letter.is_whitespace()).count() + 1;
        let (call, division) = match trimmed.split_once(" in ") {
            Some((call, division)) => (call.trim_end(), Some(division.trim().trim_matches('"')).filter(|division| !division.is_empty())),
            None => (trimmed, None),
        };
        (!trimmed.is_empty()).then_some(Self { call, division, column })
    }

    fn place(&self) -> Place {
        match self.division {
            None => Place::Unsaid,
            Some("*") => Place::Everywhere,
            Some(division) => Id::parse(division).map_or_else(|| Place::Named(division.to_owned()), Place::Division),
        }
    }
}

fn find<'c>(catalog: &'c Catalog, call: &str, suggest: bool) -> Result<&'c Operation, Problem> {
    let Some((method, path)) = call.split_once(char::is_whitespace) else {
        return catalog.operation_named(call).ok_or_else(|| unknown(catalog, call, suggest));
    };
    let method = method.to_ascii_uppercase();
    let path = path.trim().split('?').next().unwrap_or_default();
    match catalog.route(&method, &normalized(path)) {
        Route::Found { operation, .. } => Ok(catalog.operation(operation)),
        Route::WrongMethod | Route::NotFound => Err(unknown(catalog, &format!("{method} {path}"), suggest)),
    }
}

fn unknown(catalog: &Catalog, call: &str, suggest: bool) -> Problem {
    let problem = Problem::new(format!("no operation is called {}", quoted(call)));
    if !suggest || call.len() > LONGEST {
        return problem;
    }
    let answer = lookup::run(catalog, lookup::Kind::Operation, call);
    let near = match &answer.finding {
        Finding::Operation(found) => vec![format!("{} {}", found.line.method, found.line.path)],
        Finding::Operations(found) => found.iter().take(LISTED).map(|line| format!("{} {}", line.method, line.path)).collect(),
        _ => answer.suggestions.iter().take(LISTED).map(|suggestion| suggestion.name.clone()).collect(),
    };
    match near.as_slice() {
        [] => problem.with("a line is a method and a path, such as `GET /api/v2/users`, or a name, such as `get_users`"),
        near => problem.with(format!("did you mean {}?", near.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or "))),
    }
}

/// The begin of what stands there, for it may be anything.
fn quoted(call: &str) -> String {
    const SHOWN: usize = 60;
    let begin: String = call.chars().take(SHOWN).collect();
    if begin.len() < call.len() { format!("`{begin}…`") } else { format!("`{begin}`") }
}
