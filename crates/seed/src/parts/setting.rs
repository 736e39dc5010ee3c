//! `[settings]`: behaviours that are not established, by the keys of `docs/FIDELITY.md`.

use postern_model::Settings;

use postern_written::{Fields, Problem, Value};

pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Settings> {
    let mut settings = Settings::default();
    for (key, node) in fields.all() {
        let value = match &node.value {
            Value::Text(text) | Value::Moment(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Table(_) => {
                let problem = Problem::new(key.span.clone(), format!("setting `{}` must be one value, not a table", key.value));
                fields.problem(problem.with("the keys of settings have dots in them: put them in quotation marks"));
                continue;
            }
            other => {
                fields.problem(Problem::new(node.span.clone(), format!("setting `{}` must be one value, not {}", key.value, other.kind())));
                continue;
            }
        };
        if let Err(error) = settings.set(&key.value, &value) {
            fields.problem(Problem::new(key.span.clone(), error.to_string()).with("the keys are in docs/FIDELITY.md"));
        }
    }
    Some(settings)
}
