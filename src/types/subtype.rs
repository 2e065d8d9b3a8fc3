//! Subtyping with unions, tuples and variables.
//!
//! `a <: b` asks: for every choice of the variables and union members of `a`, is there a choice for those of `b`?
//! The search keeps three things. An *environment* gives each open variable its bounds so far: a variable of the
//! left side stands for an arbitrary type within fixed bounds, one of the right side is to be found, and each
//! use narrows its bounds. Two *choice stacks* record which member of each union is being tried: all of the left
//! must succeed, one of the right must. Take `Tuple{Int64, Int64} <: Tuple{T, T} where T`: the right variable gets
//! the lower bound `Int64` twice, and on leaving its scope the *diagonal rule* finds that it occurred twice, only
//! covariantly, and that its lower bound is concrete. With `Tuple{Int64, String}` the bound would be the union of
//! both, which is not.
//!
//! Invariant parameters are compared in both directions. The scheme follows the account of Julia's subtyping by Zappa
//! Nardelli and others (OOPSLA 2018). The alternative, to collect constraints and solve them at the end, makes
//! the diagonal rule and unions under invariant constructors much harder to state.

use crate::{Term, TypeId, TypeVarId, Types, known};

impl Types {
    /// Whether every value of `a` is a value of `b`.
    pub fn subtype(&mut self, a: TypeId, b: TypeId) -> bool {
        if a == b || b == known::ANY || a == known::BOTTOM {
            return true;
        }
        if a == known::ANY
            && b != known::ANY
            && !matches!(self.term(b), Term::Union(_) | Term::UnionAll { .. })
        {
            return matches!(self.term(b), Term::Var(var) if self.var(var).lower == known::ANY);
        }
        if let (Some((x, [])), Some((y, []))) = (self.data(a), self.data(b)) {
            // Names without parameters: walk up the declared supertypes.
            if x == y {
                return true;
            }
            let up = self.name(x).supertype;
            return up != known::ANY && self.subtype(up, b);
        }
        if self.tuple_elements(a).is_some() && self.are_apart(a, b) {
            return false;
        }
        if self.has_free_vars(a) || self.has_free_vars(b) {
            return Solver::new(self).forall_exists(a, b, Position::Top);
        }
        if let Some(&known) = self.subtype_cache.get(&(a, b)) {
            return known;
        }
        let direct = match (self.term(a), self.term(b)) {
            (_, Term::UnionAll { .. }) => self.match_directly(a, b).map(|found| found.is_some()),
            // A value of one concrete type belongs to a union through a member.
            (_, Term::Union(members)) if self.is_concrete(a) && self.is_dispatch_leaf(a) => {
                Some((0..members.len()).any(|i| {
                    let member = self.list_item(members, i);
                    self.subtype(a, member)
                }))
            }
            (Term::Data { .. }, Term::Data { .. }) => self.is_below_directly(a, b),
            _ => None,
        };
        let result = direct.unwrap_or_else(|| Solver::new(self).forall_exists(a, b, Position::Top));
        self.subtype_cache.insert((a, b), result);
        result
    }

    /// Whether `a` and `b` have the same values. Equal types mostly have equal ids, but a union under a `where` can
    /// be written in several ways.
    pub fn type_equal(&mut self, a: TypeId, b: TypeId) -> bool {
        a == b || (self.subtype(a, b) && self.subtype(b, a))
    }

    /// If the argument tuple type `args` is a subtype of the method signature `signature`, the value of each of the
    /// signature's outer type variables. A variable that the arguments do not determine stands for itself.
    pub fn match_signature(&mut self, args: TypeId, signature: TypeId) -> Option<Vec<TypeId>> {
        let direct = if self.has_free_vars(args) { None } else { self.match_directly(args, signature) };
        match direct {
            Some(found) => found,
            None => self.search_signature(args, signature),
        }
    }

