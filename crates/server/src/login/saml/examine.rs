//! Whether a response lets somebody in: who issued it, what it says, whom it names, whether that person may. A function of
//! values, so that it can be asked again of a newer organization.

use std::{net::IpAddr, time::Duration};

use postern_decide::{Admission, Bar, Way, admit};
use postern_model::{Hashed, Id, Provider, Settings, SignedIn, Timestamp, User, sign_in::PendingLogin};
use postern_org::Organization;
use postern_saml::{Accepted, Code, Hint, Use, accept};

use super::{
    find,
    parties::{Unusable, parties, user_of},
    visit::Refused,
};
use crate::{login::steps::Steps, platform::Platform};

/// The most that clocks may differ (help centre).
pub(crate) const SKEW: Duration = Duration::from_secs(10);

/// A response on the table.
#[derive(Clone, Copy)]
pub(super) struct Arrived<'a> {
    pub(super) platform: &'a Platform,
    pub(super) message: &'a [u8],
    pub(super) hint: &'a Hint,
    pub(super) relay: Option<&'a str>,
    pub(super) browser: Hashed,
    pub(super) address: IpAddr,
    pub(super) now: Timestamp,
}

/// A response that was found good, with what it was found good by.
#[derive(Clone)]
pub(super) struct Good {
    pub(super) provider: Provider,
    pub(super) accepted: Accepted,
    pub(super) user: Id<User>,
    pub(super) settings: Settings,
}

/// Examines a response for `organization`.
pub(super) fn examine(arrived: Arrived<'_>, organization: &Organization, steps: &mut Steps) -> Result<Good, Refused> {
    let pending = arrived.hint.in_response_to.as_deref().and_then(|id| organization.kept::<PendingLogin>(id));
    let asked = pending.map(|pending| pending.provider.as_str());
    let candidates = find::candidates(organization, arrived.hint.issuer.as_deref(), asked)?;
    let mine = pending.filter(|pending| pending.browser == arrived.browser);
    // Of several with one issuer the first that takes it; who takes none hears of the first.
    let mut first = None;
    for provider in candidates {
        let mut tried = Steps::default();
        match accepted(arrived, organization, provider, mine, &mut tried) {
            Ok(accepted) => {
                steps.append(tried);
                return person(organization, provider, accepted, steps);
            }
            Err(refused) => _ = first.get_or_insert((refused, tried)),
        }
    }
    let (refused, tried) = first.ok_or_else(|| Refused::new("provider", Code::ProviderUnknown, "no provider has the issuer"))?;
    steps.append(tried);
    Err(refused)
}

fn accepted(
    arrived: Arrived<'_>,
    organization: &Organization,
    provider: &Provider,
    mine: Option<&PendingLogin>,
    steps: &mut Steps,
) -> Result<Accepted, Refused> {
    let (sp, idp) = parties(arrived.platform, organization, provider).map_err(unusable)?;
    steps.passed("provider", format!("the provider `{}`", provider.id));
    let login =
        |login: &PendingLogin| postern_saml::PendingLogin { id: login.id.clone(), idp: login.provider.clone(), issued: login.issued };
    let pending: Vec<_> = mine.map(login).into_iter().collect();
    let verdict = accept(arrived.message, &sp, &idp, Use::WebLogin { pending: &pending }, arrived.now, SKEW);
    steps.message(verdict.steps);
    verdict.outcome.map_err(|refusal| Refused::message("message", &refusal))
}

/// What is wrong with a record that is of no use.
pub(super) fn unusable(unusable: Unusable) -> Refused {
    let code = if unusable == Unusable::Key { Code::NoKey } else { Code::ProviderIncomplete };
    Refused::new("provider", code, unusable.text())
}

fn person(organization: &Organization, provider: &Provider, accepted: Accepted, steps: &mut Steps) -> Result<Good, Refused> {
    let nobody = || Refused::new("person", Code::PersonUnknown, "nobody has the address, nor the name as an external id under the issuer");
    let user = user_of(organization, &accepted).ok_or_else(nobody)?;
    steps.passed("person", format!("the person `{user}`"));
    Ok(Good { provider: provider.clone(), accepted, user, settings: organization.profile().settings.clone() })
}

/// Asks the rules about ways in.
pub(super) fn admitted(arrived: Arrived<'_>, organization: &Organization, user: Id<User>, steps: &mut Steps) -> Result<(), Refused> {
    let user = organization.user(user).ok_or_else(|| Refused::barred(Bar::PersonNotActive))?;
    let answer = admit(&Admission {
        organization,
        way: Way::SamlLogin,
        client: None,
        user: Some(user),
        signed_in: Some(SignedIn::Saml),
        address: arrived.address,
        now: arrived.now,
    });
    steps.admission(&answer);
    answer.outcome.map_err(Refused::barred)
}
