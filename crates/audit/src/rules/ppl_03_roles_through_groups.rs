//! PPL-03: accounts that would lose every role when groups come to be filled by the identity provider.

use postern_model::{Subject as Holder, User};
use postern_org::{Holding, Part};

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View, view::person};

pub(super) const RULE: Rule = Rule {
    id: "PPL-03",
    slug: "roles_through_groups",
    title: "accounts that hold roles only through groups, and that the identity provider does not keep in them",
    severity: Severity::High,
    class: Class::Inferred,
    remedy: "grant the roles to the account itself or, for a program, to an OAuth client of its own, before groups are filled from the identity provider",
    reads: &[Needed::Part(Part::Users), Needed::Part(Part::Groups), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for user in view.people() {
        let Some(why) = outside(view, user) else { continue };
        let holder = person(user);
        // Everybody has the role `employee`; it gives next to nothing.
        let held = view.organization.holdings(holder).filter(|held| held.role.default_role_id.as_deref() != Some("employee"));
        let (own, inherited): (Vec<Holding<'_>>, Vec<_>) = held.partition(|held| held.source == user.id.uuid());
        if !own.is_empty() || inherited.is_empty() || !inherited.iter().all(|held| managed(view, held)) {
            continue;
        }
        hits.push(found(view, user, holder, &inherited, &why));
    }
}

/// Why the identity provider does not keep somebody in groups.
fn outside(view: &View<'_>, user: &User) -> Option<(String, bool)> {
    view.program(user)
        .or_else(|| (view.matched(user) == Some(false)).then(|| ("the identity provider does not know the address".to_owned(), true)))
}

/// Whether a role comes through a group that the identity provider fills, or may come to fill: all, where the policy does not say.
fn managed(view: &View<'_>, held: &Holding<'_>) -> bool {
    let managed = &view.policy().managed_groups;
    let group = view.organization.group(postern_model::Id::new(held.source));
    managed.is_empty() || group.is_some_and(|group| managed.iter().any(|name| name == "*" || *name == group.name))
}

fn found(view: &View<'_>, user: &User, holder: Holder, inherited: &[Holding<'_>], why: &(String, bool)) -> Hit {
    let mut groups: Vec<String> = inherited
        .iter()
        .filter_map(|held| view.organization.group(postern_model::Id::new(held.source)))
        .map(|group| format!("`{}`", group.name))
        .collect();
    groups.sort();
    groups.dedup();
    let text = format!("holds its roles through {} only; out of the group, it is refused everything", groups.join(", "));
    let hit = Hit::found(user, text).read(format!("roles: {}", view.held(holder).join(", "))).read(why.0.clone());
    if why.1 { hit } else { hit.read("inferred from the look of the account") }
}
