//! Collecting from a service that misbehaves: cut off, limited, half-forbidden, malformed, short, and redirecting.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests of an edge")]

mod count;
mod cut_off;
mod fake;
mod forbidden;
mod limited;
mod malformed;
mod pages;
mod tokens;

use postern_cloud::{Clock, Collecting, Credentials, Fault, Heading, Part, Place, Silent, Trust, collect};
use postern_model::{Fact, Snapshot, Timestamp};

use fake::{Fake, Reply};

/// 2026-06-01T09:00:00Z.
const BEGAN: Timestamp = Timestamp(1_780_304_400_000);

/// A clock on which waiting takes no time; it counts what was waited.
pub struct Still(std::sync::atomic::AtomicI64);

impl Still {
    fn new() -> Self {
        Self(std::sync::atomic::AtomicI64::new(BEGAN.0))
    }

    /// How many seconds were waited in all.
    fn waited(&self) -> i64 {
        (self.0.load(std::sync::atomic::Ordering::SeqCst) - BEGAN.0) / 1000
    }
}

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(std::sync::atomic::Ordering::SeqCst))
    }

    fn wait(&self, time: std::time::Duration) {
        self.0.fetch_add(time.as_millis() as i64, std::sync::atomic::Ordering::SeqCst);
    }
}

fn credentials() -> Credentials {
    Credentials::Client { id: fake::READER.to_owned(), secret: fake::SECRET.to_owned() }
}

fn heading(fake: &Fake) -> Heading {
    Heading::new(fake.place().host(), 30, BEGAN)
}

fn read_with(fake: &Fake, clock: &Still, part: &mut Part, per_minute: u32) -> Result<Snapshot, Fault> {
    let (place, credentials): (Place, Credentials) = (fake.place(), credentials());
    collect(Collecting { place: &place, trust: &Trust::system(), credentials: &credentials, per_minute, part, clock, progress: &Silent })
}

fn read(fake: &Fake) -> Result<Snapshot, Fault> {
    read_with(fake, &Still::new(), &mut Part::unkept(heading(fake)), 100_000)
}

/// Why a part is unknown; `known` if it is not.
fn why<T>(fact: &Fact<T>) -> &str {
    match fact {
        Fact::Known(_) => "known",
        Fact::Unknown(why) => why,
    }
}

/// Whatever the fake answers to the first call of `path` after `skip` of them.
fn once(path: &'static str, skip: usize, reply: impl Fn() -> Reply + Send + Sync + 'static) -> impl Fn(&fake::Asked<'_>) -> Option<Reply> {
    let seen = std::sync::atomic::AtomicUsize::new(0);
    move |asked| {
        let hit = asked.path == path && seen.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == skip;
        hit.then(&reply)
    }
}
