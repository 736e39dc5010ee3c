//! The entities of the packed form, field by field.

use postern_model::PermissionId;

use super::reader::Reader;
use crate::{Class, DivisionHints, Field, Limits, Model, Need, Operation, OperationId, Permission, QueryParam, ScopesSource, TypeRef};

/// The lists that operations share.
#[derive(Default)]
pub(super) struct Lists {
    pub strings: Vec<&'static [&'static str]>,
    pub permissions: Vec<&'static [PermissionId]>,
    pub errors: Vec<&'static [(u16, &'static str)]>,
    pub statuses: Vec<&'static [u16]>,
    pub params: Vec<&'static [QueryParam]>,
}

impl Reader {
    pub fn permission(&mut self, at: u16) -> Option<Permission> {
        let name = self.string()?;
        let mut parts = name.splitn(3, ':');
        let (domain, entity, action) = match (parts.next(), parts.next(), parts.next()) {
            (Some(domain), Some(entity), Some(action)) => (domain, entity, action),
            _ => ("", "", ""),
        };
        Some(Permission { id: PermissionId(at), name, domain, entity, action, division_aware: false })
    }

    pub fn param(&mut self, lists: &Lists) -> Option<QueryParam> {
        Some(QueryParam {
            name: self.string()?,
            ty: TypeRef::parse(self.string()?),
            required: self.number()? == 1,
            allowed: self.one_of(&lists.strings)?,
            default: self.optional_string()?,
        })
    }

    pub fn operation(&mut self, at: u16, lists: &Lists) -> Option<Operation> {
        let flags = self.number()?;
        let flag = |bit: u32| flags >> bit & 1 == 1;
        Some(Operation {
            id: OperationId(at),
            name: self.string()?,
            tag: self.string()?,
            method: self.string()?,
            path: self.string()?,
            media: self.string()?,
            param_names: self.one_of(&lists.strings)?,
            need: self.one_of(&Need::NAMES)?.0,
            permissions: self.one_of(&lists.permissions)?,
            scopes: self.one_of(&lists.strings)?,
            scopes_source: self.one_of(&ScopesSource::ALL)?,
            query: self.one_of(&lists.params)?,
            body: self.optional_string()?.map(TypeRef::parse),
            response: self.optional_string()?.map(TypeRef::parse),
            success: self.one_of(&lists.statuses)?,
            errors: self.one_of(&lists.errors)?,
            class: self.one_of(&Class::NAMES)?.0,
            user_context: flag(0),
            body_required: flag(1),
            deprecated: flag(2),
            preview: flag(3),
            division_hints: DivisionHints { path: flag(4), query: flag(5), body: flag(6), response: flag(7) },
        })
    }

    pub fn model(&mut self, allowed: &[&'static [&'static str]]) -> Option<Model> {
        Some(Model { name: self.string()?, fields: self.list(|reader| reader.field(allowed))?.into() })
    }

    fn field(&mut self, allowed: &[&'static [&'static str]]) -> Option<Field> {
        let flags = self.number()?;
        Some(Field {
            name: self.string()?,
            ty: TypeRef::parse(self.string()?),
            format: self.string()?,
            allowed: self.one_of(allowed)?,
            required: flags & 1 == 1,
            read_only: flags >> 1 & 1 == 1,
            unique: flags >> 2 & 1 == 1,
            limits: if flags >> 3 & 1 == 1 { Some(Box::leak(Box::new(self.limits()?))) } else { None },
        })
    }

    fn limits(&mut self) -> Option<Limits> {
        let [mut min_length, mut max_length, mut min_items, mut max_items] = [None; 4];
        for bound in [&mut min_length, &mut max_length, &mut min_items, &mut max_items] {
            *bound = self.optional_string()?.and_then(|text| text.parse().ok());
        }
        let [minimum, maximum] = [self.optional_string()?, self.optional_string()?].map(|text| text.and_then(|text| text.parse().ok()));
        Some(Limits { min_length, max_length, min_items, max_items, minimum, maximum, pattern: self.optional_string()? })
    }
}
