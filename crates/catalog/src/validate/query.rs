//! Query parameters against their declarations.

use super::{Violation, allowable, time};
use crate::{Operation, QueryParam, TypeRef};

/// A required parameter that is missing has a code of its own where the operation declares one.
pub(super) fn check<'q>(op: &Operation, pairs: impl Iterator<Item = (&'q str, &'q str)>) -> Result<(), Violation> {
    let mut present = 0_u64;
    for (name, text) in pairs.filter(|(_, text)| !text.is_empty()) {
        let Some(at) = op.query.iter().position(|param| param.name == name) else { continue };
        present |= 1_u64.checked_shl(at as u32).unwrap_or_default();
        op.query.get(at).map_or(Ok(()), |param| check_param(param, text))?;
    }
    let missing = op.query.iter().zip(0..64).find(|(param, at)| param.required && present >> at & 1 == 0);
    missing.map_or(Ok(()), |(param, _)| {
        let own = format!("missing.{}.param", param.name);
        if let Some((_, code)) = op.errors.iter().find(|(_, code)| *code == own) {
            return Err(Violation { code, message: format!("{} is required", param.name), field: param.name.to_owned() });
        }
        let message = format!("{} must not be null", param.name);
        Err(Violation { code: "constraint.validation", message, field: param.name.to_owned() })
    })
}

fn check_param(param: &QueryParam, text: &str) -> Result<(), Violation> {
    if param.default == Some(text) {
        return Ok(());
    }
    let (item, stranger) = match &param.ty {
        TypeRef::Array(item) => (*item, text.split(',').find(|value| !fits(item, param.allowed, value))),
        plain => (plain, Some(text).filter(|value| !fits(plain, param.allowed, value))),
    };
    let Some(value) = stranger else { return Ok(()) };
    let choices = if param.allowed.is_empty() { allowable(item).to_owned() } else { param.allowed.join(", ") };
    let message = format!("Value [{value}] is not valid for parameter [{}]. Allowable values are: {choices}", param.name);
    Err(Violation { code: "invalid.query.param.value", message, field: param.name.to_owned() })
}

fn fits(ty: &TypeRef, allowed: &[&str], text: &str) -> bool {
    let typed = match ty {
        TypeRef::Integer => text.parse::<i64>().is_ok(),
        TypeRef::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
        TypeRef::Boolean => matches!(text, "true" | "false"),
        TypeRef::Date => time::is_date(text),
        TypeRef::DateTime => time::is_datetime(text),
        _ => true,
    };
    typed && (allowed.is_empty() || allowed.contains(&text))
}
