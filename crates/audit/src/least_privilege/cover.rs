//! The cheapest set that has one of each list: minimal hitting set, with weights. Exact by search while there is little to
//! choose from; else what serves most lists for its price first, then whatever can be left out again is.

use std::collections::{BTreeMap, BTreeSet};

/// More lists, or more to choose from, are not searched through.
const MOST_LISTS: usize = 40;
const MOST_CHOICES: usize = 24;

/// A set that has one of each list.
pub(super) struct Cover<T> {
    pub(super) chosen: BTreeSet<T>,
    /// Whether no cheaper set would do.
    pub(super) smallest: bool,
}

type Lists<'l, T> = Vec<&'l BTreeSet<T>>;

/// Finds one. Every price is above zero.
pub(super) fn least<T: Ord + Copy>(lists: &BTreeSet<BTreeSet<T>>, price: impl Fn(&T) -> u64) -> Cover<T> {
    // Where there is one there is no choice.
    let mut chosen: BTreeSet<T> = lists.iter().filter(|list| list.len() == 1).flatten().copied().collect();
    let open: Lists<'_, T> = lists.iter().filter(|list| !list.is_empty() && list.is_disjoint(&chosen)).collect();
    // A list that holds another is hit along with it.
    let open: Lists<'_, T> = open.iter().copied().filter(|list| !open.iter().any(|other| other != list && other.is_subset(list))).collect();
    let choices: BTreeSet<T> = open.iter().copied().flatten().copied().collect();
    let small = open.len() <= MOST_LISTS && choices.len() <= MOST_CHOICES;
    let question = Question { open, prices: choices.into_iter().map(|each| (each, price(&each))).collect() };
    let greedy = question.pruned(question.greedy());
    chosen.extend(if small { question.exact(greedy) } else { greedy });
    Cover { chosen, smallest: small }
}

struct Question<'l, T> {
    open: Lists<'l, T>,
    prices: BTreeMap<T, u64>,
}

impl<T: Ord + Copy> Question<'_, T> {
    fn price(&self, set: &BTreeSet<T>) -> u64 {
        set.iter().map(|each| self.prices[each]).sum()
    }

    fn greedy(&self) -> BTreeSet<T> {
        let mut chosen = BTreeSet::new();
        let mut left = self.open.clone();
        while !left.is_empty() {
            let mut counts: BTreeMap<T, u64> = BTreeMap::new();
            left.iter().copied().flatten().for_each(|each| *counts.entry(*each).or_default() += 1);
            // The first of the best, so that the same question has the same answer.
            let better = |(left, serves): &(T, u64), (right, others): &(T, u64)| {
                (u128::from(*serves) * u128::from(self.prices[right])).cmp(&(u128::from(*others) * u128::from(self.prices[left])))
            };
            let Some((best, _)) = counts.into_iter().rev().max_by(better) else { break };
            chosen.insert(best);
            left.retain(|list| !list.contains(&best));
        }
        chosen
    }

    /// Without what can be left out, the dearest first.
    fn pruned(&self, mut chosen: BTreeSet<T>) -> BTreeSet<T> {
        let mut order: Vec<T> = chosen.iter().copied().collect();
        order.sort_by_key(|each| std::cmp::Reverse(self.prices[each]));
        for each in order {
            chosen.remove(&each);
            if self.open.iter().any(|list| list.is_disjoint(&chosen)) {
                chosen.insert(each);
            }
        }
        chosen
    }

    /// Branches on the shortest list that is not hit yet, and gives up where nothing cheaper can come of it.
    fn exact(&self, mut best: BTreeSet<T>) -> BTreeSet<T> {
        let mut price = self.price(&best);
        self.search(&mut BTreeSet::new(), 0, &mut best, &mut price);
        best
    }

    fn search(&self, chosen: &mut BTreeSet<T>, paid: u64, best: &mut BTreeSet<T>, least: &mut u64) {
        let unhit = self.open.iter().filter(|list| list.is_disjoint(chosen)).min_by_key(|list| list.len());
        let Some(list) = unhit else {
            if paid < *least {
                best.clone_from(chosen);
                *least = paid;
            }
            return;
        };
        for each in *list {
            let price = paid + self.prices[each];
            if price < *least {
                chosen.insert(*each);
                self.search(chosen, price, best, least);
                chosen.remove(each);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lists(lists: &[&[u16]]) -> BTreeSet<BTreeSet<u16>> {
        lists.iter().map(|list| list.iter().copied().collect()).collect()
    }

    /// Where everything costs the same.
    fn alike(lists: &BTreeSet<BTreeSet<u16>>) -> Cover<u16> {
        least(lists, |_| 1)
    }

    fn chosen(cover: &Cover<u16>) -> Vec<u16> {
        cover.chosen.iter().copied().collect()
    }

    #[test]
    fn what_is_needed_anyway_serves_lists_of_which_one_suffices() {
        let cover = alike(&lists(&[&[1], &[1, 2], &[2, 3], &[3, 4]]));
        assert_eq!((chosen(&cover), cover.smallest), (vec![1, 3], true));
    }

    #[test]
    fn where_greed_takes_one_too_many_the_search_does_not() {
        // The greedy choice is 9, in three lists; then 1 and 2 are needed all the same.
        let question = lists(&[&[1, 9], &[1, 8], &[2, 9], &[2, 7], &[9, 1, 2]]);
        assert_eq!(chosen(&alike(&question)), [1, 2]);
    }

    #[test]
    fn the_search_finds_what_trying_every_set_finds() {
        let mut seed = 7_u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        for _ in 0..300 {
            let question: BTreeSet<BTreeSet<u16>> = (0..=next(7)).map(|_| (0..=next(3)).map(|_| next(9) as u16).collect()).collect();
            let smallest =
                (0_u16..512).filter(|set| question.iter().all(|list| list.iter().any(|id| set >> id & 1 == 1))).map(u16::count_ones).min();
            let cover = alike(&question);
            assert_eq!(Some(cover.chosen.len() as u32), smallest, "{question:?}");
        }
    }

    #[test]
    fn the_search_finds_the_cheapest_not_the_fewest() {
        // One that serves both lists costs more than one for each.
        let question = lists(&[&[1, 9], &[2, 9]]);
        let cover = least(&question, |each| if *each == 9 { 5 } else { 2 });
        assert_eq!((chosen(&cover), cover.smallest), (vec![1, 2], true));
        let cover = least(&question, |each| if *each == 9 { 3 } else { 2 });
        assert_eq!(chosen(&cover), [9]);
    }

    #[test]
    fn much_to_choose_from_is_pruned_and_said_so() {
        let question: BTreeSet<BTreeSet<u16>> = (0..60).map(|id| [id, id + 100].into()).collect();
        let cover = alike(&question);
        assert_eq!((cover.chosen.len(), cover.smallest), (60, false));
    }
}
