//! Declared type names: what a `struct`, `abstract type` or `primitive type` definition says.
//!
//! Invariant: supertypes and field types are kept in terms of the name's own variables and substituted on
//! demand. A declaration has two steps, so that a field's type can mention the type being declared.

use crate::store::{Root, Values};
use crate::{Const, Stored, Term, TypeId, TypeNameId, TypeVarId, Types, known};
use core::num::NonZeroU32;
use juliette_support::{Interner, Symbol, sym};

/// What kind of type a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypeKind {
    /// `abstract type`.
    Abstract,
    /// `primitive type`, with its size in bits.
    Primitive(u16),
    /// `struct`, and tuples.
    Struct,
    /// `mutable struct`, and built-in objects that have identity.
    Mutable,
}

/// A field of a declared struct.
#[derive(Clone, Copy, Debug)]
pub struct FieldDecl {
    /// Its name; of tuples' fields, their number.
    pub name: Symbol,
    /// Its type, in terms of the struct's variables.
    pub ty: TypeId,
    /// Whether it cannot be assigned after construction (`const`, and all fields of immutable structs).
    pub is_const: bool,
}

/// A declared type name.
#[derive(Clone, Debug)]
pub struct TypeName {
    /// The name.
    pub name: Symbol,
    /// The full name of the module that declares it, such as `Main.Shapes`.
    pub module: Symbol,
    /// Its type variables.
    pub vars: Vec<TypeVarId>,
    /// The declared supertype, in terms of the variables.
    pub supertype: TypeId,
    /// The kind.
    pub kind: TypeKind,
    /// The fields, in terms of the variables; empty until `define_fields`.
    pub fields: Vec<FieldDecl>,
    /// How many of the first fields every constructor call initializes.
    pub initialized: u32,
    /// Whether `define_fields` was called (always true of abstract and primitive types).
    pub is_defined: bool,
    /// The name applied to its own variables, under a `UnionAll` for each: what the bare name means.
    pub wrapper: TypeId,
    /// The function's name, if this is the type of a function: it prints as `typeof(f)`.
    pub function: Option<Symbol>,
    /// Whether the bare name is visible in Main, so that it prints without its module.
    pub is_visible: bool,
    /// Its values contain themselves, perhaps within a `Union`, so they are always stored by reference. Then it is
    /// neither a singleton nor bits, which is known without its layout: that may depend on the `Union`.
    pub(crate) is_recursive: bool,
    pub(crate) text: Box<str>,
}

/// The first step of a declaration: everything but the fields.
#[derive(Clone, Copy, Debug)]
pub struct NameDecl<'a> {
    /// The name.
    pub name: Symbol,
    /// The full name of the declaring module.
    pub module: Symbol,
    /// Type variables, made with `new_var`; a later one's bounds can mention an earlier one.
    pub vars: &'a [TypeVarId],
    /// The supertype, in terms of `vars`.
    pub supertype: TypeId,
    /// The kind.
    pub kind: TypeKind,
}

/// How a parameter of an applied type is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bound {
    /// The parameter itself.
    Exact,
    /// `<:T`.
    Upper,
    /// `>:T`.
    Lower,
}

/// Why a type cannot be applied to parameters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ApplyError {
    /// More parameters than type variables.
    TooManyParameters,
    /// The parameter does not lie between the variable's bounds.
    OutOfBounds {
        /// The variable.
        var: TypeVarId,
        /// What was given.
        given: TypeId,
    },
    /// A tuple type's `Vararg` is not at the end.
    MisplacedVararg,
}

impl Types {
    /// Declares a name, without fields. Structs get theirs from [`Types::define_fields`].
    pub fn declare_name(&mut self, interner: &Interner, decl: NameDecl<'_>) -> TypeNameId {
        let id = self.names.next_id();
        self.names.push(TypeName {
            name: decl.name,
            module: decl.module,
            vars: decl.vars.to_vec(),
            supertype: decl.supertype,
            kind: decl.kind,
            fields: Vec::new(),
            initialized: 0,
            is_defined: matches!(decl.kind, TypeKind::Abstract | TypeKind::Primitive(_)),
            wrapper: known::BOTTOM,
            function: None,
            is_visible: true,
            is_recursive: false,
            text: interner.name(decl.name).into(),
        });
        let wrapper = self.wrap_name(None, id);
        self.names[id].wrapper = wrapper;
        id
    }

