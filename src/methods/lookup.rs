//! Finding the method of a call.
//!
//! Invariant: of the methods whose signatures contain the arguments, the answer is the one that is more specific than
//! every other; if there is none such, the call is ambiguous.

use crate::table::{Key, MethodId, Methods, Need, QUICK, Quick, World, key_of};
use juliette_types::{Term, TypeId, TypeKind, TypeNameId, TypeVarId, Types, known};
use smallvec::SmallVec;

/// A method that applies to some argument types.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Match {
    /// The method.
    pub method: MethodId,
    /// The values of its static parameters. One that the arguments do not determine is a variable.
    pub static_params: Vec<TypeId>,
    /// The argument tuple narrowed to what the method accepts.
    pub args: TypeId,
    /// Whether the method accepts all values of the argument types.
    pub fully_covers: bool,
}

/// The answer to a call with concrete argument types.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// This method.
    One(Match),
    /// `MethodError`: no method applies.
    None,
    /// `MethodError`: two methods apply and neither is the more specific.
    Ambiguous(MethodId, MethodId),
}

/// What a look at each parameter of a method tells of a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// The method does not apply.
    None,
    /// It may apply.
    Perhaps,
    /// It accepts all arguments of these types, and has no static parameters.
    Sure,
}

/// What a first look at the arguments of a call tells.
struct Call {
    /// The called value's type and the arguments'.
    elements: Vec<TypeId>,
    /// Which of them are dispatch leaves.
    leaves: Vec<bool>,
    /// Whether the last one stands for any number of arguments.
    is_open_ended: bool,
    /// Whether the argument tuple has variables of its own.
    has_where: bool,
    given: Given,
}

impl Call {
    fn of(types: &Types, args: TypeId) -> Option<Call> {
        let (vars, body) = types.unwrap_union_all(args);
        let elements = types.tuple_elements(body)?.to_vec();
        let leaves: Vec<bool> = elements.iter().map(|&element| types.is_dispatch_leaf(element)).collect();
        let is_vararg = |&last: &TypeId| matches!(types.term(last), Term::Vararg { .. });
        let is_open_ended = elements.last().is_some_and(is_vararg);
        let given = Given::of(types, &elements, &leaves, is_open_ended);
        Some(Call { elements, leaves, is_open_ended, has_where: !vars.is_empty(), given })
    }
}

impl Methods {
    /// The method for a call with the argument tuple type `args` (the called value first), all of whose
    /// elements are dispatch leaves: concrete types, and `Type{T}` where the argument is the type `T`.
    pub fn lookup(&mut self, types: &mut Types, args: TypeId, world: World) -> Lookup {
        let is_current = world == self.world();
        if is_current
            && let Some((since, found)) = self.lookups.get(&args)
            && self.still_holds(types, args, *since)
        {
            return found.clone();
        }
        let found = self.find(types, args, world);
        if is_current {
            self.lookups.insert(args, (world, found.clone()));
        }
        found
    }

    /// The methods that a call with arguments of these types (which may be abstract) can reach in the current world,
    /// the most specific first; none if there are more than `limit`. If the first ones cover all arguments, what
    /// they shadow is left out.
    pub fn matches(&mut self, types: &mut Types, args: TypeId, limit: usize) -> Option<Vec<Match>> {
        if let Some((since, found)) = self.matches.get(&args)
            && self.still_holds(types, args, *since)
        {
            return (found.len() <= limit).then(|| found.clone());
        }
        let found = self.find_matches(types, args, self.world());
        let result = (found.len() <= limit).then(|| found.clone());
        self.matches.insert(args, (self.world(), found));
        result
    }

