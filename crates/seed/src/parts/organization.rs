//! `[organization]`: what it is called.

use postern_model::Settings;
use postern_org::{Draft, fresh};
use uuid::Uuid;

use crate::refused::refused;
use postern_written::{Fields, Problem, Said};

const NAME: &str = "Local organization";

/// The organization's own record.
#[derive(Default)]
pub(crate) struct Head {
    name: Option<Said<String>>,
    short_name: Option<Said<String>>,
    email_domain: Option<Said<String>>,
    pub(crate) settings: Settings,
}

impl Head {
    pub(crate) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let head = Self {
            name: fields.text("name"),
            short_name: fields.text("short_name"),
            email_domain: fields.text("email_domain"),
            settings: Settings::default(),
        };
        if let Some(short) = head.short_name.as_ref().filter(|short| slug(&short.value) != short.value) {
            let problem =
                Problem::new(short.span.clone(), format!("`{}` is no short name: small letters, digits and hyphens only", short.value));
            fields.problem(problem.with(format!("use `{}`", slug(&short.value))));
        }
        Some(head)
    }

    pub(crate) fn name(&self) -> &str {
        self.name.as_ref().map_or(NAME, |name| &name.value)
    }

    pub(crate) fn founding(&self, id: Uuid) -> fresh::Founding {
        let short_name = self.short_name.as_ref().map_or_else(|| slug(self.name()), |short| short.value.clone());
        let email_domain = self.email_domain.as_ref().map_or_else(|| format!("{short_name}.example"), |domain| domain.value.clone());
        fresh::Founding { id, name: self.name().to_owned(), short_name, email_domain }
    }

    pub(crate) fn sow(&self, draft: &mut Draft<'_>) -> Result<(), Problem> {
        let mut profile = draft.profile().clone();
        profile.settings = self.settings.clone();
        draft.put_profile(profile).map_err(|refusal| refused(&(0..0), refusal))
    }
}

/// A name in small letters, digits and hyphens.
fn slug(name: &str) -> String {
    let plain: String = name.to_lowercase().chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "local".to_owned() } else { parts.join("-") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_made_of_the_name() {
        assert_eq!(slug("Quay Insurance (EU)"), "quay-insurance-eu");
        assert_eq!(slug("Käse"), "k-se");
        assert_eq!(slug("…"), "local");
    }
}