    /// Declares the type of the function `function`: a singleton below `Function` that prints as `typeof(f)`.
    pub fn declare_function(&mut self, interner: &mut Interner, module: Symbol, function: Symbol) -> TypeId {
        self.declare_function_of(interner, module, function, known::FUNCTION)
    }

    /// As [`Types::declare_function`], for a function of the compiler's own: its type is below `Builtin`.
    pub fn declare_builtin(&mut self, interner: &mut Interner, module: Symbol, function: Symbol) -> TypeId {
        self.declare_function_of(interner, module, function, known::BUILTIN)
    }

    fn declare_function_of(
        &mut self,
        interner: &mut Interner,
        module: Symbol,
        function: Symbol,
        supertype: TypeId,
    ) -> TypeId {
        let shown = interner.name(function);
        let mut text = String::with_capacity(shown.len() + 1);
        text.push('#');
        text.push_str(shown);
        let name = interner.intern(&text);
        let decl = NameDecl { name, module, vars: &[], supertype, kind: TypeKind::Struct };
        let id = self.declare_name(interner, decl);
        self.names[id].function = Some(function);
        self.define_fields(id, &[], 0);
        self.names[id].wrapper
    }

    /// Gives a struct its fields; the first `initialized` of them are set by every constructor call.
    pub fn define_fields(&mut self, id: TypeNameId, fields: &[FieldDecl], initialized: u32) {
        let name = &mut self.names[id];
        name.fields = fields.to_vec();
        name.initialized = initialized;
        name.is_defined = true;
        let is_recursive = self.contains_itself(id);
        self.names[id].is_recursive = is_recursive;
    }

    /// Sets the supertype of a name that was declared below `Any`: `struct A <: B{A}` has one that mentions the name.
    pub fn set_supertype(&mut self, id: TypeNameId, supertype: TypeId) {
        self.names[id].supertype = supertype;
    }

    /// Says whether the bare name is visible in Main, so that it prints without its module.
    pub fn set_visible(&mut self, id: TypeNameId, is_visible: bool) {
        self.names[id].is_visible = is_visible;
    }

    /// Says that the type is another module's than the one where its declaration stands, and is shown so.
    pub fn set_home(&mut self, id: TypeNameId, module: Symbol) {
        self.names[id].module = module;
        self.names[id].is_visible = false;
    }

    /// Gives the type another name to be shown by.
    pub fn rename(&mut self, id: TypeNameId, name: Symbol, interner: &Interner) {
        self.names[id].name = name;
        self.names[id].text = interner.name(name).into();
    }

    /// Makes `ty` print as `name`, applied to what its variables stand for: `const Vector{T} = Array{T, 1}`.
    pub fn add_alias(&mut self, name: Symbol, ty: TypeId) {
        let body = self.under_binders(ty);
        let root = match self.term(body) {
            Term::Data { name, .. } => Root::Name(name),
            Term::Var(_) => Root::Any,
            Term::Bottom | Term::Union(_) | Term::UnionAll { .. } | Term::Vararg { .. } | Term::Value(_) => {
                Root::Other
            }
        };
        self.aliases.push((name, ty, root));
    }

    /// A declared name's facts.
    #[inline]
    pub fn name(&self, id: TypeNameId) -> &TypeName {
        &self.names[id]
    }

    /// The name at the root of a declared type, through any `UnionAll`s.
    #[inline]
    pub fn name_of(&self, ty: TypeId) -> Option<TypeNameId> {
        self.data(self.under_binders(ty)).map(|(name, _)| name)
    }

    /// The declared names, in order.
    pub fn name_ids(&self) -> impl DoubleEndedIterator<Item = TypeNameId> + use<> {
        self.names.ids()
    }

