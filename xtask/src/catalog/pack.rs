//! From the text form to the packed form; `postern_catalog::packed` describes and reads it.

use indexmap::IndexSet;
use postern_catalog::{Class, Need, ScopesSource, packed::MAGIC, route::MAX_PARAMS};
use postern_model::permission::CAPACITY;

use super::facts::{Facts, Row};
use super::shape::Shape;
use crate::Fallible;

/// The packed form of `facts`: the same bytes for the same facts.
pub fn pack(facts: &Facts) -> Fallible<Vec<u8>> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(operations(facts)?);
    bytes.extend(models(facts)?);
    Ok(bytes)
}

/// A block in the making: strings, each once, and numbers.
#[derive(Default)]
struct Block {
    strings: IndexSet<String>,
    numbers: Vec<usize>,
}

impl Block {
    fn string(&mut self, text: &str) -> usize {
        self.strings.get_index_of(text).unwrap_or_else(|| self.strings.insert_full(text.to_owned()).0)
    }

    fn optional(&mut self, text: Option<&str>) -> usize {
        text.map_or(0, |text| self.string(text) + 1)
    }

    fn finish(self) -> Fallible<Vec<u8>> {
        let mut plain = Vec::new();
        let lengths = std::iter::once(self.strings.len()).chain(self.strings.iter().map(String::len));
        lengths.for_each(|number| varint(&mut plain, number));
        self.strings.iter().for_each(|text| plain.extend(text.as_bytes()));
        self.numbers.iter().for_each(|number| varint(&mut plain, *number));
        let packed = lz4_flex::block::compress(&plain);
        let mut block = Vec::from(u32::try_from(packed.len())?.to_le_bytes());
        block.extend(u32::try_from(plain.len())?.to_le_bytes());
        block.extend(packed);
        Ok(block)
    }
}

