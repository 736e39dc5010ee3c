//! `PUT /api/v2/users/{userId}/profileskills`: replaces the skills a person claims.

use postern_org::{Draft, change::users};

use crate::call::{Answer, Call, Reply};

/// Answers the names.
pub fn handle(call: &Call<'_>, draft: &mut Draft<'_>) -> Answer {
    let skills: Vec<String> = call.read()?;
    Reply::json(&super::skills(&*users::put_profile_skills(draft, call.id("userId")?, &skills)?))
}