    /// `ty{params...}`: instantiates the outermost variables, fewer than all if there are fewer parameters.
    ///
    /// # Errors
    /// If there are too many parameters, or one lies outside its variable's bounds.
    pub fn apply(&mut self, ty: TypeId, params: &[TypeId]) -> Result<TypeId, ApplyError> {
        if ty == known::TUPLE {
            let is_vararg = |&param: &TypeId| matches!(self.term(param), Term::Vararg { .. });
            if params.split_last().is_some_and(|(_, rest)| rest.iter().any(is_vararg)) {
                return Err(ApplyError::MisplacedVararg);
            }
            return Ok(self.tuple(params));
        }
        let mut ty = ty;
        for &param in params {
            let Term::UnionAll { var, .. } = self.term(ty) else { return Err(ApplyError::TooManyParameters) };
            let bounds = self.var(var);
            let is_type = !matches!(self.term(param), Term::Value(_));
            let is_free = self.has_free_vars(param);
            let is_unbounded = bounds.lower == known::BOTTOM && bounds.upper == known::ANY;
            if !is_unbounded
                && !is_free
                && !(is_type
                    && (self.has_free_vars(bounds.upper) || self.subtype(param, bounds.upper))
                    && (self.has_free_vars(bounds.lower) || self.subtype(bounds.lower, param)))
            {
                return Err(ApplyError::OutOfBounds { var, given: param });
            }
            ty = self.instantiate(ty, param);
        }
        Ok(ty)
    }

    /// The declared supertype of a declared type, with parameters filled in; of a `UnionAll` that of its body
    /// under the same binders. `Any` is its own. Other terms have `Any`.
    pub fn supertype(&mut self, ty: TypeId) -> TypeId {
        match self.term(ty) {
            Term::Data { name, params } => {
                let declared = self.names[name].supertype;
                if params.is_empty() || !self.has_free_vars(declared) {
                    return declared;
                }
                if let Some(known) = self.shapes[ty.0 as usize].supertype {
                    return TypeId(known.get());
                }
                let bindings = self.bindings(name, params);
                let supertype = self.substitute(declared, &bindings);
                self.shapes[ty.0 as usize].supertype = NonZeroU32::new(supertype.0);
                supertype
            }
            Term::UnionAll { var, body } => {
                let upper = self.supertype(body);
                self.union_all(var, upper)
            }
            Term::Bottom | Term::Union(_) | Term::Var(_) | Term::Vararg { .. } | Term::Value(_) => known::ANY,
        }
    }

    /// What the codes of the intrinsic `apply_bounded` mean.
    pub fn bound(&self, code: TypeId) -> Bound {
        match self.term(code) {
            Term::Value(value) if value.as_int64() == Some(1) => Bound::Upper,
            Term::Value(value) if value.as_int64() == Some(2) => Bound::Lower,
            _ => Bound::Exact,
        }
    }

    /// `ty{x, <:y}`: a parameter that is only bounded becomes a variable of its own. `Union` takes any number.
    pub fn apply_bounded(&mut self, ty: TypeId, params: &[(Bound, TypeId)]) -> Result<TypeId, ApplyError> {
        let mut free = Vec::new();
        let mut values = Vec::with_capacity(params.len());
        for &(bound, param) in params {
            let (lower, upper) = match bound {
                Bound::Exact => {
                    values.push(param);
                    continue;
                }
                Bound::Upper => (known::BOTTOM, param),
                Bound::Lower => (param, known::ANY),
            };
            let var = self.new_var(sym::ANONYMOUS_VAR, lower, upper);
            free.push(var);
            values.push(self.var_type(var));
        }
        let applied = if ty == known::UNION { self.union(&values) } else { self.apply(ty, &values)? };
        Ok(self.union_all_many(&free, applied))
    }

    /// The types of the fields of a declared type, with parameters filled in. For a tuple, its elements (without
    /// a trailing `Vararg`); for a `NamedTuple` with known types, those.
    pub fn field_types(&mut self, ty: TypeId) -> Vec<TypeId> {
        let Term::Data { name, params } = self.term(ty) else { return Vec::new() };
        if let Some(number) = self.shapes[ty.0 as usize].layout {
            let layout = &self.layouts[number.get() as usize - 1];
            return layout.fields.iter().map(|field| field.ty).collect();
        }
        if name == known::names::TUPLE {
            let is_fixed = |&element: &TypeId| !matches!(self.term(element), Term::Vararg { .. });
            return self.list(params).iter().copied().filter(is_fixed).collect();
        }
        if name == known::names::NAMED_TUPLE {
            let elements = self.list_item(params, 1);
            return self.tuple_elements(elements).map(<[_]>::to_vec).unwrap_or_default();
        }
        let bindings = self.bindings(name, params);
        let fields: Vec<_> = self.names[name].fields.iter().map(|field| field.ty).collect();
        fields.into_iter().map(|field| self.substitute(field, &bindings)).collect()
    }

    /// The type of all further fields, of a tuple type that ends in a `Vararg` without a length.
    pub fn further_fields(&self, ty: TypeId) -> Option<TypeId> {
        match self.term(*self.tuple_elements(ty)?.last()?) {
            Term::Vararg { elem, .. } => Some(elem),
            _ => None,
        }
    }

