use std::cell::RefCell;
use std::io::{self, Cursor, Seek, SeekFrom, Write};
use std::ops::ControlFlow;

use worldreel_domain::time::Timestamp;

use super::super::{ArchiveError, entries, write};
use super::{library, run};

/// A disk with room for so many bytes.
struct SmallDisk {
    content: RefCell<Cursor<Vec<u8>>>,
    room_bytes: usize,
}

impl Write for &SmallDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut content = self.content.borrow_mut();
        if content.get_ref().len() + bytes.len() > self.room_bytes {
            return Err(io::ErrorKind::StorageFull.into());
        }
        content.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for &SmallDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.content.borrow_mut().seek(to)
    }
}

impl entries::Target for &SmallDisk {
    fn cut_here(&self) -> io::Result<()> {
        let mut content = self.content.borrow_mut();
        let end = usize::try_from(content.position()).unwrap();
        content.get_mut().truncate(end);
        Ok(())
    }
}

#[test]
fn a_full_disk_is_said_to_be_full_wherever_it_becomes_so() {
    let (folder, layout, items) = library(1);
    let out = folder.path().join("fox.zip");
    let size = usize::try_from(run(&layout, &items, &out).unwrap().size_bytes).unwrap();
    for room_bytes in (0..size).step_by(97) {
        let disk = SmallDisk {
            content: RefCell::default(),
            room_bytes,
        };
        let now = Timestamp::from_ms(0);
        let mut go_on = |_, _| ControlFlow::Continue(());
        let written = write::write(&layout, &items, &disk, &out, now, &mut go_on);
        assert!(
            matches!(written, Err(ArchiveError::Full(_))),
            "{room_bytes}"
        );
    }
}
