//! PPL-04: too few people could administer authorization once single sign-on is the only way in.

use postern_model::{Reach, policy::People};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Severity, View, view::person};

pub(super) const RULE: Rule = Rule {
    id: "PPL-04",
    slug: "few_administrators",
    title: "too few people can administer authorization through the identity provider",
    severity: Severity::High,
    class: Class::Inferred,
    remedy: "give a role that may grant roles in all divisions to another person whom the identity provider knows",
    reads: &[Needed::Part(Part::Users), Needed::Part(Part::Groups), Needed::Part(Part::Grants), Needed::Part(Part::Roles)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    if view.policy().people == People::Any {
        return;
    }
    let administers =
        |user: &&postern_model::User| view.organization.may(view.catalog, person(user), "authorization:grant:add", Reach::All);
    let able: Vec<_> = view.people().filter(administers).collect();
    let outside = able.iter().filter(|user| view.matched(user) == Some(false)).count();
    let (least, many) = (view.policy().thresholds.least_administrators as usize, able.len() - outside);
    if many >= least {
        return;
    }
    let names: Vec<_> = able.iter().filter(|user| view.matched(user) != Some(false)).map(|user| format!("`{}`", user.name)).collect();
    let text = format!("{many} can grant roles in all divisions and come in through the identity provider; the policy wants {least}");
    let mut hit = Hit::found(view.organization_subject(), text).read("active people who hold `authorization:grant:add` in all divisions");
    if !names.is_empty() {
        hit = hit.read(names.join(", "));
    }
    if outside > 0 {
        hit = hit.read(format!("{outside} more have addresses that the identity provider does not know"));
    }
    hits.push(hit);
}
