//! Lowers expressions to generic SSA, in Julia's order of evaluation.
//!
//! Every construct ends in a handful of instructions of `juliette_ir::generic`; what Julia defines as a call
//! (indexing, field access, ranges, literals' concatenation) is emitted as that call to Base, so that methods
//! decide. What is not supported is refused with its name and place.

use crate::context::{Context, Lowering};
use crate::form;
use crate::resolution::{Function, Meaning, Resolution};
use crate::ssa::{Builder, Variable};
use juliette_diag::{Code, Diagnostic};
use juliette_ir::generic::{Body, GenericValue, Literal, Op};
use juliette_support::{ModuleId, Span, Symbol, sym};
use juliette_syntax::{Ast, Head, Kind, NodeId};
use smallvec::SmallVec;

/// Beyond this depth of nested expressions the program is refused, well before the stack ends.
const MAX_DEPTH: u32 = 1000;

/// The values of a call's arguments.
pub(crate) type Values = SmallVec<[GenericValue; 8]>;

/// Emits one function of a statement; nested functions get an `Emitter` of their own.
pub(crate) struct Emitter<'e, 'a> {
    pub(crate) lowering: &'e mut Lowering<'a>,
    pub(crate) resolution: &'e Resolution,
    pub(crate) context: Context,
}

