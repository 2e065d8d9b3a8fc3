//! The store of types: interning, construction in normal form, and substitution.
//!
//! Invariant: equal types have equal ids. Bound variables are kept out of the way of that by storing every
//! `UnionAll` twice. Its *key* is nameless: in the body the variable is `Bound(0)`, or `Bound(k)` under k further
//! binders, so that types which differ only in variables' names have one key. Its *open form*, what
//! [`Term::UnionAll`] shows, has a variable of its own, made when the key is first seen. For example
//! `Pair{T, S} where {T, S}` has the key `∀ ∀ Pair{Bound(1), Bound(0)}`. Terms that mention a `Bound` outside its
//! binder exist only within keys, and no public function returns one.

use crate::declare::{TypeKind, TypeName};
use crate::layout::Layouts;
use crate::{Const, List, Term, TypeId, TypeNameId, TypeVarId, known};
use core::hash::{Hash, Hasher};
use core::num::NonZeroU32;
use juliette_support::{Arena, Interner, LayeredMap, LayeredTable, Symbol};
use rustc_hash::FxHasher;

/// A type variable: its name and its bounds.
#[derive(Clone, Copy, Debug)]
pub struct TypeVar {
    /// The name it prints as.
    pub name: Symbol,
    /// The lower bound, usually `Union{}`.
    pub lower: TypeId,
    /// The upper bound, usually `Any`.
    pub upper: TypeId,
}

/// A term as it is stored: [`Term`] with nameless binders.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Stored {
    Plain(Term),
    Forall(u32),
    Bound(u32),
}

#[derive(Clone, Copy, Debug)]
struct Forall {
    name: Symbol,
    lower: TypeId,
    upper: TypeId,
    body: TypeId,
    /// The open form, absent while the term itself has loose bound variables.
    open: Option<(TypeVarId, TypeId)>,
}

/// How many values a type has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Values {
    /// Nobody asked, or it is a `Type{T}`, whose value is not the type's own.
    Unknown,
    /// One: its only instance.
    One,
    /// More, or none.
    Many,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    pub(crate) has_free_vars: bool,
    /// Whether it is the type of some values and no other type's; not told of the first types of Core.
    pub(crate) is_concrete: Option<bool>,
    /// How many values it has, once that was asked.
    pub(crate) values: Values,
    /// The number of its layout, once that was asked.
    pub(crate) layout: Option<NonZeroU32>,
    /// The supertype of a declared type, once that was asked.
    pub(crate) supertype: Option<NonZeroU32>,
    /// One more than the largest index of a bound variable whose binder is outside the term.
    loose: u32,
}

impl Shape {
    /// What is said of a term before anything is known.
    const UNKNOWN: Shape = Shape {
        has_free_vars: false,
        is_concrete: None,
        values: Values::Unknown,
        layout: None,
        supertype: None,
        loose: 0,
    };
}

/// Room for so many further types is kept when the store is sealed.
const SPARE: usize = 2048;

/// All types of a session.
#[derive(Clone, Debug)]
pub struct Types {
    terms: Vec<Stored>,
    pub(crate) shapes: Vec<Shape>,
    term_table: LayeredTable<TypeId>,
    pool: Vec<TypeId>,
    list_table: LayeredTable<List>,
    foralls: Vec<Forall>,
    forall_table: LayeredTable<u32>,
    vars: Arena<TypeVarId, TypeVar>,
    renamed: LayeredMap<(TypeId, u32), (TypeVarId, TypeId)>,
    named_vars: LayeredMap<(Symbol, TypeId, TypeId), TypeVarId>,
    pub(crate) names: Arena<TypeNameId, TypeName>,
    /// Names of types, and the declared names at their roots.
    pub(crate) aliases: Vec<(Symbol, TypeId, Option<TypeNameId>)>,
    pub(crate) layouts: Layouts,
    pub(crate) subtype_cache: LayeredMap<(TypeId, TypeId), bool>,
}

