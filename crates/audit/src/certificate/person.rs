//! Whether a program that acts as a person goes on: what speaks for it is the person's own way in, so everything is asked of
//! the accounts that it acted for.

use postern_catalog::Operation;
use postern_decide::{Target, Verdict as Decided, in_scope, rights};
use postern_model::{Client, GrantType, Timestamp, User, UserState, evidence::Piece};
use postern_org::{Organization, Part};
use postern_workload::{Need, Place, together};

use super::verdict::{Reasons, permitted, shortened};
use crate::{Needed, View, coverage, rules::provider_broken, view::person};

/// Asks the accounts of a client of `CODE` or `SAML2-BEARER`, which comes in as far as its grant goes.
pub(super) fn accounts(view: &View<'_>, locked: &Organization, client: &Client, reasons: &mut Reasons) {
    if let Some(missing) = Needed::Part(Part::Users).missing(view) {
        return reasons.open.push(missing.why);
    }
    if locked.is_sso_only() {
        providers(view, reasons);
    }
    let accounts = match acted_for(view, client) {
        Ok(accounts) => accounts,
        Err(why) => {
            reasons.open.push(why);
            if client.grant_type == GrantType::Code && locked.is_sso_only() {
                reasons
                    .open
                    .push("it goes on only if its account signs in through the identity provider, and not with a password".to_owned());
            }
            return;
        }
    };
    for user in accounts {
        match user.state {
            UserState::Active => {}
            state => {
                reasons.breaks.push(format!("it acts for `{}`, who is {}", user.name, state.name()));
                continue;
            }
        }
        if client.grant_type == GrantType::Saml2Bearer {
            reasons.keeps.push(format!("the identity provider spoke for `{}` within the window", user.name));
        } else if locked.is_sso_only() {
            way_in(view, user, reasons);
        }
        work(view, client, user, reasons);
    }
    if client.grant_type == GrantType::Code {
        refreshing(view, client, reasons);
    } else {
        reasons.only_if.push("the identity provider goes on giving it assertions, which is that provider's own matter".to_owned());
    }
}

/// Whether anybody could sign in through an identity provider.
fn providers(view: &View<'_>, reasons: &mut Reasons) {
    if let Some(missing) = Needed::Part(Part::Providers).missing(view) {
        return reasons.open.push(missing.why);
    }
    let mut all = view.organization.third_party_providers();
    match all.find(|provider| provider_broken(provider, view.now).is_none()) {
        Some(provider) => reasons.keeps.push(format!("the identity provider `{}` works, as far as its record shows", provider.id)),
        None => reasons.breaks.push("no identity provider works, so nothing could sign its account in (SSO-02)".to_owned()),
    }
}

/// The accounts that a client acted for within the window; why they are not known.
fn acted_for<'a>(view: &View<'a>, client: &Client) -> Result<Vec<&'a User>, String> {
    if let Some(missing) = Needed::Usage.missing(view) {
        return Err(format!("for whom it acts is not known: {}", missing.why));
    }
    let days = view.collected().map_or(0, |evidence| evidence.window_days);
    let mut users: Vec<_> = view.usage_of(client).filter(|line| line.accepted() > 0).filter_map(|line| line.user).collect();
    users.sort_unstable();
    users.dedup();
    if users.is_empty() {
        let called = view.usage_of(client).any(|line| line.accepted() > 0);
        return Err(match called {
            true => format!("for whom it acts is not known: its usage of {days} days does not name the person"),
            false => format!("for whom it acts is not known: it called nothing within {days} days"),
        });
    }
    let known =
        users.iter().map(|id| view.organization.user(*id).ok_or_else(|| format!("it acts for `{id}`, who is not among the people")));
    known.collect()
}

/// Whether somebody comes in without a password, which is what the switch leaves.
fn way_in(view: &View<'_>, user: &User, reasons: &mut Reasons) {
    let name = &user.name;
    if view.policy().program_accounts.contains(&user.email.to_lowercase()) {
        return reasons.breaks.push(format!("nobody signs `{name}` in at the identity provider (`program_accounts` of the policy)"));
    }
    if view.matched(user) == Some(false) {
        return reasons.breaks.push(format!("the identity provider does not know the address of `{name}`"));
    }
    if let Some(missing) = Needed::Piece(Piece::Activity).missing(view) {
        return reasons.open.push(format!("how `{name}` signs in is not known: {}", missing.why));
    }
    let days = view.policy().thresholds.password_days;
    let recent = view.taken.plus_seconds(-86_400 * i64::from(days));
    let on = |at: Timestamp| at.date();
    match (user.last_token, user.last_login) {
        (Some(token), _) if since_switch(view).is_some_and(|since| token > since) => {
            reasons.keeps.push(format!(
                "`{name}` got a token on {}, after the switch was turned on (audit event; that it is the switch is inferred)",
                on(token)
            ));
        }
        (_, Some(login)) if login >= recent => {
            reasons.breaks.push(format!(
                "`{name}` still signs in with a password (last on {}): what it holds ends with the switch (inferred)",
                on(login)
            ));
        }
        (_, Some(login)) => reasons.open.push(format!(
            "`{name}` signed in with a password on {}: what it holds may have begun then, and would end with the switch (inferred)",
            on(login)
        )),
        (Some(token), None) => reasons.keeps.push(format!(
            "`{name}` got a token on {} and never signed in with a password: it comes through the identity provider (inferred)",
            on(token)
        )),
        (None, None) => reasons.open.push(format!("no sign-in of `{name}` is shown")),
    }
}