    /// The same by a search.
    pub fn search_signature(&mut self, args: TypeId, signature: TypeId) -> Option<Vec<TypeId>> {
        let Term::UnionAll { .. } = self.term(signature) else {
            return Solver::new(self).forall_exists(args, signature, Position::Top).then(Vec::new);
        };
        let (vars, _) = self.unwrap_union_all(signature);
        let mut solver = Solver::new(self);
        solver.outputs_wanted = vars.len();
        if !solver.forall_exists(args, signature, Position::Top) {
            return None;
        }
        let mut values = solver.outputs;
        values.reverse();
        for &var in &vars[values.len()..] {
            values.push(self.var_type(var));
        }
        Some(values)
    }
}

/// Where a comparison takes place, which says how a variable's occurrence counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Position {
    /// At the top, or a check of bounds: not counted.
    Top,
    /// Within tuples only.
    Covariant,
    /// Within a parameter.
    Invariant,
}

/// An open variable.
#[derive(Clone, Debug)]
struct Binding {
    var: TypeVarId,
    lower: TypeId,
    upper: TypeId,
    /// To be found, rather than arbitrary.
    is_right: bool,
    /// How many invariant constructors are around the binder.
    depth: u32,
    covariant_uses: u8,
    is_used_invariantly: bool,
    /// Only concrete types may be chosen, because a diagonal variable depends on this one.
    is_concrete: bool,
    /// A left variable, now out of scope, that is the lower bound and was found concrete.
    concrete_lower: Option<TypeVarId>,
}

/// Decisions about unions in the order in which they are met: member tried, number of members.
#[derive(Clone, Debug, Default)]
struct Choices {
    stack: Vec<(u32, u32)>,
    next: usize,
}

impl Choices {
    fn pick(&mut self, count: usize) -> usize {
        if self.next == self.stack.len() {
            self.stack.push((0, count as u32));
        }
        let (choice, _) = self.stack[self.next];
        self.next += 1;
        (choice as usize).min(count - 1)
    }

    /// Moves on to the next combination; false after the last.
    fn advance(&mut self) -> bool {
        while let Some((choice, count)) = self.stack.pop() {
            if choice + 1 < count {
                self.stack.push((choice + 1, count));
                return true;
            }
        }
        false
    }
}

struct Solver<'a> {
    types: &'a mut Types,
    env: Vec<Binding>,
    left: Choices,
    right: Choices,
    invariant_depth: u32,
    outputs_wanted: usize,
    /// Values of the outermost right variables, the innermost first.
    outputs: Vec<TypeId>,
    /// Left variables whose scope has ended, but which bounds still mention.
    escaped: Vec<TypeVarId>,
    /// Comparisons left before the search gives up and says no.
    fuel: u32,
}

/// No sensible program comes near this; it bounds the exponential worst case.
const FUEL: u32 = 2_000_000;

impl<'a> Solver<'a> {
    fn new(types: &'a mut Types) -> Self {
        Self {
            types,
            env: Vec::new(),
            left: Choices::default(),
            right: Choices::default(),
            invariant_depth: 0,
            outputs_wanted: 0,
            outputs: Vec::new(),
            escaped: Vec::new(),
            fuel: FUEL,
        }
    }

    /// Tries all combinations of the left's unions, and for each those of the right's until one succeeds. What is
    /// learnt of variables is kept.
    fn forall_exists(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        let outer_left = core::mem::take(&mut self.left);
        let outer_right = core::mem::take(&mut self.right);
        let result = loop {
            if !self.exists(x, y, position) {
                break false;
            }
            if !self.left.advance() {
                break true;
            }
        };
        self.left = outer_left;
        self.right = outer_right;
        result
    }

    fn exists(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        let saved = self.env.clone();
        let decided = self.left.stack.len();
        self.right.stack.clear();
        loop {
            self.left.stack.truncate(decided);
            self.left.next = 0;
            self.right.next = 0;
            self.outputs.clear();
            if self.subtype(x, y, position) {
                return true;
            }
            self.env.clone_from(&saved);
            // Decisions that were not met in this attempt are void.
            self.right.stack.truncate(self.right.next);
            if self.fuel == 0 || !self.right.advance() {
                return false;
            }
        }
    }

