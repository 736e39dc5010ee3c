//! How far a collection is: one line that changes on a terminal, a line for each part elsewhere.

use std::{cell::RefCell, io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use postern_cloud::Progress;

/// Waits shorter than this are not worth a line.
const WORTH_SAYING: Duration = Duration::from_secs(5);

pub struct Shown {
    bar: Option<ProgressBar>,
    last: RefCell<String>,
}

impl Shown {
    pub fn new() -> Self {
        let bar = std::io::stderr().is_terminal().then(ProgressBar::new_spinner);
        Self { bar, last: RefCell::default() }
    }

    /// Takes the line away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    /// Draws the line once, whatever changed in it: setting one thing after the other shows what never was.
    fn draw(bar: &ProgressBar, template: &str, text: String, done: u64, total: Option<u64>) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            // What cannot be written is not shown.
            bar.set_style(style.with_key("text", move |_: &ProgressState, out: &mut dyn std::fmt::Write| _ = out.write_str(&text)));
        }
        bar.update(|state| {
            state.set_len(total.unwrap_or(done));
            state.set_pos(done);
        });
    }
}

impl Progress for Shown {
    fn read(&self, what: &str, done: u64, total: Option<u64>, requests: u32) {
        let new = *self.last.borrow() != what;
        match &self.bar {
            Some(bar) => {
                let template = if total.is_some() { "{text} [{wide_bar}] {pos}/{len}" } else { "{spinner} {text} {pos}" };
                Self::draw(bar, template, format!("{requests} requests, {what}"), done, total);
            }
            None if new => eprintln!("reading {what}"),
            None => {}
        }
        if new {
            what.clone_into(&mut self.last.borrow_mut());
        }
    }

    fn waiting(&self, time: Duration, why: &str) {
        let text = format!("waiting {} s: {why}", time.as_secs().max(1));
        match &self.bar {
            Some(bar) => Self::draw(bar, "{text}", text, 0, None),
            None if time >= WORTH_SAYING => eprintln!("{text}"),
            None => {}
        }
    }
}
