//! What a text says in detail, from the same phrases as the nine fields. Every value is
//! words of the text, in their order: nothing is invented.
//!
//! | module | what it holds |
//! |---|---|
//! | `values` | the places of a value's words |
//! | `subjects` | subjects one by one, each with what is said of it |
//! | `picture` | background, light, composition, colours, mood |
//! | `camera` | how the camera moves and sees |
//! | `order` | timed actions, and segments |

mod camera;
mod order;
mod picture;
mod subjects;
#[cfg(test)]
mod tests;
mod values;

use worldreel_domain::scene::detail::Detail;

use super::reading::Reading;

/// What `text` says in detail; `reading` is what was read of it.
pub(super) fn of(text: &str, reading: &Reading) -> Detail {
    let text = &text[..super::options_start(text)];
    let (lighting, aesthetics, background) = picture::of(text, reading);
    let (actions, segments) = order::of(text, &reading.times);
    Detail {
        of: String::new(),
        subjects: subjects::of(text, reading),
        background,
        lighting,
        aesthetics,
        camera: camera::of(text, reading),
        actions,
        segments,
    }
}