    /// Invariance: `x` and `y` are equal.
    fn equal(&mut self, x: TypeId, y: TypeId) -> bool {
        if x == y && !self.types.has_free_vars(x) {
            return true;
        }
        let (free_x, free_y) = (self.types.has_free_vars(x), self.types.has_free_vars(y));
        if !free_x && !free_y {
            return self.types.subtype(x, y) && self.types.subtype(y, x);
        }
        let outer_left = core::mem::take(&mut self.left);
        let there = if free_x && free_y {
            loop {
                self.left.next = 0;
                if !self.subtype(x, y, Position::Invariant) {
                    break false;
                }
                if !self.left.advance() {
                    break true;
                }
            }
        } else {
            self.forall_exists(x, y, Position::Invariant)
        };
        self.left = outer_left;
        there
            && if free_x && free_y {
                self.subtype(y, x, Position::Top)
            } else {
                self.forall_exists(y, x, Position::Top)
            }
    }

    fn subtype(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        self.fuel = self.fuel.saturating_sub(1);
        if self.fuel == 0 {
            return false;
        }
        let (term_x, term_y) = (self.types.term(x), self.types.term(y));
        match (term_x, term_y) {
            (Term::Bottom, _) if !matches!(term_y, Term::Var(_) | Term::Value(_) | Term::Vararg { .. }) => {
                return true;
            }
            (Term::Union(members), _) => {
                if x == y {
                    return true;
                }
                let keep_whole = matches!(term_y, Term::Var(_)) && !self.types.has_free_vars(x);
                if !keep_whole {
                    let choice = self.left.pick(members.len());
                    let member = self.types.list_item(members, choice);
                    return self.subtype(member, y, position);
                }
            }
            _ => {}
        }
        if let Term::Union(members) = term_y {
            if self.types.list(members).contains(&x) {
                self.note_occurrences(x, position);
                return true;
            }
            if let Term::UnionAll { .. } = term_x {
                return self.open_left(x, y, position);
            }
            // A variable is first compared with the union as a whole.
            let whole = usize::from(matches!(term_x, Term::Var(_)));
            let choice = self.right.pick(members.len() + whole);
            if choice >= whole {
                let member = self.types.list_item(members, choice - whole);
                return self.subtype(x, member, position);
            }
        }
        match (term_x, term_y) {
            (Term::Var(a), Term::Var(b)) => self.compare_vars(a, b, position),
            (Term::Var(a), _) if !matches!(term_y, Term::UnionAll { .. }) || self.is_right(a) => {
                self.var_below(a, y, position)
            }
            (Term::UnionAll { .. }, Term::UnionAll { .. }) if x == y => true,
            (Term::UnionAll { .. }, Term::Var(b)) => self.var_above(b, x, position),
            (Term::UnionAll { .. }, _) => self.open_left(x, y, position),
            (_, Term::UnionAll { .. }) => self.open_right(x, y, position),
            (_, Term::Var(b)) => self.var_above(b, x, position),
            (Term::Data { .. }, Term::Data { .. }) => self.data_below(x, y, position),
            (Term::Value(_), _) | (_, Term::Value(_)) => x == y,
            (Term::Vararg { elem: a, len: n }, Term::Vararg { elem: b, len: m }) => {
                self.subtype(a, b, position)
                    && match (n, m) {
                        (_, None) => true,
                        (Some(n), Some(m)) => self.equal(n, m),
                        (None, Some(_)) => false,
                    }
            }
            (Term::Bottom | Term::Data { .. } | Term::Union(_) | Term::Var(_) | Term::Vararg { .. }, _) => {
                y == known::ANY
            }
        }
    }

