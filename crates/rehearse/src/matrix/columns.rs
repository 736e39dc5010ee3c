//! One column is what a caller holds in one place, before and after. Sixty-four columns are asked at once, a bit each: a
//! permission is a word that says which of the columns hold it, and an operation's list is a few ANDs or ORs of such words.

use postern_model::{PermissionSet, permission::WORDS};

use super::{
    held::Numbered,
    needs::{Asked, Needs},
};

/// Columns asked at once: the bits of a word.
pub(super) const WIDTH: usize = 64;

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

/// What a change does in a column: numbers in order, for there are few of them. Those of `lost` and `gained` are places in
/// [`Needs::asked`].
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Outcome {
    pub lost: Box<[u16]>,
    pub gained: Box<[u16]>,
    pub permissions_lost: Box<[u16]>,
    pub permissions_gained: Box<[u16]>,
}

impl Outcome {
    fn is_none(&self) -> bool {
        [&self.lost, &self.gained, &self.permissions_lost, &self.permissions_gained].iter().all(|numbers| numbers.is_empty())
    }
}

/// The numbers of the bits that are set. There are fewer than 2^16 bits.
fn numbers(words: impl Iterator<Item = u64>) -> Box<[u16]> {
    let mut numbers = Vec::new();
    for (mut word, at) in words.zip((0_u16..).step_by(64)) {
        while word != 0 {
            // At most 63.
            numbers.push(at + word.trailing_zeros() as u16);
            word &= word - 1;
        }
    }
    numbers.into()
}

/// For up to 64 columns the number of what the change does in each; 0: nothing.
pub(super) fn ask(needs: &Needs, columns: &[Column], outcomes: &mut Numbered<Outcome>) -> Vec<u32> {
    let before = Rows::of(columns, |column| &column.before);
    let after = Rows::of(columns, |column| &column.after);
    let people = word(columns, |column| column.person);
    let words = needs.asked.len().div_ceil(64);
    let (mut lost, mut gained) = (Bits::new(words), Bits::new(words));
    for (at, asked) in needs.asked.iter().enumerate() {
        let (was, is) = (before.allowed(asked, people), after.allowed(asked, people));
        lost.rows[at] = was & !is;
        gained.rows[at] = is & !was;
    }
    let (lost, gained) = (lost.turned(), gained.turned());
    let outcome = |(at, column): (usize, &Column)| Outcome {
        lost: numbers(lost.iter().map(|block| block[at])),
        gained: numbers(gained.iter().map(|block| block[at])),
        permissions_lost: numbers(column.before.held.difference(&column.after.held).words().iter().copied()),
        permissions_gained: numbers(column.after.held.difference(&column.before.held).words().iter().copied()),
    };
    columns.iter().enumerate().map(outcome).map(|outcome| if outcome.is_none() { 0 } else { outcomes.number(&outcome) + 1 }).collect()
}

/// Of each permission, which columns hold it.
struct Rows {
    holders: Vec<[u64; 64]>,
    overridden: u64,
}

impl Rows {
    fn of(columns: &[Column], side: impl Fn(&Column) -> &Side) -> Self {
        let block = |word: usize| {
            let mut block = [0; 64];
            columns.iter().zip(&mut block).for_each(|(column, row)| *row = side(column).held.words()[word]);
            turn(&mut block);
            block
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

fn word(columns: &[Column], bit: impl Fn(&Column) -> bool) -> u64 {
    columns.iter().enumerate().fold(0, |word, (at, column)| word | u64::from(bit(column)) << at)
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
        let turned = |block: &[u64; 64]| {
            let mut block = *block;
            if block.iter().any(|row| *row != 0) {
                turn(&mut block);
            }
            block
        };
        blocks.iter().map(turned).collect()
    }
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
