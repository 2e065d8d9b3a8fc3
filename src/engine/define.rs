//! Carries out definitions: modules, types, functions and methods.
//!
//! Type expressions are evaluated here, when their definition is reached, in the module that it stands in. What
//! they name must exist by then, as in Julia.

use crate::session::Session;
use juliette_diag::{Code, Diagnostic};
use juliette_ir::generic::{Body, Literal, Op};
use juliette_lower::{MethodDefinition, MethodOwner, StaticParam, StructDefinition, TypeExpr, TypeExprKind};
use juliette_methods::{Binding, Group, NewMethod};
use juliette_support::{ModuleId, Shared, Span, Symbol, sym};
use juliette_types::{Bound, Const, FieldDecl, NameDecl, TypeId, TypeKind, TypeVarId, known};

/// A definition that cannot be carried out.
pub(crate) type Refusal = Box<Diagnostic>;

pub(crate) fn refuse<T>(span: Span, message: impl Into<String>) -> Result<T, Refusal> {
    Err(Box::new(Diagnostic::error(Code::InvalidUse, span, message)))
}

/// The names bound around a type expression.
#[derive(Clone, Default)]
struct Scope {
    vars: Vec<(Symbol, TypeVarId)>,
}

impl Session {
    pub(crate) fn text(&self, name: Symbol) -> String {
        self.program.interner.name(name).to_owned()
    }

    /// The full name of the current module, as types record it.
    fn module_name(&self) -> Symbol {
        self.program.modules.module(self.module).path
    }

    pub(crate) fn bind_const(&mut self, name: Symbol, value: Const) {
        // A variable of that name may be in compiled code already: it is given the value too.
        if let Some(Binding::Variable(global)) = self.program.modules.own(self.module, name) {
            let object = crate::objects::constant_object(&mut self.machine, &mut self.program, value);
            let cell = self.machine.cell(global);
            // SAFETY: cells live as long as the session.
            unsafe { cell.write(object as usize) };
        }
        self.program.modules.bind(self.module, name, Binding::Const(value));
    }

    /// Whether the current module has a name of its own that means something by now.
    pub(crate) fn is_defined(&mut self, name: Symbol) -> bool {
        match self.program.modules.own(self.module, name) {
            Some(Binding::Const(_) | Binding::Alias(..)) => true,
            Some(Binding::Variable(global)) => {
                let cell = self.machine.cell(global);
                // SAFETY: cells live as long as the session.
                unsafe { cell.read() != 0 }
            }
            None => false,
        }
    }

    /// Makes a value a constant of the current module.
    pub(crate) fn define_const(&mut self, name: Symbol, value: Const, span: Span) -> Result<(), Refusal> {
        self.refuse_fixed(name, span)?;
        match self.program.modules.own(self.module, name) {
            Some(Binding::Const(old)) if old != value => {
                refuse(span, format!("invalid redefinition of constant {}", self.text(name)))
            }
            Some(Binding::Variable(_)) if self.is_defined(name) => {
                refuse(span, format!("cannot declare {} constant; it already has a value", self.text(name)))
            }
            _ => {
                self.bind_const(name, value);
                Ok(())
            }
        }
    }

    /// The function of that name in the current module, made if there is none.
    pub(crate) fn define_function(&mut self, name: Symbol, span: Span) -> Result<Const, Refusal> {
        let local = name;
        match self.program.modules.own(self.module, name) {
            Some(Binding::Const(value)) => return Ok(value),
            Some(Binding::Alias(module, name)) => {
                if let Some((home, Binding::Const(value))) = self.program.modules.home(module, name) {
                    if value.as_type().is_none() && self.is_fixed(local) {
                        return self.refuse_extension(home, name, span);
                    }
                    return Ok(value);
                }
            }
            Some(Binding::Variable(_)) if self.is_defined(name) => {
                return refuse(
                    span,
                    format!("cannot define function {}; it already has a value", self.text(name)),
                );
            }
            Some(Binding::Variable(_)) | None => {}
        }
        // Constructors are added to a type wherever it comes from.
        if let Some(Binding::Const(value)) = self.program.modules.resolve(self.module, name)
            && value.as_type().is_some()
        {
            return Ok(value);
        }
        if let Some(home) = self.program.modules.fixed_home(self.module, name) {
            return self.refuse_extension(home, name, span);
        }
        let module = self.module_name();
        let ty = self.program.types.declare_function(&mut self.program.interner, module, name);
        // Functions of the program's own modules are shown with their module, as types are.
        if self.text(module).starts_with("Main.")
            && let Some(id) = self.program.types.name_of(ty)
        {
            self.program.types.set_visible(id, false);
        }
        let value = Const::singleton(ty);
        self.bind_const(name, value);
        Ok(value)
    }

