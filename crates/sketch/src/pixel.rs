//! Arithmetic of premultiplied pixels, all four channels at once.

const EVEN: u32 = 0x00FF_00FF;

/// A pixel between two; `part` is 0 to 256.
pub(crate) const fn between(a: u32, b: u32, part: u32) -> u32 {
    let rest = 256 - part;
    let even = (((a & EVEN) * rest + (b & EVEN) * part) >> 8) & EVEN;
    let odd = (((a >> 8) & EVEN) * rest + ((b >> 8) & EVEN) * part) & !EVEN;
    even | odd
}

/// A share of 0 to 1 in 256ths.
pub(crate) fn part(share: f32) -> u32 {
    u32::try_from(crate::canvas::whole(share.clamp(0.0, 1.0) * 256.0)).unwrap_or(0)
}

/// A pixel made fainter; `part` is 0 to 256.
pub(crate) const fn scaled(a: u32, part: u32) -> u32 {
    between(0, a, part)
}

/// A pixel laid over another.
pub(crate) const fn over(under: u32, source: u32) -> u32 {
    let alpha = source >> 24;
    // 0 to 255 as 0 to 256, so that what is solid leaves nothing.
    let rest = 256 - (alpha + (alpha >> 7));
    let even = (((under & EVEN) * rest) >> 8) & EVEN;
    let odd = (((under >> 8) & EVEN) * rest) & !EVEN;
    (even | odd).wrapping_add(source)
}

/// Lays a row of pixels over another.
pub(crate) fn row_over(target: &mut [u8], source: &[u8]) {
    let (target, _) = target.as_chunks_mut::<4>();
    let (source, _) = source.as_chunks::<4>();
    for (target, source) in target.iter_mut().zip(source) {
        let mixed = over(u32::from_le_bytes(*target), u32::from_le_bytes(*source));
        *target = mixed.to_le_bytes();
    }
}

/// Lays one colour over all pixels.
pub(crate) fn wash(target: &mut [u8], source: u32) {
    for target in target.as_chunks_mut::<4>().0 {
        *target = over(u32::from_le_bytes(*target), source).to_le_bytes();
    }
}

/// Two rows mixed into a third; `part` is 0 to 256. Sums fit 16 bits, which takes half
/// the time of wider ones.
pub(crate) fn rows_between(mixed: &mut [u8], upper: &[u8], lower: &[u8], part: u32) {
    let part = u16::try_from(part).unwrap_or(256);
    let rest = 256 - part;
    for ((mixed, upper), lower) in mixed.iter_mut().zip(upper).zip(lower) {
        *mixed = (u16::from(*upper) * rest + u16::from(*lower) * part).to_be_bytes()[0];
    }
}