    fn data_below(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        if x == y && !self.types.has_free_vars(x) || y == known::ANY {
            return true;
        }
        let (Some((x_name, x_params)), Some((y_name, y_params))) = (self.types.data(x), self.types.data(y))
        else {
            unreachable!("subtype: both are declared types");
        };
        if x_name != y_name {
            if x_name == known::names::TYPE {
                // Type{T} holds just T, whose kind may lie below y.
                let param = x_params[0];
                return !matches!(self.types.term(param), Term::Var(_)) && {
                    let kind = self.types.kind_of(param);
                    kind == y
                        || (y_name != known::names::TYPE
                            && self.types.subtype(kind, y)
                            && kind != known::TYPE)
                };
            }
            let up = self.types.supertype(x);
            return up != known::ANY && self.subtype(up, y, position);
        }
        let (x_params, y_params) = (x_params.to_vec(), y_params.to_vec());
        if x_name == known::names::TUPLE {
            return self.tuples(&x_params, &y_params, position);
        }
        self.invariant_depth += 1;
        let result = x_params.iter().zip(&y_params).all(|(&x, &y)| self.equal(x, y));
        self.invariant_depth -= 1;
        result
    }

    fn tuples(&mut self, x: &[TypeId], y: &[TypeId], position: Position) -> bool {
        let inner = if position == Position::Invariant { Position::Invariant } else { Position::Covariant };
        let (x, x_rest) = split_vararg(self.types, x);
        let (y, y_rest) = split_vararg(self.types, y);
        if x.len() < y.len() || (y_rest.is_none() && (x.len() > y.len() || x_rest.is_some())) {
            return false;
        }
        for (i, &element) in x.iter().enumerate() {
            let against = match y.get(i) {
                Some(&against) => against,
                None => y_rest.expect("x is longer only if y has a Vararg").0,
            };
            if !self.subtype(element, against, inner) {
                return false;
            }
        }
        let Some((y_elem, y_len)) = y_rest else { return true };
        let extra = (x.len() - y.len()) as i64;
        match x_rest {
            None => y_len.is_none_or(|len| {
                let count = self.types.int_value(extra);
                self.count(count, len)
            }),
            Some((x_elem, x_len)) => {
                // Any number of elements: compared twice, so that a variable in the Vararg counts as repeated.
                self.subtype(x_elem, y_elem, inner)
                    && self.subtype(x_elem, y_elem, inner)
                    && match (x_len, y_len) {
                        (_, None) => true,
                        (Some(n), Some(m)) => extra == 0 && self.count(n, m),
                        (None, Some(m)) => {
                            // Some length that nothing else is known to have.
                            let Term::Var(len) = self.types.term(m) else { return false };
                            let declared = self.types.var(len);
                            let any = self.types.new_var(declared.name, known::BOTTOM, known::ANY);
                            let any = self.types.var_type(any);
                            self.is_right(len) && self.count(any, m)
                        }
                    }
            }
        }
    }

    /// Whether the lengths of two `Vararg`s are equal.
    fn count(&mut self, x: TypeId, y: TypeId) -> bool {
        self.invariant_depth += 1;
        let result = self.equal(x, y);
        self.invariant_depth -= 1;
        result
    }

    fn open_left(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        let (var, body) = self.fresh(x);
        self.push(var, false);
        let result = self.subtype(body, y, position);
        self.leave(var, result)
    }

    fn open_right(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        let (var, body) = self.fresh(y);
        self.push(var, true);
        let result = self.subtype(x, body, position);
        self.leave(var, result)
    }

    /// The open form of a `UnionAll` whose variable is not in use.
    fn fresh(&mut self, ty: TypeId) -> (TypeVarId, TypeId) {
        let mut number = 0;
        loop {
            let (var, body) = self.types.renamed(ty, number);
            if self.lookup(var).is_none() && !self.escaped.contains(&var) {
                return (var, body);
            }
            number += 1;
        }
    }

