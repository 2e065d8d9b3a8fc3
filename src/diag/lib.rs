//! Diagnostics: codes, messages, rendering with source excerpts.
//!
//! A stage that finds a mistake in the user's program makes a [`Diagnostic`] and goes on; whoever drives the
//! stages decides when to stop and calls [`render`]. Every kind of message has a [`Code`], listed in
//! one table, so that documentation and tests can go over all of them.

mod code;
mod render;

pub use code::Code;
pub use render::render;

use juliette_support::Span;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Severity {
    /// The program cannot run.
    Error,
    /// The program runs, but probably not as meant.
    Warning,
}

/// A place in the source and what is to be said of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// A short remark shown beside the place; may be empty.
    pub text: String,
}

/// One message to the user.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The kind of message.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// The title: one sentence without a full stop, in the user's words.
    pub message: String,
    /// Where it is.
    pub primary: Label,
    /// Other places that explain it, such as the bracket that was opened.
    pub secondary: Vec<Label>,
    /// What can be done about it, one paragraph each.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error of kind `code` at `span`.
    pub fn error(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span, message.into())
    }

    /// A warning of kind `code` at `span`.
    pub fn warning(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span, message.into())
    }

    fn new(severity: Severity, code: Code, span: Span, message: String) -> Self {
        let primary = Label { span, text: String::new() };
        Self { code, severity, message, primary, secondary: Vec::new(), hints: Vec::new() }
    }

    /// The same with a remark beside the primary place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// The same with another place that explains it.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// The same with advice below the excerpt.
    #[must_use]
    pub fn hint(mut self, text: impl Into<String>) -> Self {
        self.hints.push(text.into());
        self
    }
}
