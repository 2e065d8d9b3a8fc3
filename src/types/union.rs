//! Unions in normal form, and the joins that inference makes.
//!
//! Invariant: a stored union is flat, holds two or more members none of which is a subtype of another, and
//! lists them in Julia's order: singletons, then bits types, then other declared types, each by name and
//! parameters, then the rest. So equal unions have equal ids.

use crate::{Stored, Term, TypeId, TypeNameId, Types, known};
use core::cmp::Ordering;

/// The largest number of members that [`Types::join`] keeps apart.
pub const MAX_UNION_LENGTH: usize = 4;

impl Types {
    /// `Union{members...}`.
    pub fn union(&mut self, members: &[TypeId]) -> TypeId {
        let mut flat = Vec::with_capacity(members.len());
        for &member in members {
            match self.stored(member) {
                Stored::Plain(Term::Bottom) => {}
                Stored::Plain(Term::Union(list)) => flat.extend_from_slice(self.list(list)),
                _ => flat.push(member),
            }
        }
        let mut kept: Vec<TypeId> = Vec::with_capacity(flat.len());
        for member in flat {
            if kept.iter().any(|&other| self.is_redundant(member, other)) {
                continue;
            }
            kept.retain(|&other| !self.is_redundant(other, member));
            kept.push(member);
        }
        match kept[..] {
            [] => known::BOTTOM,
            [one] => one,
            _ => {
                self.sort_union(&mut kept);
                let list = self.intern_list(&kept);
                self.intern(Stored::Plain(Term::Union(list)))
            }
        }
    }

    /// The narrowest type that inference keeps for "a value of `a` or of `b`": their union if that is small,
    /// else a common supertype.
    pub fn join(&mut self, a: TypeId, b: TypeId) -> TypeId {
        if a == b || self.subtype(b, a) {
            return a;
        }
        if self.subtype(a, b) {
            return b;
        }
        let union = self.union(&[a, b]);
        let members = self.union_members(union);
        if members.len() <= MAX_UNION_LENGTH && members.iter().all(|&m| self.depth(m) <= MAX_DEPTH) {
            return union;
        }
        self.typejoin_all(&members)
    }

    /// The common supertype of all `members`.
    pub fn typejoin_all(&mut self, members: &[TypeId]) -> TypeId {
        members.iter().fold(known::BOTTOM, |joined, &member| self.typejoin(joined, member))
    }

    /// The closest common declared supertype of `a` and `b`, as Julia's `typejoin`.
    pub fn typejoin(&mut self, a: TypeId, b: TypeId) -> TypeId {
        if self.subtype(a, b) {
            return b;
        }
        if self.subtype(b, a) {
            return a;
        }
        if let Term::Union(members) = self.term(a) {
            let members = self.list(members).to_vec();
            let joined = self.typejoin_all(&members);
            return self.typejoin(joined, b);
        }
        if matches!(self.term(b), Term::Union(_)) {
            return self.typejoin(b, a);
        }
        if let (Some(x), Some(y)) = (self.closed_elements(a), self.closed_elements(b)) {
            return self.join_tuples(&x, &y);
        }
        let name_a = self.name_of(a);
        let mut up = b;
        // Walk up from b to the first type whose name is above a too.
        loop {
            if up == known::ANY {
                return known::ANY;
            }
            let Some(name) = self.name_of(up) else { return known::ANY };
            let mut below = a;
            while below != known::ANY {
                if self.name_of(below) == Some(name) {
                    return self.join_parameters(name, below, up);
                }
                below = self.supertype(below);
            }
            if name_a.is_none() {
                return known::ANY;
            }
            up = self.supertype(up);
        }
    }

    /// `typejoin` of two types of one name: the parameters in which they differ become variables.
    fn join_parameters(&mut self, name: TypeNameId, a: TypeId, b: TypeId) -> TypeId {
        if a == b {
            return a;
        }
        let wrapper = self.names[name].wrapper;
        let (body_a, body_b) = (self.under_binders(a), self.under_binders(b));
        let (x, y) = (self.params(body_a).to_vec(), self.params(body_b).to_vec());
        let vars = self.names[name].vars.clone();
        let mut params = Vec::new();
        let mut open = Vec::new();
        for ((x, y), &var) in x.into_iter().zip(y).zip(&vars) {
            if x == y && !self.has_free_vars(x) {
                params.push(x);
            } else {
                params.push(self.var_type(var));
                open.push(var);
            }
        }
        let body = self.data_type(name, &params);
        let joined = self.union_all_many(&open, body);
        // A kept parameter may lie outside bounds that mention an opened one: give all up then.
        if self.subtype(a, joined) && self.subtype(b, joined) { joined } else { wrapper }
    }

