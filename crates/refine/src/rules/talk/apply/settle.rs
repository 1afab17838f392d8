//! A scene that tells what its text tells, once a wish is carried out.

use worldreel_domain::scene::SceneField;

use crate::rules::reading::Reading;

use super::{Work, plain, within};

impl Work {
    /// Takes from the scene what the text told before and tells no more, and adds the colours
    /// and whatever is acted on that came with the new words.
    pub(super) fn settle(&mut self, before: &Reading) {
        let after = self.draft.read();
        for field in SceneField::ALL {
            let (was, is) = (values(before, field), values(&after, field));
            let told = self.scene.get(field).unwrap_or_default().to_owned();
            let tells = |value: &str| told.split(", ").any(|own| plain(own) == plain(value));
            let gone = was.iter().copied().filter(|value| {
                let there = is.iter().any(|other| plain(other) == plain(value));
                !there && tells(value) && within(self.draft.text(), value).is_none()
            });
            let came = is.iter().copied().filter(|value| {
                let known = was.iter().any(|other| plain(other) == plain(value));
                let acted_on = matches!(
                    field,
                    SceneField::Subjects | SceneField::SubjectAttributes | SceneField::Location
                ) && values(&after, SceneField::Actions)
                    .iter()
                    .any(|action| within(action, value).is_some());
                let of_colour = field == SceneField::Colors;
                !known && (acted_on || of_colour) && within(&told, value).is_none()
            });
            let (gone, came): (Vec<&str>, Vec<&str>) = (gone.collect(), came.collect());
            for at in 0..gone.len().max(came.len()) {
                self.follows(field, gone.get(at).copied(), came.get(at).copied());
            }
        }
    }
}

fn values(reading: &Reading, field: SceneField) -> Vec<&str> {
    let told = reading.scene.get(field).unwrap_or_default();
    told.split(", ").filter(|value| !value.is_empty()).collect()
}
