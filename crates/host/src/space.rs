//! How much room is left.

use std::io;
use std::path::Path;

/// Bytes that this user may still write to the file system of `folder`.
///
/// # Errors
///
/// As the system says.
pub fn free_bytes(folder: &Path) -> io::Result<u64> {
    fs4::available_space(folder)
}
