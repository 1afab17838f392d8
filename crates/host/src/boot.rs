//! When this computer was started.

/// When this computer was started, in milliseconds since the start of 1970 by the clock as
/// it is now; `None` where the system does not say.
#[must_use]
pub fn started_at_ms() -> Option<i64> {
    read("/proc/stat")
}

/// Whether a file was last changed before this computer was started: what was not synced of
/// it by then may be lost, and only a part of it. False where the system does not say.
#[must_use]
pub fn is_older(file: &std::fs::Metadata) -> bool {
    let changed = file.modified().ok().map(|at| {
        let since = at.duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| since.as_millis())
    });
    let started = started_at_ms().and_then(|started| u128::try_from(started).ok());
    matches!((changed, started), (Some(changed), Some(started)) if changed < started)
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

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_of_now_is_younger_than_this_start_and_one_of_1970_is_older() {
        let file = tempfile::tempfile().unwrap();
        assert!(!is_older(&file.metadata().unwrap()));
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert!(is_older(&file.metadata().unwrap()));
    }
}
