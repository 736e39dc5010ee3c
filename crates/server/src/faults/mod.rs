//! Fault rules, for tests of pipelines (`/postern/faults`): chosen requests get an error, wait, meet a rate limit or read old
//! values. Rules live in memory only. While there are none, a request looks at one flag.
//!
//! An answer that a rule gave or altered says so: `Postern-Fault` names the rule, and the decision tells what it did.

mod answers;
mod glob;
mod operations;
mod read;
mod rule;

use std::{
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response},
};
use postern_catalog::Operation;
use postern_decide::Rate;
use postern_model::Timestamp;
use uuid::Uuid;

use self::rule::{Asking, Effect};
pub(crate) use self::{
    read::{BadRule, rule, rules},
    rule::Rule,
};
use crate::{api, caller::Caller, fault::Fault, platform::Platform, respond::Envelope};

/// Names the rules that had a hand in an answer.
const HEADER: HeaderName = HeaderName::from_static("postern-fault");

/// The rules, in the order in which they are tried.
#[derive(Default)]
pub(crate) struct Faults {
    any: AtomicBool,
    rules: RwLock<Vec<Arc<Rule>>>,
}

impl Faults {
    /// Whether there are rules.
    pub(crate) fn any(&self) -> bool {
        self.any.load(Ordering::Relaxed)
    }

    /// Those there are.
    pub(crate) fn list(&self) -> Vec<Arc<Rule>> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes the rules; answers what `change` answers. Says how far back they look now, in milliseconds.
    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Vec<Arc<Rule>>) -> T) -> (T, i64) {
        let mut rules = self.rules.write().unwrap_or_else(PoisonError::into_inner);
        let answer = change(&mut rules);
        self.any.store(!rules.is_empty(), Ordering::Relaxed);
        (answer, rules.iter().map(|rule| i64::from(rule.looks_back())).max().unwrap_or_default())
    }
}

/// What the rules do to one request.
#[derive(Debug, Default)]
pub(crate) struct Met {
    acted: Vec<Acted>,
    delay: Duration,
    age: u32,
    answer: Option<(Fault, Option<Rate>)>,
}

/// A rule that acted.
#[derive(Clone, Debug)]
pub(crate) struct Acted {
    pub(crate) rule: Uuid,
    pub(crate) name: Option<Box<str>>,
    pub(crate) did: String,
    /// Whether it gave the answer.
    pub(crate) answered: bool,
}

/// What the rules do to a request; waits as long as they say. After a wait the caller is looked at again.
pub(crate) async fn meet(
    platform: &Platform,
    operation: &Operation,
    caller: &mut Caller,
    now: &mut Timestamp,
    headers: &HeaderMap,
) -> Option<Box<Met>> {
    let asking = Asking { operation: operation.id, reads: api::reads(operation), client: caller.client(), now: *now };
    let met = try_rules(&platform.faults.list(), &asking);
    if !met.delay.is_zero() {
        tokio::time::sleep(met.delay).await;
        *now = platform.clock.now();
        *caller = Caller::of(platform, headers);
    }
    (!met.acted.is_empty()).then(|| Box::new(met))
}

/// The rules in their order, until one answers. Delays add up; the oldest of stale values counts.
fn try_rules(rules: &[Arc<Rule>], asking: &Asking) -> Met {
    let mut met = Met::default();
    for rule in rules {
        let Some(effect) = rule.strike(asking) else { continue };
        let (did, answered) = (effect.told(), matches!(effect, Effect::Answer(..)));
        met.acted.push(Acted { rule: rule.id, name: rule.name.clone(), did, answered });
        match effect {
            Effect::Delay(delay) => met.delay += delay,
            Effect::Stale(age) => met.age = met.age.max(age),
            Effect::Answer(fault, rate) => {
                met.answer = Some((fault, rate));
                break;
            }
        }
    }
    met
}

impl Met {
    /// How old the value is that a read sees, in milliseconds.
    pub(crate) fn age(&self) -> u32 {
        self.age
    }

    /// The refusal to answer with, if a rule gave one. A rate limit brings its own numbers.
    pub(crate) fn refusal(&mut self, envelope: &mut Envelope) -> Option<Fault> {
        let (fault, rate) = self.answer.take()?;
        envelope.rate = rate.unwrap_or(envelope.rate);
        Some(fault)
    }

    /// Names the rules in the answer, and gives them up for the decision.
    pub(crate) fn mark(self, response: &mut Response<Body>) -> Box<[Acted]> {
        let names: Vec<String> = self.acted.iter().map(|acted| acted.rule.to_string()).collect();
        if let Ok(value) = HeaderValue::from_str(&names.join(", ")) {
            response.headers_mut().insert(HEADER, value);
        }
        self.acted.into_boxed_slice()
    }
}
