//! The one text form of an explanation.

use std::fmt::Write;

use crate::{Answer, Explanation, remedy::Remedy};

/// Columns of a line.
const WIDTH: usize = 100;

impl Explanation {
    /// The explanation as a terminal shows it, with a line break at its end.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.head(&mut out);
        for note in &self.notes {
            paragraph(&mut out, "note: ", note);
        }
        self.ranked(&mut out);
        self.turned(&mut out);
        if !self.checks.is_empty() {
            line(&mut out, "\nWhat was checked, in order");
            for check in &self.checks {
                line(&mut out, &format!("  {:<32} {}", check.check, check.outcome));
            }
        }
        if !self.corrections.is_empty() {
            line(&mut out, "\nWrong advice that shows in it");
            for correction in &self.corrections {
                paragraph(&mut out, "  not so: ", &correction.claim);
                paragraph(&mut out, "  rather: ", &format!("{} ({})", correction.fact, correction.evidence));
            }
        }
        out
    }

    fn head(&self, out: &mut String) {
        let answer = match self.answer {
            Answer::Allowed => "allowed",
            Answer::Refused => "refused",
            Answer::Unknown => "cannot tell",
        };
        let status = self.status.map(|status| status.to_string());
        let what: Vec<&str> = [status.as_deref(), self.code.as_deref()].into_iter().flatten().collect();
        let what = if self.answer == Answer::Allowed || what.is_empty() { String::new() } else { format!(": {}", what.join(" ")) };
        line(out, &format!("{answer}{what}"));
        let request = &self.request;
        let place = request.path.as_ref().map(|path| format!("{}{path}", request.host.as_deref().unwrap_or_default()));
        let call = [request.method.clone().filter(|_| place.is_some()), place];
        let facts = [
            ("call", Some(call.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|call| !call.is_empty())),
            ("operation", request.operation.clone().filter(|path| request.path.as_ref() != Some(path))),
            ("client", request.client.clone()),
            ("person", request.user.clone()),
            ("division", Some(request.divisions.join(", ")).filter(|names| !names.is_empty())),
            ("resource", request.resource.clone()),
            ("message", self.message.clone().filter(|_| self.answer != Answer::Allowed)),
            ("correlation", self.correlation.clone()),
        ];
        for (name, value) in facts {
            if let Some(value) = value {
                paragraph(out, &format!("  {name:<12} "), &value);
            }
        }
    }

    fn ranked(&self, out: &mut String) {
        if self.causes.is_empty() {
            if self.answer == Answer::Refused {
                line(out, "\nNo known cause fits. Give more: the command with its answer, or the organization with `--org`.");
            } else if self.answer == Answer::Unknown && self.notes.is_empty() {
                line(out, "\nNothing in it says that something is wrong. Give the answer too, or the organization with `--org`.");
            }
            return;
        }
        line(out, "\nWhy");
        for (place, cause) in self.causes.iter().enumerate() {
            line(out, &format!("{:>2}. {} ({}; {})", place + 1, cause.title, cause.cause, cause.likelihood));
            paragraph(out, "      because: ", &cause.why);
            paragraph(out, "      confirm: ", &cause.confirm);
            paragraph(out, "      do:      ", &cause.fix);
            line(out, &format!("      known:   {}; docs/causes/{}.md", cause.evidence, cause.cause));
        }
    }

    fn turned(&self, out: &mut String) {
        for (place, remedy) in self.remedies.iter().enumerate() {
            line(out, if place == 0 { "\nThe smallest change that turns the answer" } else { "\nOr" });
            remedy.text(out);
        }
    }
}

impl Remedy {
    fn text(&self, out: &mut String) {
        paragraph(out, "  ", &self.what);
        paragraph(out, "  brings:  ", &self.brings.join(", "));
        if !self.instead.is_empty() {
            paragraph(out, "  or else: ", &format!("any one of {}", self.instead.join(", ")));
        }
        if !self.extra.is_empty() {
            let shown = self.extra.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            let more = self.extra.len().saturating_sub(12);
            paragraph(out, "  extra:   ", &if more > 0 { format!("{shown} and {more} more") } else { shown });
        }
        if !self.others.is_empty() {
            let shown = self.others.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
            let more = self.others.len().saturating_sub(12);
            paragraph(out, "  also to: ", &if more > 0 { format!("{shown} and {more} more") } else { shown });
        }
        let may = if self.may.is_empty() { "nobody".to_owned() } else { self.may.join(", ") };
        paragraph(out, "  who may: ", &if self.and_more > 0 { format!("{may} and {} more", self.and_more) } else { may });
        if let Some(inferred) = &self.inferred {
            paragraph(out, "           ", inferred);
        }
        if let Some(editors) = &self.may_edit_client {
            let names = if editors.is_empty() {
                "nobody: whoever edits a client must hold its roles, the new one too".to_owned()
            } else {
                editors.join(", ")
            };
            paragraph(out, "           by editing the client, as Terraform does: ", &names);
        }
        block(out, "API ($API: the API host; $ROLE: the id of the new role)", &self.api.join("\n"));
        block(out, "Terraform", &self.terraform);
        block(out, "admin pages (by the help pages; not tried)", &self.console.join("\n"));
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    _ = writeln!(out, "{text}");
}

/// Text to be copied: never wrapped.
fn block(out: &mut String, title: &str, text: &str) {
    line(out, &format!("  {title}:"));
    text.trim_end().lines().for_each(|text| line(out, format!("    {text}").trim_end()));
}

/// Words wrapped behind a mark, further lines under the first.
fn paragraph(out: &mut String, mark: &str, text: &str) {
    let indent = " ".repeat(mark.len().min(22));
    let mut current = mark.to_owned();
    let mut empty = true;
    for word in text.split_whitespace() {
        if !empty && current.chars().count() + 1 + word.chars().count() > WIDTH {
            line(out, &current);
            current = indent.clone();
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(word);
        empty = false;
    }
    line(out, current.trim_end());
}
