//! PPL-01: people whom the identity provider cannot know.

use postern_model::policy::People;
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "PPL-01",
    slug: "no_match",
    title: "people whom the identity provider does not know by their address",
    severity: Severity::High,
    class: Class::Documented,
    remedy: "give them an account at the identity provider with this address, or set their external id; the provider's address must equal the one here",
    reads: &[Needed::Part(Part::Users)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    if view.policy().people == People::Any {
        return;
    }
    if view.policy().email_domains.is_empty() {
        let why = "the policy does not say which e-mail domains the identity provider knows";
        let remedy = Remedy::text("say it: `email_domains = [\"…\"]` under `[people]` of the policy");
        hits.push(Hit::unknown(view.organization_subject(), why).remedy(remedy).class(Class::Own));
        return;
    }
    let exempt = view.policy().exempt(view.organization);
    for user in view.people().filter(|user| view.matched(user) == Some(false)) {
        let domain = user.email.rsplit_once('@').map_or("", |(_, domain)| domain);
        let exempted = if exempt.contains(&user.id) { "; the policy exempts them, the platform's switch does not" } else { "" };
        let text = format!("the address is in `{domain}`, which the identity provider does not know{exempted}");
        let read = format!("`email_domains` of the policy: {}", view.policy().email_domains.join(", "));
        hits.push(Hit::found(user, text).read("`GET /api/v2/users`: `email`, and no external id").read(read));
    }
}
