//! Prints the stages between text and tree, one token a line.

use crate::layout::Layout;
use crate::lex::lex;
use crate::tok::Tok;
use crate::{Ast, sexpr};
use core::fmt::Write;
use juliette_support::{FileId, Interner, Symbol};

/// The raw tokens of `text`: bytes, kind, text. A `'` marks white space before a token, a `¶` a line break.
pub fn print_tokens(file: FileId, text: &str) -> String {
    let mut out = String::new();
    for token in lex(file, text, &mut Vec::new()) {
        let mark = match (token.newlines, token.space) {
            (0, false) => ' ',
            (0, true) => '\'',
            (_, _) => '¶',
        };
        let shown = &text[token.start as usize..token.end as usize];
        let kind = format!("{:?}", token.kind);
        writeln!(out, "{:>6}..{:<6}{mark} {kind:<22} {}", token.start, token.end, shown.escape_debug())
            .expect("writing to a string cannot fail");
    }
    out
}

/// The layout tokens of `text`: bytes, token.
pub fn print_layout(file: FileId, text: &str, interner: &mut Interner) -> String {
    let mut diagnostics = Vec::new();
    let raw = lex(file, text, &mut diagnostics);
    let mut ast = Ast::new(file);
    let mut layout = Layout::new(text, &raw, &mut ast, interner, &mut diagnostics);
    let mut out = String::new();
    while let Some((tokens, _)) = layout.next_lines() {
        let (ast, interner, _) = layout.parts();
        for token in tokens {
            writeln!(out, "{:>6}..{:<6} {}", token.start, token.end, describe(token.tok, ast, interner))
                .expect("writing to a string cannot fail");
        }
    }
    out
}

/// A token with the names and literals that it stands for.
fn describe(tok: Tok, ast: &Ast, interner: &Interner) -> String {
    let shown = format!("{tok:?}");
    let name = shown.split(['(', ' ']).next().unwrap_or_default();
    let with = |symbol: Symbol| format!("{name} {}", interner.name(symbol));
    match tok {
        Tok::Name(node)
        | Tok::Leaf(node)
        | Tok::PrefixedString(node)
        | Tok::PrefixedCommand(node)
        | Tok::Suffix(node)
        | Tok::Command(node)
        | Tok::Macro(node) => format!("{name} {}", sexpr::print_sexpr(ast, node, interner)),
        Tok::Unary(symbol)
        | Tok::UnarySubtype(symbol)
        | Tok::Prime(symbol)
        | Tok::Tilde(symbol)
        | Tok::Pair(symbol)
        | Tok::Arrow(symbol)
        | Tok::Comparison(symbol)
        | Tok::PipeLeft(symbol)
        | Tok::PipeRight(symbol)
        | Tok::Range(symbol)
        | Tok::Plus(symbol)
        | Tok::Times(symbol)
        | Tok::Rational(symbol)
        | Tok::Shift(symbol)
        | Tok::Power(symbol) => with(symbol),
        Tok::Assign(head) => {
            format!("{name} {}", sexpr::head_name(head, interner))
        }
        _ => shown,
    }
}