impl Types {
    /// A store that holds the types of Core.
    pub fn new(interner: &mut Interner) -> Self {
        let mut types = Self {
            terms: Vec::new(),
            shapes: Vec::new(),
            term_table: LayeredTable::default(),
            pool: Vec::new(),
            list_table: LayeredTable::default(),
            foralls: Vec::new(),
            forall_table: LayeredTable::default(),
            vars: Arena::new(),
            renamed: LayeredMap::default(),
            named_vars: LayeredMap::default(),
            names: Arena::new(),
            aliases: Vec::new(),
            layouts: Layouts::default(),
            subtype_cache: LayeredMap::default(),
        };
        types.reserve_known();
        types.declare_core(interner);
        types
    }

    /// Makes all types the base of a process to come.
    pub fn seal(&mut self) {
        let (terms, foralls, pool) = (&self.terms, &self.foralls, &self.pool);
        self.term_table.seal(|id| hash_of(&terms[id.0 as usize]));
        self.list_table.seal(|list| hash_of(&pool[list.start as usize..][..list.len as usize]));
        self.forall_table.seal(|&index| {
            let forall = &foralls[index as usize];
            hash_of(&(forall.lower, forall.upper, forall.body))
        });
        self.renamed.seal();
        self.named_vars.seal();
        self.layouts.reserve_exact(SPARE / 4);
        self.subtype_cache.seal();
        self.terms.reserve_exact(SPARE);
        self.shapes.reserve_exact(SPARE);
        for id in (0..self.shapes.len() as u32).map(TypeId) {
            if self.shapes[id.0 as usize].is_concrete.is_none() {
                self.shapes[id.0 as usize].is_concrete = self.find_concrete(id);
            }
            // What can be told without more layouts.
            let may_need_layout = self.is_concrete(id)
                && self.data(id).is_some_and(|(name, _)| self.names[name].kind == TypeKind::Struct);
            if !may_need_layout || self.shapes[id.0 as usize].layout.is_some() {
                self.is_singleton(id);
            }
        }
        self.pool.reserve_exact(2 * SPARE);
        self.foralls.reserve_exact(SPARE / 4);
        self.vars.reserve_exact(SPARE / 4);
        self.names.reserve_exact(SPARE / 8);
    }

    /// What `ty` is.
    #[inline]
    pub fn term(&self, ty: TypeId) -> Term {
        match self.terms[ty.0 as usize] {
            Stored::Plain(term) => term,
            Stored::Forall(index) => {
                let (var, body) =
                    self.foralls[index as usize].open.expect("a type outside of keys has no loose variables");
                Term::UnionAll { var, body }
            }
            Stored::Bound(_) => unreachable!("types: bound variables occur only within keys"),
        }
    }

    /// The elements of a list.
    #[inline]
    pub fn list(&self, list: List) -> &[TypeId] {
        &self.pool[list.start as usize..][..list.len as usize]
    }

    /// Element `index` of a list.
    pub fn list_item(&self, list: List, index: usize) -> TypeId {
        self.list(list)[index]
    }

    /// A type variable's name and bounds.
    #[inline]
    pub fn var(&self, var: TypeVarId) -> TypeVar {
        self.vars[var]
    }

    /// Name and parameters, if `ty` is a declared type applied to parameters.
    #[inline]
    pub fn data(&self, ty: TypeId) -> Option<(TypeNameId, &[TypeId])> {
        match self.terms[ty.0 as usize] {
            Stored::Plain(Term::Data { name, params }) => Some((name, self.list(params))),
            _ => None,
        }
    }

    /// The parameters of a declared type; none for any other term.
    #[inline]
    pub fn params(&self, ty: TypeId) -> &[TypeId] {
        self.data(ty).map_or(&[], |(_, params)| params)
    }

    /// The elements of a tuple type (the last may be a `Vararg`); none if `ty` is no tuple type.
    #[inline]
    pub fn tuple_elements(&self, ty: TypeId) -> Option<&[TypeId]> {
        self.data(ty).filter(|&(name, _)| name == known::names::TUPLE).map(|(_, params)| params)
    }

