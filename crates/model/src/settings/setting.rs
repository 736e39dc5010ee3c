//! One row of the settings table, and what is said when a setting is refused.

use std::fmt;

use super::choices::{CheckSlot, Choice, Value};
use super::{Settings, TABLE};

/// One row of the settings table.
#[derive(Debug)]
pub struct Setting {
    /// The name, as typed by a user: `token.wrong-secret-status`.
    pub key: &'static str,
    /// The numbers of the unknowns it stands for; the list is in `docs/FIDELITY.md`. Empty for a setting that stands for none.
    pub unknowns: &'static [u8],
    /// The value of a fresh organization.
    pub default: &'static str,
    /// What it can be.
    pub values: Values,
    /// How the default is known.
    pub evidence: Evidence,
    /// What it decides, and why this default.
    pub why: &'static str,
    /// Whether this version acts on it. When not, it cannot be set.
    pub in_effect: bool,
    /// Its field.
    pub(super) slot: fn(&mut Settings) -> &mut dyn Value,
}

impl Setting {
    /// The row of `key`.
    pub fn find(key: &str) -> Option<&'static Self> {
        TABLE.iter().find(|row| row.key == key)
    }
}

/// What a setting can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// One of these words or statuses.
    OneOf(&'static [&'static str]),
    /// A whole number, both ends included.
    Integer {
        /// The lowest.
        min: u32,
        /// The highest.
        max: u32,
    },
    /// A day: `2027-03-01`.
    Date,
    /// The names of all checks, each once, with commas.
    Order,
}

impl Values {
    pub(super) fn allow(self, text: &str) -> bool {
        match self {
            Self::OneOf(names) => names.contains(&text),
            Self::Integer { min, max } => text.parse().is_ok_and(|number: u32| (min..=max).contains(&number)),
            Self::Date | Self::Order => true,
        }
    }
}

impl fmt::Display for Values {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(names) => write!(out, "{}", names.join(" or ")),
            Self::Integer { min, max } => write!(out, "a whole number from {min} to {max}"),
            Self::Date => write!(out, "a day such as 2027-03-01"),
            Self::Order => {
                let names: Vec<_> = CheckSlot::NAMED.iter().map(|(name, _)| *name).collect();
                write!(out, "each of these once, with commas: {}", names.join(","))
            }
        }
    }
}

/// How something about the real service is known. The strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// Stated by the vendor in its help centre, developer centre or announcements.
    Documented,
    /// In the published API description.
    Specified,
    /// Seen in the code of official clients.
    SeenInClients,
    /// Seen in third-party code, tests or captures.
    ThirdParty,
    /// Inferred from the rest.
    Inferred,
}

impl fmt::Display for Evidence {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Documented => "documented",
            Self::Specified => "specified",
            Self::SeenInClients => "seen in official clients",
            Self::ThirdParty => "third-party",
            Self::Inferred => "inferred",
        })
    }
}

/// Why a setting was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingError {
    /// No setting has this key.
    Unknown {
        /// The key as given.
        key: String,
        /// The key most like it.
        nearest: Option<&'static str>,
    },
    /// The setting cannot have this value.
    Value {
        /// The setting.
        key: &'static str,
        /// The value as given.
        value: String,
    },
    /// This version does not act on the setting.
    NoEffect {
        /// The setting.
        key: &'static str,
    },
}

impl SettingError {
    pub(super) fn unknown(key: &str) -> Self {
        let distance = |row: &&Setting| edit_distance(key, row.key);
        let within = TABLE.iter().find(|row| !key.is_empty() && row.key.contains(key));
        let nearest = within.or_else(|| TABLE.iter().min_by_key(distance).filter(|row| distance(row) <= row.key.len() / 2));
        Self::Unknown { key: key.to_owned(), nearest: nearest.map(|row| row.key) }
    }
}

impl std::error::Error for SettingError {}

impl fmt::Display for SettingError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { key, nearest: Some(nearest) } => write!(out, "no setting `{key}`: did you mean `{nearest}`?"),
            Self::Unknown { key, nearest: None } => write!(out, "no setting `{key}`"),
            Self::Value { key, value } => {
                write!(out, "setting `{key}` cannot be `{value}`")?;
                Setting::find(key).map_or(Ok(()), |row| write!(out, ": use {}", row.values))
            }
            Self::NoEffect { key } => {
                write!(out, "setting `{key}` has no effect yet: people of other organizations cannot come in in this version")
            }
        }
    }
}

/// Levenshtein distance in characters; long input is cut, since no key is that long.
fn edit_distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.chars().take(100).enumerate() {
        let mut diagonal = line;
        let mut before = line + 1;
        for (to, cell) in right.iter().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = *cell;
            before = replaced.min(diagonal + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}