    pub(crate) fn find_matches(&mut self, types: &mut Types, args: TypeId, world: World) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let Some(call) = Call::of(types, args) else { return found };
        // Of concrete arguments a method accepts all or nothing.
        let is_exact = types.is_dispatch_tuple(args);
        for method in self.candidates(types, &call, world == self.world()) {
            let fit = self.fit(types, method, &call, world);
            if fit == Fit::None {
                continue;
            }
            let signature = self.methods[method].signature;
            if fit == Fit::Sure {
                found.push(Match { method, static_params: Vec::new(), args, fully_covers: true });
                continue;
            }
            if !is_exact && let Some((shared, fully_covers)) = self.shared_elements(types, method, &call) {
                if shared != known::BOTTOM {
                    found.push(Match { method, static_params: Vec::new(), args: shared, fully_covers });
                }
                continue;
            }
            if let Some(static_params) = types.match_signature(args, signature) {
                found.push(Match { method, static_params, args, fully_covers: true });
                continue;
            }
            if is_exact {
                continue;
            }
            let shared = types.intersect(args, signature);
            if shared == known::BOTTOM {
                continue;
            }
            let static_params = types.match_signature(shared, signature).unwrap_or_else(|| {
                // The intersection was too wide to be matched: the static parameters stay open.
                let (vars, _) = types.unwrap_union_all(signature);
                vars.into_iter().map(|var| types.var_type(var)).collect()
            });
            found.push(Match { method, static_params, args: shared, fully_covers: false });
        }
        self.sort_by_specificity(types, &mut found);
        // Whatever is less specific than a method that covers everything is never called.
        if let Some(cover) = (0..found.len()).find(|&i| found[i].fully_covers) {
            let covering = found[cover].method;
            let mut kept = Vec::with_capacity(found.len());
            for (i, candidate) in found.into_iter().enumerate() {
                if i <= cover || !self.is_more_specific(types, covering, candidate.method) {
                    kept.push(candidate);
                }
            }
            found = kept;
        }
        found
    }

    fn find(&mut self, types: &mut Types, args: TypeId, world: World) -> Lookup {
        let mut best: Option<Match> = None;
        let mut others: Vec<MethodId> = Vec::new();
        let Some(call) = Call::of(types, args) else { return Lookup::None };
        for method in self.candidates(types, &call, world == self.world()) {
            // Once a method is found, most others of its table need not be looked at.
            if best.as_ref().is_some_and(|best| self.shadows(best.method, method)) {
                continue;
            }
            let static_params = match self.fit(types, method, &call, world) {
                Fit::None => continue,
                Fit::Sure => Vec::new(),
                Fit::Perhaps => match types.match_signature(args, self.methods[method].signature) {
                    Some(static_params) => static_params,
                    None => continue,
                },
            };
            let candidate = Match { method, static_params, args, fully_covers: true };
            match best.take() {
                None => best = Some(candidate),
                Some(current) if self.is_more_specific(types, method, current.method) => {
                    others.push(current.method);
                    best = Some(candidate);
                }
                Some(current) => {
                    others.push(method);
                    best = Some(current);
                }
            }
        }
        let Some(best) = best else { return Lookup::None };
        for other in others {
            if !self.is_more_specific(types, best.method, other) {
                return Lookup::Ambiguous(best.method, other);
            }
        }
        Lookup::One(best)
    }

    /// Whether method `a` is more specific than method `b`, of two that apply to the same call.
    pub fn is_more_specific(&mut self, types: &mut Types, a: MethodId, b: MethodId) -> bool {
        let known = self.more_specific.get(&(a, b)).copied().or_else(|| self.by_rank(a, b));
        if let Some(known) = known {
            return known;
        }
        let result = types.more_specific(self.methods[a].signature, self.methods[b].signature);
        self.more_specific.insert((a, b), result);
        result
    }

    /// The methods in every table that the call can reach, but for those that [`Quick`] rules out.
    fn candidates(&self, types: &Types, call: &Call, is_current: bool) -> Vec<MethodId> {
        let meets = |id: &MethodId| call.given.may_meet(&self.quick[*id]);
        if !is_current {
            // Replaced methods are in no table.
            return self.methods.ids().filter(meets).collect();
        }
        let Some(&callee) = call.elements.first() else { return Vec::new() };
        let mut found = Vec::new();
        let mut list = |key: Key| found.extend(self.tables.get(&key).copied().filter(meets));
        match key_of(types, callee) {
            Key::Callable(name) => {
                list(Key::Callable(name));
                list(Key::Open);
            }
            Key::Constructor(name) => {
                list(Key::Constructor(name));
                // `(::Type{<:Number})(x)` is listed under Number and constructs everything below.
                for above in above(types, name) {
                    list(Key::Constructor(above));
                }
                for kind in [
                    known::names::DATATYPE,
                    known::names::UNION_ALL,
                    known::names::UNION,
                    known::names::TYPEOF_BOTTOM,
                ] {
                    list(Key::Callable(kind));
                }
                if types.name(name).kind == TypeKind::Abstract && !is_exact_type(types, callee) {
                    // `Type{<:Number}` as the type of a call: constructors of everything below too.
                    let is_other = |key: &Key| matches!(key, Key::Constructor(other) if !found_name(types, name, *other));
                    let others = self.tables.lists().filter(|(key, _)| is_other(key));
                    let others = others.flat_map(|(_, ids)| ids.iter().copied());
                    let mut others: Vec<MethodId> = others.filter(meets).collect();
                    others.sort_unstable();
                    found.extend(others);
                }
                found.extend(self.tables.get(&Key::Open).copied().filter(meets));
            }
            Key::Open => {
                found.extend(self.tables.lists().flat_map(|(_, ids)| ids).copied().filter(meets));
                found.sort_unstable();
            }
        }
        found
    }

    /// A test by number of arguments, by the names of types, by parameters that are types without variables, and by what
    /// the bounds of variables say.
    fn fit(&self, types: &mut Types, method: MethodId, call: &Call, world: World) -> Fit {
        let method = &self.methods[method];
        let given = call.elements.len() - usize::from(call.is_open_ended);
        let fixed = method.nargs as usize - usize::from(method.is_vararg);
        if !method.is_visible(world)
            || (given < fixed && !call.is_open_ended)
            || (given > fixed && !method.is_vararg)
        {
            return Fit::None;
        }
        let mut is_sure = !call.is_open_ended
            && !call.has_where
            && !matches!(types.term(method.signature), Term::UnionAll { .. });
        let mut fixed_vars = FixedVars::default();
        for (i, &element) in call.elements[..given].iter().enumerate() {
            let Some(&param) = method.params.get(i).or(method.params.last()) else { return Fit::None };
            let param = match types.term(param) {
                Term::Vararg { elem, len } => {
                    is_sure &= len.is_none();
                    elem
                }
                _ => param,
            };
            if param == known::ANY || param == element {
                continue;
            }
            if types.are_named_apart(element, param) {
                return Fit::None;
            }
            if types.has_free_vars(element) {
                is_sure = false;
                continue;
            }
            if types.has_free_vars(param) {
                if !fixed_vars.may_hold(types, element, call.leaves[i], param) {
                    return Fit::None;
                }
                continue;
            }
            if call.leaves[i] {
                if !types.subtype(element, param) {
                    return Fit::None;
                }
                continue;
            }
            is_sure = false;
            if types.is_dispatch_leaf(param)
                && !types.subtype(param, element)
                && types.is_disjoint(param, element)
            {
                return Fit::None;
            }
        }
        if is_sure { Fit::Sure } else { Fit::Perhaps }
    }

    /// What the call's arguments and a method's parameters share, element by element, and whether that is all of the
    /// arguments: possible if there are as many of both and no variables, for then each element stands for itself.
    fn shared_elements(&self, types: &mut Types, method: MethodId, call: &Call) -> Option<(TypeId, bool)> {
        let method = &self.methods[method];
        let has_where = |types: &Types, ty: TypeId| matches!(types.term(ty), Term::UnionAll { .. });
        if call.is_open_ended
            || call.has_where
            || method.is_vararg
            || method.params.len() != call.elements.len()
            || has_where(types, method.signature)
        {
            return None;
        }
        let mut shared = call.elements.clone();
        let mut covers = true;
        for (element, &param) in shared.iter_mut().zip(&method.params) {
            if types.subtype(*element, param) {
                continue;
            }
            covers = false;
            *element = types.intersect(*element, param);
            if *element == known::BOTTOM {
                return Some((known::BOTTOM, false));
            }
        }
        Some((types.tuple(&shared), covers))
    }

    fn sort_by_specificity(&mut self, types: &mut Types, found: &mut Vec<Match>) {
        // Insertion sort: the order is partial, so a comparison sort could not rely on it.
        let mut sorted: Vec<Match> = Vec::with_capacity(found.len());
        for candidate in found.drain(..) {
            let at = sorted
                .iter()
                .position(|other| self.is_more_specific(types, candidate.method, other.method))
                .unwrap_or(sorted.len());
            sorted.insert(at, candidate);
        }
        *found = sorted;
    }
}

