//! The grammar's actions: make nodes out of reduced phrases.
//!
//! Lists are gathered on one scratch stack: as the parser works bottom-up, a list's items lie above its mark and
//! nothing else does. A [`List`] is that mark. What a construct with words means is in `forms`, arrays are in
//! `arrays`, binary operators in `chains`, what becomes of a line in `parse`.

use crate::ast::{Ast, Head, Kind, NodeId};
use crate::chains::Operator;
use crate::parse::Lines;
use juliette_diag::{Code, Diagnostic};
use juliette_support::{Interner, ModuleId, Span, Symbol, sym};

/// Bytes of the file.
pub(crate) type Place = (u32, u32);

/// Items on the scratch stack from here on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct List {
    mark: u32,
}

impl List {
    pub(crate) fn at(mark: usize) -> Self {
        Self { mark: mark as u32 }
    }

    pub(crate) fn mark(self) -> usize {
        self.mark as usize
    }
}

/// An argument list on the scratch stack, with the places of its semicolons on the stack of bounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items {
    list: List,
    /// The height of the stack of bounds below it, twice; and one more if a comma stands before the first semicolon.
    bounds: u32,
}

/// What separates statements.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sep {
    Semicolon,
    /// One line break, after which a string documents what follows.
    Newline,
    BlankLine,
}

/// Statements on the scratch stack.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statements {
    pub(crate) list: List,
    last: Option<Sep>,
    /// Whether a blank line stands before the first one of a line of the top level.
    pub(crate) blank: bool,
    /// Whether there was a semicolon.
    pub(crate) semicolon: bool,
}

/// The contents of `[ ]` or `{ }`, on the scratch stack.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cat {
    Empty,
    Vect(List),
    /// The first item is the `parameters` node.
    Parameters(List),
    Comprehension(NodeId),
    /// Elements, and separators as [`separator`] encodes them.
    Rows(List),
}

/// The builder's working memory, kept from line to line.
#[derive(Default)]
pub(crate) struct Stacks {
    pub(crate) scratch: Vec<NodeId>,
    /// Where the semicolons of argument lists stand in `scratch`.
    bounds: Vec<usize>,
    /// The operators of chains.
    pub(crate) operators: Vec<Operator>,
    /// `const` without an assignment: allowed only as a field.
    pub(crate) bare_constants: Vec<NodeId>,
    /// The lines that were taken.
    pub(crate) lines: Lines,
}

/// Makes the nodes of one file.
pub(crate) struct Builder<'a> {
    pub(crate) ast: &'a mut Ast,
    pub(crate) interner: &'a mut Interner,
    pub(crate) text: &'a str,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
    pub(crate) stacks: Stacks,
}

/// A number that is no node, put between nodes on the scratch stack.
pub(crate) fn separator(number: u32) -> NodeId {
    NodeId(u32::MAX - number)
}

/// The number of a separator, or `None` for a node.
pub(crate) fn separator_number(node: NodeId) -> Option<u32> {
    let number = u32::MAX - node.0;
    (number < 1 << 20).then_some(number)
}

impl Items {
    fn bounds(self) -> usize {
        self.bounds as usize / 2
    }

    fn has_commas(self) -> bool {
        self.bounds & 1 == 1
    }

    pub(crate) fn comma(mut self) -> Self {
        self.bounds |= 1;
        self
    }
}

impl Statements {
    pub(crate) fn apart(mut self, sep: Sep) -> Self {
        self.semicolon |= sep == Sep::Semicolon;
        self.blank |= sep == Sep::BlankLine;
        self.last = None;
        self
    }

    pub(crate) fn after(mut self, sep: Sep) -> Self {
        self.semicolon |= sep == Sep::Semicolon;
        self.last = Some(sep);
        self
    }
}

impl<'a> Builder<'a> {
    pub(crate) fn new(
        ast: &'a mut Ast,
        interner: &'a mut Interner,
        text: &'a str,
        diagnostics: &'a mut Vec<Diagnostic>,
        stacks: Stacks,
    ) -> Self {
        Self { ast, interner, text, diagnostics, stacks }
    }

    /// The working memory, for the next line.
    pub(crate) fn into_stacks(self) -> Stacks {
        self.stacks
    }

