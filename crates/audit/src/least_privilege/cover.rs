//! The smallest set of permissions that has one of each list: minimal hitting set. Exact by search while there is little
//! to choose from; else the permission that serves most lists first, then whatever can be left out again is.

use std::collections::{BTreeMap, BTreeSet};

use postern_model::PermissionId;

/// More lists, or more permissions to choose from, are not searched through.
const MOST_LISTS: usize = 40;
const MOST_CHOICES: usize = 24;

/// A set of permissions.
pub(super) struct Cover {
    pub(super) chosen: BTreeSet<PermissionId>,
    /// Whether no smaller set would do.
    pub(super) smallest: bool,
}

type Lists<'l> = Vec<&'l BTreeSet<PermissionId>>;

pub(super) fn least(lists: &BTreeSet<BTreeSet<PermissionId>>) -> Cover {
    // Where there is one permission there is no choice.
    let mut chosen: BTreeSet<PermissionId> = lists.iter().filter(|list| list.len() == 1).flatten().copied().collect();
    let open: Lists<'_> = lists.iter().filter(|list| !list.is_empty() && list.is_disjoint(&chosen)).collect();
    // A list that holds another is hit along with it.
    let open: Lists<'_> = open.iter().copied().filter(|list| !open.iter().any(|other| other != list && other.is_subset(list))).collect();
    let choices: BTreeSet<PermissionId> = open.iter().copied().flatten().copied().collect();
    let small = open.len() <= MOST_LISTS && choices.len() <= MOST_CHOICES;
    let greedy = pruned(&open, greedy(&open));
    let added = if small { exact(&open, greedy) } else { greedy };
    chosen.extend(added);
    Cover { chosen, smallest: small }
}

fn greedy(open: &Lists<'_>) -> BTreeSet<PermissionId> {
    let mut chosen = BTreeSet::new();
    let mut left = open.clone();
    while !left.is_empty() {
        let mut counts: BTreeMap<PermissionId, usize> = BTreeMap::new();
        left.iter().copied().flatten().for_each(|id| *counts.entry(*id).or_default() += 1);
        // The first of the best, so that the same question has the same answer.
        let Some((best, _)) = counts.into_iter().rev().max_by_key(|(_, many)| *many) else { break };
        chosen.insert(best);
        left.retain(|list| !list.contains(&best));
    }
    chosen
}

fn pruned(open: &Lists<'_>, mut chosen: BTreeSet<PermissionId>) -> BTreeSet<PermissionId> {
    for id in chosen.clone() {
        chosen.remove(&id);
        if open.iter().any(|list| list.is_disjoint(&chosen)) {
            chosen.insert(id);
        }
    }
    chosen
}

/// Branches on the shortest list that is not hit yet, and gives up where no better set can come of it.
fn exact(open: &Lists<'_>, best: BTreeSet<PermissionId>) -> BTreeSet<PermissionId> {
    let mut best = best;
    search(open, &mut BTreeSet::new(), &mut best);
    best
}

fn search(open: &Lists<'_>, chosen: &mut BTreeSet<PermissionId>, best: &mut BTreeSet<PermissionId>) {
    let unhit = open.iter().filter(|list| list.is_disjoint(chosen)).min_by_key(|list| list.len());
    let Some(list) = unhit else {
        if chosen.len() < best.len() {
            best.clone_from(chosen);
        }
        return;
    };
    if chosen.len() + 1 >= best.len() {
        return;
    }
    for id in *list {
        chosen.insert(*id);
        search(open, chosen, best);
        chosen.remove(id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(lists: &[&[u16]]) -> BTreeSet<BTreeSet<PermissionId>> {
        lists.iter().map(|list| list.iter().map(|id| PermissionId(*id)).collect()).collect()
    }

    fn chosen(cover: &Cover) -> Vec<u16> {
        cover.chosen.iter().map(|id| id.0).collect()
    }

    #[test]
    fn what_is_needed_anyway_serves_lists_of_which_one_suffices() {
        let cover = least(&lists(&[&[1], &[1, 2], &[2, 3], &[3, 4]]));
        assert_eq!((chosen(&cover), cover.smallest), (vec![1, 3], true));
    }

    #[test]
    fn where_greed_takes_one_too_many_the_search_does_not() {
        // The greedy choice is 9, in three lists; then 1 and 2 are needed all the same.
        let question = lists(&[&[1, 9], &[1, 8], &[2, 9], &[2, 7], &[9, 1, 2]]);
        assert_eq!(chosen(&least(&question)), [1, 2]);
    }

    #[test]
    fn the_search_finds_what_trying_every_set_finds() {
        let mut seed = 7_u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for _ in 0..300 {
            let question: BTreeSet<BTreeSet<PermissionId>> =
                (0..=next(7)).map(|_| (0..=next(3)).map(|_| PermissionId(next(9) as u16)).collect()).collect();
            let smallest = (0_u16..512)
                .filter(|set| question.iter().all(|list| list.iter().any(|id| set >> id.0 & 1 == 1)))
                .map(u16::count_ones)
                .min();
            let cover = least(&question);
            assert_eq!(Some(cover.chosen.len() as u32), smallest, "{question:?}");
        }
    }

    #[test]
    fn much_to_choose_from_is_pruned_and_said_so() {
        let question: BTreeSet<BTreeSet<PermissionId>> = (0..60).map(|id| [PermissionId(id), PermissionId(id + 100)].into()).collect();
        let cover = least(&question);
        assert_eq!((cover.chosen.len(), cover.smallest), (60, false));
    }
}
