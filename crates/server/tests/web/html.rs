//! What every page must be. Pages are well-formed XML as well, so that nothing can hide between two readings of them.

use roxmltree::{Document, Node};

use crate::browser::Page;

/// Looks at an answer: whatever it is, it is not kept and tells other sites nothing; a page is sound.
#[track_caller]
pub fn check(page: &Page) {
    assert_eq!(page.header("cache-control"), "no-store", "{page:?}");
    assert_eq!(page.header("referrer-policy"), "no-referrer", "{page:?}");
    if !page.header("content-type").starts_with("text/html") {
        assert!((300..400).contains(&page.status) && page.text.is_empty(), "{page:?}");
        return;
    }
    protected(page);
    let text = page.text.strip_prefix("<!DOCTYPE html>").expect("a document type");
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    sound(&document);
    labelled(&document);
}

/// Nothing runs, nothing frames it, its forms go where they should.
#[track_caller]
fn protected(page: &Page) {
    let policy = page.header("content-security-policy");
    let parts: Vec<_> = policy.split("; ").collect();
    for part in ["default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"] {
        assert!(parts.contains(&part), "{policy}");
    }
    assert!(parts.iter().any(|part| part.starts_with("form-action 'self'")), "{policy}");
    assert!(!policy.contains("script-src") && !policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
}

fn elements<'a>(document: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.has_tag_name(name) || node.tag_name().name() == name)
}

#[track_caller]
fn sound(document: &Document<'_>) {
    let html = document.root_element();
    assert_eq!((html.tag_name().name(), html.attribute("lang")), ("html", Some("en")));
    let title = elements(document, "title").next().and_then(|node| node.text()).unwrap_or_default();
    assert!(title.ends_with(" · Postern") && title.len() > " · Postern".len(), "{title}");
    assert_eq!(elements(document, "h1").count(), 1);
    assert_eq!(elements(document, "main").count(), 1);
    assert_eq!(elements(document, "script").count() + elements(document, "iframe").count() + elements(document, "base").count(), 0);
    for node in document.descendants().filter(Node::is_element) {
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!name.starts_with("on") && name != "style", "{name} of {}", node.tag_name().name());
            if matches!(name, "href" | "src") {
                let local = value.starts_with('/') && !value.starts_with("//");
                assert!(local || value.starts_with("data:image/svg+xml;base64,"), "{name}={value}");
            }
        }
    }
    let style = elements(document, "style").next().and_then(|node| node.text()).unwrap_or_default();
    assert!(!style.contains("url(") && !style.contains("@import"));
}

/// Whatever can be used can be named: fields by a label, buttons and links by their text, pictures are decoration.
#[track_caller]
fn labelled(document: &Document<'_>) {
    let mut ids: Vec<_> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id twice");
    for field in elements(document, "input").filter(|field| field.attribute("type") != Some("hidden")) {
        let id = field.attribute("id").expect("a field has an id");
        assert!(elements(document, "label").any(|label| label.attribute("for") == Some(id)), "{id} has no label");
    }
    for node in elements(document, "a").chain(elements(document, "button")).chain(elements(document, "summary")) {
        let text: String = node.descendants().filter_map(|inner| inner.text()).collect();
        assert!(!text.trim().is_empty(), "something to press has no name");
    }
    assert!(elements(document, "img").all(|picture| picture.attribute("alt").is_some()));
    assert!(elements(document, "svg").all(|picture| picture.attribute("aria-hidden") == Some("true")));
    for form in elements(document, "form") {
        assert_eq!(form.attribute("method"), Some("post"));
    }
}

impl Page {
    /// The value of a hidden field.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        self.with(|document| {
            let field = elements(document, "input").find(|field| field.attribute("name") == Some(name));
            field.unwrap_or_else(|| panic!("no field {name}: {}", self.text)).attribute("value").unwrap_or_default().to_owned()
        })
    }

    /// Whether there is an element of this kind with this attribute.
    pub fn has(&self, element: &str, attribute: &str, value: &str) -> bool {
        self.with(|document| elements(document, element).any(|node| node.attribute(attribute) == Some(value)))
    }

    /// The attribute of every element of a kind.
    pub fn all(&self, element: &str, attribute: &str) -> Vec<String> {
        self.with(|document| elements(document, element).filter_map(|node| node.attribute(attribute)).map(str::to_owned).collect())
    }

    /// The text of every element of a kind, blanks put together.
    pub fn texts(&self, element: &str) -> Vec<String> {
        let text = |node: Node<'_, '_>| {
            let text: String = node.descendants().filter(Node::is_text).filter_map(|inner| inner.text()).collect();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        self.with(|document| elements(document, element).map(text).collect())
    }

    /// The heading.
    pub fn heading(&self) -> String {
        self.texts("h1").remove(0)
    }

    fn with<T>(&self, read: impl FnOnce(&Document<'_>) -> T) -> T {
        read(&Document::parse(self.text.trim_start_matches("<!DOCTYPE html>")).expect("a page"))
    }
}
