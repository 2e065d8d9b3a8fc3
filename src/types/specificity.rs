//! Which of two signatures is the more specific: the order in which methods are tried.
//!
//! A signature that is a subtype of the other but not equal to it is more specific. Where neither contains the
//! other, as in `Tuple{Int64, Vararg{Any}}` against `Tuple{Any, Any}`, they are compared by structure, with
//! variables standing for their upper bounds: tuples element by element, parametric types parameter by parameter.
//! One is more specific if it is so somewhere and nowhere less. A variable that occurs several times says more than
//! its bound. The relation is not transitive in all corners, nor is Julia's. For signatures that share no
//! arguments the answer means nothing, and none is asked for.

use crate::subtype::split_vararg;
use crate::{Term, TypeId, TypeVarId, Types, known};

impl Types {
    /// Whether the signature (or type) `a` is more specific than `b`.
    pub fn more_specific(&mut self, a: TypeId, b: TypeId) -> bool {
        if a == b {
            return false;
        }
        if self.subtype(a, b) {
            return !self.subtype(b, a);
        }
        if self.subtype(b, a) {
            return false;
        }
        let (body_a, body_b) = (self.under_binders(a), self.under_binders(b));
        Comparison { types: self, bodies: [body_a, body_b] }.is_more_specific(a, b, false)
    }
}

struct Comparison<'a> {
    types: &'a mut Types,
    /// The signatures, in which variables' occurrences are counted.
    bodies: [TypeId; 2],
}

