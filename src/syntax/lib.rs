//! Lexer, layout pass, parser and syntax tree.
//!
//! Source text becomes raw tokens (`lex`), the layout pass (`layout`) replaces what depends on context by distinct
//! tokens, the LALRPOP grammar of `grammar/julia.lalrpop` turns those into actions, and the actions
//! (`build`) make the [`Ast`], a mirror of Julia's own trees. `grammar/README.md` has the rules in prose.
//!
//! Invariant: nothing here knows what a program means; every program that Julia's own parser accepts is accepted.
//! No stage recurses on the input.

mod actions;
mod arrays;
mod ast;
mod chains;
mod characters;
mod chars;
mod context;
mod forms;
mod layout;
mod lex;
mod literal;
mod machine;
mod message;
mod names;
mod number;
mod parse;
mod print;
mod raw;
mod sexpr;
mod tok;
mod unparse;

pub use ast::{Ast, Head, Kind, NodeId, StrId};
pub use parse::parse_file;
pub use print::{print_layout, print_tokens};
pub use sexpr::{print_sexpr, print_sexprs};
pub use unparse::unparse;

use juliette_diag::Diagnostic;

/// What became of a file.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The trees.
    pub ast: Ast,
    /// The statements of the top level, in order.
    pub statements: Vec<NodeId>,
    /// What is wrong with the text. If there is an error among them, some trees contain [`Head::Error`].
    pub diagnostics: Vec<Diagnostic>,
}