fn varint(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Lists that entities share: each once, numbered in order of appearance.
#[derive(Default)]
struct Pool(IndexSet<Vec<Vec<usize>>>);

impl Pool {
    fn share(&mut self, items: impl IntoIterator<Item = Vec<usize>>) -> usize {
        self.0.insert_full(items.into_iter().collect()).0
    }

    fn numbers(&self) -> impl Iterator<Item = usize> {
        let lists = self.0.iter().flat_map(|list| std::iter::once(list.len()).chain(list.iter().flatten().copied()));
        std::iter::once(self.0.len()).chain(lists)
    }
}

/// The pools of the operations' block in the order in which they are read.
#[derive(Default)]
struct Pools {
    strings: Pool,
    permissions: Pool,
    errors: Pool,
    statuses: Pool,
    params: Pool,
}

fn operations(facts: &Facts) -> Fallible<Vec<u8>> {
    let permissions: std::collections::BTreeSet<&str> =
        facts.operations.values().flat_map(|row| &row.permissions).map(String::as_str).collect();
    let permissions: IndexSet<&str> = permissions.into_iter().collect();
    if permissions.len() > CAPACITY {
        return Err(format!("{} permissions; a set holds {CAPACITY}", permissions.len()).into());
    }
    let (mut block, mut pools) = (Block::default(), Pools::default());
    let names: Vec<usize> = permissions.iter().map(|name| block.string(name)).collect();
    let mut rows = vec![facts.operations.len()];
    for (name, row) in facts.sorted() {
        rows.extend(operation(name, row, &permissions, (&mut block, &mut pools)).map_err(|error| format!("{name}: {error}"))?);
    }
    block.numbers = std::iter::once(names.len()).chain(names).collect();
    for pool in [&pools.strings, &pools.permissions, &pools.errors, &pools.statuses, &pools.params] {
        block.numbers.extend(pool.numbers());
    }
    block.numbers.extend(rows);
    block.finish()
}

fn operation(name: &str, row: &Row, permissions: &IndexSet<&str>, (block, pools): (&mut Block, &mut Pools)) -> Fallible<Vec<usize>> {
    let params: Vec<&str> = row.path().split('/').filter_map(|segment| segment.strip_prefix('{')?.strip_suffix('}')).collect();
    if params.len() > MAX_PARAMS {
        return Err(format!("more than {MAX_PARAMS} parameters in the path").into());
    }
    let hint = |place: &str| row.divisions.iter().any(|hint| hint == place);
    let body_required = row.body.as_ref().is_some_and(|body| body.has("required"));
    let flags = [row.user_context, body_required, row.deprecated, row.preview, hint("path"), hint("query"), hint("body"), hint("response")];
    let source = match row.scopes {
        None => ScopesSource::Unknown,
        Some(_) if row.scopes_by_rule => ScopesSource::Rule,
        Some(_) => ScopesSource::Spec,
    };
    let mut strings =
        |block: &mut Block, list: &[&str]| pools.strings.share(list.iter().map(|text| vec![block.string(text)]).collect::<Vec<_>>());
    let scopes: Vec<&str> = row.scopes.iter().flatten().map(String::as_str).collect();
    let mut query = Vec::new();
    for (name, shape) in &row.query {
        let (name, ty) = (block.string(name), block.string(&shape.ty));
        let allowed: Vec<&str> = shape.allowed.iter().map(String::as_str).collect();
        let allowed = strings(block, &allowed);
        query.push(vec![name, ty, usize::from(shape.has("required")), allowed, block.optional(shape.default.as_deref())]);
    }
    let mut errors = Vec::new();
    for error in &row.errors {
        let (status, code) = error.split_once(' ').ok_or_else(|| format!("`{error}` is not a status and a code"))?;
        errors.push(vec![status.parse()?, block.string(code)]);
    }
    let names = row.permissions.iter().filter_map(|name| permissions.get_index_of(name.as_str()));
    Ok(vec![
        bits(flags),
        block.string(name),
        block.string(&row.tag),
        block.string(row.method()),
        block.string(row.path()),
        block.string(row.media.as_deref().unwrap_or("application/json")),
        strings(block, &params),
        place(&Need::NAMES, &row.need)?,
        pools.permissions.share(names.map(|id| vec![id])),
        strings(block, &scopes),
        ScopesSource::ALL.iter().position(|known| *known == source).unwrap_or_default(),
        pools.params.share(query),
        block.optional(row.body.as_ref().map(|body| body.ty.as_str())),
        block.optional(row.response.as_deref()),
        pools.statuses.share(row.ok.iter().map(|status| vec![usize::from(*status)])),
        pools.errors.share(errors),
        place(&Class::NAMES, row.class.as_deref().unwrap_or("unclassified"))?,
    ])
}

fn models(facts: &Facts) -> Fallible<Vec<u8>> {
    let (mut block, mut allowed) = (Block::default(), Pool::default());
    let mut numbers = vec![facts.models.len()];
    for (name, fields) in &facts.models {
        numbers.extend([block.string(name), fields.len()]);
        for (name, shape) in fields {
            numbers.extend(field(name, shape, &mut block, &mut allowed));
        }
    }
    block.numbers = allowed.numbers().chain(numbers).collect();
    block.finish()
}

fn field(name: &str, shape: &Shape, block: &mut Block, pool: &mut Pool) -> Vec<usize> {
    let bounds = ["min-length", "max-length", "min-items", "max-items", "minimum", "maximum", "pattern"];
    let bounded = bounds.iter().any(|word| shape.has(word));
    let mut numbers = vec![
        bits([shape.has("required"), shape.has("read-only"), shape.has("unique"), bounded]),
        block.string(name),
        block.string(&shape.ty),
        block.string(shape.value("format").unwrap_or_default()),
        pool.share(shape.allowed.iter().map(|value| vec![block.string(value)])),
    ];
    if bounded {
        numbers.extend(bounds.map(|word| block.optional(shape.value(word))));
    }
    numbers
}

/// Flags as one number, the first the lowest bit.
fn bits<const N: usize>(flags: [bool; N]) -> usize {
    flags.iter().rev().fold(0, |bits, flag| bits << 1 | usize::from(*flag))
}

fn place<T>(names: &[(T, &str)], name: &str) -> Fallible<usize> {
    Ok(names.iter().position(|(_, known)| *known == name).ok_or_else(|| format!("unknown word `{name}`"))?)
}
