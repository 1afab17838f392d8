//! Makes prompts better and reads scenes out of them, offline or with a chat model.
//!
//! | module | what it holds |
//! |---|---|
//! | [`refiner`] | what every refiner does, and the rules that hold for all of them |
//! | [`detail`] | the one rule about a scene's detail |
//! | [`diff`] | the difference between two texts, as changes to take or leave |
//! | [`locks`] | what must stay as it is, and the one check that sees to it |
//! | [`talk`] | a prompt changed by a wish in plain words |
//! | [`vary`] | variations of a prompt, no two alike |
//! | [`templates`] | prompts with gaps to fill in |
//! | [`presets`] | looks that can be put on any prompt, as changes to take or leave |
//! | [`fields`] | fields of the scene that are set, as changes of the prompt |
//! | [`rules`] | the offline refiner: tables and rules, no network |
//! | [`openai`] | any OpenAI-compatible chat endpoint |
//! | [`gate`] | where a request gets its key, and tells what became of it |
//! | [`usage`] | what an answer took, in tokens |
//! | [`error`] | why a refiner gave no answer, and the way out |

pub mod detail;
pub mod diff;
pub mod error;
pub mod fields;
pub mod gate;
pub mod locks;
pub mod openai;
pub mod presets;
pub mod refiner;
pub mod rules;
pub mod talk;
pub mod templates;
pub mod usage;
pub mod vary;
pub mod writing;

pub use diff::{CharSpan, DoesNotFit, TextChange};
pub use error::RefineError;
pub use fields::{FieldValue, FieldsRequest};
pub use gate::{KeyGate, KeyPermit, NoKeyGate, SingleKeyGate};
pub use locks::{Dropped, LockedSpan, Locks, Violation};
pub use openai::{OpenAi, OpenAiSettings};
pub use presets::{Preset, PresetApplied, PresetRequest};
pub use refiner::{
    ENHANCE_WORDS_MAX, EnhanceRequest, Enhanced, EnhancedWithin, LeftAlone, Refiner, SceneRead,
};
pub use rules::Rules;
pub use talk::{FieldChange, NotChanged, NotDone, UpdateError, UpdateRequest, Updated, Why};
pub use usage::{Meter, Tokens, Used};
pub use vary::{Axis, MadeBy, ShortOf, Total, Variation, Varied, VaryRequest};
pub use writing::Writing;