    /// Forgets what an abandoned parse left behind.
    pub(crate) fn reset(&mut self) {
        self.stacks.scratch.clear();
        self.stacks.bare_constants.clear();
        self.stacks.bounds.clear();
        self.stacks.operators.clear();
    }

    pub(crate) fn report(
        &mut self,
        code: Code,
        (start, end): Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let span = Span::new(self.ast.file(), start, end);
        crate::parse::keep(self.diagnostics, Diagnostic::error(code, span, message))
    }

    // ---- nodes with a fixed number of children ----

    pub(crate) fn place(&self, node: NodeId) -> Place {
        let span = self.ast.span(node);
        (span.start, span.end)
    }

    pub(crate) fn node0(&mut self, head: Head, place: Place) -> NodeId {
        self.ast.expr(head, &[], place)
    }

    pub(crate) fn node1(&mut self, head: Head, a: NodeId) -> NodeId {
        let place = self.place(a);
        self.ast.expr(head, &[a], place)
    }

    pub(crate) fn node1_at(&mut self, head: Head, a: NodeId, place: Place) -> NodeId {
        self.ast.expr(head, &[a], place)
    }

    pub(crate) fn node2(&mut self, head: Head, a: NodeId, b: NodeId) -> NodeId {
        let place = (self.place(a).0, self.place(b).1);
        self.ast.expr(head, &[a, b], place)
    }

    pub(crate) fn node2_at(&mut self, head: Head, a: NodeId, b: NodeId, place: Place) -> NodeId {
        self.ast.expr(head, &[a, b], place)
    }

    pub(crate) fn node3(&mut self, head: Head, a: NodeId, b: NodeId, c: NodeId) -> NodeId {
        let place = (self.place(a).0, self.place(c).1);
        self.ast.expr(head, &[a, b, c], place)
    }

    pub(crate) fn name(&mut self, name: Symbol, place: Place) -> NodeId {
        self.ast.leaf(Kind::Symbol(name), place)
    }

    pub(crate) fn error(&mut self, place: Place) -> NodeId {
        self.ast.expr(Head::Error, &[], place)
    }

    // ---- lists ----

    pub(crate) fn empty(&self) -> List {
        List::at(self.stacks.scratch.len())
    }

    pub(crate) fn single(&mut self, a: NodeId) -> List {
        let list = self.empty();
        self.stacks.scratch.push(a);
        list
    }

    pub(crate) fn pair(&mut self, a: NodeId, b: NodeId) -> List {
        let list = self.single(a);
        self.stacks.scratch.push(b);
        list
    }

    pub(crate) fn add(&mut self, list: List, a: NodeId) -> List {
        debug_assert!(list.mark() <= self.stacks.scratch.len(), "items of a list lie above its mark");
        self.stacks.scratch.push(a);
        list
    }

    pub(crate) fn items_of(&self, list: List) -> &[NodeId] {
        &self.stacks.scratch[list.mark()..]
    }

    /// The node of `head` with the items of `list`, which leaves the stack.
    pub(crate) fn list_at(&mut self, head: Head, list: List, place: Place) -> NodeId {
        let node = self.ast.expr(head, &self.stacks.scratch[list.mark()..], place);
        self.stacks.scratch.truncate(list.mark());
        node
    }

    pub(crate) fn list(&mut self, head: Head, list: List) -> NodeId {
        let items = self.items_of(list);
        let place = match (items.first(), items.last()) {
            (Some(&first), Some(&last)) => (self.place(first).0, self.place(last).1),
            _ => (0, 0),
        };
        self.list_at(head, list, place)
    }

    // ---- statements ----

    pub(crate) fn statements(&self) -> Statements {
        Statements { list: self.empty(), last: None, blank: false, semicolon: false }
    }

    pub(crate) fn first_statement(&mut self, e: NodeId) -> Statements {
        let statements = self.statements();
        self.stacks.scratch.push(e);
        statements
    }

    pub(crate) fn push_statement(&mut self, mut statements: Statements, e: NodeId) -> Statements {
        let mut e = e;
        if statements.last == Some(Sep::Newline) && self.stacks.scratch.len() > statements.list.mark() {
            let before = self.stacks.scratch[self.stacks.scratch.len() - 1];
            if self.is_string(before) {
                self.stacks.scratch.pop();
                e = self.document(before, e);
            }
        }
        self.stacks.scratch.push(e);
        statements.last = None;
        statements
    }

