//! What a recorded id or secret is in the new organization.

use std::collections::HashMap;

use serde_json::Value;

use crate::pieces::{Piece, pieces};

/// Recorded values with their new ones. Two recorded values are never the same new one.
#[derive(Default)]
pub struct Bindings {
    new: HashMap<String, String>,
    recorded: HashMap<String, String>,
    /// What was bound, in order, so that a try can be taken back.
    order: Vec<String>,
}

impl Bindings {
    /// Binds a recorded value, or says whether it is bound so.
    pub fn bind(&mut self, recorded: &str, new: &str) -> bool {
        match (self.new.get(recorded), self.recorded.get(new)) {
            (Some(bound), _) => bound == new,
            (None, Some(_)) => false,
            (None, None) => {
                self.new.insert(recorded.to_owned(), new.to_owned());
                self.recorded.insert(new.to_owned(), recorded.to_owned());
                self.order.push(recorded.to_owned());
                true
            }
        }
    }

    /// Where to go back to.
    pub fn mark(&self) -> usize {
        self.order.len()
    }

    /// Takes back what was bound since.
    pub fn back_to(&mut self, mark: usize) {
        for recorded in self.order.drain(mark..) {
            if let Some(new) = self.new.remove(&recorded) {
                self.recorded.remove(&new);
            }
        }
    }

    /// A secret of the new organization; one that nobody told us is made up, and stays the same.
    pub fn secret(&mut self, marker: &str) -> String {
        if let Some(known) = self.new.get(marker) {
            return known.clone();
        }
        let number: String = marker.chars().filter(char::is_ascii_digit).collect();
        let made_up = format!("Made-up-secret-{number}!");
        assert!(self.bind(marker, &made_up));
        made_up
    }

    /// A recorded text with the new ids and secrets in it. What is bound as a whole is replaced as a whole.
    pub fn text(&mut self, text: &str) -> String {
        if let Some(new) = self.new.get(text) {
            return new.clone();
        }
        let piece = |piece: Piece<'_>| match piece {
            Piece::Text(text) | Piece::Moment(text) => text.to_owned(),
            Piece::Id(id) => self.new.get(id).cloned().unwrap_or_else(|| id.to_owned()),
            Piece::Secret(marker) => self.secret(marker),
        };
        pieces(text).into_iter().map(piece).collect()
    }

    /// A recorded path or query: each of its parts may be bound as a whole.
    pub fn address(&mut self, text: &str) -> String {
        let parts = text.split_inclusive(['/', '=', '&']);
        parts
            .map(|part| {
                let bare = part.trim_end_matches(['/', '=', '&']);
                self.text(bare) + &part[bare.len()..]
            })
            .collect()
    }

    /// A recorded body.
    pub fn body(&mut self, body: &Value) -> Value {
        match body {
            Value::String(text) => self.text(text).into(),
            Value::Array(list) => list.iter().map(|value| self.body(value)).collect(),
            Value::Object(map) => Value::Object(map.iter().map(|(key, value)| (self.text(key), self.body(value))).collect()),
            other => other.clone(),
        }
    }
}
