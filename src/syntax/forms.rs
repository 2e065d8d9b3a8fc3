//! Actions for blocks and for statements that begin with a word.

use crate::actions::{Builder, List, Place, Statements, separator, separator_number};
use crate::ast::{Head, Kind, NodeId};
use juliette_diag::Code;
use juliette_support::Symbol;

/// What a clause of `try` is, as the number of the separator before its block.
const CATCH: u32 = 1;
const ELSE: u32 = 2;
const FINALLY: u32 = 3;

impl Builder<'_> {
    pub(crate) fn block(&mut self, statements: Statements, place: Place) -> NodeId {
        let list = statements.list;
        self.list_at(Head::Block, list, place)
    }

    pub(crate) fn quote_block(&mut self, statements: Statements, place: Place) -> NodeId {
        let block = self.block(statements, place);
        self.node1_at(Head::Quote, block, place)
    }

    pub(crate) fn if_block(
        &mut self,
        head: Head,
        condition: NodeId,
        body: NodeId,
        rest: Option<NodeId>,
        place: Place,
    ) -> NodeId {
        match rest {
            Some(rest) => self.ast.expr(head, &[condition, body, rest], place),
            None => self.ast.expr(head, &[condition, body], place),
        }
    }

    pub(crate) fn elseif(
        &mut self,
        condition: NodeId,
        body: NodeId,
        rest: Option<NodeId>,
        place: Place,
    ) -> NodeId {
        let condition = self.node1(Head::Block, condition);
        self.if_block(Head::ElseIf, condition, body, rest, place)
    }

    pub(crate) fn for_loop(&mut self, ranges: List, body: NodeId, place: Place) -> NodeId {
        let ranges = if self.items_of(ranges).len() == 1 {
            self.stacks.scratch.pop().expect("the list has one item")
        } else {
            self.list(Head::Block, ranges)
        };
        self.node2_at(Head::For, ranges, body, place)
    }

    pub(crate) fn let_block(&mut self, bindings: List, body: NodeId, place: Place) -> NodeId {
        let lone = match self.items_of(bindings) {
            &[single] => {
                matches!(self.ast.kind(single), Kind::Symbol(_) | Kind::Expr(Head::Assign | Head::TypeAssert))
            }
            _ => false,
        };
        let bindings = if lone {
            self.stacks.scratch.pop().expect("the list has one item")
        } else if self.items_of(bindings).is_empty() {
            self.list_at(Head::Block, bindings, (place.0, place.0))
        } else {
            self.list(Head::Block, bindings)
        };
        self.node2_at(Head::Let, bindings, body, place)
    }

    /// `function` and `macro`; `start` is where the signature's first token stands.
    pub(crate) fn function(
        &mut self,
        head: Head,
        (start, signature): (u32, NodeId),
        body: NodeId,
        place: Place,
    ) -> NodeId {
        let paren = self.text.as_bytes().get(start as usize) == Some(&b'(');
        if !paren && matches!(self.ast.kind(signature), Kind::Symbol(_) | Kind::Expr(Head::Interpolate)) {
            if !self.ast.args(body).is_empty() {
                let at = self.place(signature);
                self.report(
                    Code::InvalidDefinition,
                    at,
                    "a definition needs a list of arguments after its name",
                )
                .hints
                .push("write `()` if there are none".into());
            }
            return self.node1_at(head, signature, place);
        }
        let mut inner = signature;
        let mut clauses = Vec::new();
        while self.ast.head(inner) == Some(Head::Where) {
            clauses.push(inner);
            inner = self.ast.args(inner)[0];
        }
        let returns = paren && self.ast.head(inner) == Some(Head::TypeAssert) && {
            match *self.ast.args(inner) {
                [argument, ty] => {
                    let between = self.place(argument).1 as usize..self.place(ty).0 as usize;
                    self.ast.head(argument) == Some(Head::Tuple)
                        || self.text.get(between).is_some_and(|between| between.contains(')'))
                }
                _ => false,
            }
        };
        let signature = if returns && clauses.is_empty() {
            let (argument, ty) = (self.ast.args(inner)[0], self.ast.args(inner)[1]);
            let tuple =
                if self.is_lone_argument(argument) { self.node1(Head::Tuple, argument) } else { argument };
            self.node2(Head::TypeAssert, tuple, ty)
        } else if paren && self.is_lone_argument(inner) {
            let mut wrapped = self.node1(Head::Tuple, inner);
            while let Some(clause) = clauses.pop() {
                let mut args = self.ast.args(clause).to_vec();
                args[0] = wrapped;
                let at = self.place(clause);
                wrapped = self.ast.expr(Head::Where, &args, at);
            }
            wrapped
        } else {
            if !self.is_definable(inner, paren) {
                let at = self.place(signature);
                self.report(Code::InvalidDefinition, at, "this is not the head of a definition")
                    .hints
                    .push("expected a name and arguments, as in `function f(x)`".into());
            }
            signature
        };
        self.node2_at(head, signature, body, place)
    }

    /// What may stand alone in the parentheses of an anonymous `function (x)`.
    fn is_lone_argument(&self, node: NodeId) -> bool {
        match self.ast.kind(node) {
            Kind::Symbol(_) => true,
            Kind::Expr(Head::TypeAssert) => {
                self.ast.args(node).len() == 1 || self.ast.symbol(self.ast.args(node)[0]).is_some()
            }
            Kind::Expr(Head::Assign) => self.is_lone_argument(self.ast.args(node)[0]),
            _ => false,
        }
    }

    fn is_definable(&self, node: NodeId, paren: bool) -> bool {
        match self.ast.head(node) {
            Some(Head::Call | Head::Tuple | Head::Error | Head::Interpolate) => true,
            Some(Head::Block | Head::Splat) => paren,
            Some(Head::TypeAssert) => self.ast.head(self.ast.args(node)[0]) == Some(Head::Call) || paren,
            Some(_) | None => false,
        }
    }

    pub(crate) fn structure(
        &mut self,
        mutable: bool,
        signature: NodeId,
        body: NodeId,
        place: Place,
    ) -> NodeId {
        let flag = self.ast.leaf(Kind::Bool(mutable), (place.0, place.0));
        let fields = self.ast.args(body);
        self.stacks.bare_constants.retain(|constant| !fields.contains(constant));
        self.ast.expr(Head::Struct, &[flag, signature, body], place)
    }

    pub(crate) fn module(&mut self, plain: bool, name: NodeId, body: NodeId, place: Place) -> NodeId {
        let flag = self.ast.leaf(Kind::Bool(plain), (place.0, place.0));
        self.ast.expr(Head::Module, &[flag, name, body], place)
    }

    pub(crate) fn do_block(
        &mut self,
        call: NodeId,
        start: u32,
        arguments: List,
        statements: Statements,
        end: u32,
    ) -> NodeId {
        let body_list = statements.list;
        let body = self.list_at(Head::Block, body_list, (start, end));
        let arguments = self.list_at(Head::Tuple, arguments, (start, start));
        let function = self.ast.expr(Head::Arrow, &[arguments, body], (start, end));
        let place = (self.place(call).0, end);
        if !matches!(self.ast.head(call), Some(Head::Call | Head::MacroCall | Head::Error)) {
            self.report(Code::UnexpectedToken, (start, start + 2), "`do` must follow a call")
                .hints
                .push("write `f(x) do y`".into());
        }
        self.ast.expr(Head::Do, &[call, function], place)
    }

    pub(crate) fn return_nothing(&mut self, place: Place) -> NodeId {
        let nothing = self.ast.leaf(Kind::Nothing, (place.1, place.1));
        self.node1_at(Head::Return, nothing, place)
    }

    /// `global` and `local`; a list of names is not a tuple here, and `const` goes outside.
    pub(crate) fn scope(&mut self, head: Head, e: NodeId, place: Place) -> NodeId {
        match self.ast.head(e) {
            Some(Head::Tuple) => {
                let args = self.ast.args(e).to_vec();
                self.ast.expr(head, &args, place)
            }
            Some(Head::Const) => {
                let inner = self.ast.args(e).to_vec();
                let inner = self.ast.expr(head, &inner, place);
                self.node1_at(Head::Const, inner, place)
            }
            Some(_) | None => self.node1_at(head, e, place),
        }
    }

    pub(crate) fn constant(&mut self, e: NodeId, place: Place) -> NodeId {
        // A name alone is a field of a struct.
        let valid = matches!(
            self.ast.kind(e),
            Kind::Symbol(_)
                | Kind::Expr(
                    Head::Assign
                        | Head::Global
                        | Head::Local
                        | Head::TypeAssert
                        | Head::Interpolate
                        | Head::Error
                )
        );
        if !valid {
            self.refuse_constant(place);
        }
        let node = self.node1_at(Head::Const, e, place);
        if matches!(self.ast.kind(e), Kind::Symbol(_) | Kind::Expr(Head::TypeAssert)) {
            self.stacks.bare_constants.push(node);
        }
        node
    }

    /// Reports what could only have been a field and was none.
    pub(crate) fn refuse_bare_constants(&mut self) {
        while let Some(node) = self.stacks.bare_constants.pop() {
            let place = self.place(node);
            self.refuse_constant(place);
        }
    }

    fn refuse_constant(&mut self, place: Place) {
        self.report(Code::InvalidDefinition, place, "`const` must be followed by an assignment")
            .hints
            .push("write `const name = value`".into());
    }

    // ---- try ----

    pub(crate) fn add_catch(&mut self, clauses: List, variable: Option<NodeId>, body: NodeId) -> List {
        let (variable, body) = match variable {
            None => (None, body),
            Some(v)
                if matches!(
                    self.ast.kind(v),
                    Kind::Symbol(_) | Kind::Expr(Head::Interpolate | Head::Error)
                ) =>
            {
                (Some(v), body)
            }
            // Not a name, so it is the first statement.
            Some(first) => {
                let mark = self.stacks.scratch.len();
                self.stacks.scratch.push(first);
                self.stacks.scratch.extend_from_slice(self.ast.args(body));
                let place = (self.place(first).0, self.place(body).1);
                (None, self.list_at(Head::Block, List::at(mark), place))
            }
        };
        self.stacks.scratch.push(separator(CATCH));
        let variable = variable.unwrap_or_else(|| {
            let at = self.place(body).0;
            self.ast.leaf(Kind::Bool(false), (at, at))
        });
        self.stacks.scratch.extend([variable, body]);
        clauses
    }

    pub(crate) fn add_clause(&mut self, clauses: List, head: Head, body: NodeId) -> List {
        let word = if head == Head::If { ELSE } else { FINALLY };
        self.stacks.scratch.extend([separator(word), body]);
        clauses
    }

    pub(crate) fn try_block(&mut self, body: NodeId, clauses: List, place: Place) -> NodeId {
        let items: Vec<NodeId> = self.stacks.scratch.drain(clauses.mark()..).collect();
        let (mut catch, mut orelse, mut finally) = (None, None, None);
        let mut i = 0;
        while i < items.len() {
            let (slot, body) = match separator_number(items[i]) {
                Some(CATCH) => {
                    let repeated = catch.replace((items[i + 1], items[i + 2])).is_some();
                    i += 3;
                    (repeated, items[i - 1])
                }
                Some(ELSE) => {
                    i += 2;
                    (orelse.replace(items[i - 1]).is_some(), items[i - 1])
                }
                Some(_) | None => {
                    i += 2;
                    (finally.replace(items[i - 1]).is_some(), items[i - 1])
                }
            };
            if slot {
                let at = self.place(body);
                self.report(Code::IncompleteTry, at, "this `try` has this clause twice");
            }
        }
        if catch.is_none() && finally.is_none() {
            self.report(Code::IncompleteTry, (place.0, place.0 + 3), "a `try` needs `catch` or `finally`");
        }
        let mut args = vec![body];
        let mut absent = || self.ast.leaf(Kind::Bool(false), (place.1, place.1));
        let (variable, handler) = match catch {
            Some(parts) => parts,
            None => (absent(), absent()),
        };
        args.extend([variable, handler]);
        match (finally, orelse) {
            (Some(finally), None) => args.push(finally),
            (None, Some(orelse)) => args.extend([absent(), orelse]),
            (Some(finally), Some(orelse)) => args.extend([finally, orelse]),
            (None, None) => {}
        }
        self.ast.expr(Head::Try, &args, place)
    }

    // ---- imports ----

    pub(crate) fn dots(&mut self, count: u32, place: Place) -> List {
        let list = self.empty();
        self.add_dots(list, count, place)
    }

    pub(crate) fn add_dots(&mut self, list: List, count: u32, place: Place) -> List {
        let dot: Symbol = self.interner.intern(".");
        for _ in 0..count {
            let node = self.name(dot, place);
            self.stacks.scratch.push(node);
        }
        list
    }

    /// What is imported or exported must be a name.
    pub(crate) fn import_name(&mut self, node: NodeId) -> NodeId {
        if !matches!(self.ast.kind(node), Kind::Symbol(_) | Kind::Expr(Head::Interpolate | Head::Error)) {
            let place = self.place(node);
            self.report(Code::InvalidImport, place, "only names can be imported and exported");
        }
        node
    }

    pub(crate) fn import(&mut self, head: Head, paths: List, place: Place) -> NodeId {
        self.list_at(head, paths, place)
    }

    pub(crate) fn import_from(&mut self, head: Head, from: NodeId, paths: List, place: Place) -> NodeId {
        self.stacks.scratch.insert(paths.mark(), from);
        let colon = self.list(Head::Colon, paths);
        self.node1_at(head, colon, place)
    }
}
