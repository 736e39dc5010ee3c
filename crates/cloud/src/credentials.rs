//! What opens the organization: a client's id and secret, or a token that somebody has.

use std::fmt;

/// What the reader signs in with. Shown nowhere.
#[derive(Clone)]
pub enum Credentials {
    /// A client of the grant `CLIENT-CREDENTIALS`: its tokens are fetched, and fetched anew when they end.
    Client {
        /// Its id.
        id: String,
        /// Its secret.
        secret: String,
    },
    /// A token. It cannot be renewed.
    Token(String),
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Client { .. } => "Credentials::Client(…)",
            Self::Token(_) => "Credentials::Token(…)",
        })
    }
}
