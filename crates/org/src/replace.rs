//! Putting one value of an organization in the place of another: only what differs is written.

use std::{collections::BTreeMap, sync::Arc};

use postern_model::sign_in::{AuthorizationCode, Consent, Password, PendingLogin, PendingLogout, RefreshToken, Session, SpentAssertion};
use serde::Serialize;

use crate::{
    Draft, Kept, Organization,
    resources::{self, Resource},
};

/// Entities of one kind by the id of their document.
type Shelf<'o, T> = BTreeMap<String, &'o T>;

impl Draft<'_> {
    /// Makes the draft `target`. Entities that it lacks are removed for good, people and divisions too.
    ///
    /// INVARIANT: every kind of document that [`Organization::apply_document`] knows has a line here; else a node that loads
    /// the store would see another organization than the one that replaced it.
    pub(crate) fn replace(&mut self, target: Organization) {
        let old = std::mem::replace(&mut self.organization, target.clone());
        let profile = |organization: &Organization| organization.profile().id.to_string();
        self.replace_kind("organization", [(profile(&old), old.profile())].into(), [(profile(&target), target.profile())].into());
        self.replace_kind("division", divisions(&old), divisions(&target));
        self.replace_kind("role", shelf(old.roles(), |role| role.id), shelf(target.roles(), |role| role.id));
        self.replace_kind("grants", shelf(old.all_grants(), |held| held.subject.id), shelf(target.all_grants(), |held| held.subject.id));
        self.replace_kind("user", shelf(old.users_even_deleted(), |user| user.id), shelf(target.users_even_deleted(), |user| user.id));
        self.replace_kind("group", shelf(old.groups(), |group| group.id), shelf(target.groups(), |group| group.id));
        self.replace_kind("client", shelf(old.clients(), |client| client.id), shelf(target.clients(), |client| client.id));
        self.replace_kind("provider", shelf(old.providers(), |provider| &provider.id), shelf(target.providers(), |provider| &provider.id));
        self.replace_kind("revoked", revoked(&old), revoked(&target));
        self.replace_kind(resources::KIND, resources(&old), resources(&target));
        self.replace_kept::<Session>(&old, &target);
        self.replace_kept::<PendingLogin>(&old, &target);
        self.replace_kept::<PendingLogout>(&old, &target);
        self.replace_kept::<SpentAssertion>(&old, &target);
        self.replace_kept::<AuthorizationCode>(&old, &target);
        self.replace_kept::<RefreshToken>(&old, &target);
        self.replace_kept::<Password>(&old, &target);
        self.replace_kept::<Consent>(&old, &target);
    }

    fn replace_kept<T: Kept + PartialEq>(&mut self, old: &Organization, target: &Organization) {
        self.replace_kind(T::KIND, shelf(old.all_kept::<T>(), Kept::key), shelf(target.all_kept::<T>(), Kept::key));
    }

    fn replace_kind<T: PartialEq + Serialize>(&mut self, kind: &'static str, old: Shelf<'_, T>, new: Shelf<'_, T>) {
        for (id, value) in &new {
            if old.get(id).is_none_or(|before| !std::ptr::eq(*before, *value) && before != value) {
                self.put_document(kind, id.clone(), value);
            }
        }
        old.into_keys().filter(|id| !new.contains_key(id)).for_each(|id| self.remove_document(kind, id));
    }
}

fn shelf<'o, T, I: ToString>(entities: impl Iterator<Item = &'o T>, id: impl Fn(&'o T) -> I) -> Shelf<'o, T> {
    entities.map(|entity| (id(entity).to_string(), entity)).collect()
}

fn divisions(organization: &Organization) -> Shelf<'_, postern_model::Division> {
    shelf(organization.divisions.values(), |division| division.id)
}

fn resources(organization: &Organization) -> Shelf<'_, Resource> {
    shelf(organization.resources.all().map(Arc::as_ref), |resource| &resource.path)
}

fn revoked(organization: &Organization) -> Shelf<'_, postern_model::Timestamp> {
    organization.revoked.iter().map(|(serial, until)| (serial.to_string(), until)).collect()
}
