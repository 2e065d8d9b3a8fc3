//! Lowers keyword arguments and named tuples: calls with keywords, and the methods that a definition with keywords
//! makes.
//!
//! A call `f(x; k = v)` is `kwcall((k = v,), f, x)`. A definition `f(x; k = d)` makes three kinds of methods:
//!
//! - the body, a method of a hidden function: `#f#1(k, f, x)`;
//! - `f(x)`, which evaluates the defaults and calls the body;
//! - `kwcall(given::NamedTuple, f, x)`, the *sorter*, which takes each keyword from the named tuple or evaluates its
//!   default, refuses what is left over, and calls the body.
//!
//! The sorter is always inlined. A named tuple's type holds its names, so that at a call whose keywords are written
//! out, inference decides every test of the sorter, and what remains is a direct call of the body.

use crate::context::Lowering;
use crate::define::Form;
use crate::emit::{Emitter, Values};
use crate::form::{Argument, Definition};
use crate::program::{MethodDefinition, MethodOwner, TypeExpr, TypeExprKind};
use crate::resolution::Resolution;
use juliette_diag::{Code, Diagnostic};
use juliette_ir::generic::{GenericValue, Op};
use juliette_support::{Span, Symbol, sym};
use juliette_syntax::{Head, Kind, NodeId};
use smallvec::SmallVec;

/// The keywords of a call, evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Keywords {
    /// The named tuple.
    pub(crate) tuple: GenericValue,
    /// Whether something was spliced, so that there may be none.
    pub(crate) may_be_empty: bool,
}

/// A definition with keywords, and the name of the function that has its body.
#[derive(Clone)]
pub(crate) struct KeywordBody {
    pub(crate) name: Symbol,
    pub(crate) keywords: Vec<Argument>,
}

impl Lowering<'_> {
    /// The methods of a definition with keywords.
    pub(crate) fn keyword_family(
        &mut self,
        node: NodeId,
        definition: &Definition,
        owner: MethodOwner,
        closure: Option<Symbol>,
        resolution: &Resolution,
        span: Span,
    ) -> Vec<MethodDefinition> {
        let keywords: Vec<Argument> = definition.arguments.iter().filter(|a| a.is_keyword).copied().collect();
        for keyword in &keywords {
            let is_named = keyword.name.is_some_and(|name| self.ast.symbol(name).is_some());
            if !is_named {
                let message = "a keyword argument needs a name";
                self.diagnostics.push(Diagnostic::error(Code::InvalidUse, span, message));
                return Vec::new();
            }
        }
        let mut positional = definition.clone();
        positional.arguments.retain(|argument| !argument.is_keyword);
        let shown = self.method_name(definition, closure);
        *self.closures += 1;
        let text = format!("#{}#{}", self.interner.name(shown), *self.closures);
        let name = self.interner.intern(&text);
        let body = KeywordBody { name, keywords };

        let itself = match &owner {
            MethodOwner::Callable(ty) => ty.clone(),
            MethodOwner::Name(_) | MethodOwner::Qualified(..) | MethodOwner::Global(..) => {
                TypeExpr { kind: TypeExprKind::Name(sym::ANY), span }
            }
        };
        let mut methods = Vec::new();
        let of_body = MethodOwner::Name(name);
        let form = Form::Body(body.clone(), itself);
        methods.extend(self.method_forms(node, &positional, of_body, closure, resolution, span, &form));
        for form in [Form::Defaults(body.clone()), Form::Sorter(body)] {
            let owner = owner.clone();
            methods.extend(self.method_forms(node, &positional, owner, closure, resolution, span, &form));
        }
        methods
    }
}

/// The nodes of a call's arguments.
pub(crate) type Nodes = SmallVec<[NodeId; 6]>;

impl Emitter<'_, '_> {
    /// Takes the keywords out of a call's arguments.
    pub(crate) fn split_keywords(&self, nodes: &[NodeId]) -> (Nodes, Nodes) {
        let ast = self.ast();
        let (mut positional, mut keywords, mut behind) = (Nodes::new(), Nodes::new(), Nodes::new());
        for &node in nodes {
            match ast.kind(node) {
                Kind::Expr(Head::Parameters) => behind.extend_from_slice(ast.args(node)),
                Kind::Expr(Head::Kw) => keywords.push(node),
                _ => positional.push(node),
            }
        }
        keywords.extend(behind);
        (positional, keywords)
    }

