//! The service provider, from every side that other people's messages come to. `POSTERN_SEEDS` names a folder to write the
//! seeds into, before anything else.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(
    init: {
        if let Some(folder) = std::env::var_os("POSTERN_SEEDS") {
            postern_fuzz::write_seeds(folder.as_ref()).expect("the seeds can be written");
        }
    },
    |input: &[u8]| postern_fuzz::examine(input)
);
