//! From a request's method and path to an operation, without allocating.
//!
//! Fixed segments match whatever their case and come before parameters; where a fixed segment leads nowhere, the
//! parameter beside it is tried (`/users/me/roles` has no operation of its own and is `/users/{userId}/roles`).

use std::{borrow::Cow, cmp::Ordering};

use crate::{Operation, OperationId};

/// The most parameters a path can have. The catalogue refuses to be packed with more.
pub const MAX_PARAMS: usize = 8;

/// What a method and a path lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route<'p> {
    /// To an operation.
    Found {
        /// The operation.
        operation: OperationId,
        /// The path's parameters.
        params: Params<'p>,
    },
    /// The path exists, with other methods.
    WrongMethod,
    /// No operation has such a path.
    NotFound,
}

/// The values of a path's parameters in order, still percent-encoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Params<'p> {
    values: [&'p str; MAX_PARAMS],
    len: usize,
}

impl<'p> Params<'p> {
    /// The value of the parameter called `name` in `operation`'s path.
    pub fn get(&self, operation: &Operation, name: &str) -> Option<&'p str> {
        self.at(operation.param_names.iter().position(|param| *param == name)?)
    }

    /// The value of the parameter at `index`, counted from zero.
    pub fn at(&self, index: usize) -> Option<&'p str> {
        self.iter().nth(index)
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = &'p str> {
        self.values.into_iter().take(self.len)
    }

    fn push(&mut self, value: &'p str) {
        if let Some(free) = self.values.get_mut(self.len) {
            *free = value;
            self.len += 1;
        }
    }
}

/// A path in one spelling: letters, digits and `-._~*` that are written with percent signs are written plainly (RFC 3986
/// §6.2.2.2; the `*` because clients encode it). Route a request by this, never by the path as sent: were two spellings of
/// one id two ids, the door could look at one and the operation at the other.
pub fn normalized(path: &str) -> Cow<'_, str> {
    if !path.contains('%') {
        return Cow::Borrowed(path);
    }
    let mut parts = path.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let byte = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()).map(char::from);
        match byte.filter(|byte| byte.is_ascii_alphanumeric() || "-._~*".contains(*byte)) {
            Some(byte) => {
                plain.push(byte);
                plain.push_str(&part[2..]);
            }
            None => {
                plain.push('%');
                plain.push_str(part);
            }
        }
    }
    Cow::Owned(plain)
}

/// A path parameter as what is stored is named by it: decoded, but for the slash, which stays `%2F`. No id has a slash, and one
/// that had would reach into another collection's items. Whoever turns a parameter into a place does it by this: the door, the
/// engine and the handlers. What is no UTF-8 stays as it was sent.
pub fn decoded(value: &str) -> Cow<'_, str> {
    match percent_encoding::percent_decode_str(value).decode_utf8() {
        Ok(plain) if plain.contains('/') => Cow::Owned(plain.replace('/', "%2F")),
        Ok(plain) => plain,
        Err(_) => Cow::Borrowed(value),
    }
}

/// A tree of path segments. The root stands before the first slash.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    nodes: Vec<Node>,
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by [`by_length_then_letters`].
    fixed: Vec<(&'static str, usize)>,
    param: Option<usize>,
    methods: Vec<(&'static str, OperationId)>,
}

impl Routes {
    pub(crate) fn new(operations: &[Operation]) -> Self {
        let mut routes = Self { nodes: vec![Node::default()] };
        for operation in operations {
            let end = operation.path.split('/').skip(1).fold(0, |node, segment| routes.child(node, segment));
            if let Some(node) = routes.nodes.get_mut(end) {
                node.methods.push((operation.method, operation.id));
            }
        }
        routes
    }

    /// The child of `parent` for `segment`, made if it is not there.
    fn child(&mut self, parent: usize, segment: &'static str) -> usize {
        let fresh = self.nodes.len();
        let node = &mut self.nodes[parent];
        let child = if segment.starts_with('{') {
            *node.param.get_or_insert(fresh)
        } else {
            match node.fixed.binary_search_by(|(fixed, _)| by_length_then_letters(fixed, segment)) {
                Ok(at) => node.fixed[at].1,
                Err(at) => {
                    node.fixed.insert(at, (segment, fresh));
                    fresh
                }
            }
        };
        if child == fresh {
            self.nodes.push(Node::default());
        }
        child
    }

    pub(crate) fn find<'p>(&self, method: &str, path: &'p str) -> Route<'p> {
        let mut params = Params::default();
        let Some(node) = path.strip_prefix('/').and_then(|rest| self.walk(0, Some(rest), &mut params)) else {
            return Route::NotFound;
        };
        match node.methods.iter().find(|(name, _)| *name == method) {
            Some((_, operation)) => Route::Found { operation: *operation, params },
            None => Route::WrongMethod,
        }
    }

    /// The node `rest` leads to from `node`. Each node is met at most once, so a path cannot make this slow.
    fn walk<'p>(&self, node: usize, rest: Option<&'p str>, params: &mut Params<'p>) -> Option<&Node> {
        let node = self.nodes.get(node)?;
        let Some(rest) = rest else { return Some(node).filter(|node| !node.methods.is_empty()) };
        let (segment, rest) = rest.split_once('/').map_or((rest, None), |(segment, rest)| (segment, Some(rest)));
        if let Ok(at) = node.fixed.binary_search_by(|(fixed, _)| by_length_then_letters(fixed, segment))
            && let Some(found) = self.walk(node.fixed[at].1, rest, params)
        {
            return Some(found);
        }
        let param = node.param.filter(|_| names_something(segment))?;
        let before = params.len;
        params.push(segment);
        let found = self.walk(param, rest, params);
        if found.is_none() {
            params.len = before;
        }
        found
    }
}

/// Order of fixed segments whatever their case. Lengths differ more often than letters and compare faster.
fn by_length_then_letters(left: &str, right: &str) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| lower(left).cmp(lower(right)))
}

fn lower(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.bytes().map(|byte| byte.to_ascii_lowercase())
}

/// Whether a segment can be a parameter's value: not empty, not `.` or `..`, encoded or not.
fn names_something(segment: &str) -> bool {
    let (mut rest, mut dots) = (segment, 0);
    while let Some(after) = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot)) {
        (rest, dots) = (after, dots + 1);
    }
    !rest.is_empty() || dots > 2
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_parameter_is_decoded_but_for_the_slash() {
        for (sent, plain) in [
            ("a%20key", "a key"),
            ("a%2Frows", "a%2Frows"),
            ("a%2frows%20x", "a%2Frows x"),
            ("%2F%2E%2E%2F", "%2F..%2F"),
            ("a%ff", "a%ff"),
            ("plain", "plain"),
        ] {
            assert_eq!(decoded(sent), plain, "{sent}");
        }
    }
}
