//! Lexer, layout pass, parser and syntax tree.
