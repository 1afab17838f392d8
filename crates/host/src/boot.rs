//! When this computer was started.

/// When this computer was started, in milliseconds since the start of 1970 by the clock as
/// it is now; `None` where the system does not say.
#[must_use]
pub fn started_at_ms() -> Option<i64> {
    read("/proc/stat")
}

/// `btime` of `/proc/stat`, in whole seconds (proc_stat(5)).
fn read(stat: &str) -> Option<i64> {
    let text = std::fs::read_to_string(stat).ok()?;
    let seconds = text.lines().find_map(|line| line.strip_prefix("btime "))?;
    seconds.trim().parse::<i64>().ok()?.checked_mul(1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_computer_was_started_before_now() {
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap();
        if let Some(started) = started_at_ms() {
            assert!(started > 0 && u128::try_from(started).unwrap() <= now.as_millis());
        }
        assert_eq!(read("/nowhere"), None);
    }
}