    /// The `T` of `Type{T}`.
    #[inline]
    pub fn type_parameter(&self, ty: TypeId) -> Option<TypeId> {
        self.data(ty).filter(|&(name, _)| name == known::names::TYPE).map(|(_, params)| params[0])
    }

    /// The members of a union, or the type itself. `Union{}` has none.
    pub fn union_members(&self, ty: TypeId) -> Vec<TypeId> {
        match self.terms[ty.0 as usize] {
            Stored::Plain(Term::Bottom) => Vec::new(),
            Stored::Plain(Term::Union(members)) => self.list(members).to_vec(),
            _ => vec![ty],
        }
    }

    /// Whether `ty` has several members.
    #[inline]
    pub fn is_union(&self, ty: TypeId) -> bool {
        matches!(self.terms[ty.0 as usize], Stored::Plain(Term::Union(_)))
    }

    /// Whether `ty` mentions a variable that no `UnionAll` within it binds.
    #[inline]
    pub fn has_free_vars(&self, ty: TypeId) -> bool {
        self.shapes[ty.0 as usize].has_free_vars
    }

    /// The number of types in the store; ids are below it.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Never: the types of Core are always there.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// A new free type variable.
    pub fn new_var(&mut self, name: Symbol, lower: TypeId, upper: TypeId) -> TypeVarId {
        self.vars.push(TypeVar { name, lower, upper })
    }

    /// The variable that a `where` in an expression binds: the same one for the same name and bounds, so that such an
    /// expression has one value however often it is evaluated.
    pub fn named_var(&mut self, name: Symbol, lower: TypeId, upper: TypeId) -> TypeVarId {
        let key = (name, lower, upper);
        if let Some(&var) = self.named_vars.get(&key) {
            return var;
        }
        let var = self.new_var(name, lower, upper);
        self.named_vars.insert(key, var);
        var
    }

    /// The type that is just `var`.
    pub fn var_type(&mut self, var: TypeVarId) -> TypeId {
        self.intern(Stored::Plain(Term::Var(var)))
    }

    /// The type parameter that is the value `value`. A type as a value gives the type itself.
    pub fn value(&mut self, value: Const) -> TypeId {
        match value.as_type() {
            Some(ty) => ty,
            None => self.intern(Stored::Plain(Term::Value(value))),
        }
    }

    /// The type parameter that is the integer `value`.
    pub fn int_value(&mut self, value: i64) -> TypeId {
        self.value(Const::int64(value))
    }

    /// The constant that a type parameter stands for, if it is a value or a type as a value.
    pub fn parameter_const(&self, ty: TypeId) -> Const {
        match self.terms[ty.0 as usize] {
            Stored::Plain(Term::Value(value)) => value,
            _ => self.type_const(ty),
        }
    }

    /// `ty` as a value; its type is the kind of `ty`.
    pub fn type_const(&self, ty: TypeId) -> Const {
        Const { ty: self.kind_of(ty), value: crate::ConstValue::Type(ty) }
    }

    /// `typeof(ty)`: `DataType`, `Union`, `UnionAll` or `TypeofBottom` (or `TypeVar`, `TypeofVararg`).
    pub fn kind_of(&self, ty: TypeId) -> TypeId {
        match self.term(ty) {
            Term::Bottom => known::TYPEOF_BOTTOM,
            Term::Data { .. } => known::DATATYPE,
            Term::Union(_) => known::UNION,
            Term::Var(_) => known::TYPE_VAR,
            Term::UnionAll { .. } => known::UNION_ALL,
            Term::Vararg { .. } => known::TYPEOF_VARARG,
            Term::Value(value) => value.ty,
        }
    }

    /// `Vararg{elem}` or `Vararg{elem, len}`.
    pub fn vararg(&mut self, elem: TypeId, len: Option<TypeId>) -> TypeId {
        self.intern(Stored::Plain(Term::Vararg { elem, len }))
    }