    /// Whether a string, with or without interpolation, is all there is.
    pub(crate) fn is_string(&self, node: NodeId) -> bool {
        matches!(self.ast.kind(node), Kind::String(_) | Kind::Expr(Head::String))
    }

    /// `@doc "…" thing`, as a string before a definition means.
    pub(crate) fn document(&mut self, text: NodeId, thing: NodeId) -> NodeId {
        let place = (self.place(text).0, self.place(thing).1);
        let name =
            self.ast.leaf(Kind::GlobalRef { module: ModuleId::CORE, name: sym::AT_DOC }, (place.0, place.0));
        self.ast.expr(Head::MacroCall, &[name, text, thing], place)
    }

    // ---- operators ----

    pub(crate) fn infix(&mut self, op: Symbol, at: Place, a: NodeId, c: NodeId) -> NodeId {
        let place = (self.place(a).0, self.place(c).1);
        let op = self.name(op, at);
        self.ast.expr(Head::Call, &[op, a, c], place)
    }

    pub(crate) fn prefix(&mut self, op: Symbol, at: Place, a: NodeId) -> NodeId {
        let place = (at.0, self.place(a).1);
        let op = self.name(op, at);
        self.ast.expr(Head::Call, &[op, a], place)
    }

    pub(crate) fn prefix_node(&mut self, head: Head, start: u32, a: NodeId) -> NodeId {
        let place = (start, self.place(a).1);
        self.ast.expr(head, &[a], place)
    }

    pub(crate) fn unary_subtype(&mut self, op: Symbol, start: u32, a: NodeId) -> NodeId {
        let head = if op == sym::SUBTYPE { Head::Subtype } else { Head::Supertype };
        let place = (start, self.place(a).1);
        if self.ast.head(a) == Some(Head::Tuple) {
            let args = self.ast.args(a).to_vec();
            return self.ast.expr(head, &args, place);
        }
        self.ast.expr(head, &[a], place)
    }

    pub(crate) fn splat(&mut self, a: NodeId, end: u32) -> NodeId {
        let place = (self.place(a).0, end);
        self.ast.expr(Head::Splat, &[a], place)
    }

    pub(crate) fn steps(&mut self, at: Place, a: NodeId, c: NodeId) -> List {
        let list = self.empty();
        let colon = self.name(sym::COLON, at);
        self.stacks.scratch.extend([colon, a, c]);
        list
    }

    /// A third operand, or a new call around what there is.
    pub(crate) fn steps_on(&mut self, steps: List, at: Place, c: NodeId) -> List {
        if self.items_of(steps).len() == 3 {
            self.stacks.scratch.push(c);
            return steps;
        }
        let a = self.finish_steps(steps);
        self.steps(at, a, c)
    }

    pub(crate) fn finish_steps(&mut self, steps: List) -> NodeId {
        let items = self.items_of(steps);
        let place = (self.place(items[1]).0, self.place(items[items.len() - 1]).1);
        self.list_at(Head::Call, steps, place)
    }

    pub(crate) fn splat_steps(&mut self, steps: List, end: u32) -> NodeId {
        let range = self.finish_steps(steps);
        self.splat(range, end)
    }

    /// `2x`: one call of `*` for all factors.
    pub(crate) fn product(&mut self, list: List) -> NodeId {
        let first = self.place(self.stacks.scratch[list.mark()]);
        let star = self.name(sym::STAR, (first.1, first.1));
        self.stacks.scratch.insert(list.mark(), star);
        let last = self.stacks.scratch[self.stacks.scratch.len() - 1];
        let place = (first.0, self.place(last).1);
        self.list_at(Head::Call, list, place)
    }

    /// `2x^n`
    pub(crate) fn product_power(
        &mut self,
        list: List,
        op: Symbol,
        at: Place,
        a: NodeId,
        c: NodeId,
    ) -> NodeId {
        let power = self.infix(op, at, a, c);
        self.stacks.scratch.push(power);
        self.product(list)
    }

