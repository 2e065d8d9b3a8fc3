//! Facts about code points: category, case, width.
//!
//! Invariant: the answers are those of Julia's tables (utf8proc's) for every code point that both know; the exceptions below
//! are where the crates used here follow another convention.

use unicode_width::UnicodeWidthChar;

/// The Unicode category of a code point, numbered from 1 (upper-case letter) to 29 (private use) as Julia
/// numbers them; 0 for unassigned.
pub(crate) unsafe extern "C" fn char_category(code: u32) -> i32 {
    use unicode_general_category::GeneralCategory as G;
    let Some(c) = char::from_u32(code) else { return if code < 0x11_0000 { 28 } else { 0 } };
    let order = [
        G::UppercaseLetter,
        G::LowercaseLetter,
        G::TitlecaseLetter,
        G::ModifierLetter,
        G::OtherLetter,
        G::NonspacingMark,
        G::SpacingMark,
        G::EnclosingMark,
        G::DecimalNumber,
        G::LetterNumber,
        G::OtherNumber,
        G::ConnectorPunctuation,
        G::DashPunctuation,
        G::OpenPunctuation,
        G::ClosePunctuation,
        G::InitialPunctuation,
        G::FinalPunctuation,
        G::OtherPunctuation,
        G::MathSymbol,
        G::CurrencySymbol,
        G::ModifierSymbol,
        G::OtherSymbol,
        G::SpaceSeparator,
        G::LineSeparator,
        G::ParagraphSeparator,
        G::Control,
        G::Format,
        G::Surrogate,
        G::PrivateUse,
    ];
    let category = unicode_general_category::get_general_category(c);
    order.iter().position(|&known| known == category).map_or(0, |index| index as i32 + 1)
}

/// The upper-case form of a code point, itself if it has none of one character.
pub(crate) unsafe extern "C" fn char_upper(code: u32) -> u32 {
    match code {
        0xdf => 0x1e9e,
        // Of Greek letters with iota below, the form with a small iota beside.
        0x1f80..=0x1f87 | 0x1f90..=0x1f97 | 0x1fa0..=0x1fa7 => code + 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
        _ => single(code, char::from_u32(code).map(char::to_uppercase)),
    }
}

/// The lower-case form of a code point, itself if it has none of one character.
pub(crate) unsafe extern "C" fn char_lower(code: u32) -> u32 {
    match code {
        0x130 => 0x69,
        _ => single(code, char::from_u32(code).map(char::to_lowercase)),
    }
}

/// The form of a code point at the beginning of a word.
pub(crate) unsafe extern "C" fn char_title(code: u32) -> u32 {
    match code {
        // Two letters in one character: only the first is a capital.
        0x1c4..=0x1cc => 0x1c5 + (code - 0x1c4) / 3 * 3,
        0x1f1..=0x1f3 => 0x1f2,
        // Georgian has capitals for whole words only.
        0x10d0..=0x10ff => code,
        // SAFETY: it takes any number.
        _ => unsafe { char_upper(code) },
    }
}

/// 1 for a lower-case letter, 2 for an upper-case one, else 0.
pub(crate) unsafe extern "C" fn char_case(code: u32) -> i64 {
    match char::from_u32(code) {
        Some(c) if c.is_lowercase() => 1,
        Some(c) if c.is_uppercase() => 2,
        _ => 0,
    }
}

/// How many columns a terminal gives the character.
pub(crate) unsafe extern "C" fn char_width(code: u32) -> i64 {
    // SAFETY: it takes any number.
    match unsafe { char_category(code) } {
        // Marks, separators of lines, controls, formats but for the soft hyphen.
        6 | 7 | 8 | 24..=26 | 28 => 0,
        27 => i64::from(code == 0xad),
        // Parts of Korean syllables, which other conventions give no width of their own.
        _ if (0x1160..=0x11ff).contains(&code) => 1,
        _ => char::from_u32(code).and_then(UnicodeWidthChar::width).unwrap_or(0) as i64,
    }
}

fn single<I: Iterator<Item = char>>(code: u32, forms: Option<I>) -> u32 {
    let Some(mut forms) = forms else { return code };
    match (forms.next(), forms.next()) {
        (Some(form), None) => form.into(),
        _ => code,
    }
}
