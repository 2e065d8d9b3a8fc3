//! Turns a diagnostic into text: title, place, excerpt with labels, hints.
//!
//! The drawing is codespan-reporting's; this file only hands it our files and spans. Spans that lie past the end
//! of their text are clamped, so that rendering never fails.

use crate::{Diagnostic, Severity};
use codespan_reporting::diagnostic as cs;
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term;
use core::ops::Range;
use juliette_support::{FileId, SourceMap, Span};

/// The message as text, with ANSI colours if `color` is set. It ends with a newline.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap, color: bool) -> String {
    let files = Sources(sources);
    let config = term::Config { chars: term::Chars::ascii(), tab_width: 4, ..term::Config::default() };
    let message = convert(diagnostic, sources);
    let mut text = Vec::new();
    let outcome = if color {
        let mut writer = term::termcolor::Ansi::new(&mut text);
        term::emit_to_write_style(&mut writer, &config, &files, &message)
    } else {
        let mut writer = term::termcolor::NoColor::new(&mut text);
        term::emit_to_write_style(&mut writer, &config, &files, &message)
    };
    match outcome {
        Ok(()) => String::from_utf8_lossy(&text).into_owned(),
        Err(error) => format!("error[{}]: {} ({error})\n", diagnostic.code, diagnostic.message),
    }
}

fn convert(diagnostic: &Diagnostic, sources: &SourceMap) -> cs::Diagnostic<FileId> {
    let severity = match diagnostic.severity {
        Severity::Error => cs::Severity::Error,
        Severity::Warning => cs::Severity::Warning,
    };
    let primary = &diagnostic.primary;
    let mut labels =
        vec![cs::Label::primary(primary.span.file, range(primary.span, sources)).with_message(&primary.text)];
    for label in &diagnostic.secondary {
        let place = range(label.span, sources);
        labels.push(cs::Label::secondary(label.span.file, place).with_message(&label.text));
    }
    cs::Diagnostic::new(severity)
        .with_code(diagnostic.code.to_string())
        .with_message(&diagnostic.message)
        .with_labels(labels)
        .with_notes(diagnostic.hints.iter().map(|hint| format!("hint: {hint}")).collect())
}

/// The bytes of `span`, moved to character boundaries within the text.
fn range(span: Span, sources: &SourceMap) -> Range<usize> {
    let text = &sources.file(span.file).text;
    let start = text.floor_char_boundary(span.start as usize);
    let end = text.floor_char_boundary(span.end as usize).max(start);
    start..end
}

/// The session's files in the form that the renderer asks for.
struct Sources<'a>(&'a SourceMap);

impl<'a> Files<'a> for Sources<'a> {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(&self.0.file(id).name)
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(&self.0.file(id).text)
    }

    fn line_index(&'a self, id: FileId, byte: usize) -> Result<usize, Error> {
        Ok(self.0.file(id).line(byte as u32) as usize - 1)
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        self.0.file(id).line_range(line as u32 + 1).ok_or(Error::LineTooLarge { given: line, max: 0 })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn shows_the_place_and_the_hint() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.jl".into(), "x = (1 +\ny = 2\n".into());
        let message =
            Diagnostic::error(Code::UnclosedBracket, Span::new(file, 4, 5), "this `(` is never closed")
                .label("opened here")
                .also(Span::new(file, 9, 10), "the next statement")
                .hint("add the `)`");
        let text = render(&message, &sources, false);
        assert!(text.starts_with("error[J200]: this `(` is never closed\n"), "{text}");
        assert!(text.contains("a.jl:1:5") && text.contains("hint: add the `)`"), "{text}");
        assert!(render(&message, &sources, true).contains("\u{1b}["));
    }

    #[test]
    fn clamps_spans_past_the_end() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.jl".into(), "é".into());
        let message = Diagnostic::warning(Code::UnexpectedEnd, Span::new(file, 1, 99), "odd");
        assert!(render(&message, &sources, false).contains("warning[J205]: odd"));
    }

    #[test]
    fn numbers_are_distinct() {
        let mut numbers: Vec<u16> = Code::ALL.iter().map(|code| code.number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), Code::ALL.len());
    }
}
