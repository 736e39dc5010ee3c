//! One rule: whom it strikes, how often, and with what.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use foldhash::{HashMap, HashSet};
use postern_catalog::{Catalog, OperationId};
use postern_decide::Rate;
use postern_model::{Entropy, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{answers, glob};
use crate::fault::Fault;

/// A fault rule.
pub(crate) struct Rule {
    pub(crate) id: Uuid,
    pub(super) name: Option<Box<str>>,
    /// As it was asked for, to be shown.
    pub(super) asked: Value,
    pub(super) operations: HashSet<OperationId>,
    pub(super) callers: Vec<Box<str>>,
    pub(super) percent: f64,
    pub(super) count: Option<u64>,
    pub(super) does: Does,
    pub(super) state: Mutex<State>,
}

/// What a rule does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Does {
    /// Answers this status; with 429, how many seconds to wait.
    Answer { status: u16, retry_after: u32 },
    /// Lets the request wait.
    Delay(Duration),
    /// Lets each caller make so many requests in so many seconds.
    Limit { requests: u32, seconds: u32 },
    /// Lets a read see the organization as it was so many milliseconds ago.
    Stale { milliseconds: u32 },
}

/// What a rule remembers.
pub(super) struct State {
    pub(super) matched: u64,
    pub(super) hits: u64,
    pub(super) chance: Entropy,
    pub(super) windows: HashMap<Option<Uuid>, Window>,
}

/// A caller's requests since the first of them.
pub(super) struct Window {
    ends: Timestamp,
    count: u32,
}

/// A request, as rules look at it.
pub(super) struct Asking {
    pub(super) operation: OperationId,
    pub(super) reads: bool,
    pub(super) client: Option<Uuid>,
    pub(super) now: Timestamp,
}

/// What a rule does to one request.
pub(super) enum Effect {
    Delay(Duration),
    Stale(u32),
    Answer(Fault, Option<Rate>),
}

impl Effect {
    /// In words, for the decision.
    pub(super) fn told(&self) -> String {
        match self {
            Self::Delay(delay) => format!("let the request wait for {} ms", delay.as_millis()),
            Self::Stale(age) => format!("let the request see the organization as it was {age} ms ago"),
            Self::Answer(fault, _) => format!("answered {} {} in the platform's place", fault.status, fault.code),
        }
    }
}

impl Rule {
    /// How far back it looks, in milliseconds.
    pub(super) fn looks_back(&self) -> u32 {
        match self.does {
            Does::Stale { milliseconds } => milliseconds,
            _ => 0,
        }
    }

    /// What it does to this request, if anything.
    pub(super) fn strike(&self, asking: &Asking) -> Option<Effect> {
        if !self.is_about(asking) {
            return None;
        }
        let mut state = self.state();
        if self.is_spent(&state) {
            return None;
        }
        state.matched += 1;
        if percent(&mut state.chance) >= self.percent {
            return None;
        }
        let effect = self.effect(&mut state, asking)?;
        state.hits += 1;
        Some(effect)
    }

    fn is_about(&self, asking: &Asking) -> bool {
        // Nobody without a token has an id; only a rule about everybody strikes them.
        let calls = |client: &str| self.callers.iter().any(|caller| glob::matches(caller, client));
        self.operations.contains(&asking.operation)
            && (asking.reads || !matches!(self.does, Does::Stale { .. }))
            && calls(&asking.client.map_or_else(String::new, |client| client.to_string()))
    }

    fn effect(&self, state: &mut State, asking: &Asking) -> Option<Effect> {
        let catalog = Catalog::builtin();
        let too_many = |rate| {
            let (fault, rate) = answers::too_many(catalog, rate);
            Effect::Answer(fault, Some(rate))
        };
        match self.does {
            Does::Answer { status: answers::TOO_MANY, retry_after } => Some(too_many(Rate { count: 1, allowed: 0, reset: retry_after })),
            Does::Answer { status, .. } => answers::refusal(status).map(|fault| Effect::Answer(fault, None)),
            Does::Delay(delay) => Some(Effect::Delay(delay)),
            Does::Stale { milliseconds } => Some(Effect::Stale(milliseconds)),
            Does::Limit { requests, seconds } => {
                let rate = count(&mut state.windows, asking, (requests, seconds));
                (rate.count > requests).then(|| too_many(rate))
            }
        }
    }

    fn is_spent(&self, state: &State) -> bool {
        self.count.is_some_and(|count| state.hits >= count)
    }

    /// As `/postern/faults` shows it.
    pub(crate) fn view(&self) -> Value {
        let state = self.state();
        let mut view = self.asked.clone();
        view["id"] = json!(self.id);
        view["matched"] = json!(state.matched);
        view["hits"] = json!(state.hits);
        view["spent"] = json!(self.is_spent(&state));
        view
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The next draw, from 0 to below 100.
fn percent(chance: &mut Entropy) -> f64 {
    // The last 32 bits of a version 4 UUID are all random (RFC 9562 §5.4).
    let drawn = chance.uuid().as_u128() as u32;
    f64::from(drawn) / (f64::from(u32::MAX) + 1.0) * 100.0
}

/// Counts a request of its caller, in a window that starts with the first request.
fn count(windows: &mut HashMap<Option<Uuid>, Window>, asking: &Asking, (allowed, seconds): (u32, u32)) -> Rate {
    let length = i64::from(seconds) * 1000;
    let (now, ends) = (asking.now.0, Timestamp(asking.now.0 + length));
    let window = windows.entry(asking.client).or_insert(Window { ends, count: 0 });
    // A window that is over, or that the moved clock left in the far future, starts anew.
    if window.ends.0 <= now || window.ends > ends {
        *window = Window { ends, count: 0 };
    }
    window.count = window.count.saturating_add(1);
    let left = (window.ends.0 - now).max(0) as u64;
    Rate { count: window.count, allowed, reset: u32::try_from(left.div_ceil(1000)).unwrap_or(u32::MAX) }
}