/// When the switch was turned on at the latest, where it is on and an audit event of the window tells.
fn since_switch(view: &View<'_>) -> Option<Timestamp> {
    if !view.organization.is_sso_only() {
        return None;
    }
    let audits = view.collected()?.audits.known()?;
    let of_switch = |entity: &str| entity == postern_model::Provider::PURECLOUD;
    audits.iter().filter(|event| event.entity_type == "IdentityProvider" && of_switch(&event.entity)).map(|event| event.at).max()
}

/// Whether an account may do what the client is said to have to do. What it did within the window was permitted.
fn work(view: &View<'_>, client: &Client, user: &User, reasons: &mut Reasons) {
    let Some(workload) = view.workloads.get(&client.id) else {
        return reasons.keeps.push(format!("what it did for `{}` within the window was permitted", user.name));
    };
    if let Some(missing) = [Part::Grants, Part::Roles, Part::Groups].into_iter().find_map(|part| Needed::Part(part).missing(view)) {
        return reasons.open.push(missing.why);
    }
    let (mut refused, mut open) = (Vec::new(), Vec::new());
    let settings = &view.organization.profile().settings;
    let scopes_unread = Needed::Piece(Piece::ScopeEnforcement).missing(view).is_some();
    let mut out_of_scope = 0;
    for need in &workload.needs {
        let operation = view.catalog.operation(need.operation);
        let shown = coverage::shown(view, need);
        if !in_scope(operation, &client.scope) {
            if settings.scopes_enforce {
                refused.push(format!("{shown} is refused: the client has none of the scopes {}", operation.scopes.join(", ")));
                continue;
            }
            out_of_scope += usize::from(scopes_unread);
        }
        match target(view, need).map(|target| may(view, user, operation, target)) {
            Ok(Decided::Allow) => {}
            Ok(Decided::Deny(reason)) => {
                refused.push(format!("{shown} is refused to `{}`: {} `{}`", user.name, reason.status(), reason.code()))
            }
            Ok(Decided::Unknown(missing)) => {
                let why = missing.words(view.catalog, view.organization, person(user));
                open.push((shown, format!("whether `{}` may cannot be told: {why}", user.name)));
            }
            Err(why) => open.push((shown, why)),
        }
    }
    let mut open = together(open);
    if out_of_scope > 0 {
        let what = format!("scopes are not enforced, which nothing shows: the client has none of those of {out_of_scope} operations");
        reasons.only_if.push(what);
    }
    open.extend(workload.gaps.iter().map(|gap| format!("{}: {}", gap.at, gap.why)));
    if refused.is_empty() && open.is_empty() {
        reasons.keeps.push(format!("{} to `{}`", permitted(workload.needs.len()), user.name));
    }
    reasons.breaks.extend(shortened(refused));
    reasons.open.extend(shortened(open));
}

fn may(view: &View<'_>, user: &User, operation: &Operation, target: Target) -> Decided {
    rights(view.catalog, view.organization, person(user), operation, target, view.now).verdict
}

/// Where a need is, for a decision. A place that is not said asks for the permission anywhere.
fn target(view: &View<'_>, need: &Need) -> Result<Target, String> {
    Ok(match &need.place {
        Place::Unsaid => Target::None,
        Place::Everywhere => Target::One(postern_model::Id::new(uuid::Uuid::nil())),
        Place::Home => Target::One(view.organization.home()),
        Place::Division(id) => Target::One(*id),
        Place::Named(name) => {
            let named = view.organization.divisions().find(|division| division.name.to_lowercase() == name.to_lowercase());
            Target::One(named.ok_or_else(|| format!("no division is called `{name}`"))?.id)
        }
    })
}

/// What a program of the code grant has to hold besides, whatever the switch is.
fn refreshing(view: &View<'_>, client: &Client, reasons: &mut Reasons) {
    if let Some(missing) = Needed::Piece(Piece::IdleTimeout).missing(view) {
        return reasons.open.push(missing.why);
    }
    reasons.only_if.push(if view.organization.profile().idle.enable_idle_token_timeout {
        format!(
            "something signs its account in again before each token ends, after {} seconds at the latest: with the inactivity timeout on there \
             are no refresh tokens (documented)",
            client.token_seconds
        )
    } else {
        "it holds a refresh token that is good until it is used again: how long one lives, and whether PKCE without a secret gets one, is not \
         public"
            .to_owned()
    });
}
