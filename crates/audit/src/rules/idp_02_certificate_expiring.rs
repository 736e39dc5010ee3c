//! IDP-02: a certificate of an identity provider ends soon.

use postern_org::{Part, certificate};

use super::{Rule, providers};
use crate::{Class, Hit, Needed, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "IDP-02",
    slug: "certificate_expiring",
    title: "a certificate of an identity provider ends soon",
    severity: Severity::Medium,
    class: Class::Specified,
    remedy: "put the provider's next certificate beside this one before its last day; a record holds up to five",
    reads: &[Needed::Part(Part::Providers)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let days = view.policy().thresholds.certificate_days;
    let soon = view.now.plus_seconds(86_400 * i64::from(days));
    for provider in view.organization.third_party_providers().filter(|provider| !provider.disabled) {
        for (field, text) in providers::certificates(provider) {
            let Ok((_, until)) = certificate::validity(&field, text) else { continue };
            if view.now <= until && until < soon {
                let hit = Hit::found(provider, format!("`{field}` ends on {}, within {days} days", until.date()));
                hits.push(hit.read(format!("`GET /api/v2/identityproviders/{}`", provider.id)));
            }
        }
    }
}
