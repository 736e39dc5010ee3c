//! One column is what a caller holds in one place, before and after. Sixty-four columns are asked at once, a bit each: a
//! permission is a word that says which of the columns hold it, and an operation's list is a few ANDs or ORs of such words.

use std::borrow::Borrow;

use postern_model::{PermissionSet, permission::WORDS};

use super::{
    held::{self, Numbered},
    needs::{Asked, Needs},
};

/// Columns asked at once: the bits of a word.
const WIDTH: usize = 64;

/// What a caller holds in a place, before or after.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Side {
    /// The permissions that count there: where a permission is not looked at per division, held anywhere is held there.
    pub held: PermissionSet,
    /// Whether bare `admin` stands in for everything.
    pub overridden: bool,
}

/// A column.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub person: bool,
    pub before: Side,
    pub after: Side,
}

/// What a change does in a column, four lists in one: what is lost, what is gained, both as places in [`Needs::asked`]; the
/// permissions lost, the permissions gained. In front of them where each but the last ends.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Outcome(Box<[u16]>);

impl Outcome {
    /// Where the lists begin, and what says where they end.
    const FRONT: usize = 3;

    /// Adds a list of the numbers of the bits that are set, and says where it ends. There are fewer than 2^16 bits.
    fn list(numbers: &mut Vec<u16>, words: impl Iterator<Item = u64>) -> u16 {
        for (mut word, at) in words.zip((0_u16..).step_by(64)) {
            while word != 0 {
                // At most 63.
                numbers.push(at + word.trailing_zeros() as u16);
                word &= word - 1;
            }
        }
        // Four lists of fewer than 2^12 numbers.
        numbers.len() as u16
    }

    /// What is lost.
    pub fn lost(&self) -> &[u16] {
        &self.0[Self::FRONT..usize::from(self.0[0])]
    }

    /// What is gained.
    pub fn gained(&self) -> &[u16] {
        &self.0[usize::from(self.0[0])..usize::from(self.0[1])]
    }

    /// The permissions lost.
    pub fn permissions_lost(&self) -> &[u16] {
        &self.0[usize::from(self.0[1])..usize::from(self.0[2])]
    }

    /// The permissions gained.
    pub fn permissions_gained(&self) -> &[u16] {
        &self.0[usize::from(self.0[2])..]
    }
}

impl From<&[u16]> for Outcome {
    fn from(numbers: &[u16]) -> Self {
        Self(numbers.into())
    }
}

impl Borrow<[u16]> for Outcome {
    fn borrow(&self) -> &[u16] {
        &self.0
    }
}

/// Columns, asked as soon as there are enough of them.
pub(super) struct Columns<'n> {
    needs: &'n Needs,
    /// For each column the number of what the change does there, from 1; 0: nothing.
    answers: Vec<u32>,
    /// Those not asked yet, with their place among `answers`.
    waiting: Vec<(usize, Column)>,
    outcomes: Numbered<Outcome>,
    told: Vec<u16>,
}

impl<'n> Columns<'n> {
    pub fn new(needs: &'n Needs) -> Self {
        Self { needs, answers: Vec::new(), waiting: Vec::with_capacity(WIDTH), outcomes: Numbered::default(), told: Vec::new() }
    }

    /// The number of the column.
    pub fn push(&mut self, column: Column) -> u32 {
        let number = self.answers.len();
        self.answers.push(0);
        if column.before != column.after {
            self.waiting.push((number, column));
        }
        if self.waiting.len() == WIDTH {
            self.ask();
        }
        // There are far fewer than 2^32.
        number as u32
    }

    /// For each column the number of its outcome, from 1; 0: nothing changes.
    pub fn answers(mut self) -> (Vec<u32>, Vec<Outcome>) {
        self.ask();
        (self.answers, self.outcomes.into_iter().collect())
    }

