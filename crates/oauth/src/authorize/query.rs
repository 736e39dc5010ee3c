//! The query of an authorization request.

/// Its parameters, decoded, and its text as it was sent.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    raw: &'a str,
    pairs: Vec<(String, String)>,
}

impl<'a> Query<'a> {
    /// Reads the part after `?`.
    pub fn parse(raw: &'a str) -> Self {
        let pairs = form_urlencoded::parse(raw.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
        Self { raw, pairs: pairs.collect() }
    }

    /// The value of a parameter. One without a value counts as absent (RFC 6749 §3.1); of several the first counts, so see
    /// [`Query::repeated`] first.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values(name).next().filter(|value| !value.is_empty())
    }

    /// Whether a parameter is there more than once, which RFC 6749 §3.1 forbids: two readers could take different ones.
    pub fn has_several(&self, name: &str) -> bool {
        self.values(name).nth(1).is_some()
    }

    /// A parameter that is there more than once.
    pub fn repeated(&self) -> Option<&str> {
        self.pairs.iter().map(|(name, _)| name.as_str()).find(|name| self.has_several(name))
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(candidate, _)| candidate == name).map(|(_, value)| value.as_str())
    }

    /// The text without some parameters; the others stay as they were sent.
    pub fn without(&self, names: &[&str]) -> String {
        let stays = |pair: &&str| form_urlencoded::parse(pair.as_bytes()).next().is_some_and(|(name, _)| !names.contains(&name.as_ref()));
        self.raw.split('&').filter(stays).collect::<Vec<_>>().join("&")
    }
}
