//! Scopes and desugaring: from the syntax tree to generic SSA, one top-level statement at a time.
//!
//! [`lower_statement`] turns one statement into definitions and runnable bodies ([`TopLevel`]); the engine
//! carries them out in order. Names are resolved by `scope.rs`, forms recognized by `form.rs`, SSA built by
//! `ssa.rs`; `emit.rs`, `control.rs` and `define.rs` lower expressions, control flow and definitions.
//!
//! Invariant: what is lowered means what Julia means by it; what is not supported becomes a diagnostic that
//! names the construct. Lowering knows no types and evaluates nothing.

mod array;
mod assign;
mod assigned;
mod attempt;
mod broadcast;
mod comprehension;
mod context;
mod control;
mod define;
mod emit;
mod form;
mod goto;
mod keyword;
mod known_macro;
mod literal;
mod program;
mod quote;
mod resolution;
mod scope;
mod ssa;
mod statement;
mod tree;
mod typed_global;
mod typeexpr;

pub use context::{Lowering, Tables};
pub use program::{
    FieldDefinition, MethodDefinition, MethodOwner, ModulePath, StaticParam, StructDefinition, TopLevel,
    TypeExpr, TypeExprKind,
};
pub use statement::{assigned_in_branches, defines_in_branches, module_in_branches};
pub use tree::{ReadTree, calls_macros, macro_as_function, read_tree, read_tree_to_print, write_tree};
pub use typed_global::{TypedGlobals, find_typed_globals};

use define::root_module;
use juliette_diag::{Code, Diagnostic};
use juliette_support::Span;

/// The diagnostic for correct Julia that is not supported.
pub fn unsupported(span: Span, construct: &str) -> Diagnostic {
    Diagnostic::error(Code::Unsupported, span, format!("not supported yet: {construct}"))
}