    /// The elements of a tuple type, each under the tuple's own binders.
    fn closed_elements(&mut self, ty: TypeId) -> Option<Vec<TypeId>> {
        let (vars, body) = self.unwrap_union_all(ty);
        let elements = self.tuple_elements(body)?.to_vec();
        let mut close = |element: TypeId| match self.term(element) {
            Term::Vararg { elem, .. } => {
                let elem = self.union_all_many(&vars, elem);
                self.vararg(elem, None)
            }
            _ => self.union_all_many(&vars, element),
        };
        Some(elements.into_iter().map(&mut close).collect())
    }

    fn join_tuples(&mut self, x: &[TypeId], y: &[TypeId]) -> TypeId {
        let split = |types: &Types, elements: &[TypeId]| match elements.split_last() {
            Some((&last, fixed)) => match types.term(last) {
                Term::Vararg { elem, .. } => (fixed.to_vec(), Some(elem)),
                _ => (elements.to_vec(), None),
            },
            None => (Vec::new(), None),
        };
        let ((fixed_x, rest_x), (fixed_y, rest_y)) = (split(self, x), split(self, y));
        let common = fixed_x.len().min(fixed_y.len());
        let mut elements: Vec<_> = (0..common).map(|i| self.typejoin(fixed_x[i], fixed_y[i])).collect();
        let leftover: Vec<_> =
            fixed_x[common..].iter().chain(&fixed_y[common..]).copied().chain(rest_x).chain(rest_y).collect();
        if !leftover.is_empty() {
            let elem = self.typejoin_all(&leftover);
            elements.push(self.vararg(elem, None));
        }
        self.tuple(&elements)
    }

    /// How deeply parameters nest in `ty`; inference widens what grows without end.
    pub fn depth(&self, ty: TypeId) -> u32 {
        let deepest =
            |types: &Types, parts: &[TypeId]| parts.iter().map(|&p| types.depth(p)).max().unwrap_or(0);
        match self.term(ty) {
            Term::Bottom | Term::Var(_) | Term::Value(_) => 0,
            Term::Data { params, .. } => 1 + deepest(self, self.list(params)),
            Term::Union(members) => deepest(self, self.list(members)),
            Term::UnionAll { body, .. } => self.depth(body),
            Term::Vararg { elem, .. } => self.depth(elem),
        }
    }

    /// Whether a union that has `other` needs no `member`.
    fn is_redundant(&mut self, member: TypeId, other: TypeId) -> bool {
        if member == other {
            return true;
        }
        if self.has_free_vars(member)
            || self.has_free_vars(other)
            || !self.is_locally_closed(member)
            || !self.is_locally_closed(other)
        {
            return false;
        }
        self.subtype(member, other)
    }

    fn sort_union(&mut self, members: &mut [TypeId]) {
        let ranks: Vec<u32> = members.iter().map(|&member| self.union_rank(member)).collect();
        let mut order: Vec<usize> = (0..members.len()).collect();
        order.sort_by(|&i, &j| {
            ranks[i]
                .cmp(&ranks[j])
                .then_with(|| self.compare_names(members[i], members[j]))
                .then_with(|| members[i].cmp(&members[j]))
        });
        let sorted: Vec<_> = order.iter().map(|&i| members[i]).collect();
        members.copy_from_slice(&sorted);
    }

    fn union_rank(&mut self, ty: TypeId) -> u32 {
        if !matches!(self.stored(ty), Stored::Plain(Term::Data { .. })) {
            3
        } else if !self.is_locally_closed(ty)
            || self.root(ty).is_some_and(|(name, _)| self.names[name].is_recursive)
        {
            2
        } else if self.is_singleton(ty) {
            0
        } else if self.is_bits(ty) {
            1
        } else {
            2
        }
    }

    fn compare_names(&self, a: TypeId, b: TypeId) -> Ordering {
        let ((a_name, a_params), (b_name, b_params)) = match (self.root(a), self.root(b)) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Greater,
            (Some(_), None) => return Ordering::Less,
        };
        let by_name = self.names[a_name].text.cmp(&self.names[b_name].text);
        by_name.then_with(|| {
            a_params
                .iter()
                .zip(b_params)
                .map(|(&a, &b)| self.compare_names(a, b))
                .find(|order| order.is_ne())
                .unwrap_or_else(|| a_params.len().cmp(&b_params.len()))
        })
    }

    /// Name and parameters below any binders; unlike `data`, also for terms within keys.
    fn root(&self, ty: TypeId) -> Option<(TypeNameId, &[TypeId])> {
        let mut ty = ty;
        loop {
            match self.stored(ty) {
                Stored::Forall(_) => ty = self.forall_body(ty),
                Stored::Plain(Term::Data { name, params }) => return Some((name, self.list(params))),
                _ => return None,
            }
        }
    }
}

/// Joined types nest at most this deep in a union; see [`Types::join`].
const MAX_DEPTH: u32 = 6;