    /// The position of the field called `field` in values of `ty`.
    pub fn field_index(&self, ty: TypeId, field: Symbol) -> Option<usize> {
        let (name, params) = self.data(self.under_binders(ty))?;
        if name == known::names::NAMED_TUPLE {
            return self.named_tuple_names(params[0])?.iter().position(|&name| name == field);
        }
        self.names[name].fields.iter().position(|decl| decl.name == field)
    }

    /// The names of the fields of a declared type (a tuple's fields have none).
    pub fn field_names(&self, ty: TypeId) -> Vec<Symbol> {
        let Some((name, params)) = self.data(self.under_binders(ty)) else { return Vec::new() };
        if name == known::names::NAMED_TUPLE {
            return self.named_tuple_names(params[0]).unwrap_or_default();
        }
        self.names[name].fields.iter().map(|field| field.name).collect()
    }

    /// `NamedTuple{names, Tuple{types...}}`.
    pub fn named_tuple(&mut self, names: &[Symbol], types: &[TypeId]) -> TypeId {
        let symbols: Vec<_> = names.iter().map(|&name| self.value(Const::symbol(name))).collect();
        let names = self.tuple_value(&symbols);
        let elements = self.tuple(types);
        self.data_type(known::names::NAMED_TUPLE, &[names, elements])
    }

    /// The type parameter that is a tuple of the given parameters, such as `(:a, :b)` of a `NamedTuple`.
    pub fn tuple_value(&mut self, items: &[TypeId]) -> TypeId {
        let types: Vec<_> = items.iter().map(|&item| self.parameter_const(item).ty).collect();
        let ty = self.tuple(&types);
        let items = self.intern_list(items);
        self.value(Const { ty, value: crate::ConstValue::Aggregate(items) })
    }

    /// The constant of an immutable struct or tuple type `ty` with these fields.
    pub fn aggregate(&mut self, ty: TypeId, items: &[TypeId]) -> Const {
        let items = self.intern_list(items);
        Const { ty, value: crate::ConstValue::Aggregate(items) }
    }

    /// The elements of a tuple type or of a `NamedTuple` with known names: what splicing a value of it gives.
    pub fn spliced_elements(&self, ty: TypeId) -> Option<&[TypeId]> {
        match self.data(ty)? {
            (known::names::TUPLE, params) => Some(params),
            (known::names::NAMED_TUPLE, &[_, elements]) => self.tuple_elements(elements),
            _ => None,
        }
    }

    /// The names that the first parameter of a `NamedTuple` lists, if it is not a variable.
    pub fn named_tuple_names(&self, names: TypeId) -> Option<Vec<Symbol>> {
        let Term::Value(Const { value: crate::ConstValue::Aggregate(items), .. }) = self.term(names) else {
            return None;
        };
        self.list(items).iter().map(|&item| self.parameter_const(item).as_symbol()).collect()
    }

    /// Whether `ty` is the type of some values and no other type's: `isconcretetype`.
    #[inline]
    pub fn is_concrete(&self, ty: TypeId) -> bool {
        match self.shapes[ty.0 as usize].is_concrete {
            Some(known) => known,
            None => self.is_concrete_by_parts(ty),
        }
    }

    /// The same by a look at its parts.
    pub(crate) fn is_concrete_by_parts(&self, ty: TypeId) -> bool {
        let Some((name, params)) = self.data(ty) else { return false };
        if self.has_free_vars(ty) {
            return false;
        }
        if name == known::names::TUPLE {
            return params.iter().all(|&element| self.is_concrete(element));
        }
        if name == known::names::NAMED_TUPLE {
            return self.named_tuple_names(params[0]).is_some()
                && self.tuple_elements(params[1]).is_some()
                && self.is_concrete(params[1]);
        }
        !matches!(self.names[name].kind, TypeKind::Abstract)
    }

    /// Whether every value of `ty` is dispatched alike: a concrete type, or `Type{T}` of one type `T`. A kind such as
    /// `DataType` is none: its values are types, each of which is dispatched as its own `Type{T}`.
    #[inline]
    pub fn is_dispatch_leaf(&self, ty: TypeId) -> bool {
        const KINDS: [TypeId; 4] = [known::DATATYPE, known::UNION_ALL, known::UNION, known::TYPEOF_BOTTOM];
        (self.is_concrete(ty) && !KINDS.contains(&ty))
            || self.type_parameter(ty).is_some_and(|param| !self.has_free_vars(param))
    }

