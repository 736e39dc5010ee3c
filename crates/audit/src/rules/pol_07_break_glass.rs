//! POL-07: a break-glass account that would not help.

use postern_model::{Reach, UserState};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, Subject, View, view::person};

pub(super) const RULE: Rule = Rule {
    id: "POL-07",
    slug: "break_glass",
    title: "a break-glass account that would not help",
    severity: Severity::Medium,
    class: Class::Inferred,
    remedy: "name an active person who may change identity providers, and try it; with the platform's switch on no password opens anything, so the switch must be turned off by a machine or by support first",
    reads: &[Needed::Policy, Needed::Part(Part::Users), Needed::Part(Part::Grants), Needed::Part(Part::Roles), Needed::Part(Part::Groups)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for glass in &view.policy().break_glass {
        let people = glass.people(view.organization);
        let [user] = people[..] else {
            let text = match people.len() {
                0 => "the organization has no such person".to_owned(),
                many => format!("{many} people are called so, and none of them is exempt: name one by the e-mail address"),
            };
            let mut hit =
                Hit::found(Subject::new("policy", "", &glass.person), text).read(format!("reason in the policy: {}", glass.reason));
            hit.evidence.extend(people.iter().map(|user| format!("`{}`", user.email)));
            hits.push(hit);
            continue;
        };
        if user.state != UserState::Active {
            hits.push(
                Hit::found(user, format!("is {}: nobody can sign in with it", user.state.name())).read("`GET /api/v2/users`: `state`"),
            );
        } else if !view.organization.may(view.catalog, person(user), "sso:provider:edit", Reach::All) {
            let text = "may not change identity providers (`sso:provider:edit`), so it could repair nothing";
            hits.push(Hit::found(user, text).read(format!("roles: {}", view.held(person(user)).join(", "))));
        }
    }
}
