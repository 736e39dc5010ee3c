//! The values that go into a store and come out of it.

use uuid::Uuid;

/// One stored thing of an organization: a user, a role, a client, a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is, `user` or `oauth-client`; with `id`, its name within the organization.
    pub kind: String,
    /// Which one.
    pub id: String,
    /// JSON text, kept byte for byte.
    pub body: String,
}

/// One change of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    /// Create the document or replace it.
    Put(Document),
    /// Remove the document; removing one that is not there is no error.
    Delete {
        /// The document's kind.
        kind: String,
        /// The document's id.
        id: String,
    },
}

/// Everything an organization holds, as of one sequence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Loaded {
    /// The organization's sequence; 0 when it does not exist.
    pub sequence: i64,
    /// Its documents, ordered by kind and id.
    pub documents: Vec<Document>,
}

/// What happened to an organization after a given sequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// The last write of each document that changed.
    Since {
        /// The organization's sequence with these writes applied.
        sequence: i64,
        /// Ordered by the sequence that wrote them, then by kind and id.
        writes: Vec<Write>,
    },
    /// The given sequence is too far behind for a list of changes, or ahead of the store (a restored backup): start over from this.
    Everything(Loaded),
}

/// One event of the change log, as the caller hands it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// When, in milliseconds since the Unix epoch, by the organization's own clock.
    pub at: i64,
    /// The service that reports it, `PeoplePermissions`.
    pub service: String,
    /// What was done, `Create` or `Delete`.
    pub action: String,
    /// The kind of thing it was done to, `OAuthClient`.
    pub entity_type: String,
    /// Which one.
    pub entity_id: String,
    /// The person who did it, if one did.
    pub user: Option<Uuid>,
    /// The OAuth client it came through, if any.
    pub client: Option<Uuid>,
    /// The rest of the event, JSON text.
    pub body: String,
}

/// One event of the change log, as the store hands it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Increases in the order the store took the entries in.
    pub id: i64,
    /// The commit that wrote it.
    pub sequence: i64,
    /// The event.
    pub entry: LogEntry,
}

impl LogRow {
    /// Where to go on after this row: see [`LogQuery::after`].
    pub fn cursor(&self) -> LogCursor {
        LogCursor { at: self.entry.at, id: self.id }
    }
}

/// A place in the change log, between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogCursor {
    /// The time of the row before this place.
    pub at: i64,
    /// The id of the row before this place.
    pub id: i64,
}

impl LogCursor {
    /// Before every row.
    pub(crate) const FIRST: Self = Self { at: i64::MIN, id: i64::MIN };
    /// After every row.
    pub(crate) const LAST: Self = Self { at: i64::MAX, id: i64::MAX };
}

/// Which rows of the change log to read. The default is all of them, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogQuery {
    /// From this moment on (included), in milliseconds since the Unix epoch.
    pub from: i64,
    /// Up to this moment (excluded), in milliseconds since the Unix epoch.
    pub to: i64,
    /// Only rows of this service.
    pub service: Option<String>,
    /// Only rows of this action.
    pub action: Option<String>,
    /// Only rows about this kind of thing.
    pub entity_type: Option<String>,
    /// Only rows about this one.
    pub entity_id: Option<String>,
    /// Only rows of this person.
    pub user: Option<Uuid>,
    /// Only rows that came through this OAuth client.
    pub client: Option<Uuid>,
    /// Newest first; rows of one millisecond keep the reverse of the order they were written in.
    pub newest_first: bool,
    /// Only rows beyond this place, in the order asked for.
    pub after: Option<LogCursor>,
    /// At most this many rows.
    pub limit: u32,
}

impl Default for LogQuery {
    fn default() -> Self {
        Self {
            from: i64::MIN,
            to: i64::MAX,
            service: None,
            action: None,
            entity_type: None,
            entity_id: None,
            user: None,
            client: None,
            newest_first: false,
            after: None,
            limit: u32::MAX,
        }
    }
}

/// Answers given to one client on one day by one operation, counted by status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageRow {
    /// Days since 1970-01-01, UTC.
    pub day: i32,
    /// The OAuth client that called.
    pub client: Uuid,
    /// The person it called for, if the token had one.
    pub user: Option<Uuid>,
    /// The catalogue's name of the operation.
    pub operation: String,
    /// Answers 200–299.
    pub status200: i64,
    /// Answers 300–399.
    pub status300: i64,
    /// Answers 400–499, those of `status429` included when the caller counts them so.
    pub status400: i64,
    /// Answers 429.
    pub status429: i64,
    /// Answers 500–599.
    pub status500: i64,
}
