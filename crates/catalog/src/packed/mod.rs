//! Reading the packed form.
//!
//! A packed catalogue is [`MAGIC`] and two blocks, the operations and the models. A block is its packed length, its plain
//! length and LZ4 data. In it stand the strings, each once; after them every number is a LEB128 varint and every string a
//! place in that list. Lists that several entities share (permissions, scopes, errors, parameters) are written once as
//! well. `cargo xtask catalog` writes this form.

mod reader;
mod records;

use postern_model::PermissionId;

use crate::{Model, Operation, Permission};
use reader::Reader;
use records::Lists;

/// The first bytes of a packed catalogue; the digit changes with the form.
pub const MAGIC: &[u8] = b"postern-catalog-1\n";

/// The parts of a packed catalogue. The models are left packed.
pub(crate) struct Packed {
    pub permissions: Vec<Permission>,
    pub operations: Vec<Operation>,
    pub models: &'static [u8],
}

pub(crate) fn read(bytes: &'static [u8]) -> Option<Packed> {
    let (mut reader, models) = Reader::open(bytes.strip_prefix(MAGIC)?)?;
    let mut permissions = reader.numbered(Reader::permission)?;
    let lists = Lists {
        strings: reader.list(|reader| reader.shared(Reader::string))?,
        permissions: reader.list(|reader| reader.shared(|reader| reader.small().map(PermissionId)))?,
        errors: reader.list(|reader| reader.shared(|reader| Some((reader.small()?, reader.string()?))))?,
        statuses: reader.list(|reader| reader.shared(Reader::small))?,
        params: Vec::new(),
    };
    let params = reader.list(|reader| reader.shared(|reader| reader.param(&lists)))?;
    let lists = Lists { params, ..lists };
    let operations = reader.numbered(|reader, at| reader.operation(at, &lists))?;
    mark_division_aware(&mut permissions, &operations)?;
    Some(Packed { permissions, operations, models })
}

/// What an operation shows of divisions holds for the entity of its permissions, so for every permission of that entity:
/// who may view a person by division also deletes one by division, though deleting shows none.
fn mark_division_aware(permissions: &mut [Permission], operations: &[Operation]) -> Option<()> {
    for operation in operations.iter().filter(|operation| operation.division_hints.any()) {
        for permission in operation.permissions {
            permissions.get_mut(usize::from(permission.0))?.division_aware = true;
        }
    }
    // The list is sorted by name, so an entity's permissions stand together.
    for entity in permissions.chunk_by_mut(|left, right| (left.domain, left.entity) == (right.domain, right.entity)) {
        let aware = entity.iter().any(|permission| permission.division_aware && !permission.domain.is_empty());
        entity.iter_mut().for_each(|permission| permission.division_aware |= aware);
    }
    Some(())
}

pub(crate) fn read_models(bytes: &'static [u8]) -> Option<Vec<Model>> {
    let (mut reader, _) = Reader::open(bytes)?;
    let allowed = reader.list(|reader| reader.shared(Reader::string))?;
    reader.list(|reader| reader.model(&allowed))
}