/// Whether `name` itself or one of its declared supertypes' names is `other`; those are listed already.
fn found_name(types: &Types, name: TypeNameId, other: TypeNameId) -> bool {
    name == other || above(types, name).any(|above| above == other)
}

/// The names of the declared supertypes, the closest first.
fn above(types: &Types, name: TypeNameId) -> impl Iterator<Item = TypeNameId> {
    let mut up = types.name(name).supertype;
    let mut is_last = false;
    core::iter::from_fn(move || {
        let name = types.name_of(up).filter(|_| !is_last)?;
        is_last = up == known::ANY;
        up = types.name(name).supertype;
        Some(name)
    })
}

/// Whether `ty` is `Type{T}` of one known type.
fn is_exact_type(types: &Types, ty: TypeId) -> bool {
    types.type_parameter(ty).is_some_and(|param| !types.has_free_vars(param))
}

/// The variables of a signature that an argument `Type{T}` gives a value, while parameters are looked at in order.
#[derive(Default)]
struct FixedVars {
    values: SmallVec<[(TypeVarId, TypeId); 4]>,
}

impl FixedVars {
    /// Whether a parameter with variables may accept an argument of type `element`, which has none.
    fn may_hold(&mut self, types: &mut Types, element: TypeId, is_leaf: bool, param: TypeId) -> bool {
        if let Term::Var(var) = types.term(param) {
            let value = self.values.iter().find(|&&(fixed, _)| fixed == var);
            let limit = value.map_or(types.var(var).upper, |&(_, value)| value);
            return Self::may_be_below(types, element, is_leaf, limit);
        }
        // `Type{T}` and `Type{<:A{T}}`, and `Type{A{T}}` for an `A` of its own.
        let mut body = param;
        while let Term::UnionAll { body: inner, .. } = types.term(body) {
            body = inner;
        }
        let Some(wanted) = types.type_parameter(body) else { return true };
        let Some(given) = types.type_parameter(element) else { return !is_leaf };
        match (types.term(wanted), types.term(given)) {
            (Term::Var(var), _) if is_leaf => {
                if body == param && !self.values.iter().any(|&(fixed, _)| fixed == var) {
                    self.values.push((var, given));
                }
                Self::may_be_below(types, given, true, types.var(var).upper)
            }
            (Term::Data { name, .. }, Term::Data { name: other, .. }) => name == other,
            _ => true,
        }
    }

