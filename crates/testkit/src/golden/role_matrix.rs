//! Who may do what: sample roles × operations × divisions, straight through `decide`.

use std::fmt::Write;

use postern_catalog::{Catalog, Operation};
use postern_decide::{Reason, Verdict, decide};

use super::question;
use crate::{
    body::Fill,
    request::Request,
    sample::{self, Holder, Offices},
};

const LEGEND: &str = "\
# Who may do what, as the decision engine answers it. Written by `cargo xtask generate`; a change of rights shows here.
#
# One line an operation, one letter a holder: first the people, then the machines (clients with client credentials).
#   A  allowed, also in the other office
#   D  allowed in the north office only: its grant reaches no further
#   .  refused: the permissions are not held (403)
#   u  refused: the operation wants a person (400 not.a.user)
#   ?  nobody can tell: no source states the permissions
# A letter D needs an operation whose request shows what it touches; listings are filtered instead, and count as A.
";

/// The text of `golden/role-matrix.txt`.
pub fn role_matrix() -> String {
    let offices = sample::offices();
    let mut text = String::from(LEGEND);
    legend(&mut text, "people", &offices.people);
    legend(&mut text, "machines", &offices.machines);
    for operation in Catalog::builtin().operations() {
        // Writing to a `String` cannot fail.
        let _ = writeln!(
            text,
            "{} {}  {:<6} {}",
            letters(&offices, &offices.people, operation),
            letters(&offices, &offices.machines, operation),
            operation.method,
            operation.path
        );
    }
    text
}

fn legend(text: &mut String, title: &str, holders: &[Holder]) {
    let _ = writeln!(text, "#\n# {title}");
    for (at, holder) in (1..).zip(holders) {
        let _ = writeln!(text, "#   {at}  {}", holder.label);
    }
    if title == "machines" {
        text.push('\n');
    }
}

fn letters(offices: &Offices, holders: &[Holder], operation: &'static Operation) -> String {
    let plain = Request::to_nothing(operation, Fill::Required);
    let north = Request::to(operation, offices.north).unwrap_or_else(|| plain.clone());
    let south = Request::to(operation, offices.south).unwrap_or(plain);
    let verdict = |holder: &Holder, request| decide(&question(&offices.organization, &holder.token, Some(request))).verdict;
    holders.iter().map(|holder| letter(verdict(holder, &north), verdict(holder, &south))).collect()
}

fn letter(north: Verdict, south: Verdict) -> char {
    match (north, south) {
        (Verdict::Allow, Verdict::Allow) => 'A',
        (Verdict::Allow, _) => 'D',
        (Verdict::Deny(Reason::NotAUser), _) => 'u',
        (Verdict::Deny(_), _) => '.',
        (Verdict::Unknown(_), _) => '?',
    }
}