    fn push(&mut self, var: TypeVarId, is_right: bool) {
        let bounds = self.types.var(var);
        self.env.push(Binding {
            var,
            lower: bounds.lower,
            upper: bounds.upper,
            is_right,
            depth: self.invariant_depth,
            covariant_uses: 0,
            is_used_invariantly: false,
            is_concrete: false,
            concrete_lower: None,
        });
    }

    /// Ends a variable's scope: applies the diagonal rule, reports its value, and takes it out of other bounds.
    fn leave(&mut self, var: TypeVarId, mut result: bool) -> bool {
        let binding = self.env.pop().expect("every push has its leave");
        debug_assert_eq!(binding.var, var);
        if !result {
            return false;
        }
        let declared = self.types.var(var);
        let is_diagonal = binding.covariant_uses > 1 && !binding.is_used_invariantly;
        if binding.is_concrete || (is_diagonal && self.is_leaf(declared.lower)) {
            if binding.is_concrete && !is_diagonal && !self.is_leaf(binding.upper) {
                result = false;
            } else if let Term::Var(lower) = self.types.term(binding.lower) {
                match self.lookup(lower) {
                    Some(index) => self.env[index].is_concrete = true,
                    None => result = binding.concrete_lower == Some(lower),
                }
            } else if !self.is_leaf(binding.lower) {
                result = false;
            }
            let this = self.types.var_type(var);
            for other in &mut self.env {
                if other.lower == this {
                    other.concrete_lower = Some(var);
                }
            }
        }
        if !result {
            return false;
        }
        if binding.is_right {
            let value = self.value_of(&binding);
            for i in 0..self.env.len() {
                let Binding { lower, upper, .. } = self.env[i];
                if self.types.mentions_var(lower, var) {
                    self.env[i].lower = self.types.substitute(lower, &[(var, value)]);
                }
                if self.types.mentions_var(upper, var) {
                    self.env[i].upper = self.types.substitute(upper, &[(var, value)]);
                }
            }
            // Outer variables of the signature leave last, so what was reported before them is theirs to refine.
            if self.env.iter().filter(|other| other.is_right).count() < self.outputs_wanted
                && self.invariant_depth == 0
            {
                let value_var = (var, value);
                for output in &mut self.outputs {
                    *output = self.types.substitute(*output, &[value_var]);
                }
                self.outputs.push(value);
            }
        } else {
            // What a found variable learnt of an arbitrary one, it keeps: from now on the variable is a type of
            // which nothing but its bounds is known.
            let is_kept = |binding: &Binding, types: &Types| {
                types.mentions_var(binding.upper, var) || types.mentions_var(binding.lower, var)
            };
            if self.env.iter().any(|binding| is_kept(binding, self.types)) {
                self.escaped.push(var);
            }
        }
        true
    }

    /// The value that the search found for a right variable.
    fn value_of(&mut self, binding: &Binding) -> TypeId {
        let declared = self.types.var(binding.var);
        if !binding.is_used_invariantly && binding.lower != known::BOTTOM {
            // A type as an argument is an instance of its kind.
            if let Some(param) = self.types.type_parameter(binding.lower)
                && !matches!(self.types.term(param), Term::Var(_))
            {
                return self.types.kind_of(param);
            }
            if self.is_leaf(binding.lower) {
                return binding.lower;
            }
            let var = self.types.new_var(declared.name, known::BOTTOM, binding.lower);
            return self.types.var_type(var);
        }
        if binding.lower == binding.upper || binding.lower != known::BOTTOM {
            return binding.lower;
        }
        if binding.lower == declared.lower && binding.upper == declared.upper {
            return self.types.var_type(binding.var);
        }
        let var = self.types.new_var(declared.name, binding.lower, binding.upper);
        self.types.var_type(var)
    }

    fn lookup(&self, var: TypeVarId) -> Option<usize> {
        self.env.iter().rposition(|binding| binding.var == var)
    }

