//! What usually follows from a failure of a class, and our names for fields.

use worldreel_domain::failure::{FailureClass, Retry, WayOut};

/// What the queue may do by itself about a failure that cost nothing.
pub(super) const fn usual_retry(class: FailureClass) -> Retry {
    match class {
        FailureClass::ContentBlocked
        | FailureClass::InvalidInput
        | FailureClass::OutOfGpuMemory
        | FailureClass::Unsupported => Retry::Never,
        FailureClass::Auth
        | FailureClass::OutOfCredit
        | FailureClass::RateLimited
        | FailureClass::QueueFull
        | FailureClass::LostJob
        | FailureClass::Timeout
        | FailureClass::Unreachable
        | FailureClass::BadOutput
        | FailureClass::Backend
        | FailureClass::DiskFull
        | FailureClass::LocalIo => Retry::Again,
        FailureClass::Restored => Retry::Ask,
    }
}

/// What the user can do about it.
pub(super) fn usual_way_out(class: FailureClass) -> WayOut {
    match class {
        FailureClass::Auth | FailureClass::OutOfCredit => WayOut::CheckKeys,
        FailureClass::RateLimited
        | FailureClass::LostJob
        | FailureClass::BadOutput
        | FailureClass::Backend
        | FailureClass::Restored => WayOut::Retry,
        FailureClass::QueueFull | FailureClass::Unsupported => WayOut::ChooseEngine,
        FailureClass::ContentBlocked => WayOut::EditPrompt,
        FailureClass::InvalidInput | FailureClass::Timeout | FailureClass::Unreachable => {
            WayOut::TestEngine
        }
        // Fewer pixels or frames need less of it; the frames are the gentler loss.
        FailureClass::OutOfGpuMemory => WayOut::EditField {
            field: "frames".to_owned(),
            nearest: None,
        },
        FailureClass::DiskFull => WayOut::FreeSpace { need_bytes: 0 },
        FailureClass::LocalIo => WayOut::CheckFolder,
    }
}

/// Our name for a field of a provider's, where it is one of the user's.
pub(super) fn our_field(theirs: &str) -> Option<&'static str> {
    Some(match theirs {
        "prompt" | "negative_prompt" => "prompt",
        "size" | "width" | "resolution" => "width",
        "height" => "height",
        "fps" => "fps",
        "num_frames" | "seconds" | "frames" => "frames",
        "num_inference_steps" | "steps" => "steps",
        "guidance_scale" => "guidance",
        "seed" => "seed",
        _ => return None,
    })
}