    /// Whether `ty` is a tuple type all of whose elements are dispatch leaves: what specializations are made for.
    pub fn is_dispatch_tuple(&self, ty: TypeId) -> bool {
        self.tuple_elements(ty).is_some_and(|elements| elements.iter().all(|&e| self.is_dispatch_leaf(e)))
    }

    /// Whether values of the concrete type `ty` have identity and can change.
    pub fn is_mutable(&self, ty: TypeId) -> bool {
        self.data(ty).is_some_and(|(name, _)| self.names[name].kind == TypeKind::Mutable)
    }

    /// The one value of `ty`, if it has just one: the instance of a singleton type, or the `T` of `Type{T}`.
    #[inline]
    pub fn singleton(&mut self, ty: TypeId) -> Option<Const> {
        match self.shapes[ty.0 as usize].values {
            Values::Many => None,
            Values::One => Some(Const::singleton(ty)),
            Values::Unknown => self.find_singleton(ty),
        }
    }

    fn find_singleton(&mut self, ty: TypeId) -> Option<Const> {
        if let Some(param) = self.type_parameter(ty) {
            return (!self.has_free_vars(param)).then(|| self.type_const(param));
        }
        self.is_singleton(ty).then_some(Const::singleton(ty))
    }

    /// Whether `ty` is a concrete immutable struct or tuple without fields, or whose fields are all singletons.
    pub fn is_singleton(&mut self, ty: TypeId) -> bool {
        let shape = self.shapes[ty.0 as usize];
        if shape.values != Values::Unknown {
            return shape.values == Values::One;
        }
        let is_singleton = match self.data(ty) {
            Some((known::names::TYPE, _)) => return false,
            Some((name, _)) if self.names[name].kind == TypeKind::Struct => match self.is_concrete(ty) {
                // A struct whose fields are not declared yet is not known for good.
                true => match self.layout(ty) {
                    Some(layout) => layout.size == 0,
                    None => return false,
                },
                false if shape.is_concrete.is_none() => return false,
                false => false,
            },
            _ => false,
        };
        self.shapes[ty.0 as usize].values = if is_singleton { Values::One } else { Values::Many };
        is_singleton
    }

    /// The type's name applied to its variables, wrapped in a `UnionAll` for each.
    pub(crate) fn wrap_name(&mut self, at: Option<TypeId>, id: TypeNameId) -> TypeId {
        let vars = self.names[id].vars.clone();
        let params: Vec<_> = vars.iter().map(|&var| self.var_type(var)).collect();
        if params.is_empty() {
            let params = self.intern_list(&[]);
            let stored = Stored::Plain(Term::Data { name: id, params });
            return match at {
                Some(at) => {
                    self.intern_at(at, stored);
                    at
                }
                None => self.intern(stored),
            };
        }
        let mut ty = self.data_type(id, &params);
        for (i, &var) in vars.iter().enumerate().rev() {
            ty = self.union_all_at(if i == 0 { at } else { None }, var, ty);
        }
        ty
    }

    pub(crate) fn bindings(&self, name: TypeNameId, params: crate::List) -> Vec<(TypeVarId, TypeId)> {
        self.names[name].vars.iter().copied().zip(self.list(params).iter().copied()).collect()
    }

    /// Whether a value of the immutable struct `id` could hold a value of `id` inline: looks at the names of
    /// the immutable structs among its fields' types, and through them.
    fn contains_itself(&self, id: TypeNameId) -> bool {
        let mut seen = Vec::new();
        let mut work: Vec<TypeId> = self.names[id].fields.iter().map(|field| field.ty).collect();
        while let Some(ty) = work.pop() {
            if let Term::Union(members) = self.term(ty) {
                work.extend_from_slice(self.list(members));
            }
            let Some((name, params)) = self.data(ty) else { continue };
            if name == id {
                return true;
            }
            if name == known::names::TUPLE || name == known::names::NAMED_TUPLE {
                work.extend_from_slice(params);
            }
            if self.names[name].kind == TypeKind::Struct && !seen.contains(&name) {
                seen.push(name);
                work.extend(self.names[name].fields.iter().map(|field| field.ty));
                work.extend_from_slice(params);
            }
        }
        false
    }
}
