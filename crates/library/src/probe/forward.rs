//! A reader that gives up on whoever reads in circles.

use std::io::{self, Read, Seek, SeekFrom};

/// Steps that may follow one another without a byte being read that was not read before.
/// A parser of a sound file takes a few.
const STEPS_MAX: u32 = 1_000_000;

/// Passes reads on, and refuses them once nothing new was read for a long time: a parser that
/// follows what a damaged file says may never end.
#[derive(Debug)]
pub(super) struct Forward<R> {
    inner: R,
    at: u64,
    farthest: u64,
    steps: u32,
}

impl<R> Forward<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self {
            inner,
            at: 0,
            farthest: 0,
            steps: 0,
        }
    }

    fn step(&mut self) -> io::Result<()> {
        self.steps += 1;
        match self.steps {
            STEPS_MAX.. => Err(io::Error::other("its boxes lead in circles")),
            _ => Ok(()),
        }
    }
}

impl<R: Read> Read for Forward<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.step()?;
        let read = self.inner.read(buffer)?;
        self.at += u64::try_from(read).unwrap_or(0);
        if self.at > self.farthest {
            (self.farthest, self.steps) = (self.at, 0);
        }
        Ok(read)
    }
}

impl<R: Seek> Seek for Forward<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.step()?;
        self.at = self.inner.seek(to)?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn who_reads_on_is_never_stopped_and_who_reads_in_circles_is() {
        let mut reader = Forward::new(Cursor::new(vec![0; 1 << 21]));
        let mut byte = [0];
        for _ in 0..1 << 21 {
            reader.read_exact(&mut byte).unwrap();
        }
        let circle = (0..STEPS_MAX).try_for_each(|_| reader.seek(SeekFrom::Start(0)).map(drop));
        assert!(circle.is_err());
    }
}