    /// `Tuple{elements...}`. A `Vararg` of known length is written out.
    pub fn tuple(&mut self, elements: &[TypeId]) -> TypeId {
        if let Some((&last, rest)) = elements.split_last()
            && let Stored::Plain(Term::Vararg { elem, len: Some(len) }) = self.terms[last.0 as usize]
            && let Stored::Plain(Term::Value(value)) = self.terms[len.0 as usize]
            && let Some(count) = value.as_int64()
        {
            let mut elements = rest.to_vec();
            elements.extend(core::iter::repeat_n(elem, count.max(0) as usize));
            return self.data_type(known::names::TUPLE, &elements);
        }
        self.data_type(known::names::TUPLE, elements)
    }

    /// `Type{ty}`.
    pub fn type_of(&mut self, ty: TypeId) -> TypeId {
        self.data_type(known::names::TYPE, &[ty])
    }

    /// `name` applied to all its parameters, whose bounds the caller has checked. Use [`Types::tuple`] for tuples.
    pub fn data_type(&mut self, name: TypeNameId, params: &[TypeId]) -> TypeId {
        let params = self.intern_list(params);
        self.intern(Stored::Plain(Term::Data { name, params }))
    }

    /// `body where var`. If `body` does not mention `var`, this is `body`; if it is `var`, the upper bound.
    pub fn union_all(&mut self, var: TypeVarId, body: TypeId) -> TypeId {
        self.union_all_at(None, var, body)
    }

    /// `body where {vars...}`: the first variable is the outermost.
    pub fn union_all_many(&mut self, vars: &[TypeVarId], body: TypeId) -> TypeId {
        vars.iter().rev().fold(body, |body, &var| self.union_all(var, body))
    }

    /// The body of a nest of `UnionAll`s and their variables, the outermost first.
    pub fn unwrap_union_all(&self, mut ty: TypeId) -> (Vec<TypeVarId>, TypeId) {
        let mut vars = Vec::new();
        while let Term::UnionAll { var, body } = self.term(ty) {
            vars.push(var);
            ty = body;
        }
        (vars, ty)
    }

    /// What is under the binders of `ty`.
    #[inline]
    pub fn under_binders(&self, mut ty: TypeId) -> TypeId {
        while let Stored::Forall(index) = self.terms[ty.0 as usize] {
            let open = self.foralls[index as usize].open;
            ty = open.expect("a type outside of keys has no loose variables").1;
        }
        ty
    }

    /// `ty` with each free variable of `bindings` replaced.
    pub fn substitute(&mut self, ty: TypeId, bindings: &[(TypeVarId, TypeId)]) -> TypeId {
        if bindings.is_empty() || !self.has_free_vars(ty) {
            return ty;
        }
        self.rewrite(ty, 0, &mut |types, leaf, _| match types.terms[leaf.0 as usize] {
            Stored::Plain(Term::Var(var)) => {
                bindings.iter().find(|&&(bound, _)| bound == var).map_or(leaf, |&(_, ty)| ty)
            }
            _ => leaf,
        })
    }

    /// The body of the `UnionAll` `ty` with `param` for its variable; bounds are not checked.
    pub fn instantiate(&mut self, ty: TypeId, param: TypeId) -> TypeId {
        match self.terms[ty.0 as usize] {
            Stored::Forall(index) => {
                let body = self.foralls[index as usize].body;
                self.open(body, param)
            }
            _ => ty,
        }
    }

    /// The `number`th copy of a `UnionAll`'s open form, each with a variable of its own; number 0 is
    /// what [`Types::term`] shows. Algorithms that meet one type twice need them apart.
    pub(crate) fn renamed(&mut self, ty: TypeId, number: u32) -> (TypeVarId, TypeId) {
        let Term::UnionAll { var, body } = self.term(ty) else { unreachable!("types: renaming a UnionAll") };
        if number == 0 {
            return (var, body);
        }
        if let Some(&found) = self.renamed.get(&(ty, number)) {
            return found;
        }
        let copy = self.vars.push(self.vars[var]);
        let param = self.var_type(copy);
        let body = self.instantiate(ty, param);
        self.renamed.insert((ty, number), (copy, body));
        (copy, body)
    }

