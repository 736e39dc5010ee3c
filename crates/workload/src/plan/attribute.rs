//! One side of a planned change: values, and which of them are known only after the apply.

use serde_json::Value;

/// An attribute of a planned resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Attribute<T> {
    /// Not set: the provider leaves alone what is there, or uses its default.
    #[default]
    Unset,
    /// This value.
    Known(T),
    /// Known after the apply.
    Later,
}

impl<T> Attribute<T> {
    /// The value, if it is known.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Unset | Self::Later => None,
        }
    }

    fn map<U>(self, with: impl FnOnce(T) -> Option<U>) -> Attribute<U> {
        match self {
            Self::Known(value) => with(value).map_or(Attribute::Unset, Attribute::Known),
            Self::Unset => Attribute::Unset,
            Self::Later => Attribute::Later,
        }
    }
}

/// The id of something, or `*`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reference {
    /// This id; `*` where a division may be every division.
    Id(String),
    /// The id of something that the plan makes: the resources that the value is worked out from, by their addresses in the
    /// configuration (whole and without indexes: `module.line.genesyscloud_auth_role.agent`), sorted. Empty if that cannot be
    /// told; with several it is one of them.
    Later(Vec<String>),
}

/// A value with the mark of what is known only later beside it (plan format: `after` and `after_unknown`).
#[derive(Clone, Copy)]
pub(super) struct Side<'v> {
    value: &'v Value,
    later: &'v Value,
}

impl<'v> Side<'v> {
    pub(super) const fn new(value: &'v Value, later: &'v Value) -> Self {
        Self { value, later }
    }

    /// A member of an object; null where there is none.
    pub(super) fn member(self, name: &str) -> Self {
        let of = |whole: &'v Value| whole.get(name).unwrap_or(&Value::Null);
        Self { value: of(self.value), later: if self.is_later() { self.later } else { of(self.later) } }
    }

    /// Whether the whole is known only later.
    pub(super) fn is_later(self) -> bool {
        *self.later == Value::Bool(true)
    }

    fn attribute(self) -> Attribute<&'v Value> {
        match self.value {
            _ if self.is_later() => Attribute::Later,
            Value::Null => Attribute::Unset,
            value => Attribute::Known(value),
        }
    }

    pub(super) fn text(self) -> Attribute<String> {
        self.attribute().map(|value| value.as_str().map(str::to_owned))
    }

    pub(super) fn flag(self) -> Attribute<bool> {
        self.attribute().map(Value::as_bool)
    }

    pub(super) fn number(self) -> Attribute<i64> {
        self.attribute().map(Value::as_i64)
    }

    pub(super) fn json(self) -> Attribute<Value> {
        self.attribute().map(|value| Some(value.clone()))
    }

    /// The elements of a list or set, each with its own mark.
    pub(super) fn items(self) -> Attribute<Vec<Self>> {
        let marks = self.later.as_array();
        let mark = |at: usize| marks.and_then(|marks| marks.get(at)).unwrap_or(&Value::Null);
        let items = |values: &'v Vec<Value>| values.iter().enumerate().map(|(at, value)| Self { value, later: mark(at) }).collect();
        self.attribute().map(|value| value.as_array().map(items))
    }

    /// The elements, each read by `read`.
    pub(super) fn list<T>(self, read: impl Fn(Self) -> T) -> Attribute<Vec<T>> {
        self.items().map(|items| Some(items.into_iter().map(read).collect()))
    }

    /// The texts of a list or set; the whole is later as soon as one of them is.
    pub(super) fn texts(self) -> Attribute<Vec<String>> {
        match self.items() {
            Attribute::Known(items) if items.iter().any(|item| item.is_later()) => Attribute::Later,
            items => items.map(|items| Some(items.into_iter().filter_map(|item| item.value.as_str().map(str::to_owned)).collect())),
        }
    }

    /// An id; `from` are the addresses that it is worked out from, if it is known only later.
    pub(super) fn reference(self, from: &[String]) -> Attribute<Reference> {
        match self.text() {
            Attribute::Known(id) => Attribute::Known(Reference::Id(id)),
            Attribute::Later => Attribute::Known(Reference::Later(from.to_vec())),
            Attribute::Unset => Attribute::Unset,
        }
    }

    /// Ids of a list or set. A list that is later as a whole has one element for all that it may hold.
    pub(super) fn references(self, from: &[String]) -> Attribute<Vec<Reference>> {
        let later = || Reference::Later(from.to_vec());
        if self.is_later() {
            return Attribute::Known(vec![later()]);
        }
        self.list(|item| item.reference(from).known().cloned().unwrap_or_else(later))
    }
}