    /// Evaluates a call's arguments as Julia does: what stands before a `;` in the order of the text, keywords or not, and
    /// then the keywords behind it; but with keywords, names and fields of names are read when they are needed, the
    /// positional ones last. A bit of the mask is for each positional argument that is spliced.
    pub(crate) fn all_arguments(&mut self, nodes: &[NodeId]) -> Option<(Values, u64, Option<Keywords>)> {
        let ast = self.ast();
        let (positional, keywords) = self.split_keywords(nodes);
        if keywords.is_empty() {
            return self.arguments(&positional).map(|(values, mask)| (values, mask, None));
        }
        let mut evaluated: SmallVec<[(NodeId, GenericValue); 6]> = SmallVec::new();
        for &node in nodes {
            let value = match ast.kind(node) {
                Kind::Expr(Head::Parameters) => continue,
                Kind::Expr(Head::Kw) => ast.args(node)[1],
                Kind::Expr(Head::Splat) => ast.args(node)[0],
                _ => node,
            };
            if !self.is_read_late(value) {
                let value = self.expression(value);
                evaluated.push((node, value));
            }
        }
        let keywords = self.keywords(&keywords, &evaluated);
        let (mut values, mut mask) = (Values::new(), 0);
        for &node in &positional {
            let mut value = node;
            if let Kind::Expr(Head::Splat) = ast.kind(node) {
                if values.len() >= 64 {
                    self.unsupported(node, "`...` behind the 64th argument");
                } else {
                    mask |= 1 << values.len();
                }
                value = ast.args(node)[0];
            }
            values.push(match evaluated.iter().find(|&&(known, _)| known == node) {
                Some(&(_, value)) => value,
                None => self.expression(value),
            });
        }
        Some((values, mask, keywords))
    }

    /// Whether an argument beside keywords has no value of its own before the call: a name, or what a dot stands behind a
    /// name in, be it a field or a call of each element.
    fn is_read_late(&self, node: NodeId) -> bool {
        let ast = self.ast();
        match ast.kind(node) {
            Kind::Expr(Head::Dot) => matches!(ast.kind(ast.args(node)[0]), Kind::Symbol(_)),
            Kind::Expr(_) => false,
            _ => true,
        }
    }

    /// The keywords of a call as a named tuple; none if there are none. Some are evaluated already.
    pub(crate) fn keywords(
        &mut self,
        nodes: &[NodeId],
        evaluated: &[(NodeId, GenericValue)],
    ) -> Option<Keywords> {
        if nodes.is_empty() {
            return None;
        }
        let ast = self.ast();
        let may_be_empty = nodes.iter().all(|&node| matches!(ast.kind(node), Kind::Expr(Head::Splat)));
        Some(Keywords { tuple: self.named_tuple(nodes, evaluated), may_be_empty })
    }

    /// A named tuple of parts such as `a = 1`, `b`, `c.d`, `:e => 2` and `rest...`, of which some are evaluated already.
    pub(crate) fn named_tuple(
        &mut self,
        nodes: &[NodeId],
        evaluated: &[(NodeId, GenericValue)],
    ) -> GenericValue {
        let ast = self.ast();
        let mut written: Vec<Symbol> = Vec::new();
        let mut whole: Option<GenericValue> = None;
        let mut pairs: Vec<GenericValue> = Vec::new();
        for &node in nodes {
            let args = ast.args(node);
            let named = match ast.kind(node) {
                Kind::Expr(Head::Kw | Head::Assign) => {
                    let name = match ast.kind(args[0]) {
                        Kind::Expr(Head::TypeAssert) => None,
                        _ => ast.symbol(args[0]),
                    };
                    name.map(|name| (name, args[1]))
                }
                Kind::Symbol(name) => Some((name, node)),
                Kind::Expr(Head::Dot) if args.len() == 2 => match ast.kind(args[1]) {
                    Kind::Inert => ast.symbol(ast.args(args[1])[0]).map(|name| (name, node)),
                    _ => None,
                },
                _ => None,
            };
            if let Some((name, value)) = named {
                if written.contains(&name) {
                    let text = format!("`{}` is given twice", self.lowering.interner.name(name));
                    self.error(ast.span(node), text);
                }
                written.push(name);
                let symbol = self.symbol(name);
                let value = match evaluated.iter().find(|&&(known, _)| known == node) {
                    Some(&(_, value)) => value,
                    None => self.expression(value),
                };
                pairs.extend([symbol, value]);
                continue;
            }
            let spliced = match ast.kind(node) {
                Kind::Expr(Head::Splat) => {
                    let value = self.expression(args[0]);
                    self.call_library("named_tuple_of", &[value])
                }
                Kind::Expr(Head::Call) if args.len() == 3 && ast.symbol(args[0]) == Some(sym::PAIR) => {
                    let (name, value) = (self.expression(args[1]), self.expression(args[2]));
                    self.call_library("named_tuple_of_pair", &[name, value])
                }
                _ => return self.unsupported(node, "this form of a keyword"),
            };
            let before = self.named_so_far(whole, &mut pairs);
            whole = Some(match before {
                Some(before) => self.call_core("merge_named", &[before, spliced]),
                None => spliced,
            });
        }
        match self.named_so_far(whole, &mut pairs) {
            Some(tuple) => tuple,
            None => self.call_core("named_tuple", &[]),
        }
    }

