//! Making the organization of an empty store.

use postern_catalog::Catalog;
use postern_model::{GrantType, Id, Profile, Reach, Timestamp};
use postern_org::{Circumstances, Draft, Organization, Refusal, change::whole, change::whole::ClientSecret, demo, fresh};
use postern_store::{Store, StoreError};
use uuid::Uuid;

use crate::{
    options::{Filling, Options},
    serve::StartError,
    tenant,
};

/// What is told of a new organization, once.
pub(crate) struct Founded {
    /// The client to begin with.
    pub(crate) first: Option<fresh::Founded>,
    /// The clients that a file described, where there was one.
    pub(crate) filled: Option<Vec<ClientSecret>>,
}

/// Refuses a filling that cannot be used, before anything is opened or made: it is tried on an organization of its own.
pub(crate) fn check(options: &Options, now: Timestamp) -> Result<(), StartError> {
    match &options.filling {
        Some(Filling::Seed(seed)) => seed.rehearse(Catalog::builtin(), now).map_err(StartError::Seed),
        Some(Filling::Snapshot(_)) => fill(options, Uuid::nil(), circumstances([0; 32], now)?).map(drop),
        None => Ok(()),
    }
}

/// Makes the organization of an empty store; `None` when another node did so first.
pub(crate) async fn found(store: &Store, pepper: [u8; 32], options: &Options, now: Timestamp) -> Result<Option<Founded>, StartError> {
    let mut circumstances = circumstances(pepper, now)?;
    let wanted = match &options.filling {
        Some(Filling::Snapshot(snapshot)) => snapshot.organization.id,
        _ => circumstances.entropy.uuid(),
    };
    // Of several nodes that start on one empty store, all get the id of the first, and the first to commit founds.
    let id = store.key("organization", wanted.as_bytes()).await?;
    let id = Uuid::from_slice(&id).map_err(|error| StartError::Other(error.to_string()))?;
    if matches!(options.filling, Some(Filling::Snapshot(_))) && id != wanted {
        return Ok(None);
    }
    let (draft, founded) = fill(options, id, circumstances)?;
    let (_, writes, events) = draft.finish();
    let writes: Vec<_> = writes.into_iter().map(tenant::stored).collect();
    let log: Vec<_> = events.into_iter().map(|event| tenant::entry(event, now)).collect();
    match store.commit(id, 0, &writes, &log).await {
        Ok(_) => Ok(Some(founded)),
        Err(StoreError::Conflict { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn circumstances(pepper: [u8; 32], now: Timestamp) -> Result<Circumstances, StartError> {
    let entropy = tenant::entropy().map_err(|fault| StartError::Other(fault.message))?;
    Ok(Circumstances { now, entropy, pepper, actor: None })
}

fn fill(options: &Options, id: Uuid, circumstances: Circumstances) -> Result<(Draft<'static>, Founded), StartError> {
    match &options.filling {
        Some(Filling::Snapshot(snapshot)) => {
            let mut draft = empty(snapshot.organization.clone(), circumstances)?;
            draft.put_profile(snapshot.organization.clone())?;
            let secrets = whole::restore(&mut draft, (**snapshot).clone())?;
            let founded = Founded { first: first_client(&draft, &secrets), filled: Some(secrets) };
            Ok((draft, founded))
        }
        Some(Filling::Seed(seed)) => {
            let founding = seed.founding(id);
            let mut draft = empty(fresh::profile(&founding), circumstances)?;
            let first = fresh::found(&mut draft, &founding.email_domain)?;
            let secrets = seed.sow(&mut draft).map_err(|problem| StartError::Seed(vec![problem]))?;
            Ok((draft, Founded { first: Some(first), filled: Some(secrets) }))
        }
        None => {
            let founding = founding(id, options.demo);
            let mut draft = empty(fresh::profile(&founding), circumstances)?;
            let mut first = fresh::found(&mut draft, &founding.email_domain)?;
            if options.demo {
                first.demo_clients = demo::tell(&mut draft, &founding.email_domain)?;
            }
            Ok((draft, Founded { first: Some(first), filled: None }))
        }
    }
}

fn empty(profile: Profile, circumstances: Circumstances) -> Result<Draft<'static>, Refusal> {
    Ok(Draft::new(&Organization::empty(profile)?, Catalog::builtin(), circumstances))
}

fn founding(id: Uuid, demo: bool) -> fresh::Founding {
    let (name, short_name) = if demo { ("Harbour Bank (demo)", "harbourbank") } else { ("Local organization", "local") };
    fresh::Founding { id, name: name.to_owned(), short_name: short_name.to_owned(), email_domain: format!("{short_name}.example") }
}

/// Of the clients whose secrets are known, the oldest machine that holds the role `admin` everywhere: it can do what the
/// first client of a fresh organization can.
fn first_client(organization: &Organization, secrets: &[ClientSecret]) -> Option<fresh::Founded> {
    let admin = organization.default_role("admin")?.id;
    let rules = |id: Id<postern_model::Client>| {
        let held = organization.grants(id.uuid()).map_or(&[][..], |held| &held.grants);
        held.iter().any(|grant| grant.role == admin && grant.division == Reach::All)
    };
    let machine = |secret: &&ClientSecret| {
        let client = organization.client(secret.client_id).filter(|client| client.grant_type == GrantType::ClientCredentials);
        client.is_some_and(|client| client.state == postern_model::ClientState::Active && rules(client.id))
    };
    let oldest =
        secrets.iter().filter(machine).min_by_key(|secret| organization.client(secret.client_id).map(|client| client.date_created))?;
    Some(fresh::Founded { client_id: oldest.client_id, client_secret: oldest.client_secret.clone(), demo_clients: Vec::new() })
}
