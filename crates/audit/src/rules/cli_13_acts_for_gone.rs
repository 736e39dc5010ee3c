//! CLI-13: a client acted for somebody who is gone.

use std::collections::BTreeMap;

use postern_model::{Id, User, UserState};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "CLI-13",
    slug: "acts_for_gone",
    title: "a client that acted for somebody who is gone",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "find out what acts for them, end their tokens, and give a program that has to go on a client of client credentials",
    reads: &[Needed::Part(Part::Clients), Needed::Part(Part::Users), Needed::Usage],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let days = view.collected().map_or(0, |evidence| evidence.window_days);
    for client in view.clients() {
        let mut gone: BTreeMap<Id<User>, u64> = BTreeMap::new();
        for line in view.usage_of(client).filter(|line| line.accepted() > 0) {
            let Some(id) = line.user else { continue };
            if view.organization.user(id).is_none_or(|user| user.state != UserState::Active) {
                *gone.entry(id).or_default() += line.accepted();
            }
        }
        for (id, requests) in gone {
            let (who, class) = match view.organization.user(id) {
                Some(user) => (format!("`{}`, who is {}", user.name, user.state.name()), Class::Specified),
                None => (format!("`{id}`, who is not among the people of this organization"), Class::Inferred),
            };
            let hit = Hit::found(client, format!("acted within {days} days for {who}"))
                .read(format!("usage: {requests} requests for them were answered; whether before or after they left is not shown"));
            let api = format!("DELETE /api/v2/tokens/{id}");
            let hit = hit.class(class).remedy(Remedy::text(RULE.remedy).api(api));
            hits.push(if class == Class::Specified {
                hit
            } else {
                hit.read("they may be of a trustee organization, or deleted for good (inferred)")
            });
        }
    }
}