    fn named_so_far(
        &mut self,
        whole: Option<GenericValue>,
        pairs: &mut Vec<GenericValue>,
    ) -> Option<GenericValue> {
        if pairs.is_empty() {
            return whole;
        }
        let behind = self.call_core("named_tuple", pairs);
        pairs.clear();
        Some(match whole {
            Some(whole) => self.call_core("merge_named", &[whole, behind]),
            None => behind,
        })
    }

    pub(crate) fn call_library(&mut self, name: &str, arguments: &[GenericValue]) -> GenericValue {
        let name = self.lowering.interner.intern(name);
        self.call_base(name, arguments)
    }

    /// Calls `values[0]` with the rest, of which those in the mask are spliced, and keywords.
    pub(crate) fn call_with(
        &mut self,
        values: &[GenericValue],
        mask: u64,
        keywords: Option<Keywords>,
    ) -> GenericValue {
        let Some(Keywords { tuple, may_be_empty }) = keywords else {
            return self.call_spliced(values, mask);
        };
        let kwcall = self.lowering.interner.intern("kwcall");
        let mut all = vec![self.base(kwcall), tuple];
        all.extend_from_slice(values);
        if !may_be_empty {
            return self.call_spliced(&all, mask << 2);
        }
        let count = self.call_core("nfields", &[tuple]);
        let zero = self.integer(0);
        let is_empty = self.call_core("eq_int", &[count, zero]);
        let (plain, with, done) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        let result = self.builder().value_param(done);
        self.builder().branch(is_empty, plain, with);
        self.builder().seal(plain);
        self.builder().seal(with);
        self.builder().switch_to(plain);
        let value = self.call_spliced(values, mask);
        self.builder().jump(done, &[value]);
        self.builder().switch_to(with);
        let value = self.call_spliced(&all, mask << 2);
        self.builder().jump(done, &[value]);
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }

    pub(crate) fn call_spliced(&mut self, values: &[GenericValue], mask: u64) -> GenericValue {
        let operands = self.builder().body.operands(values);
        self.builder().push(if mask == 0 { Op::Call(operands) } else { Op::CallSplat(operands, mask) })
    }

