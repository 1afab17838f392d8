//! The API keys that the user has in the environment or in a `.env` file: found, never
//! written.

use std::path::PathBuf;

use worldreel_host::settings::{Findings, Variable, find};

/// The variables that hold keys, each provider's in the order of its key ring. OpenAI's
/// and NVIDIA's own programs read the first of theirs; the backups are the names that
/// users of more than one NVIDIA account already have in their `.env`.
const VARIABLES: &[Variable] = &[
    Variable {
        name: "OPENAI_API_KEY",
        service: "openai",
    },
    Variable {
        name: "NVIDIA_API_KEY",
        service: "nvidia",
    },
    Variable {
        name: "NVIDIA_API_KEY_BACKUP1",
        service: "nvidia",
    },
    Variable {
        name: "NVIDIA_API_KEY_BACKUP2",
        service: "nvidia",
    },
];

/// The keys of this process's environment and of `files`, which are read in their order
/// and may be missing. Nothing is looked for elsewhere.
#[must_use]
pub(crate) fn own_keys(files: &[PathBuf]) -> Findings {
    find(VARIABLES, |name| std::env::var_os(name), files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_one_key_of_two_accounts_gives_both_in_their_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env");
        std::fs::write(
            &path,
            "NVIDIA_API_KEY_BACKUP1=\"nvapi-second\"\nNVIDIA_API_KEY='nvapi-first'\nDEBUG=true\n",
        )
        .unwrap();
        let findings = find(VARIABLES, |_| None, &[path]);
        let names: Vec<_> = findings.found.iter().map(|found| found.variable).collect();
        assert_eq!(names, VARIABLES[1..3]);
        assert!(findings.troubles.is_empty());
    }
}
