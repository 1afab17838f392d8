//! What the studio has said to be so, and from when on.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use worldreel_testkit::power::{Log, Record};

/// What is shown of a library: the things by name, such as `title of 01a2…`.
pub(crate) type Shown = BTreeMap<String, Value>;

/// One thing that was said to be so.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Claim {
    /// The position at which it was asked for; from here on it may be so.
    asked: u64,
    /// The position at which the answer left; from here on it must be so.
    told: u64,
    /// How the answer begins.
    answer: String,
    value: Value,
}

/// An order that went to the paid engine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The position at which its first byte left.
    pub(crate) at: u64,
    /// The prompt that it carries.
    pub(crate) prompt: String,
}

/// Everything that was said, by thing, in order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Claims {
    things: BTreeMap<String, Vec<Claim>>,
    /// When the user has asked for a take to be rendered once more, by job.
    pub(crate) again: Vec<(u64, String)>,
    pub(crate) orders: Vec<Order>,
}

impl Claims {
    /// Notes that a thing was asked to be so at a position, and that it was answered so.
    pub(crate) fn note(&mut self, asked: u64, answer: &str, thing: String, value: Value) {
        let claims = self.things.entry(thing).or_default();
        if claims.last().is_none_or(|last| last.value != value) {
            claims.push(Claim {
                asked,
                told: u64::MAX,
                answer: answer.to_owned(),
                value,
            });
        }
    }

    /// Finds when all the answers left, and the orders.
    pub(crate) fn find(&mut self, log: &Log) {
        for claim in self.things.values_mut().flatten() {
            claim.told = log.said(claim.asked, claim.answer.as_bytes()).unwrap();
        }
        for (at, record) in log.records() {
            if let Some(prompt) = order(record) {
                self.orders.push(Order { at: *at, prompt });
            }
        }
    }

    /// The positions at which something was said.
    pub(crate) fn told(&self) -> Vec<u64> {
        let claims = self.things.values().flatten();
        let orders = self.orders.iter().map(|order| order.at);
        claims.map(|claim| claim.told).chain(orders).collect()
    }

    /// What is not as it was said before a position.
    pub(crate) fn broken(&self, at: u64, shown: &Shown) -> Vec<String> {
        let mut broken = Vec::new();
        for (thing, claims) in &self.things {
            let Some(last) = claims.iter().rposition(|claim| claim.told <= at) else {
                continue;
            };
            let found = shown.get(thing).unwrap_or(&Value::Null);
            // What was asked for since may be so already.
            let mut may_be = claims[last..].iter().filter(|claim| claim.asked <= at);
            if !may_be.any(|claim| claim.value == *found) {
                let said = &claims[last].value;
                broken.push(format!("{thing} was said to be {said} and is {found}"));
            }
        }
        broken
    }
}

/// The prompt of the order that a record sends.
fn order(record: &Record) -> Option<String> {
    let Record::Said(bytes) = record else {
        return None;
    };
    if !bytes.starts_with(b"POST /invoke") {
        return None;
    }
    let text = String::from_utf8_lossy(bytes);
    let body = text.split("\r\n\r\n").nth(1).unwrap_or_default();
    let body: Value = serde_json::from_str(body).unwrap();
    Some(body["prompt"].as_str().unwrap().to_owned())
}