    /// The last step of `f(x)` and of the sorter: the keywords' values, and the call of the body. `given` is the
    /// named tuple, if there is one; `passed` are the function and its arguments, the last of which is spliced if
    /// `is_vararg`.
    pub(crate) fn call_body(
        &mut self,
        body: &KeywordBody,
        given: Option<GenericValue>,
        passed: &[GenericValue],
        is_vararg: bool,
    ) -> GenericValue {
        let ast = self.ast();
        let module = self.lowering.module;
        let mut all = vec![self.global(module, body.name)];
        let mut names = Vec::new();
        let given_type = given.map(|given| self.call_core("typeof", &[given]));
        let mut takes_rest = false;
        for keyword in &body.keywords {
            let node = keyword.name.expect("keywords have names");
            let name = ast.symbol(node).expect("keywords have names");
            let value = if keyword.is_vararg {
                takes_rest = true;
                let rest = self.left_over(given, &names);
                self.call_library("pairs", &[rest])
            } else {
                let symbol = self.symbol(name);
                let value = match (given, given_type) {
                    (Some(given), Some(ty)) => self.given_or_default(keyword, given, ty, symbol),
                    _ => self.keyword_default(keyword, symbol),
                };
                names.push(symbol);
                value
            };
            self.assign(node, value);
            all.push(value);
        }
        if given.is_none() {
            let keywords = body.keywords.iter().filter_map(|keyword| {
                let name = ast.symbol(keyword.name?)?;
                if !keyword.is_vararg {
                    return Some(name);
                }
                let dotted = format!("{}...", self.lowering.interner.name(name));
                Some(self.lowering.interner.intern(&dotted))
            });
            self.context.builder.body.keyword_names = keywords.collect();
        }
        if let (Some(given), false) = (given, takes_rest) {
            self.refuse_left_over(given, &names, passed, is_vararg);
        }
        all.extend_from_slice(passed);
        let mask = if is_vararg { 1 << (all.len() - 2) } else { 0 };
        self.call_spliced(&all, mask)
    }

    fn keyword_default(&mut self, keyword: &Argument, symbol: GenericValue) -> GenericValue {
        match keyword.default {
            Some(default) => self.expression(default),
            None => self.call_library("keyword_missing", &[symbol]),
        }
    }

    fn given_or_default(
        &mut self,
        keyword: &Argument,
        given: GenericValue,
        given_type: GenericValue,
        symbol: GenericValue,
    ) -> GenericValue {
        let is_given = self.call_core("has_field", &[given_type, symbol]);
        let (take, default, done) =
            (self.builder().new_block(), self.builder().new_block(), self.builder().new_block());
        let result = self.builder().value_param(done);
        self.builder().branch(is_given, take, default);
        self.builder().seal(take);
        self.builder().seal(default);
        self.builder().switch_to(take);
        let mut value = self.call_known(sym::GETFIELD, &[given, symbol]);
        if let Some(ty) = keyword.ty
            && !self.mentions_unbound_static(ty)
        {
            let ty = self.expression(ty);
            value = self.call_library("keyword_of_type", &[value, ty, symbol]);
        }
        self.builder().jump(done, &[value]);
        self.builder().switch_to(default);
        let value = self.keyword_default(keyword, symbol);
        self.builder().jump(done, &[value]);
        self.builder().seal(done);
        self.builder().switch_to(done);
        result
    }

    /// Whether a keyword's type mentions a name bound by the definition's own `where`. The body's signature tests it
    /// then, since only all arguments together say what the name stands for.
    fn mentions_unbound_static(&self, ty: NodeId) -> bool {
        let ast = self.ast();
        let is_own = matches!(
            self.resolution.meaning(ty),
            crate::resolution::Meaning::Static(function, _) if function == self.context.function
        );
        is_own || ast.args(ty).iter().any(|&arg| self.mentions_unbound_static(arg))
    }

    fn left_over(&mut self, given: Option<GenericValue>, names: &[GenericValue]) -> GenericValue {
        match given {
            Some(given) => {
                let mut values = vec![given];
                values.extend_from_slice(names);
                self.call_core("without_names", &values)
            }
            None => self.call_core("named_tuple", &[]),
        }
    }

    fn refuse_left_over(
        &mut self,
        given: GenericValue,
        names: &[GenericValue],
        passed: &[GenericValue],
        is_vararg: bool,
    ) {
        let rest = self.left_over(Some(given), names);
        let count = self.call_core("nfields", &[rest]);
        let zero = self.integer(0);
        let is_empty = self.call_core("eq_int", &[count, zero]);
        let (fine, refused) = (self.builder().new_block(), self.builder().new_block());
        self.builder().branch(is_empty, fine, refused);
        self.builder().seal(fine);
        self.builder().seal(refused);
        self.builder().switch_to(refused);
        let name = self.lowering.interner.intern("keywords_refused");
        let mut all = vec![self.base(name), given];
        all.extend_from_slice(passed);
        let mask = if is_vararg { 1 << (all.len() - 2) } else { 0 };
        self.call_spliced(&all, mask);
        self.builder().unreachable();
        self.builder().switch_to(fine);
    }
}
