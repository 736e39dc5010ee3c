//! What an access token says, once opened.

use std::net::IpAddr;

use crate::{Client, Id, SignedIn, Timestamp, User};

/// The facts sealed in an access token. Tokens are opaque to clients and hold no rights: rights are looked up at each use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Tells this token from every other; what revocation names.
    pub serial: u64,
    /// The client it was issued to.
    pub client: Id<Client>,
    /// The person it acts for; none for client credentials.
    pub user: Option<Id<User>>,
    /// How that person signed in.
    pub signed_in: Option<SignedIn>,
    /// When it was issued.
    pub issued: Timestamp,
    /// Life in seconds.
    pub seconds: u32,
    /// The address it was issued to.
    pub address: IpAddr,
}

impl Token {
    /// The moment from which the token is refused.
    pub const fn expires(&self) -> Timestamp {
        self.issued.plus_seconds(self.seconds as i64)
    }
}
