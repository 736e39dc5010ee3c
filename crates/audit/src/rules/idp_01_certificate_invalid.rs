//! IDP-01: a certificate of an identity provider is expired, not valid yet, or unreadable.

use postern_org::{Part, certificate};

use super::{Rule, providers};
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "IDP-01",
    slug: "certificate_invalid",
    title: "a certificate of an identity provider is not valid",
    severity: Severity::High,
    class: Class::Specified,
    remedy: "take the certificate out of the provider's record, and put the one that the provider signs with into it",
    reads: &[Needed::Part(Part::Providers)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    for provider in view.organization.third_party_providers().filter(|provider| !provider.disabled) {
        for (field, text) in providers::certificates(provider) {
            if let Err(refusal) = certificate::check(&field, text, view.now) {
                let read = format!("`GET /api/v2/identityproviders/{}`, looked at on {}", provider.id, view.now.date());
                hits.push(Hit::found(provider, refusal.message).read(read));
            }
        }
    }
}