    /// `2x^n`, with only one factor before the power.
    pub(crate) fn product_of_power(
        &mut self,
        factor: NodeId,
        op: Symbol,
        at: Place,
        a: NodeId,
        c: NodeId,
    ) -> NodeId {
        let list = self.single(factor);
        self.product_power(list, op, at, a, c)
    }

    /// `2√x^n`, with only one factor before the sign.
    pub(crate) fn product_of_unary(&mut self, factor: NodeId, op: Symbol, at: Place, e: NodeId) -> NodeId {
        let list = self.single(factor);
        self.product_unary(list, op, at, e)
    }

    /// `2√x^n`
    pub(crate) fn product_unary(&mut self, list: List, op: Symbol, at: Place, e: NodeId) -> NodeId {
        let list = self.add_unary(list, op, at, e);
        self.product(list)
    }

    pub(crate) fn pair_unary(&mut self, a: NodeId, op: Symbol, at: Place, e: NodeId) -> List {
        let list = self.single(a);
        self.add_unary(list, op, at, e)
    }

    pub(crate) fn add_unary(&mut self, list: List, op: Symbol, at: Place, e: NodeId) -> List {
        let factor = self.prefix(op, at, e);
        self.add(list, factor)
    }

    pub(crate) fn prime(&mut self, op: Symbol, a: NodeId, end: u32) -> NodeId {
        let place = (self.place(a).0, end);
        if op == sym::ADJOINT {
            return self.ast.expr(Head::Adjoint, &[a], place);
        }
        let op = self.name(op, (self.place(a).1, end));
        self.ast.expr(Head::Call, &[op, a], place)
    }

    // ---- assignments and definitions by `=` ----

    pub(crate) fn assign(&mut self, op: Head, a: NodeId, c: NodeId) -> NodeId {
        let c = if op == Head::Assign && self.is_signature(a) { self.as_block(c) } else { c };
        self.node2(op, a, c)
    }

    /// Whether `f(x)`, perhaps with a return type and `where` clauses.
    fn is_signature(&self, mut node: NodeId) -> bool {
        loop {
            match self.ast.head(node) {
                Some(Head::Call) => return true,
                Some(Head::Where | Head::TypeAssert) => node = self.ast.args(node)[0],
                Some(_) | None => return false,
            }
        }
    }

    pub(crate) fn as_block(&mut self, node: NodeId) -> NodeId {
        if self.ast.head(node) == Some(Head::Block) { node } else { self.node1(Head::Block, node) }
    }

    pub(crate) fn lambda(&mut self, a: NodeId, body: NodeId) -> NodeId {
        let body = self.as_block(body);
        self.node2(Head::Arrow, a, body)
    }

    pub(crate) fn where_clause(&mut self, a: NodeId, t: NodeId) -> NodeId {
        let place = (self.place(a).0, self.place(t).1);
        if self.ast.head(t) == Some(Head::Braces) {
            let mark = self.stacks.scratch.len();
            self.stacks.scratch.push(a);
            self.stacks.scratch.extend_from_slice(self.ast.args(t));
            return self.list_at(Head::Where, List::at(mark), place);
        }
        self.ast.expr(Head::Where, &[a, t], place)
    }

    // ---- argument lists ----

    pub(crate) fn items(&self) -> Items {
        Items { list: self.empty(), bounds: 2 * self.stacks.bounds.len() as u32 }
    }

    pub(crate) fn push_item(&mut self, items: Items, e: NodeId) -> Items {
        self.stacks.scratch.push(e);
        items
    }

    pub(crate) fn first_item(&mut self, e: NodeId) -> Items {
        let items = self.items();
        self.push_item(items, e)
    }

    pub(crate) fn first_generator(&mut self, e: NodeId, clauses: List) -> Items {
        let generator = self.generator(e, clauses);
        self.first_item(generator)
    }

    pub(crate) fn first_section(&mut self) -> Items {
        let items = self.items();
        self.section(items)
    }

    pub(crate) fn push_generator(&mut self, items: Items, e: NodeId, clauses: List) -> Items {
        let generator = self.generator(e, clauses);
        self.push_item(items, generator)
    }

    pub(crate) fn section(&mut self, items: Items) -> Items {
        self.stacks.bounds.push(self.stacks.scratch.len());
        items
    }

    /// Turns `a = b` into a keyword argument.
    fn make_keyword(&mut self, node: NodeId) {
        if self.ast.head(node) == Some(Head::Assign) {
            self.ast.set_head(node, Head::Kw);
        }
    }

