//! `[thresholds]`: numbers that rules go by.

use postern_written::Fields;

use super::client::number;

/// Numbers that rules go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// A certificate that ends within so many days is a finding.
    pub certificate_days: u32,
    /// Tokens that live longer are a finding; seconds.
    pub token_seconds: u32,
    /// Secrets that are older are a finding; days.
    pub secret_days: u32,
    /// Whoever signed in with a password within so many days still does.
    pub password_days: u32,
    /// So many people must be able to administer authorization through the identity provider.
    pub least_administrators: u32,
    /// So many machines must be able to administer authorization; `postern rehearse` counts them.
    pub least_machines: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        // A day is the platform's own default life of a token.
        Self {
            certificate_days: 30,
            token_seconds: 86_400,
            secret_days: 365,
            password_days: 30,
            least_administrators: 2,
            least_machines: 1,
        }
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Thresholds> {
    let default = Thresholds::default();
    let mut or = |key, otherwise| number(fields, key).unwrap_or(otherwise);
    Some(Thresholds {
        certificate_days: or("certificate_days", default.certificate_days),
        token_seconds: or("token_seconds", default.token_seconds),
        secret_days: or("secret_days", default.secret_days),
        password_days: or("password_days", default.password_days),
        least_administrators: or("least_administrators", default.least_administrators),
        least_machines: or("least_machines", default.least_machines),
    })
}