    fn ask(&mut self) {
        let before = Rows::of(&self.waiting, |column| &column.before);
        let after = Rows::of(&self.waiting, |column| &column.after);
        let people = word(&self.waiting, |column| column.person);
        let words = self.needs.asked.len().div_ceil(64);
        let (mut lost, mut gained) = (Bits::new(words), Bits::new(words));
        for (at, asked) in self.needs.asked.iter().enumerate() {
            let (was, is) = (before.allowed(asked, people), after.allowed(asked, people));
            lost.rows[at] = was & !is;
            gained.rows[at] = is & !was;
        }
        let (lost, gained) = (lost.turned(), gained.turned());
        for (at, (number, column)) in self.waiting.drain(..).enumerate() {
            let (before, after) = (column.before.held, column.after.held);
            let told = &mut self.told;
            told.clear();
            told.extend([0; Outcome::FRONT]);
            told[0] = Outcome::list(told, lost.iter().map(|block| block[at]));
            told[1] = Outcome::list(told, gained.iter().map(|block| block[at]));
            told[2] = Outcome::list(told, before.difference(&after).words().iter().copied());
            Outcome::list(told, after.difference(&before).words().iter().copied());
            if told.len() > Outcome::FRONT {
                self.answers[number] = held::number(&mut self.outcomes, &told[..]) + 1;
            }
        }
    }
}

/// Of each permission, which columns hold it.
struct Rows {
    holders: Vec<[u64; 64]>,
    overridden: u64,
}

impl Rows {
    fn of(columns: &[(usize, Column)], side: impl Fn(&Column) -> &Side) -> Self {
        let block = |word: usize| {
            let mut block = [0; 64];
            columns.iter().zip(&mut block).for_each(|((_, column), row)| *row = side(column).held.words()[word]);
            turned(&block)
        };
        Self { holders: (0..WORDS).map(block).collect(), overridden: word(columns, |column| side(column).overridden) }
    }

    /// The columns that may call operations which ask for `asked`.
    fn allowed(&self, asked: &Asked, people: u64) -> u64 {
        let holders = asked.permissions.iter().map(|id| self.holders[usize::from(id.0) / 64][usize::from(id.0) % 64]);
        let holding = if asked.all { holders.fold(u64::MAX, |all, some| all & some) } else { holders.fold(0, |all, some| all | some) };
        (holding | self.overridden) & if asked.people_only { people } else { u64::MAX }
    }
}

fn word(columns: &[(usize, Column)], bit: impl Fn(&Column) -> bool) -> u64 {
    columns.iter().enumerate().fold(0, |word, (at, (_, column))| word | u64::from(bit(column)) << at)
}

/// A row of 64 columns for each of some things, to be turned into a row of things for each column.
struct Bits {
    rows: Vec<u64>,
}

impl Bits {
    fn new(words: usize) -> Self {
        Self { rows: vec![0; words * 64] }
    }

    /// Blocks of 64 things: in each, a word a column.
    fn turned(self) -> Vec<[u64; 64]> {
        let (blocks, _) = self.rows.as_chunks::<64>();
        blocks.iter().map(turned).collect()
    }
}

/// Most blocks are empty: those need not be turned.
fn turned(block: &[u64; 64]) -> [u64; 64] {
    let mut block = *block;
    if block.iter().any(|row| *row != 0) {
        turn(&mut block);
    }
    block
}

/// Turns 64 × 64 bits about their diagonal: bit `j` of word `i` becomes bit `i` of word `j`. Halves are swapped, then halves
/// of halves (H. S. Warren, Hacker's Delight, §7-3).
fn turn(block: &mut [u64; 64]) {
    let (mut width, mut mask) = (32, 0x0000_0000_ffff_ffff_u64);
    while width > 0 {
        let mut at = 0;
        while at < 64 {
            let swapped = (block[at] >> width ^ block[at + width]) & mask;
            block[at] ^= swapped << width;
            block[at + width] ^= swapped;
            at = (at + width + 1) & !width;
        }
        width >>= 1;
        mask ^= mask << width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_turned_about_its_diagonal() {
        let mut block: [u64; 64] = std::array::from_fn(|at| (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(at as u32));
        let original = block;
        turn(&mut block);
        for (i, row) in original.iter().enumerate() {
            for (j, column) in block.iter().enumerate() {
                assert_eq!(row >> j & 1, column >> i & 1, "{i}, {j}");
            }
        }
    }
}
