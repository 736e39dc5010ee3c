//! A person's password, where people come in through single sign-on only.

use postern_decide::{Bar, TokenFault};
use postern_model::settings::Evidence::Documented;

use super::{Case, Cause, Finding, graded};

pub(super) const CAUSE: Cause = Cause {
    name: "password-under-sso",
    title: "a person's password is used where single sign-on is the only way in",
    evidence: Documented,
    decided: true,
    look,
};

fn look(case: &Case<'_>) -> Option<Finding> {
    let by_password = case.seen.grant.as_deref() == Some("password");
    let settled = case.fault() == Some(TokenFault::SsoOnly) || matches!(case.bar(), Some(Bar::SsoOnly | Bar::PeopleSamlOnly));
    let certain = case.seen.says("single sign-on only");
    let locked = case.place.is_some_and(|place| place.organization.is_sso_only());
    let possible = case.bad_token() && locked && case.asked.user.is_some();
    let likelihood = graded(settled, certain, by_password && case.token_refused(), possible)?;
    Finding::new(
        likelihood,
        "*Disable Genesys Cloud Login* ends passwords; it does not touch client credentials, SCIM clients and SAML bearer assertions. \
         What breaks under it acts as a person, with that person's password",
        "`authorizedGrantType` of the client is `PASSWORD`, or the program keeps a user name; and `GET /api/v2/identityproviders/purecloud` \
         says `disabled: true` (inferred to be that switch)",
        "give the program a client of its own with the grant CLIENT-CREDENTIALS and the roles it needs; where it must act as a person, \
         the authorization code grant through the identity provider",
    )
}
