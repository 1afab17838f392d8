use proptest::prelude::*;

use super::*;
use crate::diff::{self, TextChange};

proptest! {
    #[test]
    fn the_changes_lead_to_the_text(
        before in "[a-c é,.]{0,20}",
        edits in proptest::collection::vec((0..25_usize, 0..6_usize, "[xyé ]{0,4}", any::<bool>()), 0..6),
    ) {
        let mut draft = Draft::new(&before);
        for (part, (at, len, to, remove)) in edits.into_iter().enumerate() {
            let places: Vec<usize> = draft.text().char_indices().map(|(at, _)| at).chain([draft.text().len()]).collect();
            let start = places[at.min(places.len() - 1)];
            let end = places[(at + len).min(places.len() - 1)];
            if remove { draft.remove(start..end, part) } else { draft.replace(start..end, &to, part) }
            prop_assert_eq!(draft.joined(), draft.text());
        }
        let changes: Vec<TextChange> = draft.changes(|_| String::new()).into_iter().map(|(c, _)| c).collect();
        prop_assert_eq!(diff::apply(&before, &changes).unwrap(), draft.text());
    }
}