    /// Whether `ty` may be a type below `limit`, or, unless it `is_exact`, have a part below it.
    fn may_be_below(types: &mut Types, ty: TypeId, is_exact: bool, limit: TypeId) -> bool {
        if limit == known::ANY || ty == limit {
            return true;
        }
        if types.are_named_apart(ty, limit) {
            return false;
        }
        !is_exact || types.has_free_vars(limit) || types.subtype(ty, limit)
    }
}

/// What a call's first arguments are, seen from outside.
struct Given {
    /// The number of arguments, the called value included, unless it is open.
    count: Option<usize>,
    /// Whether what is called is surely no type.
    is_object: bool,
    /// Types, and the names at and above them.
    arguments: [Option<(TypeId, SmallVec<[TypeNameId; 8]>)>; QUICK],
}

impl Given {
    fn of(types: &Types, elements: &[TypeId], leaves: &[bool], is_open: bool) -> Given {
        // A type as an argument is of several types at once, and one with subtypes may turn out to be any of them.
        let argument = |number: usize| {
            let &ty = elements.get(number)?;
            let name = types.name_of(ty).filter(|&name| name != known::names::TYPE)?;
            if !leaves[number] {
                return None;
            }
            let mut names = SmallVec::new();
            names.push(name);
            names.extend(above(types, name));
            Some((ty, names))
        };
        let is_object = leaves.first() == Some(&true) && types.type_parameter(elements[0]).is_none();
        Given {
            count: (!is_open).then_some(elements.len()),
            is_object,
            arguments: [argument(1), argument(2)],
        }
    }

    /// Whether a method with this row may apply.
    fn may_meet(&self, quick: &Quick) -> bool {
        if quick.is_for_types && self.is_object {
            return false;
        }
        if let Some(count) = self.count {
            let nargs = quick.nargs as usize;
            if if quick.is_vararg { count + 1 < nargs } else { count != nargs } {
                return false;
            }
        }
        self.arguments.iter().zip(&quick.needs).all(|(argument, &need)| match (argument, need) {
            (None, _) | (_, Need::Any) => true,
            (Some((ty, _)), Need::Exact(wanted)) => *ty == wanted,
            (Some((_, names)), Need::Below(name)) => names.contains(&name),
        })
    }
}
