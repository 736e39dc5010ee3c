//! Messages named by group and defect. What a service provider must say to each is in the tests that use them.

mod attributes;
mod encrypted;
mod keys;
mod ok;
mod semantics;
mod signatures;
mod texts;
mod times;
mod wrapping;

/// A message with its name.
pub struct Vector {
    /// Group and defect, like `sem-audience-wrong`.
    pub name: String,
    /// The message, not yet in base64.
    pub message: Vec<u8>,
}

/// Collects vectors.
#[derive(Default)]
struct Set(Vec<Vector>);

impl Set {
    fn add(&mut self, name: impl Into<String>, message: impl Into<Vec<u8>>) {
        self.0.push(Vector { name: name.into(), message: message.into() });
    }
}

/// Every vector.
pub fn all() -> Vec<Vector> {
    let mut set = Set::default();
    ok::add(&mut set);
    signatures::add(&mut set);
    wrapping::add(&mut set);
    texts::add(&mut set);
    semantics::add(&mut set);
    times::add(&mut set);
    keys::add(&mut set);
    attributes::add(&mut set);
    encrypted::add(&mut set);
    set.0
}
