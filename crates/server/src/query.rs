//! A request's query string.

use crate::fault::Fault;

/// The decoded pairs of a query string.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the part after `?`.
    pub fn parse(text: Option<&str>) -> Self {
        text.map_or_else(Self::default, |text| {
            Self(form_urlencoded::parse(text.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
        })
    }

    /// Every pair.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The first non-empty value of a parameter.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs().find(|(candidate, value)| *candidate == name && !value.is_empty()).map(|(_, value)| value)
    }

    /// Every value of a list parameter: comma lists and repeated parameters both count.
    pub fn list(&self, name: &str) -> Vec<&str> {
        let values = self.pairs().filter(|(candidate, _)| *candidate == name);
        values.flat_map(|(_, value)| value.split(',')).map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// A whole number, or `default` when absent.
    pub fn number(&self, name: &str, default: usize) -> Result<usize, Fault> {
        self.get(name).map_or(Ok(default), |value| value.parse().map_err(|_| Fault::query(name, value, "whole numbers")))
    }

    /// `true` or `false`, or `default` when absent.
    pub fn flag(&self, name: &str, default: bool) -> bool {
        self.get(name).map_or(default, |value| value.eq_ignore_ascii_case("true"))
    }
}
