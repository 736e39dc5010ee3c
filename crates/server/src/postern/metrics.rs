//! `/postern/metrics`: counts in the OpenMetrics text format.

use axum::{
    body::Body,
    http::{Response, header},
    response::IntoResponse,
};
use prometheus_client::{encoding::text::encode, metrics::counter::Counter, registry::Registry};

/// The counters.
pub(crate) struct Metrics {
    registry: Registry,
    answers: [Counter; 4],
    tokens_issued: Counter,
    tokens_refused: Counter,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("postern");
        let mut counter = |name: &str, help: &str| {
            let counter = Counter::default();
            registry.register(name, help, counter.clone());
            counter
        };
        let answers = ["answers_2xx", "answers_3xx", "answers_4xx", "answers_5xx"].map(|name| counter(name, "Platform API answers"));
        let tokens_issued = counter("tokens_issued", "Access tokens issued");
        let tokens_refused = counter("tokens_refused", "Token requests refused");
        Self { registry, answers, tokens_issued, tokens_refused }
    }
}

impl Metrics {
    /// Counts one platform answer.
    pub(crate) fn answered(&self, status: u16) {
        let class = usize::from(status / 100).clamp(2, 5) - 2;
        self.answers[class].inc();
    }

    /// Counts one answer of the token endpoint.
    pub(crate) fn token_answered(&self, status: u16) {
        if status == 200 {
            self.tokens_issued.inc()
        } else {
            self.tokens_refused.inc()
        };
    }

    /// The text.
    pub(crate) fn render(&self) -> Response<Body> {
        let mut text = String::new();
        match encode(&mut text, &self.registry) {
            Ok(()) => ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response(),
            Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    }
}
