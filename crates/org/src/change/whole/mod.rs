//! Changes of the organization as a whole: from a snapshot, and back to how it was.
//!
//! Both bring configuration back and nobody in: sessions, codes and refresh tokens end, and what was ended stays ended.

mod check;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use postern_model::{
    Client, Id, Snapshot, Timestamp,
    sign_in::{Consent, Password, SpentAssertion},
};
use serde::Serialize;

use crate::{Draft, Organization, Refusal, Resource, Resources, SignIns};

/// The credentials of a client whose secret was made here, told once.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ClientSecret {
    /// The client's name.
    pub name: String,
    /// Its id.
    pub client_id: Id<Client>,
    /// Its secret; kept nowhere.
    pub client_secret: String,
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "ClientSecret(of {} `{}`, …)", self.client_id, self.name)
    }
}

/// Makes the organization the one in `snapshot`. A snapshot holds no secrets: clients and people who are here already keep
/// theirs, other clients get fresh ones, which are the answer, and other people have no password.
///
/// `secret_made` of a client with a fresh secret stays the snapshot's: a copy is to look like what it is a copy of.
///
/// # Errors
///
/// A part of the snapshot could not be read when it was taken, or its parts do not fit together.
pub fn restore(draft: &mut Draft<'_>, snapshot: Snapshot) -> Result<Vec<ClientSecret>, Refusal> {
    check::check(&snapshot)?;
    let current = draft.organization.clone();
    let mut target = Organization::from_snapshot(draft.catalog, snapshot)?;
    // What was collected elsewhere says nothing of the organization that begins here.
    target.evidence = None;
    let secrets = give_secrets(draft, &current, &mut target);
    let mut sign_ins = SignIns::default();
    target.all_kept::<Consent>().for_each(|consent| sign_ins.put(consent.clone()));
    let stays = |password: &&Password| target.live_user(password.user).is_some();
    current.all_kept::<Password>().filter(stays).for_each(|password| sign_ins.put(password.clone()));
    target.sign_ins = sign_ins;
    keep_places(&current, &mut target);
    settle(&current, &mut target, draft.now());
    put(draft, target, "Restore");
    Ok(secrets)
}

/// Makes the organization what it was: `start`, with the secrets and passwords of that time.
pub fn reset(draft: &mut Draft<'_>, start: &Organization) {
    let mut target = start.clone();
    let mut sign_ins = SignIns::default();
    start.all_kept::<Consent>().for_each(|consent| sign_ins.put(consent.clone()));
    start.all_kept::<Password>().for_each(|password| sign_ins.put(password.clone()));
    target.sign_ins = sign_ins;
    settle(&draft.organization.clone(), &mut target, draft.now());
    put(draft, target, "Reset");
}

fn put(draft: &mut Draft<'_>, target: Organization, action: &str) {
    let (id, name) = (target.profile().id.to_string(), target.profile().name.clone());
    draft.replace(target);
    draft.log("Organization", action, ("PosternSnapshot", &id, &name), Vec::new());
}

fn give_secrets(draft: &mut Draft<'_>, current: &Organization, target: &mut Organization) -> Vec<ClientSecret> {
    let mut secrets = Vec::new();
    let clients: Vec<Client> = target.clients().cloned().collect();
    for mut client in clients {
        match current.client(client.id) {
            Some(known) => (client.secret_hash, client.secret_made) = (known.secret_hash, known.secret_made),
            None => {
                let secret = draft.circumstances.entropy.secret();
                client.secret_hash = Client::hash_secret(&draft.circumstances.pepper, &secret);
                secrets.push(ClientSecret { name: client.name.clone(), client_id: client.id, client_secret: secret });
            }
        }
        target.clients.insert_mut(client.id, Arc::new(client));
    }
    secrets.sort_by(|left, right| (&left.name, left.client_id).cmp(&(&right.name, right.client_id)));
    secrets
}

/// Resources that are here already keep their places in order of creation, which snapshots do not hold.
fn keep_places(current: &Organization, target: &mut Organization) {
    let mut resources = Resources::default();
    let (known, new): (Vec<_>, Vec<_>) = target.resources.all().partition(|resource| current.resources.get(&resource.path).is_some());
    for resource in known {
        let created = current.resources.get(&resource.path).map_or(resource.created, |old| old.created);
        resources.put(Resource { created, ..Resource::clone(resource) });
    }
    for resource in new {
        let created = resources.next();
        resources.put(Resource { created, ..Resource::clone(resource) });
    }
    target.resources = resources;
}

/// What was ended stays ended: spent assertions, revoked tokens, and tokens of before a moment that was set since. No such
/// moment lies after `now`, or the clock's going back would keep a client out.
fn settle(current: &Organization, target: &mut Organization, now: Timestamp) {
    current.all_kept::<SpentAssertion>().for_each(|spent| target.sign_ins.put(spent.clone()));
    current.revoked.iter().for_each(|(serial, until)| target.revoked.insert_mut(*serial, *until));
    let later = |current: Option<Timestamp>, target: Option<Timestamp>| {
        (current > target).then(|| current.map(|moment| moment.min(now)).max(target)).filter(|moment| *moment != target)
    };
    for client in current.clients() {
        if let Some(mut old) = target.client(client.id).cloned()
            && let Some(moment) = later(client.tokens_from, old.tokens_from)
        {
            old.tokens_from = moment;
            target.clients.insert_mut(old.id, Arc::new(old));
        }
    }
    for user in current.users_even_deleted() {
        if let Some(mut old) = target.user(user.id).cloned()
            && let Some(moment) = later(user.tokens_from, old.tokens_from)
        {
            old.tokens_from = moment;
            target.users.insert_mut(old.id, Arc::new(old));
        }
    }
}
