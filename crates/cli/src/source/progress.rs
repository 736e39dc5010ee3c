//! How far a collection is: one line that changes on a terminal, a line for each part elsewhere.

use std::{cell::RefCell, io::IsTerminal, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
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

    fn part(&self, bar: &ProgressBar, total: Option<u64>) {
        let template = match total {
            Some(_) => "{msg} [{wide_bar}] {pos}/{len}",
            None => "{spinner} {msg} {pos}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
    }
}

impl Progress for Shown {
    fn read(&self, what: &str, done: u64, total: Option<u64>, requests: u32) {
        let new = *self.last.borrow() != what;
        match &self.bar {
            Some(bar) => {
                if new {
                    self.part(bar, total);
                }
                bar.set_message(format!("{requests} requests, {what}"));
                bar.set_length(total.unwrap_or(done));
                bar.set_position(done);
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
            Some(bar) => bar.set_message(text),
            None if time >= WORTH_SAYING => eprintln!("{text}"),
            None => {}
        }
    }
}
