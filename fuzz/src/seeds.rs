//! What to start from: every vector, and real messages.

use std::path::Path;

use crate::door;
use crate::idp::{Key, vectors};

/// Writes the seeds into a folder, one file each, at the door that it is for.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write_seeds(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let write = |name: &str, chosen: u8, input: &[u8]| std::fs::write(folder.join(name), [&[chosen], input].concat());
    for vector in vectors::all() {
        // Larger ones are refused for their size, which nobody needs to be told a thousand times.
        if vector.message.len() < 32 * 1024 {
            write(&vector.name, door::BROWSER, &vector.message)?;
            write(&format!("{}.grant", vector.name), door::GRANT, &vector.message)?;
        }
    }
    write("value", door::VALUE, b"PGE+PC9hPg==")?;
    write("certificate", door::CERTIFICATE, Key::First.certificate().as_bytes())?;
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/saml/tests/fixtures");
    for idp in ["simplesamlphp", "pysaml2"] {
        let read = |file: &str| std::fs::read(fixtures.join(idp).join(file));
        write(&format!("{idp}.login"), door::BROWSER, &read("login.xml")?)?;
        write(&format!("{idp}.metadata"), door::METADATA, &read("metadata.xml")?)?;
        write(&format!("{idp}.logout"), door::QUERY, read("logout.query")?.trim_ascii_end())?;
    }
    Ok(())
}
