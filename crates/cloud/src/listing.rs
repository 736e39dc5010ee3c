//! Listings, which come in pages. Every page is counted against what the listing says of itself: a listing that lacks an
//! entity it told of is read again, and is unknown in the end rather than short.

mod page;

use std::collections::HashSet;

use serde::{Serialize, de::DeserializeOwned};

use self::page::Page;
use crate::{
    Fault,
    operation::Read,
    query,
    reader::{Reader, key},
};

/// How often a listing is read whose pages do not agree: somebody may have changed it under way.
const READINGS: u32 = 3;
/// More pages than any listing has: whoever answers more does not count.
const MOST_PAGES: u64 = 20_000;
/// The smallest page worth asking for.
const SMALLEST: u64 = 25;

/// What can stand in a listing: told apart, so that one that came twice counts once.
pub(crate) trait Listed: Serialize + DeserializeOwned {
    /// What is one entity's alone.
    fn key(&self) -> String;
}

/// A listing to be read.
pub(crate) struct Listing<'l> {
    /// What people call its entities.
    pub what: &'l str,
    pub read: Read,
    pub params: &'l [&'l str],
    /// Parameters besides those of the page.
    pub query: &'l [(&'l str, &'l str)],
    /// Entities a page: the most that the API description allows.
    pub size: u64,
}

impl Reader<'_> {
    /// Reads a listing by page number.
    pub(crate) fn list<T: Listed>(&mut self, listing: &Listing<'_>) -> Result<Vec<T>, Fault> {
        let mut size = listing.size;
        let mut reading = 1;
        loop {
            match self.list_once(listing, size, reading) {
                // The answer was too large, or the page: smaller ones are as complete.
                Err(Fault::Refused { status: 400, text, .. })
                    if size > SMALLEST && (text.contains("response.entity.too.large") || text.contains("pageSize")) =>
                {
                    size = (size / 2).max(SMALLEST);
                }
                Err(Fault::Disagrees { .. }) if reading < READINGS => reading += 1,
                done => return done,
            }
        }
    }

    fn list_once<T: Listed>(&mut self, listing: &Listing<'_>, size: u64, reading: u32) -> Result<Vec<T>, Fault> {
        let mut gathered = Gathered::new(listing, size);
        for number in 1..=MOST_PAGES {
            let (size, number) = (size.to_string(), number.to_string());
            let mut pairs = listing.query.to_vec();
            pairs.extend([("pageSize", size.as_str()), ("pageNumber", number.as_str())]);
            let page = self.page(listing, &query::of(&pairs), reading)?;
            let more = gathered.more_after(&page);
            gathered.take(page);
            self.progress.read(listing.what, gathered.entities.len() as u64, gathered.total, self.requests());
            if !more {
                break;
            }
        }
        gathered.whole()
    }

    /// Reads a listing that says where its next page is, if there is one. It takes no page number.
    pub(crate) fn follow<T: Listed>(&mut self, listing: &Listing<'_>) -> Result<Vec<T>, Fault> {
        let mut reading = 1;
        loop {
            match self.follow_once(listing, reading) {
                Err(Fault::Disagrees { .. }) if reading < READINGS => reading += 1,
                done => return done,
            }
        }
    }

    fn follow_once<T: Listed>(&mut self, listing: &Listing<'_>, reading: u32) -> Result<Vec<T>, Fault> {
        let mut gathered = Gathered::new(listing, listing.size);
        let mut query = query::of(listing.query);
        let mut seen = HashSet::new();
        while seen.insert(query.clone()) {
            let page: Page<T> = self.page(listing, &query, reading)?;
            let next = page.next.clone();
            gathered.take(page);
            self.progress.read(listing.what, gathered.entities.len() as u64, gathered.total, self.requests());
            match next {
                Some(next) => query = page::query_of(&next, &gathered.call)?,
                None => return gathered.whole(),
            }
        }
        Err(Fault::Disagrees { call: gathered.call, what: "a next page is one that was read".to_owned() })
    }

    /// One page. What an earlier reading found is not believed again.
    fn page<T: Listed>(&mut self, listing: &Listing<'_>, query: &str, reading: u32) -> Result<Page<T>, Fault> {
        let call = key(listing.read, listing.params, query);
        let read = |reader: &mut Self| Page::of(&call, reader.http.read(listing.read, listing.params, query)?);
        if reading == 1 {
            return self.kept(&call, read);
        }
        let page = read(self)?;
        self.keep(&call, &page)?;
        Ok(page)
    }
}

/// What came so far.
struct Gathered<T> {
    call: String,
    size: u64,
    entities: Vec<T>,
    keys: HashSet<String>,
    total: Option<u64>,
    totals_differ: bool,
    received: u64,
}

impl<T: Listed> Gathered<T> {
    fn new(listing: &Listing<'_>, size: u64) -> Self {
        let call = key(listing.read, listing.params, "");
        Self { call, size, entities: Vec::new(), keys: HashSet::new(), total: None, totals_differ: false, received: 0 }
    }

    /// Whether there is a page after `page`, which was not taken yet. Without a total: until one is not full.
    fn more_after(&self, page: &Page<T>) -> bool {
        let received = self.received + page.entities.len() as u64;
        match page.total.or(self.total) {
            Some(total) => received < total && !page.entities.is_empty(),
            None => page.entities.len() as u64 >= page.size.unwrap_or(self.size).max(1),
        }
    }

    fn take(&mut self, page: Page<T>) {
        self.received += page.entities.len() as u64;
        if let Some(total) = page.total {
            self.totals_differ |= self.total.is_some_and(|told| told != total);
            self.total = Some(total);
        }
        for entity in page.entities {
            if self.keys.insert(entity.key()) {
                self.entities.push(entity);
            }
        }
    }

    /// All of it, if it is all.
    fn whole(self) -> Result<Vec<T>, Fault> {
        let many = self.entities.len() as u64;
        let what = match self.total {
            _ if self.totals_differ => "it changed while it was read".to_owned(),
            Some(total) if total != many => format!("it tells of {total} and holds {many}"),
            None if self.received != many => format!("of {} entities, {} came more than once", self.received, self.received - many),
            _ => return Ok(self.entities),
        };
        Err(Fault::Disagrees { call: self.call, what })
    }
}
