//! What was read so far, kept beside the output so that a collection that was cut off can go on. It holds what the snapshot
//! will hold, reduced the same way: no secret, no token.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
};

use postern_model::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Fault;

/// The form of these files.
const VERSION: u32 = 1;

/// What a collection is about. A file of another one is not gone on with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Heading {
    version: u32,
    /// The API host.
    pub host: String,
    /// How many days of usage and audit events.
    pub window_days: u32,
    /// When the collection began.
    pub began: Timestamp,
    /// How many requests were sent for what is kept; told with each answer.
    #[serde(default)]
    requests: u32,
}

impl Heading {
    /// Of a collection that begins now.
    pub fn new(host: String, window_days: u32, began: Timestamp) -> Self {
        Self { version: VERSION, host, window_days, began, requests: 0 }
    }
}

/// One answer that was read.
#[derive(Serialize, Deserialize)]
struct Line {
    key: String,
    requests: u32,
    value: Value,
}

/// The answers read so far; kept in a file if there is one.
pub struct Part {
    heading: Heading,
    answers: HashMap<String, Value>,
    file: Option<(PathBuf, File)>,
}

impl Part {
    /// Kept nowhere.
    pub fn unkept(heading: Heading) -> Self {
        Self { heading, answers: HashMap::new(), file: None }
    }

    /// Kept in a new file, readable by its owner only; a file that is there is replaced.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn begin(path: &Path, heading: Heading) -> io::Result<Self> {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.append(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        file.write_all(line(&heading).as_bytes())?;
        Ok(Self { heading, answers: HashMap::new(), file: Some((path.to_owned(), file)) })
    }

    /// Goes on with a file. A last line that was cut off is left out.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is no such file.
    pub fn resume(path: &Path) -> io::Result<Self> {
        let bad = |text: &str| io::Error::new(io::ErrorKind::InvalidData, text);
        let mut lines = BufReader::new(File::open(path)?).lines();
        let first = lines.next().ok_or_else(|| bad("it is empty"))??;
        let mut heading: Heading = serde_json::from_str(&first).map_err(|_| bad("it is no collection that was cut off"))?;
        if heading.version != VERSION {
            return Err(bad("another version of Postern wrote it"));
        }
        let mut answers = HashMap::new();
        for text in lines {
            let Ok(kept) = serde_json::from_str::<Line>(&text?) else { break };
            heading.requests = heading.requests.max(kept.requests);
            answers.insert(kept.key, kept.value);
        }
        // Rewritten whole, so that a line that was cut off is not continued.
        let mut part = Self::begin(path, heading.clone())?;
        for (key, value) in answers {
            let requests = heading.requests;
            part.write(&Line { key: key.clone(), requests, value: value.clone() })?;
            part.answers.insert(key, value);
        }
        Ok(part)
    }

    /// What it is about.
    pub const fn heading(&self) -> &Heading {
        &self.heading
    }

    /// How many requests earlier runs sent.
    pub const fn earlier_requests(&self) -> u32 {
        self.heading.requests
    }

    /// How many answers are there.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    pub(crate) fn find(&self, key: &str) -> Option<&Value> {
        self.answers.get(key)
    }

    pub(crate) fn keep(&mut self, key: &str, requests: u32, value: &impl Serialize) -> Result<(), Fault> {
        let Some((path, _)) = &self.file else { return Ok(()) };
        let file = path.display().to_string();
        // What was made by serde serializes.
        let value = serde_json::to_value(value).unwrap_or_default();
        self.write(&Line { key: key.to_owned(), requests, value }).map_err(|error| Fault::Part { file, cause: error.to_string() })
    }

    fn write(&mut self, kept: &Line) -> io::Result<()> {
        match &mut self.file {
            Some((_, file)) => file.write_all(line(kept).as_bytes()),
            None => Ok(()),
        }
    }
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default() + "\n"
}