    /// Whether the free variable `var` occurs in `ty` (bounds of other variables not looked into).
    pub fn mentions_var(&self, ty: TypeId, var: TypeVarId) -> bool {
        if !self.has_free_vars(ty) {
            return false;
        }
        match self.terms[ty.0 as usize] {
            Stored::Bound(_) => false,
            Stored::Forall(index) => {
                let forall = self.foralls[index as usize];
                [forall.lower, forall.upper, forall.body].iter().any(|&part| self.mentions_var(part, var))
            }
            Stored::Plain(term) => match term {
                Term::Bottom | Term::Value(_) => false,
                Term::Var(other) => other == var,
                Term::Data { params, .. } => self.list(params).iter().any(|&p| self.mentions_var(p, var)),
                Term::Union(members) => self.list(members).iter().any(|&m| self.mentions_var(m, var)),
                Term::Vararg { elem, len } => {
                    self.mentions_var(elem, var) || len.is_some_and(|len| self.mentions_var(len, var))
                }
                Term::UnionAll { .. } => unreachable!("types: binders are stored nameless"),
            },
        }
    }

    /// The free variables of `ty`, in order of first mention.
    pub fn free_vars(&self, ty: TypeId, out: &mut Vec<TypeVarId>) {
        if !self.has_free_vars(ty) {
            return;
        }
        match self.terms[ty.0 as usize] {
            Stored::Bound(_) => {}
            Stored::Forall(index) => {
                let forall = self.foralls[index as usize];
                for part in [forall.lower, forall.upper, forall.body] {
                    self.free_vars(part, out);
                }
            }
            Stored::Plain(term) => match term {
                Term::Bottom | Term::Value(_) => {}
                Term::Var(var) => {
                    if !out.contains(&var) {
                        out.push(var);
                    }
                }
                Term::Data { params: parts, .. } | Term::Union(parts) => {
                    self.list(parts).iter().for_each(|&part| self.free_vars(part, out));
                }
                Term::Vararg { elem, len } => {
                    self.free_vars(elem, out);
                    if let Some(len) = len {
                        self.free_vars(len, out);
                    }
                }
                Term::UnionAll { .. } => unreachable!("types: binders are stored nameless"),
            },
        }
    }

    pub(crate) fn union_all_at(&mut self, at: Option<TypeId>, var: TypeVarId, body: TypeId) -> TypeId {
        if !self.mentions_var(body, var) {
            return body;
        }
        let TypeVar { name, lower, upper } = self.vars[var];
        if self.terms[body.0 as usize] == Stored::Plain(Term::Var(var)) {
            return upper;
        }
        let body = self.close(body, var);
        self.intern_forall(at, name, lower, upper, body)
    }

    pub(crate) fn intern_list(&mut self, items: &[TypeId]) -> List {
        let hash = hash_of(items);
        let pool = &self.pool;
        let get = |list: &List| &pool[list.start as usize..][..list.len as usize];
        if let Some(&found) = self.list_table.find(hash, |list| get(list) == items) {
            return found;
        }
        let list = List { start: self.pool.len() as u32, len: items.len() as u32 };
        self.pool.extend_from_slice(items);
        let pool = &self.pool;
        let get = |list: &List| &pool[list.start as usize..][..list.len as usize];
        self.list_table.insert_unique(hash, list, |list| hash_of(get(list)));
        list
    }

    pub(crate) fn intern(&mut self, stored: Stored) -> TypeId {
        let hash = hash_of(&stored);
        let terms = &self.terms;
        if let Some(&found) = self.term_table.find(hash, |id| terms[id.0 as usize] == stored) {
            return found;
        }
        let id = TypeId(u32::try_from(self.terms.len()).expect("fewer than 2^32 types"));
        self.terms.push(stored);
        self.shapes.push(Shape::UNKNOWN);
        self.register(id);
        id
    }