    /// Moves what follows semicolons into a `parameters` node, put first. Leaves the list at `items.list`.
    pub(crate) fn fold_parameters(&mut self, items: Items, keywords: bool) -> List {
        let mut parameters: Option<NodeId> = None;
        while self.stacks.bounds.len() > items.bounds() {
            let bound = self.stacks.bounds.pop().expect("a bound is there");
            if keywords {
                for i in bound..self.stacks.scratch.len() {
                    self.make_keyword(self.stacks.scratch[i]);
                }
            }
            if let Some(inner) = parameters {
                self.stacks.scratch.insert(bound, inner);
            }
            let parts = &self.stacks.scratch[bound..];
            let place = match (parts.first(), parts.last()) {
                (Some(&first), Some(&last)) => (self.place(first).0, self.place(last).1),
                _ => {
                    let before =
                        self.stacks.scratch[..bound].last().filter(|&&n| separator_number(n).is_none());
                    before.map_or((0, 0), |&node| (self.place(node).1, self.place(node).1))
                }
            };
            parameters = Some(self.list_at(Head::Parameters, List::at(bound), place));
        }
        if let Some(parameters) = parameters {
            self.stacks.scratch.insert(items.list.mark(), parameters);
        }
        items.list
    }

    fn keywords_of(&mut self, items: Items) {
        let end = self.stacks.bounds.get(items.bounds()).copied().unwrap_or(self.stacks.scratch.len());
        for i in items.list.mark()..end {
            self.make_keyword(self.stacks.scratch[i]);
        }
    }

    pub(crate) fn call(&mut self, f: NodeId, items: Items, end: u32) -> NodeId {
        self.keywords_of(items);
        let list = self.fold_parameters(items, true);
        self.stacks.scratch.insert(list.mark(), f);
        let place = (self.place(f).0, end);
        self.list_at(Head::Call, list, place)
    }

    pub(crate) fn dot_call(&mut self, f: NodeId, items: Items, end: u32) -> NodeId {
        self.keywords_of(items);
        let list = self.fold_parameters(items, true);
        let place = (self.place(f).1, end);
        let args = self.list_at(Head::Tuple, list, place);
        let place = (self.place(f).0, end);
        self.ast.expr(Head::Dot, &[f, args], place)
    }

    pub(crate) fn curly(&mut self, f: NodeId, items: Items, end: u32) -> NodeId {
        let list = self.fold_parameters(items, false);
        self.stacks.scratch.insert(list.mark(), f);
        let place = (self.place(f).0, end);
        self.list_at(Head::Curly, list, place)
    }

    /// `( … )`: the expression itself, a tuple, or statements.
    pub(crate) fn paren(&mut self, items: Items, place: Place) -> NodeId {
        let list = items.list;
        let sections = self.stacks.bounds.len() - items.bounds();
        if sections == 0 {
            if self.items_of(list).len() == 1 && !items.has_commas() {
                return self.stacks.scratch.pop().expect("the list has one item");
            }
            return self.list_at(Head::Tuple, list, place);
        }
        let first_end = self.stacks.bounds[items.bounds()];
        let leading = first_end == items.list.mark() && !items.has_commas();
        let splat = first_end > items.list.mark()
            && self.ast.head(self.stacks.scratch[items.list.mark()]) == Some(Head::Splat);
        let mut block = !items.has_commas() && !splat;
        for i in items.bounds()..self.stacks.bounds.len() {
            let end = self.stacks.bounds.get(i + 1).copied().unwrap_or(self.stacks.scratch.len());
            block &= end - self.stacks.bounds[i] <= 1;
        }
        block &= first_end - items.list.mark() <= 1;
        if leading {
            block &= self.stacks.scratch.len() == items.list.mark() && sections > 1;
        }
        if block {
            self.stacks.bounds.truncate(items.bounds());
            return self.list_at(Head::Block, list, place);
        }
        let list = self.fold_parameters(items, true);
        self.list_at(Head::Tuple, list, place)
    }

    // ---- fields, quotation, macros ----

    pub(crate) fn field(&mut self, a: NodeId, name: NodeId) -> NodeId {
        self.node2(Head::Dot, a, name)
    }

