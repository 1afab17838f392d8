//! Named places where a test may kill the process.
//!
//! Every commit and every send to an engine passes one. Without the feature
//! `armed` a crash point is an empty function. With it, the process aborts, with no
//! clean-up of any kind, at the point that `WORLDREEL_CRASH_AT` names as
//! `NAME` or `NAME:N`, the latter when it is passed for the N-th time.

/// A place where a test may kill the process.
#[cfg(not(feature = "armed"))]
#[inline(always)]
pub fn hit(_name: &str) {}

/// A place where a test may kill the process.
#[cfg(feature = "armed")]
pub fn hit(name: &str) {
    armed::hit(name);
}

#[cfg(feature = "armed")]
mod armed {
    use std::sync::LazyLock;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// The point to crash at and how often it must be passed first.
    static TARGET: LazyLock<Option<(String, u32)>> = LazyLock::new(|| {
        let wish = std::env::var("WORLDREEL_CRASH_AT").ok()?;
        match wish.rsplit_once(':') {
            Some((name, count)) => Some((name.to_owned(), count.parse().ok()?)),
            None => Some((wish, 1)),
        }
    });
    static PASSED: AtomicU32 = AtomicU32::new(0);

    pub(crate) fn hit(name: &str) {
        if let Some((target, count)) = TARGET.as_ref()
            && target == name
            && PASSED.fetch_add(1, Ordering::SeqCst) + 1 == *count
        {
            std::process::abort();
        }
    }
}