impl Comparison<'_> {
    fn is_more_specific(&mut self, a: TypeId, b: TypeId, invariant: bool) -> bool {
        if a == b {
            return false;
        }
        if let (Some(x), Some(y)) = (self.types.tuple_elements(a), self.types.tuple_elements(b)) {
            let (x, y) = (x.to_vec(), y.to_vec());
            return self.tuple_is_more_specific(&x, &y, invariant);
        }
        if !invariant && a == known::ANY {
            return false;
        }
        if !invariant && b == known::ANY && !matches!(self.types.term(a), Term::Var(_)) {
            return true;
        }
        match (self.types.term(a), self.types.term(b)) {
            (Term::UnionAll { body, .. }, _) => self.is_more_specific(body, b, invariant),
            (_, Term::UnionAll { body, .. }) => self.is_more_specific(a, body, invariant),
            (Term::Union(members), _) => {
                // One member must be, and `b` not in its turn.
                if self.is_below(b, a) {
                    return false;
                }
                let members = self.types.list(members).to_vec();
                let others = self.types.union_members(b);
                members.iter().any(|&member| self.is_more_specific(member, b, invariant))
                    && !(others.len() > 1
                        && others.iter().any(|&other| self.is_more_specific(other, a, invariant)))
            }
            (_, Term::Union(members)) => {
                if self.is_below(a, b) {
                    return true;
                }
                let members = self.types.list(members).to_vec();
                members.iter().any(|&member| self.is_more_specific(a, member, invariant))
                    && !members.iter().any(|&member| self.is_more_specific(member, a, invariant))
            }
            (Term::Var(x), Term::Var(y)) => {
                let (x, y) = (self.types.var(x), self.types.var(y));
                self.is_more_specific(x.upper, y.upper, false)
                    || (x.upper == y.upper && x.lower != y.lower && self.is_below(y.lower, x.lower))
            }
            (Term::Var(var), other) => {
                let upper = self.types.var(var).upper;
                if matches!(other, Term::Value(_))
                    || (invariant && (upper == known::ANY || !self.types.has_free_vars(b)))
                {
                    return false;
                }
                // Without a bound a repeated variable says more than `Any`, so that `Tuple{Int64, Any}` and
                // `Tuple{T, T} where T` are unordered; with one it says no more than its bound.
                if (invariant || upper == known::ANY) && self.is_equal(upper, b) {
                    return self.occurrences(var) > 1;
                }
                self.is_more_specific(upper, b, false)
            }
            (this, Term::Var(var)) => {
                let upper = self.types.var(var).upper;
                if matches!(this, Term::Value(_))
                    || (invariant && (upper == known::ANY || !self.types.has_free_vars(a)))
                {
                    return true;
                }
                if invariant && self.is_equal(a, upper) {
                    return self.occurrences(var) < 2;
                }
                self.is_more_specific(a, upper, false)
            }
            (Term::Data { .. }, Term::Data { .. }) => self.data_is_more_specific(a, b, invariant),
            (Term::Bottom, _) => true,
            (Term::Value(_) | Term::Vararg { .. } | Term::Data { .. }, _) => false,
        }
    }

    fn data_is_more_specific(&mut self, a: TypeId, b: TypeId, invariant: bool) -> bool {
        let Some((wanted, _)) = self.types.data(b) else { return false };
        let mut up = a;
        loop {
            let Some((name, _)) = self.types.data(up) else { return false };
            if name == wanted {
                break;
            }
            if invariant || up == known::ANY {
                return false;
            }
            // Of `Type{T}` only the kind has supertypes worth comparing.
            if name == known::names::TYPE {
                let kinds = [known::DATATYPE, known::UNION_ALL, known::UNION, known::TYPEOF_BOTTOM];
                return kinds.contains(&b);
            }
            up = self.types.supertype(up);
            up = self.types.under_binders(up);
        }
        if up != a {
            // A name further down the tree.
            return wanted != known::names::TYPE
                || matches!(self.types.term(self.types.params(b)[0]), Term::Var(var) if self.types.var(var).upper == known::ANY);
        }
        let (x, y) = (self.types.params(a).to_vec(), self.types.params(b).to_vec());
        let (mut score_a, mut score_b) = (0, 0);
        let (mut value_a, mut value_b) = (false, false);
        for (&x, &y) in x.iter().zip(&y) {
            let (free_x, free_y) = (self.types.has_free_vars(x), self.types.has_free_vars(y));
            if !free_x && !free_y && x != y && !self.types.type_equal(x, y) {
                return false;
            }
            let (term_x, term_y) = (self.types.term(x), self.types.term(y));
            let (var_x, var_y) = (matches!(term_x, Term::Var(_)), matches!(term_y, Term::Var(_)));
            if self.is_more_specific(x, y, true) && (var_x || !free_x || free_y) {
                score_a += 1;
            } else if self.is_more_specific(y, x, true) && (var_y || !free_y || free_x) {
                score_b += 1;
            } else if self.is_equal(x, y) {
                score_a += 1;
                score_b += 1;
            }
            value_a |= var_y && matches!(term_x, Term::Value(_));
            value_b |= var_x && matches!(term_y, Term::Value(_));
        }
        let (repeats_a, repeats_b) = (self.repeats(&x), self.repeats(&y));
        // A repeated variable and more specific parameters on different sides leave the two unordered.
        if score_a != score_b {
            return score_a > score_b && (repeats_a || !repeats_b);
        }
        if repeats_a != repeats_b {
            return repeats_a;
        }
        value_a && !value_b
    }

    fn tuple_is_more_specific(&mut self, a: &[TypeId], b: &[TypeId], invariant: bool) -> bool {
        let (fixed_a, rest_a) = split_vararg(self.types, a);
        let (fixed_b, rest_b) = split_vararg(self.types, b);
        if b.is_empty() {
            return false;
        }
        if a.is_empty() {
            return true;
        }
        let at = |fixed: &[TypeId], rest: Option<(TypeId, Option<TypeId>)>, i: usize| {
            fixed.get(i).copied().or(rest.map(|(elem, _)| elem))
        };
        let mut some = false;
        let mut last_repeats = (false, false);
        let mut diagonal = (false, false);
        for i in 0.. {
            if i >= a.len() && i >= b.len() {
                break;
            }
            let (Some(x), Some(y)) = (at(fixed_a, rest_a, i), at(fixed_b, rest_b, i)) else { break };
            last_repeats = (self.is_repeated(x), self.is_repeated(y));
            let is_tail = rest_a.is_some() && rest_b.is_some() && (i >= fixed_a.len() || i >= fixed_b.len());
            if is_tail && self.is_disjoint(x, y) {
                break;
            }
            if self.is_more_specific(y, x, invariant) {
                return false;
            }
            if self.is_more_specific(x, y, invariant) {
                some = true;
            }
            diagonal.0 |= last_repeats.0;
            diagonal.1 |= last_repeats.1;
        }
        if some {
            return true;
        }
        match (rest_a.is_some(), rest_b.is_some()) {
            // With equal elements, the shorter open end is the less specific, unless a repeated variable says more.
            (true, true) if a.len() != b.len() => a.len() > b.len() && (!last_repeats.1 || last_repeats.0),
            (true, true) => {
                let length =
                    |rest: Option<(TypeId, Option<TypeId>)>| rest.is_some_and(|(_, len)| len.is_some());
                last_repeats.0 && !last_repeats.1 || length(rest_a) && !length(rest_b)
            }
            (false, true) => !last_repeats.1 || last_repeats.0,
            (true, false) => false,
            (false, false) => diagonal.0 && !diagonal.1,
        }
    }

    /// Whether this is a variable that the signature mentions more than once.
    fn is_repeated(&self, ty: TypeId) -> bool {
        matches!(self.types.term(ty), Term::Var(var) if self.occurrences(var) > 1)
    }

    /// Whether a variable stands for two of the parameters.
    fn repeats(&self, params: &[TypeId]) -> bool {
        params
            .iter()
            .enumerate()
            .any(|(i, &param)| matches!(self.types.term(param), Term::Var(_)) && params[..i].contains(&param))
    }

    fn occurrences(&self, var: TypeVarId) -> usize {
        self.bodies.iter().map(|&body| self.types.count_var(body, var)).max().unwrap_or(0)
    }

    fn is_disjoint(&mut self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.close_over(a), self.close_over(b));
        self.types.is_disjoint(a, b)
    }

    /// Subtyping of types whose free variables are bound around each.
    fn is_below(&mut self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.close_over(a), self.close_over(b));
        self.types.subtype(a, b)
    }

    fn is_equal(&mut self, a: TypeId, b: TypeId) -> bool {
        let is_value = |types: &Types, ty| matches!(types.term(ty), Term::Value(_));
        if is_value(self.types, a) || is_value(self.types, b) {
            return a == b;
        }
        let (a, b) = (self.close_over(a), self.close_over(b));
        self.types.type_equal(a, b)
    }

    /// `ty` with every free variable bound around it.
    fn close_over(&mut self, ty: TypeId) -> TypeId {
        let mut ty = ty;
        let mut vars = Vec::new();
        loop {
            vars.clear();
            self.types.free_vars(ty, &mut vars);
            // Bounds can mention further variables, which then need a binder too.
            let Some(&var) = vars.last() else { return ty };
            ty = self.types.union_all(var, ty);
        }
    }
}

impl Types {
    /// How often `ty` mentions the free variable `var`, bounds of other variables not looked into.
    fn count_var(&self, ty: TypeId, var: TypeVarId) -> usize {
        if !self.has_free_vars(ty) {
            return 0;
        }
        let all = |parts: &[TypeId]| parts.iter().map(|&part| self.count_var(part, var)).sum();
        match self.term(ty) {
            Term::Bottom | Term::Value(_) => 0,
            Term::Var(other) => usize::from(other == var),
            Term::Data { params: parts, .. } | Term::Union(parts) => all(self.list(parts)),
            Term::UnionAll { var: inner, body } => {
                let bounds = self.var(inner);
                all(&[bounds.lower, bounds.upper, body])
            }
            Term::Vararg { elem, len } => {
                self.count_var(elem, var) + len.map_or(0, |len| self.count_var(len, var))
            }
        }
    }
}
