//! Bytes become text with `\n` at its line ends.

/// How bytes are read as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, either way round, by its byte order mark.
    Utf16,
    /// Windows-1252, the "ANSI" of Western Windows programs.
    Windows1252,
}

/// The text and how it was read; the error is where the first NUL stands in what is no
/// UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), usize> {
    let (text, encoding) = if let Some(units) = bytes.strip_prefix(b"\xff\xfe") {
        (utf16(units, u16::from_le_bytes), Encoding::Utf16)
    } else if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        (utf16(units, u16::from_be_bytes), Encoding::Utf16)
    } else if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(at);
    } else {
        let content = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match std::str::from_utf8(content) {
            Ok(text) => (text.to_owned(), Encoding::Utf8),
            Err(_) => (
                content.iter().map(|byte| windows_1252(*byte)).collect(),
                Encoding::Windows1252,
            ),
        }
    };
    let text = if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    };
    Ok((text, encoding))
}

/// Half a character becomes U+FFFD.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let half = (!rest.is_empty()).then_some(char::REPLACEMENT_CHARACTER);
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .chain(half)
        .collect()
}

/// The five bytes that Windows-1252 doesn't define become control characters, as the
/// WHATWG Encoding Standard has it (index-windows-1252).
fn windows_1252(byte: u8) -> char {
    const FROM_0X80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => FROM_0X80[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_encoding_gives_the_same_text() {
        let text = "café “☃” €";
        let units: Vec<u16> = text.encode_utf16().collect();
        let with = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let le = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let be = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (with(b"\xef\xbb\xbf", text.into()), Encoding::Utf8),
            (with(b"\xff\xfe", le), Encoding::Utf16),
            (with(b"\xfe\xff", be), Encoding::Utf16),
        ] {
            assert_eq!(decode(&bytes), Ok((text.to_owned(), encoding)));
        }
        assert_eq!(
            decode(b"caf\xe9 \x93fox\x94 \x80"),
            Ok(("café “fox” €".to_owned(), Encoding::Windows1252))
        );
    }

    #[test]
    fn every_line_end_is_one_line_feed() {
        assert_eq!(decode(b"a\r\nb\rc\n\rd").unwrap().0, "a\nb\nc\n\nd");
    }

    #[test]
    fn a_nul_is_no_text_but_in_utf_16() {
        assert_eq!(decode(b"fox\0"), Err(3));
        assert_eq!(decode(b"\xff\xfea\0").unwrap().0, "a");
        assert_eq!(decode(b"\xff\xfea\0b").unwrap().0, "a\u{fffd}");
        assert_eq!(decode(b"\xff\xfe\x00\xd8").unwrap().0, "\u{fffd}");
    }
}
