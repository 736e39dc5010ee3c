//! 401 `bad.credentials`: the token does not open, is over, idle or revoked, or its client or person is not to be used.
//! The order of the private causes is the order a person would look in.

use postern_model::{
    ClientState, SignedIn, Timestamp, Token, UserState,
    settings::{SsoSwitch, Standing},
};
use postern_org::{Organization, Part};

use crate::{Credentials, Missing, Outcome, Question, Reason, TokenFault};

pub(crate) fn check(question: &Question<'_>) -> Outcome {
    let token = match question.credentials {
        Credentials::Token(token) => token,
        Credentials::None => return Outcome::DidNotApply,
        Credentials::Garbage => return Outcome::Refused(Reason::BadCredentials(TokenFault::Unknown)),
    };
    let falls = falls_with_passwords(question, token);
    let wanted = [(Part::Clients, true), (Part::Users, token.user.is_some())];
    for (part, wanted) in wanted {
        if wanted && question.organization.unknown(part).is_some() {
            return Outcome::Unknown(Missing::Part(part));
        }
    }
    let organization = question.organization;
    if falls && organization.is_sso_only_unread() {
        return Outcome::Unknown(Missing::Part(Part::Providers));
    }
    let ends = || (falls && organization.is_sso_only()).then_some(TokenFault::SsoOnly);
    let fault = life(question, token).or_else(|| client(organization, token)).or_else(|| person(organization, token)).or_else(ends);
    match fault {
        Some(fault) => Outcome::Refused(Reason::BadCredentials(fault)),
        None if may_idle(question, token) => Outcome::Unknown(Missing::Part(Part::IdleTimeout)),
        None => Outcome::Passed,
    }
}

/// Whether the token ends when passwords let nobody in any more (*Disable Genesys Cloud Login*).
fn falls_with_passwords(question: &Question<'_>, token: &Token) -> bool {
    let settings = &question.organization.profile().settings;
    token.signed_in == Some(SignedIn::Password)
        && settings.sso_existing_sessions == Standing::Refuse
        && settings.sso_switch == SsoSwitch::PurecloudProvider
}

fn life(question: &Question<'_>, token: &Token) -> Option<TokenFault> {
    let idle = &question.organization.profile().idle;
    let used = question.last_used.unwrap_or(token.issued);
    let used = idle.since.map_or(used, |since| since.max(used));
    let idles = |used: Timestamp| used.plus_seconds(idle.idle_token_timeout_seconds.into()) <= question.now;
    if token.expires() <= question.now {
        Some(TokenFault::Expired)
    } else if question.organization.is_revoked(token.serial) {
        Some(TokenFault::Revoked)
    } else if idle.enable_idle_token_timeout && idles(used) {
        Some(TokenFault::Idle)
    } else {
        None
    }
}

/// The shortest inactivity timeout that an organization can set, in seconds (API description: `IdleTokenTimeout`).
const SHORTEST_IDLE: i64 = 300;

/// Whether the token may have idled, where the timeout could not be read.
fn may_idle(question: &Question<'_>, token: &Token) -> bool {
    let used = question.last_used.unwrap_or(token.issued);
    question.organization.unknown(Part::IdleTimeout).is_some() && used.plus_seconds(SHORTEST_IDLE) <= question.now
}

fn client(organization: &Organization, token: &Token) -> Option<TokenFault> {
    let Some(client) = organization.client(token.client) else { return Some(TokenFault::ClientGone) };
    let refuses_inactive = organization.profile().settings.clients_inactive_tokens == Standing::Refuse;
    match client.state {
        ClientState::Disabled => Some(TokenFault::ClientDisabled),
        ClientState::Inactive if refuses_inactive => Some(TokenFault::ClientInactive),
        _ if client.tokens_from.is_some_and(|from| token.issued < from) => Some(TokenFault::Revoked),
        _ => None,
    }
}

fn person(organization: &Organization, token: &Token) -> Option<TokenFault> {
    let Some(user) = organization.user(token.user?) else { return Some(TokenFault::UserGone) };
    let refuses_inactive = organization.profile().settings.users_inactive_tokens == Standing::Refuse;
    match user.state {
        UserState::Deleted => Some(TokenFault::UserGone),
        UserState::Inactive if refuses_inactive => Some(TokenFault::UserInactive),
        _ if user.tokens_from.is_some_and(|from| token.issued < from) => Some(TokenFault::Revoked),
        _ => None,
    }
}
