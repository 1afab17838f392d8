//! The fields of a record: their names, and their values as text.

use worldreel_domain::prompt::{Prompt, PromptError};
use worldreel_domain::scene::detail::Detail;
use worldreel_domain::spec::Size;

use super::{LABEL_CHARS_MAX, PromptOrder, RowProblem, shortened};

/// A field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Prompt,
    NegativePrompt,
    Label,
    Size,
    Width,
    Height,
    Frames,
    Fps,
    Steps,
    Guidance,
    Seed,
}

impl Field {
    pub(super) const ALL: [Self; 11] = [
        Self::Prompt,
        Self::NegativePrompt,
        Self::Label,
        Self::Size,
        Self::Width,
        Self::Height,
        Self::Frames,
        Self::Fps,
        Self::Steps,
        Self::Guidance,
        Self::Seed,
    ];

    /// The names it goes by in files. Where a record has several of them, the first of
    /// these counts.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Prompt => &["prompt"],
            Self::NegativePrompt => &["negative_prompt", "negative"],
            Self::Label => &["label", "name", "id"],
            Self::Size => &["size", "resolution"],
            Self::Width => &["width"],
            Self::Height => &["height"],
            Self::Frames => &["frames", "num_frames"],
            Self::Fps => &["fps"],
            Self::Steps => &["steps", "num_steps", "num_inference_steps"],
            Self::Guidance => &["guidance", "guidance_scale", "cfg"],
            Self::Seed => &["seed"],
        }
    }

    /// The name that is used here.
    pub(super) const fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The field of a name in any case, with `_`, `-` or a space between its words,
    /// and how early among its names it comes.
    pub(super) fn of(name: &str) -> Option<(Self, usize)> {
        let name = name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        Self::ALL.into_iter().find_map(|field| {
            let rank = field.names().iter().position(|known| *known == name)?;
            Some((field, rank))
        })
    }

    /// The place of each field among `names`; names that mean nothing here, or for
    /// whose field there is a better one, are given to `ignore`.
    pub(super) fn places<'a>(
        names: impl Iterator<Item = &'a str>,
        mut ignore: impl FnMut(&str),
    ) -> Vec<(Self, usize)> {
        let names: Vec<(&str, Option<(Self, usize)>)> =
            names.map(|name| (name, Self::of(name))).collect();
        let best = |field: Self| {
            let ranked = names.iter().enumerate().filter_map(|(place, (_, known))| {
                known
                    .filter(|known| known.0 == field)
                    .map(|known| (known.1, place))
            });
            ranked.min().map(|(_, place)| (field, place))
        };
        let places: Vec<(Self, usize)> = Self::ALL.into_iter().filter_map(best).collect();
        for (place, (name, _)) in names.iter().enumerate() {
            if !places.iter().any(|chosen| chosen.1 == place) {
                ignore(name);
            }
        }
        places
    }

    /// True for a field whose value is words rather than a number.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Prompt | Self::NegativePrompt | Self::Label)
    }

    pub(super) fn problem(self, value: &str, reason: String) -> RowProblem {
        RowProblem {
            field: Some(self.name().into()),
            text: shortened(value),
            reason,
        }
    }

    /// `seed can't be "-1": expected a whole number from 0 to 4294967295`.
    pub(super) fn expected(self, value: &str, what: &str) -> RowProblem {
        let mut quoted: String = value.chars().take(40).collect();
        if quoted.len() < value.len() {
            quoted.push('…');
        }
        let name = self.name();
        self.problem(
            value,
            format!("{name} can't be {quoted:?}: expected {what}"),
        )
    }
}

/// Makes an order of a record's fields. A value of nothing but white space is a field
/// that is not there.
pub(super) fn order<'a>(
    fields: impl IntoIterator<Item = (Field, &'a str)>,
) -> Result<PromptOrder, RowProblem> {
    let mut values: [Option<&str>; Field::ALL.len()] = [None; Field::ALL.len()];
    for (field, value) in fields {
        values[field as usize] = Some(value);
    }
    let value = |field: Field| values[field as usize].filter(|value| !value.trim().is_empty());
    let number = |field: Field, least: u32| {
        let read = |value| whole(field, value, least);
        value(field).map(read).transpose()
    };
    let text = values[Field::Prompt as usize].unwrap_or_default();
    let prompt = prompt(Field::Prompt, text)?;
    let (width, height) = sides(
        value(Field::Size),
        number(Field::Width, 1)?,
        number(Field::Height, 1)?,
    )?;
    Ok(PromptOrder {
        prompt,
        detail: Detail::default(),
        negative_prompt: value(Field::NegativePrompt)
            .map(|value| self::prompt(Field::NegativePrompt, value))
            .transpose()?,
        label: value(Field::Label).map(label).transpose()?,
        width,
        height,
        frames: number(Field::Frames, 1)?,
        fps: number(Field::Fps, 1)?,
        steps: number(Field::Steps, 1)?,
        guidance: value(Field::Guidance).map(guidance).transpose()?,
        seed: number(Field::Seed, 0)?,
        duplicate_of: None,
    })
}

fn prompt(field: Field, value: &str) -> Result<Prompt, RowProblem> {
    value.parse().map_err(|error: PromptError| {
        let reason = error.to_string();
        let reason = match field {
            Field::NegativePrompt => reason.replacen("the prompt", "the negative prompt", 1),
            _ => reason,
        };
        field.problem(value, reason)
    })
}

fn label(value: &str) -> Result<String, RowProblem> {
    let value = value.trim();
    if value.chars().count() > LABEL_CHARS_MAX || value.chars().any(char::is_control) {
        let what = format!("one line of at most {LABEL_CHARS_MAX} characters");
        return Err(Field::Label.expected(value, &what));
    }
    Ok(value.to_owned())
}

/// A whole number. Programs that keep numbers as floats write 42 as `42.0`.
fn whole(field: Field, value: &str, least: u32) -> Result<u32, RowProblem> {
    let digits = match value.trim().split_once('.') {
        Some((digits, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => digits,
        _ => value.trim(),
    };
    match digits.parse() {
        Ok(number) if number >= least => Ok(number),
        _ => {
            let what = format!("a whole number from {least} to {}", u32::MAX);
            Err(field.expected(value, &what))
        }
    }
}

fn guidance(value: &str) -> Result<f32, RowProblem> {
    match value.trim().parse::<f32>() {
        Ok(number) if number.is_finite() => Ok(number),
        _ => Err(Field::Guidance.expected(value, "a number, such as 7.5")),
    }
}

/// Width and height, from the size or each for itself.
fn sides(
    size: Option<&str>,
    width: Option<u32>,
    height: Option<u32>,
) -> Result<(Option<u32>, Option<u32>), RowProblem> {
    let Some(text) = size else {
        return Ok((width, height));
    };
    // Some tools write 1280*720.
    let size = match text.replace('*', "x").parse::<Size>() {
        Ok(size) if size.width > 0 && size.height > 0 => size,
        _ => {
            let what = "WIDTHxHEIGHT in pixels, such as 1280x720";
            return Err(Field::Size.expected(text, what));
        }
    };
    for (field, side, sized) in [
        (Field::Width, width, size.width),
        (Field::Height, height, size.height),
    ] {
        if let Some(side) = side
            && side != sized
        {
            let name = field.name();
            let reason = format!("{name} is {side}, but the size is {size}: give one of them");
            return Err(field.problem(&side.to_string(), reason));
        }
    }
    Ok((Some(size.width), Some(size.height)))
}
