//! The assertion is meant for us (SAML core §2.5.1.4): every AudienceRestriction names us, and there is one. Names are
//! compared to the letter.

use super::Question;
use crate::trace::quoted;
use crate::{Code, Refusal, Use};

pub(super) fn check(question: &Question<'_>) -> Result<String, Refusal> {
    let mut names = vec![question.sp.entity_id.as_str()];
    if let Use::BearerGrant { audiences, .. } = question.usage {
        names.extend(audiences);
    }
    names.retain(|name| !name.is_empty());
    let wanted = names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(" or ");
    let conditions = question.claims.conditions.as_ref().ok_or_else(|| Refusal::new(Code::ConditionsMissing, "Conditions", "none"))?;
    if conditions.audiences.is_empty() {
        return Err(Refusal::new(Code::AudienceMissing, format!("the audience {wanted}"), "no AudienceRestriction"));
    }
    for restriction in &conditions.audiences {
        if !restriction.iter().any(|audience| names.contains(&audience.as_str())) {
            let found = restriction.iter().take(5).map(|audience| quoted(audience)).collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(
                Code::AudienceMismatch,
                format!("the audience {wanted}"),
                if found.is_empty() { "none".to_owned() } else { found },
            ));
        }
    }
    Ok(format!("audience {wanted}"))
}
