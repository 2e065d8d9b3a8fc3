//! Which of two signatures is the more specific: the order in which methods are tried.
//!
//! A signature that is a subtype of the other but not equal to it is more specific. Where neither contains the
//! other, as in `Tuple{Int64, Vararg{Any}}` against `Tuple{Any, Any}`, tuples are compared element by
//! element and parametric types parameter by parameter: one is more specific if it is so somewhere and nowhere
//! less. The relation is not transitive in all corners, nor is Julia's.

use crate::subtype::split_vararg;
use crate::{Term, TypeId, Types, known};

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
        self.more_specific_parts(a, b, false)
    }

    fn more_specific_parts(&mut self, a: TypeId, b: TypeId, invariant: bool) -> bool {
        if a == b {
            return false;
        }
        let (term_a, term_b) = (self.term(a), self.term(b));
        match (term_a, term_b) {
            (Term::UnionAll { .. }, _) | (_, Term::UnionAll { .. }) => {
                let (_, a) = self.unwrap_union_all(a);
                let (_, b) = self.unwrap_union_all(b);
                self.more_specific_parts(a, b, invariant)
            }
            (Term::Bottom, _) => true,
            (_, Term::Bottom) => false,
            (Term::Union(members), _) => {
                // All members must be below or more specific, one of them strictly.
                let members = self.list(members).to_vec();
                let mut any = false;
                for &member in &members {
                    if self.more_specific_parts(member, b, invariant) {
                        any = true;
                    } else if !self.is_below(member, b) || self.more_specific_parts(b, member, invariant) {
                        return false;
                    }
                }
                any
            }
            (_, Term::Union(members)) => {
                let members = self.list(members).to_vec();
                members.iter().any(|&member| member == a || self.more_specific_parts(a, member, invariant))
                    && !members.iter().any(|&member| self.more_specific_parts(member, a, invariant))
            }
            (Term::Var(x), Term::Var(y)) => {
                let (upper_x, upper_y) = (self.var(x).upper, self.var(y).upper);
                self.more_specific_parts(upper_x, upper_y, false)
            }
            (Term::Var(var), _) => {
                let upper = self.var(var).upper;
                !invariant && (upper == b || self.more_specific_parts(upper, b, false))
            }
            (_, Term::Var(var)) => {
                let upper = self.var(var).upper;
                if invariant {
                    upper == known::ANY
                        || self.is_below(a, upper)
                        || self.more_specific_parts(a, upper, false)
                } else {
                    upper != a && (self.is_below(a, upper) || self.more_specific_parts(a, upper, false))
                }
            }
            (Term::Data { .. }, Term::Data { .. }) => self.more_specific_data(a, b, invariant),
            (Term::Value(_) | Term::Vararg { .. } | Term::Data { .. }, _) => false,
        }
    }

    fn more_specific_data(&mut self, a: TypeId, b: TypeId, invariant: bool) -> bool {
        let (Some((name_a, params_a)), Some((name_b, params_b))) = (self.data(a), self.data(b)) else {
            return false;
        };
        let (params_a, params_b) = (params_a.to_vec(), params_b.to_vec());
        if name_a != name_b {
            if invariant {
                return false;
            }
            if name_a == known::names::TYPE {
                return b == known::ANY
                    || [known::DATATYPE, known::UNION_ALL, known::UNION].contains(&b)
                    || self.is_below(known::DATATYPE, b);
            }
            let mut up = self.supertype(a);
            loop {
                if up == b || b == known::ANY {
                    return true;
                }
                if up == known::ANY {
                    return false;
                }
                let (_, body) = self.unwrap_union_all(up);
                if self.data(body).map(|(name, _)| name) == Some(name_b) {
                    // A name further down the tree wins unless parameters say otherwise.
                    return body == b || !self.more_specific_data(b, body, false);
                }
                up = self.supertype(body);
            }
        }
        if name_a == known::names::TUPLE {
            return self.more_specific_tuple(&params_a, &params_b, invariant);
        }
        let mut strictly = false;
        for (&x, &y) in params_a.iter().zip(&params_b) {
            if x == y || self.same_shape(x, y) {
                continue;
            }
            if self.more_specific_parts(x, y, true) {
                strictly = true;
            } else if self.more_specific_parts(y, x, true) || !self.has_vars_or_equal(x, y) {
                return false;
            }
        }
        if !strictly {
            // Equal up to variables: repeated variables say more, as in Pair{T, T} against Pair{T, S}.
            return self.distinct_vars(a) < self.distinct_vars(b);
        }
        strictly
    }

    fn more_specific_tuple(&mut self, a: &[TypeId], b: &[TypeId], invariant: bool) -> bool {
        let (a_fixed, a_rest) = split_vararg(self, a);
        let (b_fixed, b_rest) = split_vararg(self, b);
        let at = |fixed: &[TypeId], rest: Option<(TypeId, Option<TypeId>)>, i: usize| {
            fixed.get(i).copied().or(rest.map(|(elem, _)| elem))
        };
        if (a_rest.is_none() && a_fixed.len() < b_fixed.len())
            || (b_rest.is_none() && b_fixed.len() < a_fixed.len())
        {
            return false;
        }
        let mut strictly = false;
        let longest = a_fixed.len().max(b_fixed.len()) + usize::from(a_rest.is_some() && b_rest.is_some());
        for i in 0..longest {
            let (Some(x), Some(y)) = (at(a_fixed, a_rest, i), at(b_fixed, b_rest, i)) else { return false };
            if x == y || self.same_shape(x, y) {
                continue;
            }
            if self.is_below(x, y) && !self.is_below(y, x) || self.more_specific_parts(x, y, invariant) {
                strictly = true;
            } else if self.is_below(y, x) && !self.is_below(x, y)
                || self.more_specific_parts(y, x, invariant)
                || !self.has_vars_or_equal(x, y)
            {
                return false;
            }
        }
        if strictly {
            return true;
        }
        match (a_rest, b_rest) {
            (None, Some(_)) => true,
            (Some(_), None) => false,
            (Some((_, a_len)), Some((_, b_len))) => {
                if a_fixed.len() != b_fixed.len() {
                    a_fixed.len() > b_fixed.len()
                } else {
                    a_len.is_some() && b_len.is_none()
                }
            }
            (None, None) => {
                let (tuple_a, tuple_b) = (self.tuple(a), self.tuple(b));
                self.distinct_vars(tuple_a) < self.distinct_vars(tuple_b)
            }
        }
    }

    /// Subtyping with free variables standing for their upper bounds' types on the left and right.
    fn is_below(&mut self, a: TypeId, b: TypeId) -> bool {
        let (a, b) = (self.close_over(a), self.close_over(b));
        self.subtype(a, b)
    }

    /// `ty` with every free variable bound around it.
    fn close_over(&mut self, ty: TypeId) -> TypeId {
        let mut vars = Vec::new();
        self.free_vars(ty, &mut vars);
        let mut ty = ty;
        // Bounds can mention further variables, which need a binder too.
        while !vars.is_empty() {
            for &var in vars.iter().rev() {
                ty = self.union_all(var, ty);
            }
            vars.clear();
            self.free_vars(ty, &mut vars);
        }
        ty
    }

    /// Whether `x` and `y` are equal but for the names of their free variables.
    fn same_shape(&mut self, x: TypeId, y: TypeId) -> bool {
        if !self.has_free_vars(x) || !self.has_free_vars(y) {
            return false;
        }
        self.close_over(x) == self.close_over(y)
    }

    fn has_vars_or_equal(&mut self, x: TypeId, y: TypeId) -> bool {
        x == y || self.has_free_vars(x) || self.has_free_vars(y) || self.type_equal(x, y)
    }

    fn distinct_vars(&self, ty: TypeId) -> usize {
        let mut vars = Vec::new();
        self.free_vars(ty, &mut vars);
        vars.len()
    }
}