    fn is_fixed(&self, name: Symbol) -> bool {
        self.program.modules.fixed_home(self.module, name).is_some()
    }

    fn refuse_extension(&self, home: ModuleId, name: Symbol, span: Span) -> Result<Const, Refusal> {
        let home = self.text(self.program.modules.module(home).path);
        let name = self.text(name);
        let text = format!(
            "error in method definition: function {home}.{name} must be explicitly imported to be extended"
        );
        refuse(span, text)
    }

    fn refuse_fixed(&self, name: Symbol, span: Span) -> Result<(), Refusal> {
        if self.is_fixed(name) {
            let modules = &self.program.modules;
            return refuse(span, modules.assignment_error(self.module, name, &self.program.interner));
        }
        Ok(())
    }

    /// Evaluates a type expression.
    fn evaluate(&mut self, expr: &TypeExpr, scope: &Scope) -> Result<TypeId, Refusal> {
        let span = expr.span;
        match &expr.kind {
            TypeExprKind::Name(name) => {
                if let Some(&(_, var)) = scope.vars.iter().rev().find(|&&(bound, _)| bound == *name) {
                    return Ok(self.program.types.var_type(var));
                }
                self.named_type(self.module, *name, span)
            }
            TypeExprKind::Qualified(module, name) => {
                let module = self.module_by_name(*module, span)?;
                self.named_type(module, *name, span)
            }
            TypeExprKind::Global(module, name) => self.named_type(*module, *name, span),
            TypeExprKind::Value(number) => {
                let value = self.program.values[*number as usize];
                Ok(match value.as_type() {
                    Some(ty) => ty,
                    None => self.program.types.value(value),
                })
            }
            TypeExprKind::Closure(name) => self.named_type(self.module, *name, span),
            TypeExprKind::Literal(literal) => {
                let value = self.program.literal(*literal);
                Ok(match literal {
                    Literal::Nothing => known::NOTHING,
                    _ => self.program.types.value(value),
                })
            }
            TypeExprKind::TypeOf(inner) => {
                let value = self.constant_value(inner, scope)?;
                Ok(value.ty)
            }
            TypeExprKind::Vararg(element) => {
                let element = self.evaluate(element, scope)?;
                Ok(self.program.types.vararg(element, None))
            }
            TypeExprKind::VarargOf(element, length) => {
                let element = self.evaluate(element, scope)?;
                let length = self.evaluate(length, scope)?;
                Ok(self.program.types.vararg(element, Some(length)))
            }
            TypeExprKind::Below(inner) | TypeExprKind::Above(inner) => {
                // `<:T` and `>:T` outside of braces: the type variable is the caller's to make.
                self.evaluate(inner, scope)
            }
            TypeExprKind::Where(inner, params) => {
                let mut scope = scope.clone();
                let vars = self.bind_params(params, &mut scope)?;
                let inner = self.evaluate(inner, &scope)?;
                Ok(self.program.types.union_all_many(&vars, inner))
            }
            TypeExprKind::Apply(base, arguments) => {
                let base = self.evaluate(base, scope)?;
                let mut parameters = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    let (bound, value) = match &argument.kind {
                        TypeExprKind::Below(upper) => (Bound::Upper, &**upper),
                        TypeExprKind::Above(lower) => (Bound::Lower, &**lower),
                        _ => (Bound::Exact, argument),
                    };
                    parameters.push((bound, self.evaluate(value, scope)?));
                }
                match self.program.types.apply_bounded(base, &parameters) {
                    Ok(ty) => Ok(ty),
                    Err(error) => {
                        refuse(span, format!("this type cannot be applied to these parameters: {error:?}"))
                    }
                }
            }
        }
    }

    /// The value of a name in a type expression.
    fn constant_value(&mut self, expr: &TypeExpr, scope: &Scope) -> Result<Const, Refusal> {
        if let TypeExprKind::Name(name) = expr.kind
            && let Some(Binding::Const(value)) = self.program.modules.resolve(self.module, name)
        {
            return Ok(value);
        }
        let ty = self.evaluate(expr, scope)?;
        Ok(self.program.types.type_const(ty))
    }

    fn named_type(&mut self, module: ModuleId, name: Symbol, span: Span) -> Result<TypeId, Refusal> {
        match self.program.modules.resolve(module, name) {
            Some(Binding::Const(value)) => match value.as_type() {
                Some(ty) => Ok(ty),
                None if value.as_bits().is_some() || value.as_symbol().is_some() => {
                    Ok(self.program.types.value(value))
                }
                None => refuse(span, format!("`{}` is not a type", self.text(name))),
            },
            Some(Binding::Variable(_) | Binding::Alias(..)) => refuse(
                span,
                format!("`{}` is not a constant, so it cannot be used as a type here", self.text(name)),
            ),
            None => refuse(span, format!("UndefVarError: `{}` not defined", self.text(name))),
        }
    }

    fn bind_params(&mut self, params: &[StaticParam], scope: &mut Scope) -> Result<Vec<TypeVarId>, Refusal> {
        let mut vars = Vec::with_capacity(params.len());
        for param in params {
            let lower = match &param.lower {
                Some(lower) => self.evaluate(lower, scope)?,
                None => known::BOTTOM,
            };
            let upper = match &param.upper {
                Some(upper) => self.evaluate(upper, scope)?,
                None => known::ANY,
            };
            let var = self.program.types.new_var(param.name, lower, upper);
            scope.vars.push((param.name, var));
            vars.push(var);
        }
        Ok(vars)
    }

    /// Makes a type expression's value a constant.
    pub(crate) fn define_alias(&mut self, name: Symbol, ty: &TypeExpr) -> Result<(), Refusal> {
        let evaluated = self.evaluate(ty, &Scope::default())?;
        let value = self.program.types.type_const(evaluated);
        let of_library = self.module == ModuleId::BASE && !self.program.types.params(evaluated).is_empty();
        // A type written out in the middle of an expression has no name that a program sees.
        let is_hidden = self.program.interner.name(name).starts_with('#');
        if (matches!(ty.kind, TypeExprKind::Where(..)) && !is_hidden) || of_library {
            self.program.types.add_alias(name, evaluated);
        }
        self.define_const(name, value, ty.span)
    }

    /// Adds a method; the function that it belongs to.
    pub(crate) fn define_method(&mut self, definition: MethodDefinition) -> Result<Const, Refusal> {
        let span = definition.span;
        let mut scope = Scope::default();
        let vars = self.bind_params(&definition.static_params, &mut scope)?;
        let owner = match &definition.owner {
            MethodOwner::Name(name) => self.define_function(*name, span)?,
            MethodOwner::Qualified(module, name) => {
                let module = self.module_by_name(*module, span)?;
                match self.program.modules.resolve(module, *name) {
                    Some(Binding::Const(value)) => value,
                    _ => return refuse(span, format!("UndefVarError: `{}` not defined", self.text(*name))),
                }
            }
            MethodOwner::Global(module, name) => {
                let outer = core::mem::replace(&mut self.module, *module);
                let owner = self.define_function(*name, span);
                self.module = outer;
                owner?
            }
            MethodOwner::Callable(ty) => {
                let ty = self.evaluate(ty, &scope)?;
                self.add_method(definition, ty, &vars, &scope)?;
                return Ok(Const::NOTHING);
            }
        };
        let ty = match owner.as_type() {
            Some(ty) => self.program.types.type_of(ty),
            None => owner.ty,
        };
        self.add_method(definition, ty, &vars, &scope)?;
        Ok(owner)
    }

    fn add_method(
        &mut self,
        definition: MethodDefinition,
        owner: TypeId,
        vars: &[TypeVarId],
        scope: &Scope,
    ) -> Result<(), Refusal> {
        let mut params = vec![owner];
        if definition.takes_keywords {
            let name = self.program.interner.intern("kwcall");
            let Some(Binding::Const(kwcall)) = self.program.modules.own(ModuleId::BASE, name) else {
                return refuse(definition.span, "keyword arguments before `kwcall` is defined");
            };
            params = vec![kwcall.ty, known::NAMED_TUPLE, owner];
        }
        for argument in &definition.arguments {
            params.push(self.evaluate(argument, scope)?);
        }
        let tuple = self.program.types.tuple(&params);
        let signature = self.program.types.union_all_many(vars, tuple);
        let file = self.program.interner.intern(&self.sources.file(definition.body.file).name);
        let (name, line) = (definition.body.name, definition.body.line);
        let body = self.program.bodies.push(Shared::new(definition.body));
        let module = self.module_name();
        let new = NewMethod { signature, name, module, file, line, body: body.0 };
        self.program.methods.define(&mut self.program.types, new);
        self.invalidate(signature);
        Ok(())
    }

    /// Forgets what was inferred and compiled from lookups that the new method would change.
    fn invalidate(&mut self, signature: TypeId) {
        let types = &mut self.program.types;
        let changed = self.program.inferred.invalidate(types, signature);
        // What was inferred before may be behind any call that is looked up, too.
        let group = if changed { Group::Wide } else { Group::of(types, signature) };
        self.machine.sites.forget(types, group);
        self.evaluated.forget(group);
    }

    /// Defines a struct type and its constructors.
    pub(crate) fn define_struct(&mut self, definition: StructDefinition) -> Result<(), Refusal> {
        let span = definition.span;
        let kind = if definition.is_mutable { TypeKind::Mutable } else { TypeKind::Struct };
        let mut scope = Scope::default();
        let vars = self.bind_params(&definition.params, &mut scope)?;
        let name = self.declare(definition.name, &vars, kind, span)?;
        if let Some(supertype) = &definition.supertype {
            let supertype = self.evaluate(supertype, &scope)?;
            if self
                .program
                .types
                .name_of(supertype)
                .is_none_or(|name| !matches!(self.program.types.name(name).kind, TypeKind::Abstract))
            {
                return refuse(span, "invalid subtyping in definition: the supertype is not abstract");
            }
            self.program.types.set_supertype(name, supertype);
        }
        let mut fields = Vec::with_capacity(definition.fields.len());
        for field in &definition.fields {
            let ty = match &field.ty {
                Some(ty) => self.evaluate(ty, &scope)?,
                None => known::ANY,
            };
            fields.push(FieldDecl {
                name: field.name,
                ty,
                is_const: field.is_const || !definition.is_mutable,
            });
        }
        let initialized = definition
            .constructors
            .iter()
            .filter_map(|constructor| fewest_fields(&constructor.body))
            .min()
            .unwrap_or(fields.len() as u32);
        self.program.types.define_fields(name, &fields, initialized.min(fields.len() as u32));
        for constructor in definition.constructors {
            self.define_method(constructor)?;
        }
        Ok(())
    }

    fn declare(
        &mut self,
        name: Symbol,
        vars: &[TypeVarId],
        kind: TypeKind,
        span: Span,
    ) -> Result<juliette_types::TypeNameId, Refusal> {
        self.refuse_fixed(name, span)?;
        if self.is_defined(name) {
            return refuse(span, format!("invalid redefinition of constant {}", self.text(name)));
        }
        let module = self.module_name();
        let decl = NameDecl { name, module, vars, supertype: known::ANY, kind };
        let id = self.program.types.declare_name(&self.program.interner, decl);
        // A type is shown with its module, unless it is Main's or the library exports it.
        self.program.types.set_visible(id, self.module == ModuleId::MAIN);
        let wrapper = self.program.types.name(id).wrapper;
        let value = self.program.types.type_const(wrapper);
        self.bind_const(name, value);
        Ok(id)
    }

    /// Defines the type of a closure, with a type parameter for each captured variable.
    pub(crate) fn define_closure(
        &mut self,
        name: Symbol,
        fields: &[Symbol],
        span: Span,
    ) -> Result<(), Refusal> {
        let mut vars = Vec::with_capacity(fields.len());
        let mut decls = Vec::with_capacity(fields.len());
        for &field in fields {
            let var = self.program.types.new_var(field, known::BOTTOM, known::ANY);
            let ty = self.program.types.var_type(var);
            vars.push(var);
            decls.push(FieldDecl { name: field, ty, is_const: true });
        }
        let id = self.declare(name, &vars, TypeKind::Struct, span)?;
        self.program.types.set_supertype(id, known::FUNCTION);
        self.program.types.define_fields(id, &decls, fields.len() as u32);
        Ok(())
    }

    /// Defines an abstract or primitive type.
    pub(crate) fn define_plain_type(
        &mut self,
        name: Symbol,
        params: &[StaticParam],
        supertype: Option<&TypeExpr>,
        kind: TypeKind,
        span: Span,
    ) -> Result<(), Refusal> {
        let mut scope = Scope::default();
        let vars = self.bind_params(params, &mut scope)?;
        let id = self.declare(name, &vars, kind, span)?;
        if let Some(supertype) = supertype {
            let supertype = self.evaluate(supertype, &scope)?;
            self.program.types.set_supertype(id, supertype);
        }
        Ok(())
    }

    /// Exports names: the library's exported types are shown without their module.
    pub(crate) fn export(&mut self, module: ModuleId, names: &[Symbol]) {
        self.program.modules.export(module, names);
        if module != ModuleId::BASE {
            return;
        }
        for &name in names {
            if let Some(Binding::Const(value)) = self.program.modules.own(module, name)
                && let Some(id) = value.as_type().and_then(|ty| self.program.types.name_of(ty))
            {
                self.program.types.set_visible(id, true);
            }
        }
    }
}

/// The modules that can be named anywhere.
pub(crate) fn root_module(name: Symbol) -> Option<ModuleId> {
    match name {
        sym::CORE => Some(ModuleId::CORE),
        sym::BASE => Some(ModuleId::BASE),
        sym::MAIN => Some(ModuleId::MAIN),
        _ => None,
    }
}

/// The smallest number of fields that a `new` of the body sets.
fn fewest_fields(body: &Body) -> Option<u32> {
    let news = body.insts.values().filter_map(|inst| match inst.op {
        Op::New(operands) => Some(body.list(operands).len() as u32 - 1),
        _ => None,
    });
    news.min()
}