impl<'a> Emitter<'_, 'a> {
    pub(crate) fn ast(&self) -> &'a Ast {
        self.lowering.ast
    }

    pub(crate) fn builder(&mut self) -> &mut Builder {
        &mut self.context.builder
    }

    /// The finished body.
    pub(crate) fn finish(self) -> Body {
        let (body, tables) = self.context.builder.finish();
        self.lowering.tables.builders.push(tables);
        body
    }

    #[inline]
    pub(crate) fn line_of(&self, node: NodeId) -> u32 {
        self.lowering.line_at(self.ast().span(node).start)
    }

    /// Refuses the construct at `node`.
    pub(crate) fn unsupported(&mut self, node: NodeId, construct: &str) -> GenericValue {
        let span = self.ast().span(node);
        self.lowering.diagnostics.push(crate::unsupported(span, construct));
        self.nothing()
    }

    pub(crate) fn error(&mut self, span: Span, message: String) {
        self.lowering.diagnostics.push(Diagnostic::error(Code::InvalidUse, span, message));
    }

    pub(crate) fn nothing(&mut self) -> GenericValue {
        self.builder().literal(Literal::Nothing)
    }

    pub(crate) fn global(&mut self, module: ModuleId, name: Symbol) -> GenericValue {
        self.builder().push(Op::Global(module, name))
    }

    pub(crate) fn base(&mut self, name: Symbol) -> GenericValue {
        self.global(ModuleId::BASE, name)
    }

    pub(crate) fn core(&mut self, name: &str) -> GenericValue {
        let name = self.lowering.interner.intern(name);
        self.global(ModuleId::CORE, name)
    }

    pub(crate) fn call_base(&mut self, name: Symbol, arguments: &[GenericValue]) -> GenericValue {
        let callee = self.base(name);
        self.call_value(callee, arguments)
    }

    pub(crate) fn call_core(&mut self, name: &str, arguments: &[GenericValue]) -> GenericValue {
        let callee = self.core(name);
        self.call_value(callee, arguments)
    }

    /// A call of a function of Core whose name the compiler knows.
    pub(crate) fn call_known(&mut self, name: Symbol, arguments: &[GenericValue]) -> GenericValue {
        let callee = self.global(ModuleId::CORE, name);
        self.call_value(callee, arguments)
    }

    pub(crate) fn call_value(&mut self, callee: GenericValue, arguments: &[GenericValue]) -> GenericValue {
        self.builder().call_of(callee, arguments)
    }

    /// `A{x, <:Y}`.
    fn applied_type(&mut self, args: &[NodeId]) -> GenericValue {
        let ast = self.ast();
        let bound = |&arg: &NodeId| match (ast.kind(arg), ast.args(arg)) {
            (Kind::Expr(Head::Subtype), &[upper]) => (1, upper),
            (Kind::Expr(Head::Supertype), &[lower]) => (2, lower),
            _ => (0, arg),
        };
        let parameters: Vec<(i64, NodeId)> = args[1..].iter().map(bound).collect();
        let is_exact = parameters.iter().all(|&(bound, _)| bound == 0);
        if is_exact
            && matches!(parameters.len(), 1 | 2)
            && matches!(ast.kind(args[0]), Kind::Symbol(sym::VARARG))
            && self.resolution.meaning(args[0]) == Meaning::Global
        {
            let values = self.expressions(&args[1..]);
            return self.call_core("vararg", &values);
        }
        if is_exact {
            let values = self.expressions(args);
            return self.call_core("apply_type", &values);
        }
        let mut values = vec![self.expression(args[0])];
        for (bound, parameter) in parameters {
            values.push(self.integer(bound));
            values.push(self.expression(parameter));
        }
        self.call_core("apply_bounded", &values)
    }

    pub(crate) fn integer(&mut self, value: i64) -> GenericValue {
        self.builder().literal(Literal::int64(value))
    }

    pub(crate) fn symbol(&mut self, name: Symbol) -> GenericValue {
        self.builder().literal(Literal::Symbol(name))
    }

    pub(crate) fn string(&mut self, text: &str) -> GenericValue {
        let text = self.lowering.interner.intern(text);
        self.builder().literal(Literal::String(text))
    }

    /// Evaluates an expression.
    pub(crate) fn expression(&mut self, node: NodeId) -> GenericValue {
        self.context.depth += 1;
        let value = if self.context.depth > MAX_DEPTH {
            if self.context.depth == MAX_DEPTH + 1 {
                let span = self.ast().span(node);
                self.error(span, format!("expressions are nested more than {MAX_DEPTH} deep"));
            }
            self.nothing()
        } else {
            self.expression_of_kind(node)
        };
        self.context.depth -= 1;
        value
    }

    fn expression_of_kind(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let literal = match ast.kind(node) {
            Kind::Symbol(name) => return self.name(node, name),
            Kind::Expr(head) => return self.compound(node, head),
            Kind::Inert => return self.quoted(node),
            Kind::GlobalRef { module, name } => {
                return self.global(module, name);
            }
            Kind::Value(number) => Literal::Value(number),
            Kind::Line { .. } | Kind::Verbatim(_) => Literal::Nothing,
            Kind::String(text) => return self.string_bytes(ast.bytes(text)),
            Kind::Char(bits) => Literal::Char(bits),
            Kind::Int64(value) => Literal::int64(value),
            Kind::UInt8(value) => Literal::unsigned(8, value.into()),
            Kind::UInt16(value) => Literal::unsigned(16, value.into()),
            Kind::UInt32(value) => Literal::unsigned(32, value.into()),
            Kind::UInt64(value) => Literal::unsigned(64, value.into()),
            Kind::Float64(value) => Literal::Float64(value.to_bits()),
            Kind::Float32(value) => Literal::Float32(value.to_bits()),
            Kind::Bool(value) => Literal::Bool(value),
            Kind::Nothing => Literal::Nothing,
        };
        self.builder().literal(literal)
    }

    fn name(&mut self, node: NodeId, name: Symbol) -> GenericValue {
        if name == sym::UNDERSCORE {
            let span = self.ast().span(node);
            self.error(
                span,
                "all-underscore identifiers are write-only and their values cannot be used".into(),
            );
            return self.nothing();
        }
        if let Some(&(collection, dimension, dimensions)) = self.context.indexed.last()
            && (name == sym::END || name == sym::BEGIN)
        {
            let function = if name == sym::END { sym::LASTINDEX } else { sym::FIRSTINDEX };
            if dimensions == 1 {
                return self.call_base(function, &[collection]);
            }
            let dimension = self.integer(dimension as i64 + 1);
            return self.call_base(function, &[collection, dimension]);
        }
        let (meaning, is_assigned) = self.resolution.meaning_and_state(node);
        match meaning {
            Meaning::Local(variable) => self.read_checked(variable, !is_assigned),
            Meaning::Static(function, index) => self.static_param(function, index),
            // The image that the program runs from holds no such thing: the process tells it.
            Meaning::Global if name == sym::PROGRAM_FILE => self.call_library("program_file", &[]),
            Meaning::Global if name == sym::VARARG => self.call_core("vararg", &[]),
            Meaning::Global => self.read_global(name),
        }
    }

    pub(crate) fn static_param(&mut self, function: Function, index: u32) -> GenericValue {
        if function == self.context.function {
            return self.builder().push(Op::StaticParam(index));
        }
        let info = &self.resolution.functions[self.context.function];
        let position = info.static_captures.iter().position(|&capture| capture == (function, index));
        let field = self.captured_variables(self.context.function).len()
            + position.expect("scoping lists every static parameter a closure mentions");
        self.captured_field(field)
    }

    /// The variables that a closure's object holds: all captured ones but itself.
    pub(crate) fn captured_variables(&self, function: Function) -> Vec<Variable> {
        let info = &self.resolution.functions[function];
        let itself = info.self_variable.filter(|&variable| !self.resolution.variables[variable].boxed);
        info.captures.iter().copied().filter(|&variable| Some(variable) != itself).collect()
    }

    /// The function that is called: the closure, or in a constructor the type.
    pub(crate) fn itself(&self) -> GenericValue {
        self.context.builder.body.blocks[juliette_ir::generic::GenericBlock(0)].params[self.context.itself]
    }

    fn captured_field(&mut self, field: usize) -> GenericValue {
        let closure = self.itself();
        let index = self.integer(field as i64 + 1);
        self.call_known(sym::GETFIELD, &[closure, index])
    }

    /// The box or value of a variable, as a closure captures it.
    pub(crate) fn variable_or_box(&mut self, variable: Variable) -> GenericValue {
        if self.resolution.variables[variable].function == self.context.function {
            return self.builder().use_variable(variable);
        }
        if self.context.self_variable == Some(variable) && !self.resolution.variables[variable].boxed {
            return self.itself();
        }
        let position =
            self.captured_variables(self.context.function).iter().position(|&captured| captured == variable);
        self.captured_field(position.expect("scoping lists every variable a closure mentions"))
    }

    /// The value of a local variable; throws if it has none.
    pub(crate) fn read(&mut self, variable: Variable) -> GenericValue {
        self.read_checked(variable, true)
    }

    /// The value of a local variable; throws if it has none, which is only looked at where it may be so.
    fn read_checked(&mut self, variable: Variable, may_be_undefined: bool) -> GenericValue {
        let info = &self.resolution.variables[variable];
        let (name, boxed, is_argument) = (info.name, info.boxed, info.is_argument);
        let value = self.variable_or_box(variable);
        if boxed {
            let name = self.symbol(name);
            return self.call_core("box_get", &[value, name]);
        }
        if is_argument || !may_be_undefined || info.function != self.context.function {
            return value;
        }
        match self.context.builder.body.insts[value].op {
            Op::Param | Op::Literal(Literal::Undefined) => self.builder().push(Op::CheckDefined(value, name)),
            _ => value,
        }
    }

    /// Assigns a local variable, converting to its declared type.
    pub(crate) fn write(&mut self, variable: Variable, value: GenericValue) {
        let info = &self.resolution.variables[variable];
        let value = match info.declared {
            Some(ty) => {
                let ty = self.expression(ty);
                self.converted(ty, value)
            }
            None => value,
        };
        if info.boxed {
            let container = self.variable_or_box(variable);
            self.call_core("box_set", &[container, value]);
        } else {
            self.builder().define(variable, value);
        }
    }

    /// `value` converted to the type, and asserted to be of it.
    pub(crate) fn converted(&mut self, ty: GenericValue, value: GenericValue) -> GenericValue {
        let value = self.call_base(sym::CONVERT, &[ty, value]);
        self.call_core("typeassert", &[value, ty])
    }

    /// Starts the life of variables at their scope: undefined, or an empty box.
    pub(crate) fn introduce(&mut self, at: NodeId) {
        for &variable in self.resolution.introduced(at) {
            self.introduce_variable(variable);
        }
    }

    pub(crate) fn introduce_variable(&mut self, variable: Variable) {
        let value = if self.resolution.variables[variable].boxed {
            self.call_core("Box", &[])
        } else {
            self.builder().literal(Literal::Undefined)
        };
        self.builder().define(variable, value);
    }

    fn compound(&mut self, node: NodeId, head: Head) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        if !matches!(head, Head::Block) {
            self.context.builder.line = self.line_of(node);
        }
        match head {
            Head::Call => match self.broadcast(node) {
                Some(value) => value,
                None => self.call(node),
            },
            Head::DotAssign => self.broadcast_assignment(node, None),
            Head::DotUpdate(operator) => self.broadcast_assignment(node, Some(operator)),
            Head::DotAndAnd | Head::DotOrOr => match self.broadcast(node) {
                Some(value) => value,
                None => self.nothing(),
            },
            Head::Interpolate if self.context.dots_all => match self.undotted(node) {
                Some(value) => value,
                None => self.nothing(),
            },
            Head::Block | Head::TopLevel => self.block(args),
            Head::If | Head::ElseIf => self.conditional(node),
            Head::AndAnd | Head::OrOr if self.context.dots_all => match self.broadcast(node) {
                Some(value) => value,
                None => self.nothing(),
            },
            Head::AndAnd | Head::OrOr => self.short_circuit(node, head == Head::AndAnd),
            Head::While => self.while_loop(node),
            Head::For => self.for_loop(node),
            Head::Where => self.where_type(node),
            Head::Let => self.let_block(node),
            Head::Try => self.try_block(node),
            Head::Break => self.leave_loop(node, true),
            Head::Continue => self.leave_loop(node, false),
            Head::Return => self.return_statement(args),
            Head::Assign => {
                if form::is_call_definition(ast, args[0]) {
                    return self.local_definition(node);
                }
                if let Kind::Expr(Head::Dot) = ast.kind(args[0])
                    && let &[object, field] = ast.args(args[0])
                    && matches!(ast.kind(object), Kind::Expr(_))
                {
                    return self.assign_field(object, field, args[1]);
                }
                let value = self.expression(args[1]);
                self.assign(args[0], value);
                value
            }
            Head::Update(operator) => self.update(node, operator),
            Head::Tuple => self.tuple(node),
            Head::Ref if self.context.views => {
                let maybeview = self.lowering.interner.intern("maybeview");
                self.index(node, maybeview)
            }
            Head::Ref => self.index(node, sym::GETINDEX),
            Head::Dot => self.field_or_broadcast(node),
            Head::Comparison => match self.broadcast(node) {
                Some(value) => value,
                None => self.comparison(args),
            },
            Head::String => {
                let values = self.expressions(args);
                self.call_base(sym::STRING, &values)
            }
            Head::Vect => self.vector_literal(args),
            Head::TypeAssert => {
                if args.len() != 2 {
                    return self.unsupported(node, "`::T` outside a signature");
                }
                let value = self.expression(args[0]);
                let ty = self.expression(args[1]);
                self.call_core("typeassert", &[value, ty])
            }
            Head::HCat => self.concatenation(node, "hcat", None, args),
            Head::VCat if self.has_rows(args) => self.rows(node, None, args),
            Head::VCat => self.concatenation(node, "vcat", None, args),
            Head::TypedHCat => self.concatenation(node, "typed_hcat", Some(args[0]), &args[1..]),
            Head::TypedVCat if self.has_rows(&args[1..]) => self.rows(node, Some(args[0]), &args[1..]),
            Head::TypedVCat => self.concatenation(node, "typed_vcat", Some(args[0]), &args[1..]),
            Head::NCat if !self.has_rows(args) => {
                self.concatenation(node, "hvncat", Some(args[0]), &args[1..])
            }
            Head::Adjoint => match self.broadcast(node) {
                Some(value) => value,
                None => {
                    let value = self.expression(args[0]);
                    self.call_library("adjoint", &[value])
                }
            },
            Head::Curly => self.applied_type(args),
            Head::Subtype | Head::Supertype if args.len() != 2 => {
                self.unsupported(node, "a bound outside of a type's parameters")
            }
            Head::Subtype | Head::Supertype => {
                let (low, high) = if head == Head::Subtype { (args[0], args[1]) } else { (args[1], args[0]) };
                let values = self.expressions(&[low, high]);
                self.call_core("<:", &values)
            }
            Head::Function | Head::Arrow => self.local_definition(node),
            Head::Do => self.do_block(node),
            Head::Local => self.local_declaration(args),
            Head::Global => self.global_declaration(node, args),
            Head::Quote => self.quotation(node),
            Head::Meta => self.nothing(),
            Head::SymbolicLabel => self.place_label(node),
            Head::SymbolicGoto => self.go_to_label(node),
            Head::IsDefined => self.is_defined(node),
            Head::MacroCall => self.macro_call(node),
            Head::Comprehension => self.comprehension(None, args[0]),
            Head::TypedComprehension => self.comprehension(Some(args[0]), args[1]),
            Head::Generator | Head::Flatten => self.generator(node),
            Head::Splat => self.unsupported(node, "`...` outside of a call's arguments"),
            other => {
                let form = other.text().unwrap_or("this operator");
                self.unsupported(node, &format!("`{form}`"))
            }
        }
    }

    pub(crate) fn expressions(&mut self, nodes: &[NodeId]) -> Vec<GenericValue> {
        nodes.iter().map(|&node| self.expression(node)).collect()
    }

    /// The statements of a block; its value is the last one's.
    pub(crate) fn block(&mut self, nodes: &[NodeId]) -> GenericValue {
        let mut value = None;
        for &node in nodes {
            if self.builder().is_terminated() {
                self.builder().continue_unreachable();
            }
            value = Some(self.expression(node));
        }
        match value {
            Some(value) => value,
            None => self.nothing(),
        }
    }

    fn call(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let callee_name = match ast.kind(args[0]) {
            Kind::Symbol(name) if self.resolution.meaning(args[0]) == Meaning::Global => Some(name),
            _ => None,
        };
        if let Some(name) = callee_name {
            if name == sym::CARET
                && let [_, base, exponent] = *args
                && let Kind::Int64(power) = ast.kind(exponent)
            {
                return self.literal_power(args[0], base, power);
            }
            if name == sym::NEW {
                return self.new_object(node, None);
            }
            if name == sym::CCALL {
                return self.unsupported(node, "ccall");
            }
        }
        if let Kind::Expr(Head::Curly) = ast.kind(args[0])
            && let Kind::Symbol(sym::NEW) = ast.kind(ast.args(args[0])[0])
        {
            return self.new_object(node, Some(args[0]));
        }
        let callee = self.expression(args[0]);
        let line = self.line_of(node);
        let is_plain =
            |&arg: &NodeId| !matches!(ast.kind(arg), Kind::Expr(Head::Kw | Head::Parameters | Head::Splat));
        if args[1..].iter().all(is_plain) {
            return self.plain_call(callee, &args[1..], line);
        }
        let Some((mut values, mask, keywords)) = self.all_arguments(&args[1..]) else {
            return self.unsupported(node, "keyword arguments of this form");
        };
        self.context.builder.line = line;
        values.insert(0, callee);
        self.call_with(&values, mask, keywords)
    }

    /// A call without keywords and without `...`. The values wait on a stack that the calls around share.
    fn plain_call(&mut self, callee: GenericValue, arguments: &[NodeId], line: u32) -> GenericValue {
        let mark = self.lowering.tables.values.len();
        for &argument in arguments {
            let value = self.expression(argument);
            self.lowering.tables.values.push(value);
        }
        let (builder, values) = (&mut self.context.builder, &mut self.lowering.tables.values);
        builder.line = line;
        let call = builder.call_of(callee, &values[mark..]);
        values.truncate(mark);
        call
    }

    /// Evaluates arguments; a bit of the mask for each that is spliced. None if there are keywords.
    pub(crate) fn arguments(&mut self, nodes: &[NodeId]) -> Option<(Values, u64)> {
        let ast = self.ast();
        let mut values = Values::new();
        let mut mask = 0;
        for (i, &node) in nodes.iter().enumerate() {
            match ast.kind(node) {
                Kind::Expr(Head::Kw | Head::Parameters) => return None,
                Kind::Expr(Head::Splat) => {
                    if i >= 64 {
                        self.unsupported(node, "`...` behind the 64th argument");
                    } else {
                        mask |= 1 << i;
                    }
                    values.push(self.expression(ast.args(node)[0]));
                }
                _ => values.push(self.expression(node)),
            }
        }
        Some((values, mask))
    }

    /// `x^2` with a literal exponent goes through `literal_pow(^, x, Val(2))`.
    fn literal_power(&mut self, operator: NodeId, base: NodeId, power: i64) -> GenericValue {
        let operator = self.expression(operator);
        let base = self.expression(base);
        let power = self.val_of(power);
        self.call_base(sym::LITERAL_POW, &[operator, base, power])
    }

    /// `Val(power)`.
    pub(crate) fn val_of(&mut self, power: i64) -> GenericValue {
        let val = self.lowering.interner.intern("Val");
        let val = self.base(val);
        let power = self.integer(power);
        let ty = self.call_core("apply_type", &[val, power]);
        let operands = self.builder().body.operands(&[ty]);
        self.builder().push(Op::New(operands))
    }

    /// `new(…)` in an inner constructor: fields converted to their declared types.
    fn new_object(&mut self, node: NodeId, curly: Option<NodeId>) -> GenericValue {
        let args = self.ast().args(node);
        let ty = match curly {
            Some(curly) => {
                let parameters = self.ast().args(curly);
                let module = self.lowering.module;
                let wrapper = match self.lowering.struct_name {
                    Some(name) => self.global(module, name),
                    None => return self.unsupported(node, "`new` outside of a struct definition"),
                };
                let mut values = vec![wrapper];
                for &parameter in &parameters[1..] {
                    values.push(self.expression(parameter));
                }
                self.call_core("apply_type", &values)
            }
            None => self.constructed_type(),
        };
        let Some((mut values, 0)) = self.arguments(&args[1..]) else {
            return self.unsupported(node, "`new` with keywords or `...`");
        };
        for (i, value) in values.iter_mut().enumerate() {
            let index = self.integer(i as i64 + 1);
            let field = self.call_core("fieldtype", &[ty, index]);
            *value = self.converted(field, *value);
        }
        values.insert(0, ty);
        let operands = self.builder().body.operands(&values);
        self.builder().push(Op::New(operands))
    }

    /// Inside a constructor the called function is the type.
    fn constructed_type(&mut self) -> GenericValue {
        self.itself()
    }

    fn tuple(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let named =
            |&node: &NodeId| matches!(ast.kind(node), Kind::Expr(Head::Assign | Head::Parameters | Head::Kw));
        if args.iter().any(named) {
            let mut parts = Vec::new();
            for &arg in args {
                match ast.kind(arg) {
                    Kind::Expr(Head::Parameters) => parts.extend_from_slice(ast.args(arg)),
                    _ => parts.push(arg),
                }
            }
            return self.named_tuple(&parts, &[]);
        }
        let Some((mut values, mask)) = self.arguments(args) else {
            return self.unsupported(node, "named tuples");
        };
        let tuple = self.core("tuple");
        values.insert(0, tuple);
        if mask == 0 {
            return self.builder().call(&values);
        }
        let operands = self.builder().body.operands(&values);
        self.builder().push(Op::CallSplat(operands, mask))
    }

    pub(crate) fn index(&mut self, node: NodeId, function: Symbol) -> GenericValue {
        let args = self.ast().args(node);
        let collection = self.expression(args[0]);
        let Some((mut values, mask)) = self.indices(collection, &args[1..]) else {
            return self.unsupported(node, "keyword arguments in an index");
        };
        let line = self.line_of(node);
        self.context.builder.line = line;
        let function = self.base(function);
        values.insert(0, collection);
        values.insert(0, function);
        self.call_spliced(&values, mask << 1)
    }

    pub(crate) fn indices(
        &mut self,
        collection: GenericValue,
        nodes: &[NodeId],
    ) -> Option<(Vec<GenericValue>, u64)> {
        let mut values = Vec::with_capacity(nodes.len());
        let mut mask = 0;
        for (i, &node) in nodes.iter().enumerate() {
            self.context.indexed.push((collection, i, nodes.len()));
            let argument = self.arguments(&[node]);
            self.context.indexed.pop();
            let (value, spliced) = argument?;
            values.extend(value);
            mask |= spliced << i;
        }
        Some((values, mask))
    }

    fn field_or_broadcast(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        if let Some(&argument) = args.get(1)
            && let Kind::Expr(Head::Tuple) = ast.kind(argument)
        {
            return match self.broadcast(node) {
                Some(value) => value,
                None => self.nothing(),
            };
        }
        if args.len() < 2 {
            return self.unsupported(node, "broadcasting operators as functions");
        }
        if let Kind::Symbol(module) = ast.kind(args[0])
            && let Kind::Inert = ast.kind(args[1])
            && let Kind::Symbol(name) = ast.kind(ast.args(args[1])[0])
            && self.resolution.meaning(args[0]) == Meaning::Global
            && let Some(module) = crate::root_module(module)
        {
            if module == ModuleId::CORE && !self.lowering.is_library {
                if let Some(value) = self.open_core_name(name) {
                    return value;
                }
                // Core's functions here are Juliette's own; Julia's have other names.
                return self.unsupported(node, "a name of `Core` written out");
            }
            return self.global(module, name);
        }
        let object = self.expression(args[0]);
        let field = self.expression(args[1]);
        self.call_base(sym::GETPROPERTY, &[object, field])
    }

    fn macro_call(&mut self, node: NodeId) -> GenericValue {
        let ast = self.ast();
        let args = ast.args(node);
        let name = match ast.kind(args[0]) {
            Kind::Symbol(name) => Some(name),
            Kind::GlobalRef { name, .. } => Some(name),
            _ => None,
        };
        let text = name.map(|name| self.lowering.interner.name(name).to_owned()).unwrap_or_default();
        match (text.as_str(), &args[1..]) {
            ("@inbounds", &[inner]) => {
                let outside = core::mem::replace(&mut self.context.builder.in_bounds, true);
                let value = self.expression(inner);
                self.context.builder.in_bounds = outside;
                value
            }
            ("@boundscheck", &[inner]) => {
                let check = self.builder().push(Op::BoundsCheck);
                let (checked, done) = (self.builder().new_block(), self.builder().new_block());
                self.builder().branch(check, checked, done);
                self.builder().seal(checked);
                self.builder().switch_to(checked);
                self.expression(inner);
                self.builder().jump(done, &[]);
                self.builder().seal(done);
                self.builder().switch_to(done);
                self.nothing()
            }
            ("@__dot__" | "@.", &[inner]) => self.dotted_everywhere(inner),
            ("@inline", &[inner]) => self.expression(inner),
            ("@noinline", &[inner]) => self.expression(inner),
            ("@_noinline_meta" | "@inline" | "@noinline", &[]) => self.nothing(),
            ("@doc", &[_, definition]) => self.expression(definition),
            (name, arguments) => match self.known_macro(node, name, arguments) {
                Some(value) => value,
                None => self.string_macro(node, name, arguments),
            },
        }
    }
}
