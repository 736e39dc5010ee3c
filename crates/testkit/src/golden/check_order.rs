//! Which checks a request passes, in which order: rows are checks, columns kinds of requests.

use std::fmt::Write;

use postern_catalog::Catalog;
use postern_decide::{Check, Question, Rate, decide, trace::Step};
use postern_model::{GrantType, Id, Reach, Settings, Token};
use postern_org::Organization;

use super::question;
use crate::{
    body::Fill,
    build,
    request::{NOTHING, Place, Request},
    sample,
};

const LEGEND: &str = "\
# The checks of a request, in the order they run, and what each has to look at. Written by `cargo xtask generate`.
#
# The caller is an administrator whose request passes every check it can. Every optional check is switched on: the
# organization has an IP allowlist and enforces scopes, and a rate limit is set. The first refusal ends a request.
#   +  looked, and passed
#   -  had nothing to look at
#   !  refused
#   ?  cannot tell; the server goes on, and the operation answers 501
#      did not run
";

/// A kind of request: its column's title, and an operation of that kind by name (none: a path that nothing has).
const KINDS: [(&str, Option<&str>); 7] = [
    ("nothing", None),
    ("free", Some("get_authorization_divisions_home")),
    ("any", Some("get_authorization_roles")),
    ("all", Some("post_audits_query")),
    ("division", Some("patch_user")),
    ("person", Some("post_conversations_calls")),
    ("unstated", Some("get_externalcontacts_graphs_settings")),
];

/// The text of `golden/check-order.txt`.
pub fn check_order() -> String {
    let scene = Scene::new();
    let mut text = String::from(LEGEND);
    let _ = writeln!(text, "#\n# order  {}\n#", Settings::default().get("check-order").unwrap_or_default());
    for (title, name) in KINDS {
        let operation = name.and_then(|name| Catalog::builtin().operation_named(name));
        let example =
            operation.map_or("a path that does not exist".to_owned(), |operation| format!("{} {}", operation.method, operation.path));
        let _ = writeln!(text, "# {title:<9} {example}");
    }
    for (caller, token) in [("a person", scene.person), ("a machine", scene.machine)] {
        let _ = writeln!(text, "\n{caller:<30}{}  codes", KINDS.map(|(title, _)| format!("{title:<10}")).concat());
        for check in Check::ALL {
            let cells = KINDS.map(|(_, name)| format!("{:<10}", scene.cell(&token, name, check))).concat();
            let _ = writeln!(text, "{:<30}{cells}  {}", check.name(), check.codes().join(", "));
        }
    }
    text
}

/// An organization with every optional check switched on, and two administrators in it.
struct Scene {
    organization: Organization,
    place: Place,
    person: Token,
    machine: Token,
}

impl Scene {
    fn new() -> Self {
        let mut draft = sample::fresh();
        let mut profile = draft.profile().clone();
        profile.authentication.ip_address_allowlist = vec!["127.0.0.0/8".to_owned()];
        profile.settings.scopes_enforce = true;
        draft.put_profile(profile).expect("the allowlist is well-formed");
        let division = build::division(&mut draft, "North");
        let user = build::user(&mut draft, "Ada", division);
        let (via, _) = build::client(&mut draft, "Console", GrantType::Code);
        let (client, _) = build::client(&mut draft, "Pipeline", GrantType::ClientCredentials);
        let mut console = draft.client(via).expect("it was just made").clone();
        console.scope = Catalog::builtin().scopes().iter().map(|scope| scope.name.to_owned()).collect();
        draft.put_client(console);
        let role = draft.default_role("admin").expect("it is a shipped role").id;
        for subject in [build::user_subject(user), build::client_subject(client)] {
            build::grant(&mut draft, subject, role, Reach::All);
        }
        let person = sample::token(build::user_subject(user), via.uuid());
        let machine = sample::token(build::client_subject(client), client.uuid());
        let place = Place { user: user.uuid(), division: Id::uuid(division), thing: NOTHING };
        Self { organization: draft.finish().0, place, person, machine }
    }

    fn cell(&self, token: &Token, name: Option<&str>, check: Check) -> &'static str {
        let operation = name.map(|name| Catalog::builtin().operation_named(name).unwrap_or_else(|| panic!("no operation `{name}`")));
        let request =
            operation.map(|operation| Request::to(operation, self.place).unwrap_or_else(|| Request::to_nothing(operation, Fill::Required)));
        let rate = Rate { count: 1, allowed: 300, reset: 60 };
        let decision = decide(&Question { rate, ..question(&self.organization, token, request.as_ref()) });
        match decision.trace.steps().find(|(ran, _)| *ran == check) {
            Some((_, Step::Passed)) => "+",
            Some((_, Step::DidNotApply)) => "-",
            Some((_, Step::Refused)) => "!",
            Some((_, Step::Unknown)) => "?",
            None => "",
        }
    }
}
