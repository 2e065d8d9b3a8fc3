//! Classes of characters beyond ASCII, by look-up in tables that were asked of real Julia.

use crate::characters::{NAME_CONTINUE, NAME_START, OPERATORS};
use crate::raw::Prec;

/// Whether `c` can begin a name.
pub(crate) fn begins_name(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() || c == '_' } else { in_ranges(NAME_START, c) }
}

/// Whether `c` can follow in a name.
pub(crate) fn continues_name(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() || c == '_' || c == '!' } else { in_ranges(NAME_CONTINUE, c) }
}

fn in_ranges(ranges: &[(u32, u32)], c: char) -> bool {
    let c = c as u32;
    let after = ranges.partition_point(|&(from, _)| from <= c);
    after > 0 && c <= ranges[after - 1].1
}

/// The class of an operator of one character beyond ASCII.
pub(crate) fn operator(c: char) -> Option<Prec> {
    match c {
        '¬' | '√' | '∛' | '∜' => return Some(Prec::Prefix),
        '·' | '\u{387}' => return Some(Prec::Times),
        '−' => return Some(Prec::Plus),
        '≔' | '≕' | '⩴' => return Some(Prec::OtherAssign),
        _ => {}
    }
    let found = OPERATORS.binary_search_by_key(&c, |&(c, _)| c).ok()?;
    Some(OPERATORS[found].1)
}

/// Whether `c` can be appended to an operator, as in `+₁`.
pub(crate) fn is_operator_suffix(c: char) -> bool {
    const SUFFIXES: &str = "²³¹ʰʲʳʷʸˡˢˣᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵃᵇᵈᵉᵍᵏᵐᵒᵖᵗᵘᵛᵝᵞᵟᵠᵡᵢᵣᵤᵥᵦᵧᵨᵩᵪᶜᶠᶥᶦᶫᶰᶸᶻᶿ′″‴‵‶‷⁗⁰ⁱ⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜⱼⱽꜛꜜꜝ";
    let combining = matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}');
    !c.is_ascii() && (combining || SUFFIXES.contains(c))
}
