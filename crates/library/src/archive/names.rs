//! Names inside the ZIP that every system can unpack.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use worldreel_domain::id::SessionId;
use worldreel_domain::provenance::Provenance;

use crate::adopt::file_words;

/// Gives each video a name of its own: `<words of the session>/take-0001`, without
/// folder and extension.
///
/// The words hold letters, digits and `-` only, in lower case, so that nothing leads
/// out of the folder it is unpacked in and no name ends with a dot or a space.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    folders: HashMap<SessionId, String>,
}

impl Names {
    pub(super) fn stem(&mut self, provenance: &Provenance) -> String {
        let session = provenance.session;
        let folder = match self.folders.get(&session) {
            Some(folder) => folder.clone(),
            None => {
                let words = file_words(&provenance.session_title);
                let folder = self.free("", &words, session.uuid());
                self.folders.insert(session, folder.clone());
                folder
            }
        };
        let take = format!("take-{:04}", provenance.take);
        let name = self.free(&folder, &take, provenance.video.uuid());
        format!("{folder}/{name}")
    }

    /// The plain name, or one with as much of the id as makes it the only one.
    fn free(&mut self, folder: &str, plain: &str, id: Uuid) -> String {
        let id = id.to_string();
        let short = format!("{plain}-{}", &id[id.len() - 8..]);
        if !is_reserved(plain) && self.take(folder, plain) {
            return plain.to_owned();
        }
        if self.take(folder, &short) {
            return short;
        }
        let long = format!("{plain}-{id}");
        self.take(folder, &long);
        long
    }

    /// False when the name is taken. Letters beyond ASCII are not told apart: macOS
    /// stores them in another normal form than they were written in, and which of
    /// them differ only by case is for each file system to say.
    fn take(&mut self, folder: &str, name: &str) -> bool {
        let mut key = format!("{folder}/");
        for c in name.chars() {
            if c.is_ascii() {
                key.push(c.to_ascii_lowercase());
            } else if !key.ends_with('?') {
                key.push('?');
            }
        }
        self.taken.insert(key)
    }
}

/// Names of devices, which Windows takes for no file in any folder ("Naming Files,
/// Paths, and Namespaces", Microsoft Learn).
fn is_reserved(name: &str) -> bool {
    let numbered = |device| {
        name.strip_prefix(device).is_some_and(|rest| {
            let mut rest = rest.chars();
            matches!(
                (rest.next(), rest.next()),
                (Some('0'..='9' | '¹' | '²' | '³'), None)
            )
        })
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::provenance;

    fn titled(session: u8, title: &str) -> Provenance {
        Provenance {
            session_title: title.into(),
            ..provenance(session, 1)
        }
    }

    #[test]
    fn no_title_leads_out_of_the_folder_or_names_a_device() {
        let mut names = Names::default();
        for (session, title, stem) in [
            (1, "../../etc/passwd", "etc-passwd/take-0001"),
            (2, "CON", "con-00000002/take-0001"),
            (3, "lpt¹", "lpt¹-00000003/take-0001"),
            (4, "C:\\Windows.", "c-windows/take-0001"),
            (5, "🦊", "session/take-0001"),
            (6, "console", "console/take-0001"),
        ] {
            assert_eq!(names.stem(&titled(session, title)), stem, "{title:?}");
        }
    }

    #[test]
    fn sessions_of_one_title_are_told_apart_by_their_ids() {
        let mut names = Names::default();
        assert_eq!(names.stem(&titled(1, "Red Fox")), "red-fox/take-0001");
        assert_eq!(
            names.stem(&titled(2, "red fox")),
            "red-fox-00000002/take-0001"
        );
        // Composed and decomposed Hangul are one name on macOS.
        assert_eq!(names.stem(&titled(3, "\u{d55c}")), "\u{d55c}/take-0001");
        assert_eq!(
            names.stem(&titled(4, "\u{1112}\u{1161}\u{11ab}")),
            "\u{1112}\u{1161}\u{11ab}-00000004/take-0001"
        );
    }

    #[test]
    fn two_videos_of_one_take_have_two_names() {
        let mut names = Names::default();
        let first = provenance(1, 7);
        let second = Provenance {
            video: provenance(9, 9).video,
            ..first.clone()
        };
        assert_eq!(names.stem(&first), "a-red-fox/take-0007");
        assert_eq!(names.stem(&second), "a-red-fox/take-0007-00000009");
    }
}
