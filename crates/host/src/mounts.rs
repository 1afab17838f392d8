//! What kind of file system a folder is on.

use std::path::{Path, PathBuf};

/// File systems whose locks and shared memory can't be trusted between computers
/// (names as in Linux' `/proc/self/mountinfo`).
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "gpfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
];

/// The name of the network file system that `folder` is on; `None` when it is on a
/// local one, or when this system doesn't tell.
#[must_use]
pub fn network_file_system(folder: &Path) -> Option<String> {
    let mountinfo = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    let folder = folder.canonicalize().ok()?;
    network_file_system_in(&mountinfo, &folder)
}

/// As [`network_file_system`], from a recorded `mountinfo`.
#[must_use]
pub fn network_file_system_in(mountinfo: &str, folder: &Path) -> Option<String> {
    let (_, kind) = mountinfo
        .lines()
        .filter_map(mount)
        .filter(|(point, _)| folder.starts_with(point))
        // Of mounts over each other, the last one is seen.
        .max_by_key(|(point, _)| point.components().count())?;
    NETWORK.contains(&kind).then(|| kind.to_owned())
}

/// Mount point and file system of a line (see proc_pid_mountinfo(5)).
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (before, after) = line.split_once(" - ")?;
    let point = before.split(' ').nth(4)?;
    Some((PathBuf::from(unescape(point)), after.split(' ').next()?))
}

/// The kernel writes space, tab, line feed and backslash as `\` and three octal digits.
fn unescape(text: &str) -> String {
    text.replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORDED: &str = "\
22 1 253:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 22 0:35 / /mnt/team\\040share rw,relatime shared:20 - nfs4 server:/export rw,vers=4.2
41 40 253:1 / /mnt/team\\040share/local rw,relatime - xfs /dev/vdb rw
42 22 0:36 / /mnt/windows rw - cifs //server/share rw
a line that is no mount
";

    #[test]
    fn the_innermost_mount_decides() {
        let kind = |folder: &str| network_file_system_in(RECORDED, Path::new(folder));
        assert_eq!(kind("/home/ada/Videos"), None);
        assert_eq!(kind("/mnt/team share/Worldreel").as_deref(), Some("nfs4"));
        assert_eq!(kind("/mnt/team share/local/Worldreel"), None);
        assert_eq!(kind("/mnt/windows").as_deref(), Some("cifs"));
    }
}