    pub(crate) fn field_interpolation(&mut self, start: u32, e: NodeId) -> NodeId {
        let dollar = self.prefix_node(Head::Interpolate, start, e);
        let place = self.place(dollar);
        self.ast.push(Kind::Inert, &[dollar], place)
    }

    /// What stands for `node` after a dot.
    pub(crate) fn quoted(&mut self, node: NodeId) -> NodeId {
        match self.ast.kind(node) {
            Kind::Inert | Kind::Expr(Head::Quote) => node,
            Kind::Expr(_) => self.node1(Head::Quote, node),
            _leaf => self.inert(node, self.place(node)),
        }
    }

    fn inert(&mut self, node: NodeId, place: Place) -> NodeId {
        self.ast.push(Kind::Inert, &[node], place)
    }

    pub(crate) fn quotation(&mut self, start: u32, node: NodeId) -> NodeId {
        let place = (start, self.place(node).1);
        match self.ast.kind(node) {
            Kind::Expr(_) | Kind::Inert => self.ast.expr(Head::Quote, &[node], place),
            _leaf => self.inert(node, place),
        }
    }

    pub(crate) fn string(&mut self, parts: List, place: Place) -> NodeId {
        let mut kept = parts.mark();
        for i in parts.mark()..self.stacks.scratch.len() {
            let node = self.stacks.scratch[i];
            if !matches!(self.ast.kind(node), Kind::String(id) if self.ast.bytes(id).is_empty()) {
                self.stacks.scratch[kept] = node;
                kept += 1;
            }
        }
        self.stacks.scratch.truncate(kept);
        self.list_at(Head::String, parts, place)
    }

    pub(crate) fn command(&mut self, text: NodeId, place: Place) -> NodeId {
        let name =
            self.ast.leaf(Kind::GlobalRef { module: ModuleId::CORE, name: sym::AT_CMD }, (place.0, place.0));
        self.ast.expr(Head::MacroCall, &[name, text], place)
    }

    /// `r"…"` and its like.
    pub(crate) fn prefixed(
        &mut self,
        prefix: NodeId,
        kind: &str,
        text: NodeId,
        suffix: Option<NodeId>,
        end: u32,
    ) -> NodeId {
        let place = (self.place(prefix).0, end);
        let name = self.macro_name(prefix, kind);
        match suffix {
            Some(suffix) => self.ast.expr(Head::MacroCall, &[name, text, suffix], place),
            None => self.ast.expr(Head::MacroCall, &[name, text], place),
        }
    }

    /// The macro named by `node` and `suffix`: `@` goes before the last name.
    fn macro_name(&mut self, node: NodeId, suffix: &str) -> NodeId {
        let place = self.place(node);
        if let Some(symbol) = self.ast.symbol(node) {
            let name = format!("@{}{suffix}", self.interner.name(symbol));
            let name = self.interner.intern(&name);
            return self.name(name, place);
        }
        if let (Some(Head::Dot), &[module, field]) = (self.ast.head(node), self.ast.args(node))
            && let (Kind::Inert, &[name]) = (self.ast.kind(field), self.ast.args(field))
            && self.ast.symbol(name).is_some()
        {
            let name = self.macro_name(name, suffix);
            let at = self.place(name);
            let field = self.inert(name, at);
            return self.ast.expr(Head::Dot, &[module, field], place);
        }
        self.report(Code::InvalidMacroCall, place, "only a name can be the prefix of a literal");
        self.error(place)
    }

    pub(crate) fn macro_arguments(&mut self, items: Items) -> List {
        self.fold_parameters(items, true)
    }

    pub(crate) fn macro_call(&mut self, name: NodeId, args: List, place: Place) -> NodeId {
        self.stacks.scratch.insert(args.mark(), name);
        self.list_at(Head::MacroCall, args, place)
    }

    /// `A.@m x`
    pub(crate) fn module_macro(
        &mut self,
        module: NodeId,
        start: u32,
        name: NodeId,
        args: List,
        end: u32,
    ) -> NodeId {
        let at = (start, self.place(name).1);
        let field = self.inert(name, at);
        let name = self.node2(Head::Dot, module, field);
        let place = (self.place(module).0, end);
        self.macro_call(name, args, place)
    }
}
