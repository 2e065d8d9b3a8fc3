//! What lowering works with: the world as a statement sees it, the function under construction, and the memory that is
//! used again for the next one.

use crate::control::LoopTargets;
use crate::program::TopLevel;
use crate::resolution::{Function, Resolution};
use crate::ssa::{Builder, Variable};
use crate::typed_global::TypedGlobals;
use juliette_diag::Diagnostic;
use juliette_ir::generic::{Body, GenericValue};
use juliette_support::{Interner, ModuleId, SourceFile, Symbol};
use juliette_syntax::{Ast, NodeId};
use std::cell::Cell;

/// What lowering needs of the world, and what it produces beside the statement itself.
pub struct Lowering<'a> {
    /// The tree.
    pub ast: &'a Ast,
    /// The file the tree was parsed from.
    pub source: &'a SourceFile,
    /// Names.
    pub interner: &'a mut Interner,
    /// The module whose globals are meant.
    pub module: ModuleId,
    /// Whether the text is the library's own, which may use what programs may not.
    pub is_library: bool,
    /// Numbers closures apart, across statements.
    pub closures: &'a mut u32,
    /// Closure types and methods to be defined before the statement.
    pub(crate) prelude: Vec<TopLevel>,
    /// The globals that have a declared type.
    pub typed_globals: Option<&'a TypedGlobals>,
    /// What was refused.
    pub diagnostics: Vec<Diagnostic>,
    /// Global functions that a block of the statement has defined a method of.
    pub(crate) global_functions: Vec<Symbol>,
    /// Definitions that stand behind `@inline` (true) or `@noinline` (false).
    pub(crate) inline_hints: Vec<(NodeId, bool)>,
    /// The struct whose inner constructors are lowered.
    pub(crate) struct_name: Option<Symbol>,
    /// Where the last line that was asked for begins and ends, and its number.
    last_line: Cell<(u32, u32, u32)>,
    pub(crate) tables: Tables,
}

/// Working memory, kept from statement to statement.
#[derive(Default)]
pub struct Tables {
    /// Of builders that are done.
    pub(crate) builders: Vec<crate::ssa::Tables>,
    /// The meanings of the last statement's names.
    pub(crate) resolution: Option<Box<Resolution>>,
    /// The arguments of calls that are being lowered, those of inner calls above those of outer ones.
    pub(crate) values: Vec<GenericValue>,
}

impl<'a> Lowering<'a> {
    /// Lowers statements of `ast` as seen from `module`, in this working memory.
    pub fn new(
        ast: &'a Ast,
        source: &'a SourceFile,
        interner: &'a mut Interner,
        module: ModuleId,
        closures: &'a mut u32,
        tables: Tables,
    ) -> Self {
        let (prelude, diagnostics, inline_hints) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            ast,
            source,
            interner,
            module,
            is_library: module == ModuleId::BASE,
            closures,
            prelude,
            typed_globals: None,
            diagnostics,
            inline_hints,
            global_functions: Vec::new(),
            struct_name: None,
            last_line: Cell::new((0, 0, 0)),
            tables,
        }
    }

    /// The working memory, for the next statement.
    pub fn into_tables(self) -> Tables {
        self.tables
    }

    /// The line of a place in the file.
    #[inline]
    pub(crate) fn line_at(&self, offset: u32) -> u32 {
        let (start, end, line) = self.last_line.get();
        if (start..end).contains(&offset) { line } else { self.other_line(line, offset) }
    }

    /// The line of a place in the file that is not in this line.
    fn other_line(&self, line: u32, offset: u32) -> u32 {
        let line = match self.source.line_range(line + 1) {
            // Most often it is the next one.
            Some(range) if line > 0 && range.contains(&(offset as usize)) => line + 1,
            Some(_) | None => self.source.line(offset),
        };
        let range = self.source.line_range(line).unwrap_or(0..0);
        self.last_line.set((range.start as u32, range.end as u32, line));
        line
    }
}

/// A function under construction.
pub(crate) struct Context {
    pub(crate) builder: Builder,
    pub(crate) function: Function,
    /// The variable that holds the closure itself, if it has a name.
    pub(crate) self_variable: Option<Variable>,
    /// Which parameter the called function is: not the first one in the methods that keywords need.
    pub(crate) itself: usize,
    pub(crate) loops: Vec<LoopTargets>,
    /// The `try`s around the current place, the outermost first.
    pub(crate) tries: Vec<crate::attempt::Attempt>,
    /// Numbers `try`s apart.
    pub(crate) handlers: u32,
    /// The labels of the function.
    pub(crate) labels: Vec<crate::goto::Label>,
    pub(crate) return_type: Option<NodeId>,
    pub(crate) depth: u32,
    /// Inside `@views`: parts of arrays are views.
    pub(crate) views: bool,
    /// Inside `@.`: calls apply to each element.
    pub(crate) dots_all: bool,
    /// What `end` means inside an index: the collection, the dimension and the number of dimensions.
    pub(crate) indexed: Vec<(GenericValue, usize, usize)>,
}

impl Context {
    /// Uses the working memory of a builder that is done, if there is one.
    pub(crate) fn new(body: Body, function: Function, tables: Option<crate::ssa::Tables>) -> Self {
        Self {
            builder: Builder::new(body, tables.unwrap_or_default()),
            function,
            self_variable: None,
            itself: 0,
            loops: Vec::new(),
            tries: Vec::new(),
            handlers: 0,
            labels: Vec::new(),
            return_type: None,
            depth: 0,
            views: false,
            dots_all: false,
            indexed: Vec::new(),
        }
    }
}
