//! Exclusive XML Canonicalization 1.0, without comments (<https://www.w3.org/TR/xml-exc-c14n/>).
//!
//! A prefix is always the literal one of the source text, never looked up by namespace: two prefixes may stand for one
//! namespace. Comments and processing instructions are not looked for: the pre-scan has refused them.

use std::collections::BTreeSet;

use roxmltree::{Attribute, Node};

use super::{MAX_CANONICAL, attribute, text};
use crate::{Code, Refusal};

/// The `PrefixList` of `InclusiveNamespaces`: prefixes rendered wherever they are in scope. `#default` is `""`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InclusivePrefixes(Vec<String>);

impl InclusivePrefixes {
    const MAX: usize = 16;

    /// Reads the attribute's value; `None` when it lists more prefixes than any real message.
    pub(crate) fn parse(list: &str) -> Option<Self> {
        let prefixes: Vec<String> =
            list.split_ascii_whitespace().map(|prefix| if prefix == "#default" { String::new() } else { prefix.to_owned() }).collect();
        (prefixes.len() <= Self::MAX).then_some(Self(prefixes))
    }
}

/// The canonical form of an element without one of its children (the enveloped signature).
///
/// # Errors
/// `saml.message_too_large` when the form grows past its limit.
pub(crate) fn canonicalize(apex: Node<'_, '_>, without: Option<Node<'_, '_>>, inclusive: &InclusivePrefixes) -> Result<String, Refusal> {
    let mut writer = Writer { source: apex.document().input_text(), without, inclusive, rendered: Vec::new(), out: String::new() };
    writer.element(apex)?;
    Ok(writer.out)
}

struct Writer<'a, 'input> {
    source: &'input str,
    without: Option<Node<'a, 'input>>,
    inclusive: &'a InclusivePrefixes,
    /// Namespaces written by the ancestors in the output, the nearest last.
    rendered: Vec<(&'a str, &'a str)>,
    out: String,
}

impl<'a, 'input> Writer<'a, 'input> {
    fn element(&mut self, node: Node<'a, 'input>) -> Result<(), Refusal>
    where
        'input: 'a,
    {
        let before = self.rendered.len();
        let name = element_name(self.source, node);
        self.out.push('<');
        self.out.push_str(name);
        self.namespaces(node, name);
        self.attributes(node);
        self.out.push('>');
        let without = self.without;
        for child in node.children().filter(|child| Some(*child) != without) {
            if child.is_element() {
                self.element(child)?;
            } else if child.is_text() {
                text(child.text().unwrap_or_default(), &mut self.out);
            }
            if self.out.len() > MAX_CANONICAL {
                return Err(Refusal::new(Code::MessageTooLarge, format!("at most {MAX_CANONICAL} bytes in canonical form"), "more"));
            }
        }
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
        self.rendered.truncate(before);
        Ok(())
    }

    /// Namespace declarations: those visibly used by the element or its attributes, and the inclusive ones, each unless
    /// the nearest output ancestor that declares the prefix gave it the same value (Exclusive C14N §3).
    fn namespaces(&mut self, node: Node<'a, 'input>, name: &'a str)
    where
        'input: 'a,
    {
        let mut wanted: BTreeSet<&'a str> = BTreeSet::from([prefix(name).unwrap_or_default()]);
        wanted.extend(node.attributes().filter_map(|each| prefix(&self.source[each.range_qname()])));
        wanted.extend(self.inclusive.0.iter().map(String::as_str));
        for prefix in wanted {
            let lookup = if prefix.is_empty() { None } else { Some(prefix) };
            let uri = match node.lookup_namespace_uri(lookup) {
                _ if prefix == "xml" => continue,
                Some(uri) => uri,
                None if prefix.is_empty() => "",
                None => continue,
            };
            let known = self.rendered.iter().rev().find(|(known, _)| *known == prefix).map_or("", |(_, uri)| uri);
            if known == uri {
                continue;
            }
            self.rendered.push((prefix, uri));
            self.out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
            self.out.push_str(prefix);
            self.out.push_str("=\"");
            attribute(uri, &mut self.out);
            self.out.push('"');
        }
    }

    /// Attributes in the order of namespace name, then local name; those without a namespace first.
    fn attributes(&mut self, node: Node<'a, 'input>) {
        let mut sorted: Vec<Attribute<'a, 'input>> = node.attributes().collect();
        sorted.sort_by_key(|each| (each.namespace().unwrap_or_default(), each.name()));
        for each in sorted {
            self.out.push(' ');
            self.out.push_str(&self.source[each.range_qname()]);
            self.out.push_str("=\"");
            attribute(each.value(), &mut self.out);
            self.out.push('"');
        }
    }
}

/// The element's name as its start tag spells it.
fn element_name<'input>(source: &'input str, node: Node<'_, 'input>) -> &'input str {
    let tag = &source[node.range().start + 1..node.range().end];
    &tag[..tag.find([' ', '\t', '\r', '\n', '/', '>']).unwrap_or(tag.len())]
}

fn prefix(name: &str) -> Option<&str> {
    name.split_once(':').map(|(prefix, _)| prefix)
}
