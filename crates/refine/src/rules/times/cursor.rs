//! A place in a text from which a time is read, part by part.

/// A number of seconds as it was written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Amount {
    pub(super) ms: u32,
    /// Whether it was written like a clock: `0:02`.
    pub(super) clock: bool,
}

impl Amount {
    pub(super) const fn seconds(seconds: u32) -> Self {
        Self {
            ms: seconds * 1_000,
            clock: false,
        }
    }
}

/// Numbers in words.
const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

/// Words for seconds, the longest first.
const UNITS: [&str; 5] = ["seconds", "second", "secs", "sec", "s"];

#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    pub(super) fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
    }

    pub(super) fn one_of(&mut self, marks: &[char]) -> bool {
        let found = self.rest().starts_with(marks);
        if found {
            self.at += 1;
        }
        found
    }

    /// Goes past these words, whatever their case, if they stand here as whole words.
    pub(super) fn words(&mut self, wanted: &str) -> bool {
        let rest = self.rest().as_bytes();
        let wanted = wanted.as_bytes();
        let here = rest.len() >= wanted.len()
            && rest[..wanted.len()].eq_ignore_ascii_case(wanted)
            && !rest.get(wanted.len()).is_some_and(u8::is_ascii_alphanumeric)
            // The end of a word may be the middle of a letter of another script.
            && self.text.is_char_boundary(self.at + wanted.len());
        if here {
            self.at += wanted.len();
        }
        here
    }

    /// A number in digits or words, or a clock.
    pub(super) fn amount(&mut self) -> Option<Amount> {
        let number = (1_u32..).zip(NUMBERS).find(|(_, word)| self.words(word));
        if let Some((number, _)) = number {
            return Some(Amount::seconds(number));
        }
        let (whole, _) = self.digits(4)?;
        if self.rest().starts_with(':') {
            let clock = self.try_part(|cursor| {
                cursor.at += 1;
                let (seconds, digits) = cursor.digits(2)?;
                (digits == 2 && seconds < 60).then_some(seconds)
            });
            if let Some(seconds) = clock {
                let ms = (whole * 60 + seconds) * 1_000 + self.fraction();
                return Some(Amount { ms, clock: true });
            }
        }
        Some(Amount {
            ms: whole * 1_000 + self.fraction(),
            clock: false,
        })
    }

    /// Some digits and how many, at most so many.
    fn digits(&mut self, most: usize) -> Option<(u32, usize)> {
        let rest = self.rest();
        let count = rest.bytes().take_while(u8::is_ascii_digit).count();
        if count == 0 || count > most {
            return None;
        }
        let number = rest[..count].parse().ok()?;
        self.at += count;
        Some((number, count))
    }

    /// Thousandths after a point, if there are any.
    fn fraction(&mut self) -> u32 {
        let after_point = self.try_part(|cursor| {
            cursor.one_of(&['.']).then_some(())?;
            cursor.digits(3)
        });
        match after_point {
            Some((tenths, 1)) => tenths * 100,
            Some((hundredths, 2)) => hundredths * 10,
            Some((thousandths, _)) => thousandths,
            None => 0,
        }
    }

    /// The word for seconds, if it stands here.
    pub(super) fn unit(&mut self) -> bool {
        let before = self.at;
        self.blanks();
        // "2-second" has a hyphen.
        if self.rest().starts_with("-s") {
            self.at += 1;
        }
        let found = UNITS.iter().any(|unit| self.words(unit));
        if !found {
            self.at = before;
        }
        found
    }

    /// What stands between the two ends of a stretch of time.
    pub(super) fn range_mark(&mut self, between: bool) -> Option<()> {
        self.blanks();
        let mark = ["-", "\u{2013}", "\u{2014}"]
            .into_iter()
            .find(|mark| self.rest().starts_with(mark));
        match mark {
            Some(mark) => self.at += mark.len(),
            None => {
                let word =
                    self.words("to") || self.words("until") || (between && self.words("and"));
                word.then_some(())?;
            }
        }
        self.blanks();
        Some(())
    }

    pub(super) fn is_before_colon(&self) -> bool {
        self.rest().trim_start_matches(' ').starts_with(':')
    }

    /// Reads a part, or stays where it is.
    pub(super) fn try_part<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.at;
        let found = read(self);
        if found.is_none() {
            self.at = before;
        }
        found
    }
}
