//! The stages of a program as text, for people and tools that want to look inside.

use juliette_diag::{Severity, render};
use juliette_support::{Interner, SourceMap};

/// A stage that can be shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// What the lexer makes of the text.
    Tokens,
    /// What the layout pass makes of the tokens.
    Layout,
    /// The syntax tree, as S-expressions.
    Ast,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 3] = [Stage::Tokens, Stage::Layout, Stage::Ast];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Stage::Tokens => "tokens",
            Stage::Layout => "layout",
            Stage::Ast => "ast",
        }
    }

    /// The stage of that name.
    pub fn from_name(name: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// A stage of the program text `text` as text; `name` stands for the file in messages.
///
/// # Errors
/// The rendered messages, if the text is not a program. The tokens of any text can be shown.
pub fn emit(stage: Stage, name: &str, text: String) -> Result<String, String> {
    let mut interner = Interner::new();
    let mut sources = SourceMap::default();
    let file = sources.add(name.to_owned(), text);
    let text = &sources.file(file).text;
    match stage {
        Stage::Tokens => Ok(juliette_syntax::print_tokens(file, text)),
        Stage::Layout => Ok(juliette_syntax::print_layout(file, text, &mut interner)),
        Stage::Ast => {
            let parsed = juliette_syntax::parse_file(file, text, &mut interner);
            let errors: Vec<String> = parsed
                .diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.severity == Severity::Error)
                .map(|diagnostic| render(diagnostic, &sources, false))
                .collect();
            if errors.is_empty() {
                Ok(juliette_syntax::print_sexprs(&parsed.ast, &parsed.statements, &interner))
            } else {
                Err(errors.join("\n"))
            }
        }
    }
}