    fn is_right(&self, var: TypeVarId) -> bool {
        self.lookup(var).is_some_and(|index| self.env[index].is_right)
    }

    fn note(&mut self, index: usize, position: Position) {
        let depth = self.invariant_depth;
        let binding = &mut self.env[index];
        match position {
            Position::Top => {}
            Position::Invariant if depth > binding.depth => binding.is_used_invariantly = true,
            Position::Invariant | Position::Covariant => {
                binding.covariant_uses = binding.covariant_uses.saturating_add(1);
            }
        }
    }

    fn note_occurrences(&mut self, x: TypeId, position: Position) {
        if let Term::Var(var) = self.types.term(x)
            && let Some(index) = self.lookup(var)
        {
            self.note(index, position);
        }
    }

    fn compare_vars(&mut self, a: TypeVarId, b: TypeVarId, position: Position) -> bool {
        let (at_a, at_b) = (self.lookup(a), self.lookup(b));
        if a == b {
            if let Some(index) = at_a {
                self.note(index, position);
            }
            return true;
        }
        let right_a = at_a.is_some_and(|index| self.env[index].is_right);
        let right_b = at_b.is_some_and(|index| self.env[index].is_right);
        if right_b {
            let this = self.types.var_type(a);
            if let Some(index) = at_a {
                self.note(index, position);
            }
            return self.var_above(b, this, position);
        }
        if right_a {
            let that = self.types.var_type(b);
            if let Some(index) = at_b {
                self.note(index, position);
            }
            return self.var_below(a, that, position);
        }
        // Both are arbitrary: the bounds must do.
        if let Some(index) = at_a {
            self.note(index, position);
        }
        if let Some(index) = at_b {
            self.note(index, position);
        }
        let upper = at_a.map_or_else(|| self.types.var(a).upper, |index| self.env[index].upper);
        let lower = at_b.map_or_else(|| self.types.var(b).lower, |index| self.env[index].lower);
        let (that, this) = (self.types.var_type(b), self.types.var_type(a));
        (upper != known::ANY && self.subtype(upper, that, Position::Top))
            || (lower != known::BOTTOM && self.subtype(this, lower, Position::Top))
    }

    /// `a <: y` for a variable `a`.
    fn var_below(&mut self, a: TypeVarId, y: TypeId, position: Position) -> bool {
        let Some(index) = self.lookup(a) else {
            let upper = self.types.var(a).upper;
            return self.subtype(upper, y, position);
        };
        self.note(index, position);
        let Binding { lower, upper, is_right, .. } = self.env[index];
        if !is_right {
            return self.bound_below(upper, y, position);
        }
        if upper == y {
            return true;
        }
        if matches!(self.types.term(y), Term::Value(_)) && lower != known::BOTTOM && lower != y {
            return false;
        }
        if (lower != known::BOTTOM || self.types.has_free_vars(y)) && !self.check(lower, y) {
            return false;
        }
        let upper = self.env[index].upper;
        self.env[index].upper = self.meet(upper, y);
        self.can_depend(index, y)
    }

    /// `x <: b` for a variable `b`.
    fn var_above(&mut self, b: TypeVarId, x: TypeId, position: Position) -> bool {
        let Some(index) = self.lookup(b) else {
            let lower = self.types.var(b).lower;
            return self.bound_below(x, lower, position);
        };
        self.note(index, position);
        let Binding { lower, upper, is_right, .. } = self.env[index];
        if !is_right {
            return self.bound_below(x, lower, position);
        }
        let is_value = matches!(self.types.term(x), Term::Value(_));
        if is_value && (lower != known::BOTTOM && lower != x) {
            return false;
        }
        if upper != known::ANY && !self.check(x, upper) {
            return false;
        }
        let lower = self.env[index].lower;
        self.env[index].lower = self.join_bound(lower, x);
        position != Position::Invariant || self.can_depend(index, x)
    }

