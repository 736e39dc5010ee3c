//! Why something could not be read.

use std::fmt;

/// Why something could not be read. What is fatal ends a collection; the rest leaves one part unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 403: the reader may not.
    Forbidden {
        /// Method and path.
        call: String,
        /// The answer's code.
        code: String,
        /// The permissions that would do.
        missing: Vec<String>,
        /// Whether one of several would do.
        any: bool,
    },
    /// Another refusal, or an answer that is no success.
    Refused {
        /// Method and path.
        call: String,
        /// The status.
        status: u16,
        /// The answer's code and message.
        text: String,
    },
    /// An answer that is not what the API description says.
    Malformed {
        /// Method and path.
        call: String,
        /// What is wrong with it.
        what: String,
    },
    /// A listing whose pages do not agree.
    Disagrees {
        /// Method and path.
        call: String,
        /// In what.
        what: String,
    },
    /// Something that could be read and still cannot be used.
    Unusable {
        /// What cannot be used, and why.
        what: String,
    },
    /// Fatal: the connection failed, and failed again.
    Unreachable {
        /// The host.
        host: String,
        /// What the system said.
        cause: String,
    },
    /// Fatal: nobody who is trusted vouches for the host's certificate.
    Untrusted {
        /// The host.
        host: String,
        /// What is wrong with it.
        cause: String,
    },
    /// Fatal: the service asks to wait for longer than anybody would.
    Busy {
        /// Method and path.
        call: String,
        /// How long it asks to wait, in seconds.
        seconds: u64,
    },
    /// Fatal: the credentials do not open the organization.
    Credentials {
        /// The host.
        host: String,
        /// Why.
        text: String,
    },
    /// Fatal: what was read cannot be kept for a resumed collection.
    Part {
        /// The file.
        file: String,
        /// What the system said.
        cause: String,
    },
}

impl Fault {
    /// Whether the collection cannot go on.
    pub const fn is_fatal(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Untrusted { .. } | Self::Busy { .. } | Self::Credentials { .. } | Self::Part { .. })
    }

    /// The status of the answer, if a refusal was it.
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Forbidden { .. } => Some(403),
            Self::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden { call, code, missing, any } => {
                let named: Vec<_> = missing.iter().map(|name| format!("`{name}`")).collect();
                let of = match (named.len(), any) {
                    (0, _) => "not permitted".to_owned(),
                    (1, _) => format!("missing permission {}", named[0]),
                    (_, true) => format!("missing one of the permissions {}", named.join(", ")),
                    (_, false) => format!("missing permissions {}", named.join(", ")),
                };
                write!(out, "{of} ({call} answered 403 {code})")
            }
            Self::Refused { call, status, text } => write!(out, "{call} answered {status}: {text}"),
            Self::Malformed { call, what } => write!(out, "{call} answered something that cannot be read: {what}"),
            Self::Disagrees { call, what } => write!(out, "the pages of {call} do not agree: {what}"),
            Self::Unusable { what } => out.write_str(what),
            Self::Unreachable { host, cause } => write!(out, "{host} cannot be reached: {cause}"),
            Self::Untrusted { host, cause } => write!(out, "the certificate of {host} is not trusted: {cause}"),
            Self::Busy { call, seconds } => write!(out, "{call} is refused for too many requests, and asks to wait {seconds} seconds"),
            Self::Credentials { host, text } => write!(out, "{host} does not accept the credentials: {text}"),
            Self::Part { file, cause } => write!(out, "cannot keep what was read in `{file}`: {cause}"),
        }
    }
}

impl std::error::Error for Fault {}