    /// Puts `stored` at the reserved id `at`.
    pub(crate) fn intern_at(&mut self, at: TypeId, stored: Stored) {
        self.terms[at.0 as usize] = stored;
        self.register(at);
    }

    /// Fills the ids of `known` with placeholders, which `declare_core` replaces.
    fn reserve_known(&mut self) {
        for _ in 0..known::COUNT {
            self.terms.push(Stored::Bound(u32::MAX));
            self.shapes.push(Shape::UNKNOWN);
        }
        self.intern_at(known::BOTTOM, Stored::Plain(Term::Bottom));
    }

    fn register(&mut self, id: TypeId) {
        let stored = self.terms[id.0 as usize];
        self.shapes[id.0 as usize] = self.shape_of(stored);
        self.shapes[id.0 as usize].is_concrete = self.find_concrete(id);
        let terms = &self.terms;
        self.term_table.insert_unique(hash_of(&stored), id, |id| hash_of(&terms[id.0 as usize]));
    }

    /// Whether a type is concrete, if that can be told before all names of Core are declared.
    fn find_concrete(&self, id: TypeId) -> Option<bool> {
        if self.shapes[id.0 as usize].loose > 0 {
            return Some(false);
        }
        match self.terms[id.0 as usize] {
            Stored::Plain(Term::Data { name, .. }) if name.0 >= self.names.len() as u32 => None,
            Stored::Plain(Term::Data { params, .. }) => {
                let is_told = |param: &TypeId| self.shapes[param.0 as usize].is_concrete.is_some();
                self.list(params).iter().all(is_told).then(|| self.is_concrete_by_parts(id))
            }
            Stored::Plain(_) | Stored::Forall(_) | Stored::Bound(_) => Some(false),
        }
    }

    fn shape_of(&self, stored: Stored) -> Shape {
        let mut shape = Shape::UNKNOWN;
        let mut add = |part: TypeId, binders: u32| {
            let of = self.shapes[part.0 as usize];
            shape.has_free_vars |= of.has_free_vars;
            shape.loose = shape.loose.max(of.loose.saturating_sub(binders));
        };
        match stored {
            Stored::Bound(index) => shape.loose = index.saturating_add(1),
            Stored::Forall(index) => {
                let forall = &self.foralls[index as usize];
                add(forall.lower, 0);
                add(forall.upper, 0);
                add(forall.body, 1);
            }
            Stored::Plain(term) => match term {
                Term::Bottom | Term::Value(_) => {}
                Term::Var(_) => shape.has_free_vars = true,
                Term::Data { params: parts, .. } | Term::Union(parts) => {
                    self.list(parts).iter().for_each(|&part| add(part, 0));
                }
                Term::Vararg { elem, len } => {
                    add(elem, 0);
                    len.into_iter().for_each(|len| add(len, 0));
                }
                Term::UnionAll { .. } => unreachable!("types: binders are stored nameless"),
            },
        }
        shape
    }

    fn intern_forall(
        &mut self,
        at: Option<TypeId>,
        name: Symbol,
        lower: TypeId,
        upper: TypeId,
        body: TypeId,
    ) -> TypeId {
        let hash = hash_of(&(lower, upper, body));
        let foralls = &self.foralls;
        let same = |&index: &u32| {
            let forall = &foralls[index as usize];
            (forall.lower, forall.upper, forall.body) == (lower, upper, body)
        };
        if let Some(&index) = self.forall_table.find(hash, same) {
            return self.intern(Stored::Forall(index));
        }
        let index = self.foralls.len() as u32;
        self.foralls.push(Forall { name, lower, upper, body, open: None });
        let foralls = &self.foralls;
        self.forall_table.insert_unique(hash, index, |&index| {
            let forall = &foralls[index as usize];
            hash_of(&(forall.lower, forall.upper, forall.body))
        });
        let id = match at {
            Some(at) => {
                self.intern_at(at, Stored::Forall(index));
                at
            }
            None => self.intern(Stored::Forall(index)),
        };
        if self.shapes[id.0 as usize].loose == 0 {
            let var = self.vars.push(TypeVar { name, lower, upper });
            let param = self.var_type(var);
            let open = self.open(body, param);
            self.foralls[index as usize].open = Some((var, open));
        }
        id
    }

