//! Type intersection, as a type that is never too small.
//!
//! Invariant: a value of both types is a value of the result; the result may have more. In particular `Union{}`
//! means that the two are surely disjoint. All variables are opened, with names apart; where one meets a type in an
//! invariant position the two must be equal, which binds it; covariant uses only narrow by its upper bound. What
//! is still open at the end is bound again by a `where` around the result.

use crate::subtype::split_vararg;
use crate::{Term, TypeId, TypeNameId, TypeVarId, Types, known};

impl Types {
    /// A type of at least the values that `a` and `b` share.
    pub fn intersect(&mut self, a: TypeId, b: TypeId) -> TypeId {
        if a == b || b == known::ANY {
            return a;
        }
        if a == known::ANY {
            return b;
        }
        if self.are_apart(a, b) {
            return known::BOTTOM;
        }
        if self.subtype(a, b) {
            return a;
        }
        if self.subtype(b, a) {
            return b;
        }
        Meet { types: self, open: Vec::new(), bound: Vec::new() }.closed(a, b)
    }

    /// Whether two tuple types, with or without a `where`, differ so much that no value can belong to both, by a look at
    /// their lengths and the names of their elements' types.
    pub(crate) fn are_apart(&self, a: TypeId, b: TypeId) -> bool {
        let elements = |ty: TypeId| self.tuple_elements(self.without_where(ty));
        let (Some(a), Some(b)) = (elements(a), elements(b)) else { return false };
        let is_open = |elements: &[TypeId]| {
            elements.last().is_some_and(|&last| matches!(self.term(last), Term::Vararg { .. }))
        };
        let (open_a, open_b) = (is_open(a), is_open(b));
        let (a, b) = (&a[..a.len() - usize::from(open_a)], &b[..b.len() - usize::from(open_b)]);
        a.len() > b.len() && !open_b
            || b.len() > a.len() && !open_a
            || a.iter().zip(b).any(|(&a, &b)| self.are_named_apart(a, b))
    }

    /// Whether two types, with or without a `where`, have names of which neither is declared below the other one, so that
    /// no value can belong to both. Types of types have many names.
    pub fn are_named_apart(&self, a: TypeId, b: TypeId) -> bool {
        use known::names::{DATATYPE, TYPE, TYPEOF_BOTTOM, UNION, UNION_ALL};
        if a == b {
            return false;
        }
        let name = |ty: TypeId| self.data(self.without_where(ty)).map(|(name, _)| name);
        let (Some(a), Some(b)) = (name(a), name(b)) else { return false };
        let is_type = |name| [TYPE, DATATYPE, UNION_ALL, UNION, TYPEOF_BOTTOM].contains(&name);
        a != b && !is_type(a) && !is_type(b) && !self.is_declared_below(a, b) && !self.is_declared_below(b, a)
    }

    fn without_where(&self, mut ty: TypeId) -> TypeId {
        while let Term::UnionAll { body, .. } = self.term(ty) {
            ty = body;
        }
        ty
    }

    fn is_declared_below(&self, mut name: TypeNameId, other: TypeNameId) -> bool {
        while name != other {
            match self.name_of(self.name(name).supertype) {
                Some(above) if above != name => name = above,
                Some(_) | None => return false,
            }
        }
        true
    }

    /// Whether no value can belong to both types.
    pub fn is_disjoint(&mut self, a: TypeId, b: TypeId) -> bool {
        self.intersect(a, b) == known::BOTTOM
    }
}

struct Meet<'a> {
    types: &'a mut Types,
    /// Opened variables, the outermost first.
    open: Vec<TypeVarId>,
    /// What invariant positions demand of opened variables.
    bound: Vec<(TypeVarId, TypeId)>,
}