    /// A variable to be found outside of an arbitrary one's scope cannot be that one, unless its bounds say which
    /// type it is.
    fn can_depend(&mut self, found: usize, on: TypeId) -> bool {
        let Term::Var(var) = self.types.term(on) else { return true };
        let Some(index) = self.lookup(var) else { return true };
        let (outer, inner) = (&self.env[found], &self.env[index]);
        if inner.is_right || outer.depth == inner.depth || found > index {
            return true;
        }
        let Binding { lower, upper, .. } = self.env[index];
        self.bound_below(upper, lower, Position::Top)
    }

    /// A comparison with a bound of an arbitrary variable.
    fn bound_below(&mut self, x: TypeId, y: TypeId, position: Position) -> bool {
        if x == known::BOTTOM || y == known::ANY {
            return true;
        }
        if x == known::ANY && matches!(self.types.term(y), Term::Data { .. }) {
            return false;
        }
        self.subtype(x, y, position)
    }

    /// A check of bounds, with choices of its own, which does not count as an occurrence.
    fn check(&mut self, x: TypeId, y: TypeId) -> bool {
        if x == y || y == known::ANY || (x == known::BOTTOM && !self.types.has_free_vars(y)) {
            return true;
        }
        if !self.types.has_free_vars(x) && !self.types.has_free_vars(y) {
            return self.types.subtype(x, y);
        }
        let outputs = core::mem::take(&mut self.outputs);
        let result = self.forall_exists(x, y, Position::Top);
        self.outputs = outputs;
        result
    }

    fn join_bound(&mut self, a: TypeId, b: TypeId) -> TypeId {
        if a == known::BOTTOM || a == b {
            b
        } else if b == known::BOTTOM {
            a
        } else if let (Some(kind), Some(other)) = (self.kind(a), self.kind(b))
            && kind == other
        {
            // `Type{Int64}` and `Type{Float64}` meet in `DataType`, which is a leaf.
            kind
        } else {
            self.types.union(&[a, b])
        }
    }

    /// `typeof(T)` for `Type{T}`, and a kind such as `DataType` itself.
    fn kind(&self, ty: TypeId) -> Option<TypeId> {
        const KINDS: [TypeId; 4] = [known::DATATYPE, known::UNION_ALL, known::UNION, known::TYPEOF_BOTTOM];
        match self.types.type_parameter(ty) {
            Some(param) if !self.types.has_free_vars(param) => Some(self.types.kind_of(param)),
            _ => KINDS.contains(&ty).then_some(ty),
        }
    }

    fn meet(&mut self, a: TypeId, b: TypeId) -> TypeId {
        if a == known::ANY || a == b {
            return b;
        }
        if b == known::ANY {
            return a;
        }
        if !self.types.has_free_vars(a) && !self.types.has_free_vars(b) {
            if self.types.subtype(a, b) {
                return a;
            }
            if self.types.subtype(b, a) {
                return b;
            }
            return self.types.intersect(a, b);
        }
        b
    }

    /// Whether the diagonal rule admits `ty` as the value of a repeated variable.
    fn is_leaf(&self, ty: TypeId) -> bool {
        match self.types.term(ty) {
            Term::Bottom | Term::Value(_) => true,
            Term::Data { name, .. } => name == known::names::TYPE || self.types.is_concrete(ty),
            Term::Union(_) | Term::Var(_) | Term::UnionAll { .. } | Term::Vararg { .. } => false,
        }
    }
}

/// The element type of a `Vararg` and its length, if it has one.
type Rest = Option<(TypeId, Option<TypeId>)>;

/// A tuple's fixed elements and its `Vararg`.
pub(crate) fn split_vararg<'a>(types: &Types, elements: &'a [TypeId]) -> (&'a [TypeId], Rest) {
    match elements.split_last() {
        Some((&last, fixed)) => match types.term(last) {
            Term::Vararg { elem, len } => (fixed, Some((elem, len))),
            _ => (elements, None),
        },
        None => (elements, None),
    }
}
