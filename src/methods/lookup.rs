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

/// What is known of the methods that a call can reach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Reached {
    /// These, in the order of their specificity.
    All(Vec<Match>),
    /// More than so many.
    MoreThan(usize),
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

/// Names of types, one below the other.
type Names = SmallVec<[TypeNameId; 8]>;

/// What a first look at the arguments of a call tells.
struct Call {
    /// The called value's type and the arguments'.
    elements: SmallVec<[TypeId; 8]>,
    /// Which of them are dispatch leaves.
    leaves: SmallVec<[bool; 8]>,
    /// Whether the last one stands for any number of arguments.
    is_open_ended: bool,
    /// Whether the argument tuple has variables of its own.
    has_where: bool,
    given: Given,
}

impl Call {
    fn of(types: &Types, args: TypeId) -> Option<Call> {
        let body = types.under_binders(args);
        let elements = SmallVec::from_slice(types.tuple_elements(body)?);
        let leaves: SmallVec<[bool; 8]> =
            elements.iter().map(|&element| types.is_dispatch_leaf(element)).collect();
        let is_vararg = |&last: &TypeId| matches!(types.term(last), Term::Vararg { .. });
        let is_open_ended = elements.last().is_some_and(is_vararg);
        let given = Given::of(types, &elements, &leaves, is_open_ended);
        Some(Call { elements, leaves, is_open_ended, has_where: body != args, given })
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
        if let Some((since, reached)) = self.matches.get(&args)
            && self.still_holds(types, args, *since)
        {
            match reached {
                Reached::All(found) => return (found.len() <= limit).then(|| found.clone()),
                Reached::MoreThan(count) if *count >= limit => return None,
                Reached::MoreThan(_) => {}
            }
        }
        let reached = match self.find_matches(types, args, self.world(), limit) {
            Some(found) => Reached::All(found),
            None => Reached::MoreThan(limit),
        };
        self.matches.insert(args, (self.world(), reached.clone()));
        match reached {
            Reached::All(found) => (found.len() <= limit).then_some(found),
            Reached::MoreThan(_) => None,
        }
    }

    /// The same in any world; none as soon as it is known that there are more than `limit`.
    pub(crate) fn find_matches(
        &mut self,
        types: &mut Types,
        args: TypeId,
        world: World,
        limit: usize,
    ) -> Option<Vec<Match>> {
        // Of concrete arguments a method accepts all or nothing.
        let is_exact = types.is_dispatch_tuple(args);
        let Some(call) = Call::of(types, args) else { return Some(Vec::new()) };
        let mut candidates = self.tables_for(types, &call, world);
        candidates.retain(|&method| self.may_apply(types, method, &call));
        let mut found: Vec<Option<Match>> = Vec::with_capacity(candidates.len());
        let mut covering: SmallVec<[MethodId; 4]> = SmallVec::new();
        for &method in &candidates {
            let matched = types.match_signature(args, self.methods[method].signature);
            covering.extend(matched.is_some().then_some(method));
            found.push(matched.map(|static_params| Match {
                method,
                static_params,
                args,
                fully_covers: true,
            }));
        }
        // What none of those that cover everything is more specific than is among the answers for sure, if it can be
        // reached at all: these come first, because they may be too many.
        let mut count = usize::from(!covering.is_empty());
        for is_sure in [true, false] {
            for (&method, place) in candidates.iter().zip(&mut found) {
                let is_shadowed = |methods: &mut Methods, types: &mut Types| {
                    covering.iter().any(|&cover| methods.is_more_specific(types, cover, method))
                };
                if is_exact || place.is_some() || is_shadowed(self, types) == is_sure {
                    continue;
                }
                *place = self.partial_match(types, method, args, &call);
                count += usize::from(is_sure && place.is_some());
                if count > limit {
                    return None;
                }
            }
        }
        let mut found: Vec<Match> = found.into_iter().flatten().collect();
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
        Some(found)
    }

    /// A method for some of the values of the argument types.
    fn partial_match(
        &mut self,
        types: &mut Types,
        method: MethodId,
        args: TypeId,
        call: &Call,
    ) -> Option<Match> {
        if let Some(shared) = self.shared_elements(types, method, call) {
            let found = Match { method, static_params: Vec::new(), args: shared, fully_covers: false };
            return (shared != known::BOTTOM).then_some(found);
        }
        let signature = self.methods[method].signature;
        let shared = types.intersect(args, signature);
        if shared == known::BOTTOM {
            return None;
        }
        let static_params = types.match_signature(shared, signature).unwrap_or_else(|| {
            // The intersection was too wide to be matched: the static parameters stay open.
            let (vars, _) = types.unwrap_union_all(signature);
            vars.into_iter().map(|var| types.var_type(var)).collect()
        });
        Some(Match { method, static_params, args: shared, fully_covers: false })
    }

    /// What the call's arguments and a method's parameters share, element by element: possible if there are as many of
    /// both and no variables, for then each element stands for itself.
    fn shared_elements(&self, types: &mut Types, method: MethodId, call: &Call) -> Option<TypeId> {
        let method = &self.methods[method];
        if call.is_open_ended
            || call.has_where
            || method.is_vararg
            || method.params.len() != call.elements.len()
            || matches!(types.term(method.signature), Term::UnionAll { .. })
        {
            return None;
        }
        let mut shared = call.elements.clone();
        for (element, &param) in shared.iter_mut().zip(&method.params) {
            *element = types.intersect(*element, param);
            if *element == known::BOTTOM {
                return Some(known::BOTTOM);
            }
        }
        Some(types.tuple(&shared))
    }