impl Meet<'_> {
    /// The intersection with everything that it opened bound again.
    fn closed(&mut self, a: TypeId, b: TypeId) -> TypeId {
        let open = self.open.len();
        let mut result = self.covariant(a, b).unwrap_or(known::BOTTOM);
        // Bindings can mention variables that were bound later.
        for _ in 0..=self.bound.len() {
            let next = self.types.substitute(result, &self.bound);
            if next == result {
                break;
            }
            result = next;
        }
        let vars: Vec<_> = self.open.drain(open..).collect();
        for &var in vars.iter().rev() {
            result = self.types.union_all(var, result);
        }
        result
    }

    fn open_form(&mut self, ty: TypeId) -> TypeId {
        let mut ty = ty;
        while let Term::UnionAll { .. } = self.types.term(ty) {
            let mut number = 0;
            loop {
                let (var, body) = self.types.renamed(ty, number);
                if !self.open.contains(&var) {
                    self.open.push(var);
                    ty = body;
                    break;
                }
                number += 1;
            }
        }
        ty
    }

    /// The intersection where both types may be narrowed; none if disjoint.
    fn covariant(&mut self, a: TypeId, b: TypeId) -> Option<TypeId> {
        if a == b || b == known::ANY {
            return Some(a);
        }
        if a == known::ANY {
            return Some(b);
        }
        match (self.types.term(a), self.types.term(b)) {
            (Term::Bottom, _) | (_, Term::Bottom) => None,
            (Term::Union(members), _) => {
                let members = self.types.list(members).to_vec();
                self.each(&members, b)
            }
            (_, Term::Union(members)) => {
                let members = self.types.list(members).to_vec();
                self.each(&members, a)
            }
            (Term::UnionAll { .. }, _) => {
                let a = self.open_form(a);
                self.covariant(a, b)
            }
            (_, Term::UnionAll { .. }) => {
                let b = self.open_form(b);
                self.covariant(a, b)
            }
            (Term::Var(var), _) => self.below_var(var, a, b),
            (_, Term::Var(var)) => self.below_var(var, b, a),
            (Term::Data { .. }, Term::Data { .. }) => self.declared(a, b),
            (Term::Value(_) | Term::Vararg { .. } | Term::Data { .. }, _) => None,
        }
    }

    fn each(&mut self, members: &[TypeId], other: TypeId) -> Option<TypeId> {
        let mut results = Vec::new();
        for &member in members {
            // Each member may demand something else of the variables, so none of it is kept.
            let bound = self.bound.len();
            if let Some(result) = self.covariant(member, other) {
                let learnt = self.bound[bound..].to_vec();
                results.push(self.types.substitute(result, &learnt));
            }
            self.bound.truncate(bound);
        }
        (!results.is_empty()).then(|| self.types.union(&results))
    }

    /// A value below a variable and below `other`.
    fn below_var(&mut self, var: TypeVarId, this: TypeId, other: TypeId) -> Option<TypeId> {
        if let Some(&(_, value)) = self.bound.iter().find(|&&(bound, _)| bound == var) {
            return self.covariant(value, other);
        }
        let upper = self.types.var(var).upper;
        if upper == known::ANY {
            return Some(if matches!(self.types.term(other), Term::Var(_)) { this } else { other });
        }
        self.covariant(upper, other)
    }

    fn declared(&mut self, a: TypeId, b: TypeId) -> Option<TypeId> {
        let (Some((a_name, a_params)), Some((b_name, b_params))) = (self.types.data(a), self.types.data(b))
        else {
            unreachable!("intersect: both are declared types");
        };
        let (a_params, b_params) = (a_params.to_vec(), b_params.to_vec());
        if a_name == b_name {
            if a_name == known::names::TUPLE {
                return self.tuples(&a_params, &b_params);
            }
            let params: Option<Vec<_>> =
                a_params.iter().zip(&b_params).map(|(&x, &y)| self.invariant(x, y)).collect();
            return Some(self.types.data_type(a_name, &params?));
        }
        for (lower, lower_params, lower_name, upper) in [(a, &a_params, a_name, b), (b, &b_params, b_name, a)]
        {
            let is_kind =
                [known::DATATYPE, known::UNION_ALL, known::UNION, known::TYPEOF_BOTTOM].contains(&upper);
            if lower_name == known::names::TYPE && is_kind {
                // Type{T} and a kind: T's kind must lie below it, if T is known.
                let param = lower_params[0];
                let is_known = !matches!(self.types.term(param), Term::Var(_));
                let kind = self.types.kind_of(param);
                return (!is_known || kind == upper).then_some(lower);
            }
            let upper_name = self.types.data(upper).map(|(name, _)| name);
            let mut up = lower;
            while up != known::ANY {
                up = self.types.supertype(up);
                if let Term::UnionAll { .. } = self.types.term(up) {
                    up = self.open_form(up);
                }
                if self.types.data(up).map(|(name, _)| name) == upper_name {
                    return self.declared(up, upper).map(|_| lower);
                }
            }
        }
        None
    }

    fn tuples(&mut self, a: &[TypeId], b: &[TypeId]) -> Option<TypeId> {
        let (a, a_rest) = split_vararg(self.types, a);
        let (b, b_rest) = split_vararg(self.types, b);
        if (a.len() < b.len() && a_rest.is_none()) || (b.len() < a.len() && b_rest.is_none()) {
            return None;
        }
        let mut elements = Vec::new();
        for i in 0..a.len().max(b.len()) {
            let x = a.get(i).copied().or(a_rest.map(|(elem, _)| elem))?;
            let y = b.get(i).copied().or(b_rest.map(|(elem, _)| elem))?;
            elements.push(self.covariant(x, y)?);
        }
        // The length of one side's Vararg, if the other side ends there.
        for (rest, len, other_rest) in [(a_rest, a.len(), b_rest), (b_rest, b.len(), a_rest)] {
            if let (Some((_, Some(count))), None) = (rest, other_rest) {
                let number = self.types.int_value((elements.len() - len) as i64);
                self.invariant(count, number)?;
            }
        }
        if let (Some((x, x_len)), Some((y, y_len))) = (a_rest, b_rest) {
            let len = match (x_len, y_len) {
                _ if a.len() != b.len() => None,
                (Some(n), Some(m)) => Some(self.invariant(n, m)?),
                (n, m) => n.or(m),
            };
            // Disjoint elements leave only the tuples without any.
            if let Some(elem) = self.covariant(x, y) {
                let rest = self.types.vararg(elem, len);
                elements.push(rest);
            }
        }
        Some(self.types.tuple(&elements))
    }

    /// The intersection of two parameters, which must be equal; none if they cannot be.
    fn invariant(&mut self, x: TypeId, y: TypeId) -> Option<TypeId> {
        let (x, y) = (self.resolve(x), self.resolve(y));
        if x == y {
            return Some(x);
        }
        match (self.types.term(x), self.types.term(y)) {
            (Term::Var(var), _) if self.open.contains(&var) => self.bind(var, y),
            (_, Term::Var(var)) if self.open.contains(&var) => self.bind(var, x),
            _ if !self.types.has_free_vars(x) && !self.types.has_free_vars(y) => {
                self.types.type_equal(x, y).then_some(x)
            }
            (Term::Data { name, params }, Term::Data { name: other, params: other_params }) => {
                if name != other || (name != known::names::TUPLE && params.len() != other_params.len()) {
                    return None;
                }
                let (params, others) =
                    (self.types.list(params).to_vec(), self.types.list(other_params).to_vec());
                if name == known::names::TUPLE {
                    if params.len() != others.len() {
                        return Some(x);
                    }
                    let elements: Option<Vec<_>> =
                        params.iter().zip(&others).map(|(&x, &y)| self.invariant(x, y)).collect();
                    return Some(self.types.tuple(&elements?));
                }
                let params: Option<Vec<_>> =
                    params.iter().zip(&others).map(|(&x, &y)| self.invariant(x, y)).collect();
                Some(self.types.data_type(name, &params?))
            }
            (Term::Value(_), Term::Data { .. }) | (Term::Data { .. }, Term::Value(_)) => None,
            // A declared type is no union and has no binder, whatever its variables stand for.
            (Term::Data { .. }, Term::Union(_) | Term::UnionAll { .. }) if !self.types.has_free_vars(y) => {
                None
            }
            (Term::Union(_) | Term::UnionAll { .. }, Term::Data { .. }) if !self.types.has_free_vars(x) => {
                None
            }
            // Unions and binders with variables in them: not taken apart.
            (
                Term::Bottom
                | Term::Data { .. }
                | Term::Union(_)
                | Term::Var(_)
                | Term::UnionAll { .. }
                | Term::Vararg { .. }
                | Term::Value(_),
                _,
            ) => Some(x),
        }
    }

    fn resolve(&mut self, ty: TypeId) -> TypeId {
        self.types.substitute(ty, &self.bound)
    }

    fn bind(&mut self, var: TypeVarId, value: TypeId) -> Option<TypeId> {
        if self.types.mentions_var(value, var) {
            return Some(value);
        }
        let bounds = self.types.var(var);
        if !self.types.has_free_vars(value) && !matches!(self.types.term(value), Term::Value(_)) {
            let upper = self.resolve(bounds.upper);
            let lower = self.resolve(bounds.lower);
            if (!self.types.has_free_vars(upper) && !self.types.subtype(value, upper))
                || (!self.types.has_free_vars(lower) && !self.types.subtype(lower, value))
            {
                return None;
            }
            if let Term::UnionAll { .. } | Term::Data { .. } = self.types.term(upper)
                && self.types.has_free_vars(upper)
            {
                // The bound mentions other variables: it may fix them, or exclude the value.
                let saved = self.bound.len();
                self.covariant(value, upper)?;
                self.bound.truncate(saved);
            }
        } else if let Term::Var(other) = self.types.term(value)
            && self.open.contains(&other)
        {
            // Of two open variables the one with the narrower bound stays.
            let theirs = self.types.var(other).upper;
            if theirs == known::ANY && bounds.upper != known::ANY {
                let this = self.types.var_type(var);
                self.bound.push((other, this));
                return Some(this);
            }
        }
        self.bound.push((var, value));
        Some(value)
    }
}
