//! What kind of work serving an operation is.

use serde::{Serialize, Serializer};

/// What kind of work serving an operation is; worked out by rule from paths and models, stated by no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Create, list, get, update or delete in a collection whose models line up.
    Collection,
    /// As [`Class::Collection`], but some field needs a rule of its own.
    CollectionLoose,
    /// Read or replace one value per organization.
    Singleton,
    /// As [`Class::Singleton`], but some field needs a rule of its own.
    SingletonLoose,
    /// Add or remove members in bulk.
    Association,
    /// Another view of a stored model.
    ReadDerived,
    /// A read that spans divisions (`divisionviews`).
    View,
    /// About the caller (`me`).
    SelfService,
    /// A read with no write beside it.
    Read,
    /// A search or aggregation sent in a body.
    Query,
    /// A verb of its own.
    Action,
    /// Work that goes on after the answer.
    Job,
    /// A file comes or goes.
    Transfer,
    /// Many entities at once.
    Bulk,
    /// Live conversations.
    Interaction,
    /// Another standard's protocol (SCIM).
    Protocol,
    /// Newer than the classification.
    Unclassified,
}

impl Class {
    /// Every class with its name in the catalogue's text; a class's number in the packed form is its place here.
    pub const NAMES: [(Self, &'static str); 17] = [
        (Self::Collection, "collection"),
        (Self::CollectionLoose, "collection-loose"),
        (Self::Singleton, "singleton"),
        (Self::SingletonLoose, "singleton-loose"),
        (Self::Association, "association"),
        (Self::ReadDerived, "read-derived"),
        (Self::View, "view"),
        (Self::SelfService, "self"),
        (Self::Read, "read"),
        (Self::Query, "query"),
        (Self::Action, "action"),
        (Self::Job, "job"),
        (Self::Transfer, "transfer"),
        (Self::Bulk, "bulk"),
        (Self::Interaction, "interaction"),
        (Self::Protocol, "protocol"),
        (Self::Unclassified, "unclassified"),
    ];

    /// The class's name in the catalogue's text, such as `read-derived`.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(class, _)| *class == self).map_or("unclassified", |(_, name)| name)
    }
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(self.name())
    }
}
