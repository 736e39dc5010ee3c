//! The settings table as the documentation shows it.

use std::fmt::Write;

use super::{TABLE, Values};

/// The table of all settings in Markdown: what stands between the `settings` marks of `docs/FIDELITY.md`.
pub fn markdown() -> String {
    let mut text = String::from("| setting | values | default | evidence | unknowns | what it decides, and why this default |\n");
    text.push_str("|---|---|---|---|---|---|\n");
    for row in TABLE {
        let values = match row.values {
            Values::OneOf(names) => names.join(", "),
            Values::Integer { min, max } => format!("{min} to {max}"),
            Values::Date => "a day".to_owned(),
            Values::Order => "an order".to_owned(),
        };
        let unknowns = row.unknowns.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let later = if row.in_effect { "" } else { " *No effect yet.*" };
        // Writing to a `String` cannot fail.
        let _ = writeln!(text, "| `{}` | {values} | `{}` | {} | {unknowns} | {}{later} |", row.key, row.default, row.evidence, row.why);
    }
    text
}
