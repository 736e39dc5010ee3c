//! Collecting: every part of a snapshot, in an order in which the cheap and telling ones come first.
//!
//! To collect one thing more: its operation in `operation.rs`, its shape in `wire.rs`, a function here or beside, a line in
//! `auditor.rs` with what it takes, and a line of the arithmetic in `docs/COLLECTING.md`.

mod access;
mod directory;
mod evidence;
mod grants;
mod history;

use std::collections::BTreeMap;

use postern_model::{
    Evidence, Fact, Snapshot, Timestamp,
    evidence::{Piece, Source},
};

use crate::{Clock, Credentials, Fault, Part, Place, Progress, Trust, http::Http, operation::reads, reader::Reader, wire};

/// How a collection goes about it.
pub struct Collecting<'a> {
    /// Where.
    pub place: &'a Place,
    /// Whose certificates are believed.
    pub trust: &'a Trust,
    /// As whom.
    pub credentials: &'a Credentials,
    /// At most so many requests in any minute; the service's limit is 300 a token.
    pub per_minute: u32,
    /// What is there already, and where more is kept.
    pub part: &'a mut Part,
    /// The clock.
    pub clock: &'a dyn Clock,
    /// Who is told how far it is.
    pub progress: &'a dyn Progress,
}

/// Reads a whole organization. What may not be read is unknown with the reason, or listed in the evidence as unread.
///
/// # Errors
///
/// The place cannot be reached, does not accept the credentials, or asks to wait for too long. Everything read so far is kept.
pub fn collect(collecting: Collecting<'_>) -> Result<Snapshot, Fault> {
    let Collecting { place, trust, credentials, per_minute, part, clock, progress } = collecting;
    let heading = part.heading().clone();
    let http = Http::new((place, trust), credentials, clock, progress, per_minute);
    let mut reader = Reader { http, part, progress };
    let mut unread = BTreeMap::new();

    // First, because nothing else works if this does not.
    let token: wire::Token = reader.one(reads::TOKEN, &[], "preserveIdleTTL=true")?;
    let organization = access::organization(&mut reader, &token, &mut unread)?;
    let divisions = fact(access::divisions(&mut reader))?;
    let roles = fact(access::roles(&mut reader))?;
    let clients = fact(access::clients(&mut reader))?;
    let mut people = fact(directory::people(&mut reader))?;
    if let (Fact::Known(makers), Fact::Known(people)) = (fact(directory::makers(&mut reader, &people, &clients))?, &mut people) {
        people.extend(makers);
    }
    let groups = fact(directory::groups(&mut reader, &people))?;
    let providers = fact(access::providers(&mut reader, &mut unread))?;
    let known = grants::Known { divisions: &divisions, roles: &roles, clients: &clients, people: &people, groups: &groups };
    let grants = fact(grants::grants(&mut reader, &known))?;
    directory::note_activity(&people, &mut unread);
    unread.insert(Piece::SecretAge, "the platform API shows no client's secret age".to_owned());
    unread.insert(Piece::ScopeEnforcement, "the platform API shows the switch nowhere".to_owned());

    let evidence = Evidence {
        source: Source { kind: place.kind(), host: place.host(), reader: token.client.as_ref().and_then(wire::Ref::id), requests: 0 },
        window_days: heading.window_days,
        unread,
        permissions: fact(evidence::permissions(&mut reader))?,
        trustees: fact(evidence::trustees(&mut reader))?,
        authorizations: fact(evidence::authorizations(&mut reader))?,
        integrations: fact(evidence::integrations(&mut reader))?,
        access_policies: fact(evidence::access_policies(&mut reader))?,
        usage: fact(history::usage(&mut reader, &heading))?,
        audits: fact(history::audits(&mut reader, &heading))?,
    };
    let requests = reader.requests();
    let evidence = Evidence { source: Source { requests, ..evidence.source }, ..evidence };
    Ok(Snapshot {
        version: 1,
        taken: heading.began,
        organization,
        divisions,
        roles: map(roles, |roles| roles.into_iter().map(access::role).collect()),
        grants,
        users: match people {
            Fact::Known(people) => Fact::Known(directory::users(people, &groups)),
            Fact::Unknown(why) => Fact::Unknown(why),
        },
        groups: map(groups, |groups| groups.into_iter().map(directory::group).collect()),
        clients: map(clients, |clients| clients.into_iter().map(|client| access::client(client, heading.began)).collect()),
        providers,
        consents: Vec::new(),
        revoked: Vec::new(),
        resources: Fact::Unknown("queues, skills and the like are not collected".to_owned()),
        evidence: Some(evidence),
    })
}

/// What was read, or why it was not; what is fatal stays an error.
fn fact<T>(read: Result<T, Fault>) -> Result<Fact<T>, Fault> {
    match read {
        Ok(value) => Ok(Fact::Known(value)),
        Err(fault) if fault.is_fatal() => Err(fault),
        Err(fault) => Ok(Fact::Unknown(fault.to_string())),
    }
}

/// The value, or a note why it is unread.
fn piece<T>(read: Result<T, Fault>, piece: Piece, unread: &mut BTreeMap<Piece, String>) -> Result<Option<T>, Fault> {
    Ok(match fact(read)? {
        Fact::Known(value) => Some(value),
        Fact::Unknown(why) => {
            unread.insert(piece, why);
            None
        }
    })
}

fn map<T, U>(fact: Fact<T>, with: impl FnOnce(T) -> U) -> Fact<U> {
    match fact {
        Fact::Known(value) => Fact::Known(with(value)),
        Fact::Unknown(why) => Fact::Unknown(why),
    }
}

/// A moment that is not shown: the beginning of time, which is older than any rule about age.
const UNSHOWN: Timestamp = Timestamp(0);
