//! PPL-02: people who still sign in with a password.

use postern_model::{evidence::Piece, policy::People};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "PPL-02",
    slug: "passwords_in_use",
    title: "people who still sign in with a password",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "find out why they do; a program that uses this account needs an OAuth client of its own",
    reads: &[Needed::Part(Part::Users), Needed::Piece(Piece::Activity)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    // Once the switch is on, no password opens anything.
    if view.policy().people == People::Any || view.organization.is_sso_only() {
        return;
    }
    let days = view.policy().thresholds.password_days;
    let since = view.taken.plus_seconds(-86_400 * i64::from(days));
    let exempt = view.policy().exempt(view.organization);
    for user in view.people().filter(|user| !exempt.contains(&user.id)) {
        let Some(last) = user.last_login.filter(|last| *last >= since) else { continue };
        let program = view.program(user).map_or(String::new(), |(why, _)| format!("; it seems to be a program: {why}"));
        let text = format!("signed in with a password on {}, within {days} days{program}", last.date());
        hits.push(Hit::found(user, text).read("`GET /api/v2/users?expand=dateLastLogin`: the last sign-in with user name and password"));
    }
}
