//! SSO-01: people can still come in without the identity provider.

use postern_model::{Provider, evidence::Piece, policy::People, settings::SsoSwitch};
use postern_org::Part;

use super::Rule;
use crate::{Class, Hit, Needed, Remedy, Severity, View};

pub(super) const RULE: Rule = Rule {
    id: "SSO-01",
    slug: "not_enforced",
    title: "single sign-on is not the only way in for people",
    severity: Severity::Critical,
    class: Class::Inferred,
    remedy: "switch on *Disable Genesys Cloud Login*, once every machine client is ready for it",
    reads: &[Needed::Part(Part::Providers), Needed::Piece(Piece::NativeLogin)],
    check,
};

fn check(view: &View<'_>, hits: &mut Vec<Hit>) {
    let organization = view.organization;
    if view.policy().people == People::Any || organization.is_sso_only() {
        return;
    }
    let subject = view.organization_subject();
    if organization.profile().settings.sso_switch == SsoSwitch::None {
        let why = "the setting `sso.switch` is `none`: nothing that the API shows is taken for the switch";
        hits.push(Hit::unknown(subject, why).read("setting `sso.switch` = `none`"));
        return;
    }
    let record = match organization.provider(Provider::PURECLOUD) {
        Some(_) => "`GET /api/v2/identityproviders/purecloud`: `disabled` is false",
        None => "no record `purecloud` among the identity providers: the platform's own login is on until it is switched off",
    };
    let remedy = Remedy::text(RULE.remedy)
        .api("PUT /api/v2/identityproviders/purecloud {\"disabled\": true}")
        .console("Admin > Organization Settings > Authentication > Disable Genesys Cloud Login");
    let hit = Hit::found(subject, "people can sign in with the platform's own login and a password");
    hits.push(hit.read(record).read("that this record is the switch is inferred: no public source states it").remedy(remedy));
}
