//! How long a decision takes, trace included, in an organization of 500 roles and 200 divisions, for a caller with five
//! grants: `cargo bench -p postern-decide`. With 100,000 people it must not take longer than with 1,000. Allocations would
//! show under each line; there are none (`tests/no_allocation.rs`).
#![allow(clippy::expect_used, reason = "an organization that cannot be made should stop the benchmark loudly")]

mod large;

use divan::{AllocProfiler, Bencher, black_box};
use large::{Case, Large};
use postern_decide::decide;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

#[divan::bench(args = Case::ALL, sample_size = 1000)]
fn people_1_000(bencher: Bencher, case: Case) {
    bench(bencher, 1_000, case);
}

#[divan::bench(args = Case::ALL, sample_size = 1000)]
fn people_100_000(bencher: Bencher, case: Case) {
    bench(bencher, 100_000, case);
}

fn bench(bencher: Bencher, people: u32, case: Case) {
    let large = Large::new(people);
    let question = large.question(case);
    bencher.bench_local(|| decide(black_box(&question)));
}
