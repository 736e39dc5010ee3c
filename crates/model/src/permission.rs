//! Permissions as small numbers, and sets of them as fixed bit arrays.
//!
//! A permission's number is its position in the catalogue's sorted list; the catalogue owns the names.

/// How many permissions a set can hold. The catalogue refuses to be built with more.
pub const CAPACITY: usize = 2048;
/// How many words of 64 bits that takes.
pub const WORDS: usize = CAPACITY / 64;

/// The position of a permission in the catalogue's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermissionId(pub u16);

/// A set of permissions: one bit each, no heap.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermissionSet([u64; WORDS]);

impl PermissionSet {
    /// The empty set.
    pub const EMPTY: Self = Self([0; WORDS]);

    /// Whether `permission` is in the set. Numbers past [`CAPACITY`] are in no set.
    #[inline]
    pub fn contains(&self, permission: PermissionId) -> bool {
        let bit = usize::from(permission.0);
        self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Adds `permission`; a number past [`CAPACITY`] is ignored.
    pub fn insert(&mut self, permission: PermissionId) {
        let bit = usize::from(permission.0);
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Takes `permission` out.
    pub fn remove(&mut self, permission: PermissionId) {
        let bit = usize::from(permission.0);
        if let Some(word) = self.0.get_mut(bit / 64) {
            *word &= !(1 << (bit % 64));
        }
    }

    /// Adds every permission of `other`.
    #[inline]
    pub fn union_with(&mut self, other: &Self) {
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            *mine |= *theirs;
        }
    }

    /// The permissions of the set that `other` has too.
    #[inline]
    pub fn intersection(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] & other.0[word]))
    }

    /// The permissions of the set that `other` lacks.
    #[inline]
    pub fn difference(&self, other: &Self) -> Self {
        Self(std::array::from_fn(|word| self.0[word] & !other.0[word]))
    }

    /// The bits: permission `n` is bit `n % 64` of word `n / 64`.
    pub fn words(&self) -> &[u64; WORDS] {
        &self.0
    }

    /// Whether every permission of `other` is in this set.
    pub fn contains_all(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| theirs & !mine == 0)
    }

    /// Whether nothing is in the set.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// How many permissions are in the set.
    pub fn len(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The permissions in ascending order of number.
    pub fn iter(&self) -> impl Iterator<Item = PermissionId> + '_ {
        (0..CAPACITY as u16).map(PermissionId).filter(|permission| self.contains(*permission))
    }
}

impl Default for PermissionSet {
    fn default() -> Self {
        Self::EMPTY
    }
}

impl FromIterator<PermissionId> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = PermissionId>>(permissions: I) -> Self {
        let mut set = Self::EMPTY;
        permissions.into_iter().for_each(|permission| set.insert(permission));
        set
    }
}

impl std::fmt::Debug for PermissionSet {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_set().entries(self.iter().map(|permission| permission.0)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let mut set: PermissionSet = [PermissionId(3), PermissionId(64), PermissionId(2047)].into_iter().collect();
        assert_eq!(set.iter().map(|p| p.0).collect::<Vec<_>>(), [3, 64, 2047]);
        set.insert(PermissionId(2048));
        set.remove(PermissionId(64));
        assert_eq!(set.len(), 2);
        assert!(!set.contains(PermissionId(64)) && !set.contains(PermissionId(2048)));
    }

    #[test]
    fn a_union_contains_both_sides() {
        let left: PermissionSet = [PermissionId(1)].into_iter().collect();
        let right: PermissionSet = [PermissionId(1500)].into_iter().collect();
        let mut both = left;
        both.union_with(&right);
        assert!(both.contains_all(&left) && both.contains_all(&right) && !left.contains_all(&right));
    }
}