    fn find(&mut self, types: &mut Types, args: TypeId, world: World) -> Lookup {
        let mut best: Option<Match> = None;
        let mut others: Vec<MethodId> = Vec::new();
        let Some(call) = Call::of(types, args) else { return Lookup::None };
        for method in self.tables_for(types, &call, world) {
            // Once a method is found, most others of its table need not be looked at.
            if best.as_ref().is_some_and(|best| self.shadows(best.method, method)) {
                continue;
            }
            let signature = self.methods[method].signature;
            let matched = match types.match_directly(args, signature) {
                Some(matched) => matched,
                None if self.may_apply(types, method, &call) => types.search_signature(args, signature),
                None => None,
            };
            let Some(static_params) = matched else { continue };
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

    /// The methods that a call can reach, as far as a quick test tells: of every table that may have some.
    fn tables_for(&self, types: &Types, call: &Call, world: World) -> Vec<MethodId> {
        let may_take = |method: &MethodId| self.may_take(*method, call, world);
        if world != self.world() {
            // Replaced methods are in no table.
            return self.methods.ids().filter(may_take).collect();
        }
        let Some(&callee) = call.elements.first() else { return Vec::new() };
        let listed = |found: &mut Vec<MethodId>, key: Key| {
            for part in self.tables.parts(&key) {
                for method in part {
                    if may_take(method) {
                        found.push(*method);
                    }
                }
            }
        };
        let mut found = Vec::new();
        match key_of(types, callee) {
            Key::Callable(name) => {
                listed(&mut found, Key::Callable(name));
                listed(&mut found, Key::Open);
            }
            Key::Constructor(name) => {
                listed(&mut found, Key::Constructor(name));
                // `(::Type{<:Number})(x)` is listed under Number and constructs everything below.
                for above in names_above(types, name) {
                    listed(&mut found, Key::Constructor(above));
                }
                for kind in [
                    known::names::DATATYPE,
                    known::names::UNION_ALL,
                    known::names::UNION,
                    known::names::TYPEOF_BOTTOM,
                ] {
                    listed(&mut found, Key::Callable(kind));
                }
                if types.name(name).kind == TypeKind::Abstract && !is_exact_type(types, callee) {
                    // `Type{<:Number}` as the type of a call: constructors of everything below too.
                    let is_other = |key: &Key| matches!(key, Key::Constructor(other) if !found_name(types, name, *other));
                    let others = self.tables.lists().filter(|(key, _)| is_other(key));
                    let others = others.flat_map(|(_, ids)| ids.iter().copied());
                    let mut others: Vec<MethodId> = others.filter(may_take).collect();
                    others.sort_unstable();
                    found.extend(others);
                }
                listed(&mut found, Key::Open);
            }
            Key::Open => {
                found.extend(self.tables.lists().flat_map(|(_, ids)| ids).copied().filter(may_take));
                found.sort_unstable();
            }
        }
        found
    }

    /// A quick test by number of arguments, and by what the first ones are.
    fn may_take(&self, method: MethodId, call: &Call, world: World) -> bool {
        if !call.given.may_meet(&self.quick[method]) {
            return false;
        }
        let method = &self.methods[method];
        let given = call.elements.len() - usize::from(call.is_open_ended);
        let fixed = method.nargs as usize - usize::from(method.is_vararg);
        method.is_visible(world)
            && (given >= fixed || call.is_open_ended)
            && (given <= fixed || method.is_vararg)
    }

    /// A test by the names of types, by parameters that are types without variables, and by what the bounds of variables
    /// say.
    fn may_apply(&self, types: &mut Types, method: MethodId, call: &Call) -> bool {
        let method = &self.methods[method];
        let vararg = |types: &Types, ty: TypeId| match types.term(ty) {
            Term::Vararg { elem, .. } => Some(elem),
            _ => None,
        };
        let given = call.elements.len() - usize::from(call.is_open_ended);
        let mut fixed_vars = FixedVars::default();
        for (i, &element) in call.elements[..given].iter().enumerate() {
            let Some(&param) = method.params.get(i).or(method.params.last()) else { return false };
            let param = vararg(types, param).unwrap_or(param);
            if param == known::ANY || param == element {
                continue;
            }
            if types.are_named_apart(element, param) {
                return false;
            }
            if types.has_free_vars(element) {
                continue;
            }
            if types.has_free_vars(param) {
                if !fixed_vars.may_hold(types, element, call.leaves[i], param) {
                    return false;
                }
                continue;
            }
            if call.leaves[i] {
                if !types.subtype(element, param) {
                    return false;
                }
            } else if types.is_dispatch_leaf(param)
                && !types.subtype(param, element)
                && types.is_disjoint(param, element)
            {
                return false;
            }
        }
        true
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
    name == other || names_above(types, name).contains(&other)
}

/// The names of the declared supertypes, the closest first.
fn names_above(types: &Types, name: TypeNameId) -> Names {
    let mut found = Names::new();
    let mut up = types.name(name).supertype;
    while let Some(name) = types.name_of(up) {
        found.push(name);
        if up == known::ANY {
            break;
        }
        up = types.name(name).supertype;
    }
    found
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
        let body = types.under_binders(param);
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
    arguments: [Option<(TypeId, Names)>; QUICK],
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
            let mut names = names_above(types, name);
            names.push(name);
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
    #[inline]
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
