//! SSO-02: there is no identity provider through which people could sign in.

use postern_org::Part;

use super::{Rule, providers};
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "SSO-02",
    slug: "no_provider",
    title: "no identity provider works",
    severity: Severity::Critical,
    class: Class::Documented,
    remedy: "configure an identity provider with its address, its issuer and a certificate that is valid",
    reads: &[Needed::Part(Part::Providers)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let broken: Option<Vec<_>> = view
        .organization
        .third_party_providers()
        .map(|provider| providers::broken(provider, view.now).map(|why| (crate::Subject::from(provider), why)))
        .collect();
    let Some(broken) = broken else { return };
    let text = match broken.len() {
        0 => "there is no identity provider beside the platform's own login".to_owned(),
        many => format!("none of the {many} identity providers lets anybody in"),
    };
    let mut hit = Hit::found(view.organization_subject(), text).read("`GET /api/v2/identityproviders`");
    for (provider, why) in broken {
        hit = hit.read(format!("`{}`: {why}", provider.name));
    }
    let remedy = Remedy::text(RULE.remedy)
        .hcl("resource \"genesyscloud_idp_generic\" \"staff\" {\n  name          = \"…\"\n  issuer_uri    = \"…\"\n  target_uri    = \"https://…\"\n  certificates  = [\"…\"]\n}")
        .console("Admin > Integrations > Single Sign-on");
    hits.push(hit.remedy(remedy));
}