    /// `ty` with `var` replaced by the bound variable of a binder around it.
    fn close(&mut self, ty: TypeId, var: TypeVarId) -> TypeId {
        self.rewrite(ty, 0, &mut |types, leaf, depth| match types.terms[leaf.0 as usize] {
            Stored::Plain(Term::Var(other)) if other == var => types.intern(Stored::Bound(depth)),
            _ => leaf,
        })
    }

    /// The body of a key with `param` for the variable that its binder bound.
    fn open(&mut self, body: TypeId, param: TypeId) -> TypeId {
        self.rewrite(body, 0, &mut |types, leaf, depth| match types.terms[leaf.0 as usize] {
            Stored::Bound(index) if index == depth => param,
            _ => leaf,
        })
    }

    /// Rebuilds `ty` with its leaves (variables of either kind) replaced by `leaf(types, leaf, binders passed)`.
    fn rewrite(
        &mut self,
        ty: TypeId,
        depth: u32,
        leaf: &mut dyn FnMut(&mut Types, TypeId, u32) -> TypeId,
    ) -> TypeId {
        let shape = self.shapes[ty.0 as usize];
        if !shape.has_free_vars && shape.loose <= depth {
            return ty;
        }
        match self.terms[ty.0 as usize] {
            Stored::Bound(_) => leaf(self, ty, depth),
            Stored::Forall(index) => {
                let Forall { name, lower, upper, body, .. } = self.foralls[index as usize];
                let new_lower = self.rewrite(lower, depth, leaf);
                let new_upper = self.rewrite(upper, depth, leaf);
                let new_body = self.rewrite(body, depth + 1, leaf);
                if (new_lower, new_upper, new_body) == (lower, upper, body) {
                    return ty;
                }
                self.intern_forall(None, name, new_lower, new_upper, new_body)
            }
            Stored::Plain(term) => match term {
                Term::Bottom | Term::Value(_) => ty,
                Term::Var(_) => leaf(self, ty, depth),
                Term::Data { name, params } => {
                    let new: Vec<_> = (0..params.len())
                        .map(|i| {
                            let param = self.list_item(params, i);
                            self.rewrite(param, depth, leaf)
                        })
                        .collect();
                    if name == known::names::TUPLE { self.tuple(&new) } else { self.data_type(name, &new) }
                }
                Term::Union(members) => {
                    let new: Vec<_> = (0..members.len())
                        .map(|i| {
                            let member = self.list_item(members, i);
                            self.rewrite(member, depth, leaf)
                        })
                        .collect();
                    self.union(&new)
                }
                Term::Vararg { elem, len } => {
                    let elem = self.rewrite(elem, depth, leaf);
                    let len = len.map(|len| self.rewrite(len, depth, leaf));
                    self.vararg(elem, len)
                }
                Term::UnionAll { .. } => unreachable!("types: binders are stored nameless"),
            },
        }
    }

    /// The term as it is stored.
    pub(crate) fn stored(&self, ty: TypeId) -> Stored {
        self.terms[ty.0 as usize]
    }

    /// The nameless body of a `UnionAll`.
    pub(crate) fn forall_body(&self, ty: TypeId) -> TypeId {
        match self.terms[ty.0 as usize] {
            Stored::Forall(index) => self.foralls[index as usize].body,
            _ => ty,
        }
    }

    /// Whether `ty` is closed as a key: no variable of an outside binder. False only inside of keys.
    pub(crate) fn is_locally_closed(&self, ty: TypeId) -> bool {
        self.shapes[ty.0 as usize].loose == 0
    }
}

fn hash_of<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
