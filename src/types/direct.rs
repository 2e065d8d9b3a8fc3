//! Matching without a search: arguments of known types against a signature whose variables each have one way to be found.
//!
//! Nearly every question that dispatch asks is of this kind: `Tuple{typeof(+), Int64, Vector{Float64}}` against
//! `Tuple{typeof(+), T, Array{S, N}} where {T<:Real, S, N}`. One walk over both finds what each variable must be: a use
//! within invariant parameters says it exactly, uses as an argument's type say it of concrete arguments. What needs
//! choices (unions and binders that mention variables), bounds that mention variables, variables that nothing tells, and
//! types as arguments for a variable is left to the solver of `subtype.rs`.
//!
//! Invariant: an answer that is given is the solver's.

use crate::{List, Term, TypeId, TypeVarId, Types, known};
use smallvec::SmallVec;

/// What a walk says of a pair of types.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Answer {
    Yes,
    No,
    /// The solver is to be asked.
    Unknown,
}

/// What is known of a variable of the right side.
struct Found {
    var: TypeVarId,
    /// What it is by an invariant use.
    exact: Option<TypeId>,
    /// The concrete type of an argument that it is for.
    covers: Option<TypeId>,
    /// Whether it is also for an argument of another type.
    is_torn: bool,
}

type Variables = SmallVec<[Found; 4]>;

impl Types {
    /// Whether `a`, which has no free variables, is a subtype of `b`, and the values of the variables of the `where`s
    /// around `b`, the outermost first; none if this takes a search.
    pub fn match_directly(&mut self, a: TypeId, b: TypeId) -> Option<Option<Vec<TypeId>>> {
        let mut variables = Variables::new();
        let mut body = b;
        while let Term::UnionAll { var, body: inner } = self.term(body) {
            if variables.iter().any(|found| found.var == var) {
                return None;
            }
            variables.push(Found { var, exact: None, covers: None, is_torn: false });
            body = inner;
        }
        match self.covers(a, body, &mut variables) {
            Answer::Yes => {}
            Answer::No => return Some(None),
            Answer::Unknown => return None,
        }
        let mut values = Vec::with_capacity(variables.len());
        for found in &variables {
            let bounds = self.var(found.var);
            if bounds.lower != known::BOTTOM || self.has_free_vars(bounds.upper) {
                return None;
            }
            let value = match (found.exact, found.covers) {
                // Arguments of different concrete types, and no parameter says what contains them.
                (None, Some(_)) if found.is_torn => return Some(None),
                (Some(exact), None) => exact,
                (None, Some(covers)) => covers,
                (Some(exact), Some(covers)) if exact == covers && !found.is_torn => exact,
                (Some(_), Some(_)) | (None, None) => return None,
            };
            if bounds.upper != known::ANY {
                if matches!(self.term(value), Term::Value(_)) {
                    return None;
                }
                if !self.subtype(value, bounds.upper) {
                    return Some(None);
                }
            }
            values.push(value);
        }
        Some(Some(values))
    }

    /// Whether `a` is a subtype of `b`, of two declared types without free variables.
    pub(crate) fn is_below_directly(&mut self, a: TypeId, b: TypeId) -> Option<bool> {
        let answer = self.is_below(a, b, &mut Variables::new());
        (answer != Answer::Unknown).then_some(answer == Answer::Yes)
    }

    /// Whether it is a declared type without parameters.
    fn is_plain(&self, ty: TypeId) -> bool {
        matches!(self.data(ty), Some((_, [])))
    }

    /// Whether `x` is below `y`, in a place where a variable can be anything above.
    fn covers(&mut self, x: TypeId, y: TypeId, variables: &mut Variables) -> Answer {
        if y == known::ANY {
            return Answer::Yes;
        }
        let (term_x, term_y) = (self.term(x), self.term(y));
        if matches!(term_x, Term::Vararg { .. }) || matches!(term_y, Term::Vararg { .. }) {
            return Answer::Unknown;
        }
        let are_tuples = matches!(
            (term_x, term_y),
            (Term::Data { name: known::names::TUPLE, .. }, Term::Data { name: known::names::TUPLE, .. })
        );
        // Tuples are taken apart here: the answers for their elements are shared by many calls.
        if x == y {
            return if self.has_free_vars(y) { Answer::Unknown } else { Answer::Yes };
        }
        if !are_tuples && !self.has_free_vars(y) {
            return if self.subtype(x, y) { Answer::Yes } else { Answer::No };
        }
        match term_y {
            Term::Var(var) => {
                // Of types as arguments a variable is their kind.
                if !self.is_concrete(x) || !self.is_dispatch_leaf(x) {
                    return Answer::Unknown;
                }
                let is_plain = self.is_plain(x);
                let Some(found) = variables.iter_mut().find(|found| found.var == var) else {
                    return Answer::Unknown;
                };
                match found.covers {
                    None => found.covers = Some(x),
                    Some(known) if known == x => {}
                    Some(known) => {
                        found.is_torn = true;
                        if !is_plain || !self.is_plain(known) {
                            return Answer::Unknown;
                        }
                    }
                }
                Answer::Yes
            }
            Term::Data { .. } => self.is_below(x, y, variables),
            Term::Bottom | Term::Union(_) | Term::UnionAll { .. } | Term::Vararg { .. } | Term::Value(_) => {
                Answer::Unknown
            }
        }
    }

    /// The same for a declared type `y`.
    fn is_below(&mut self, mut x: TypeId, y: TypeId, variables: &mut Variables) -> Answer {
        let Term::Data { name, params } = self.term(y) else { return Answer::Unknown };
        let own = loop {
            let Term::Data { name: own, params } = self.term(x) else { return Answer::Unknown };
            if own == name {
                break params;
            }
            if own == known::names::TYPE {
                return Answer::Unknown;
            }
            x = self.supertype(x);
            if x == known::ANY {
                return Answer::No;
            }
        };
        if x == y && !self.has_free_vars(y) {
            return Answer::Yes;
        }
        if name == known::names::TUPLE {
            return self.covers_elements(own, params, variables);
        }
        self.are_exactly(own, params, variables)
    }

    /// The same for the elements of two tuples.
    fn covers_elements(&mut self, x: List, y: List, variables: &mut Variables) -> Answer {
        let rest = match self.list(y).last().map(|&last| self.term(last)) {
            Some(Term::Vararg { elem, len }) => Some((elem, len)),
            _ => None,
        };
        let fixed = y.len() - usize::from(rest.is_some());
        if let Some(&last) = self.list(x).last()
            && matches!(self.term(last), Term::Vararg { .. })
        {
            return Answer::Unknown;
        }
        if x.len() < fixed || (rest.is_none() && x.len() > fixed) {
            return Answer::No;
        }
        let mut answer = Answer::Yes;
        for i in 0..x.len() {
            let against = match rest {
                Some((elem, _)) if i >= fixed => elem,
                _ => self.list_item(y, i),
            };
            match self.covers(self.list_item(x, i), against, variables) {
                Answer::Yes => {}
                Answer::No => return Answer::No,
                // A later element may still say no.
                Answer::Unknown => answer = Answer::Unknown,
            }
        }
        if let Some((_, Some(len))) = rest {
            let count = self.int_value((x.len() - fixed) as i64);
            match self.is_exactly(count, len, variables) {
                Answer::Yes => {}
                other => return other,
            }
        }
        answer
    }

    /// Whether parameters are equal, one by one.
    fn are_exactly(&mut self, x: List, y: List, variables: &mut Variables) -> Answer {
        let mut answer = Answer::Yes;
        for i in 0..x.len().min(y.len()) {
            match self.is_exactly(self.list_item(x, i), self.list_item(y, i), variables) {
                Answer::Yes => {}
                Answer::No => return Answer::No,
                Answer::Unknown => answer = Answer::Unknown,
            }
        }
        answer
    }

    /// Whether `x`, which has no free variables, is `y`.
    fn is_exactly(&mut self, x: TypeId, y: TypeId, variables: &mut Variables) -> Answer {
        let term_x = self.term(x);
        if !self.has_free_vars(y) {
            let is_value = |term: Term| matches!(term, Term::Value(_));
            let is_open = |term: Term| matches!(term, Term::Vararg { .. });
            return match x == y {
                true => Answer::Yes,
                false if is_value(term_x) || is_value(self.term(y)) => Answer::No,
                false if is_open(term_x) || is_open(self.term(y)) => Answer::Unknown,
                false if self.type_equal(x, y) => Answer::Yes,
                false => Answer::No,
            };
        }
        match self.term(y) {
            Term::Var(var) => {
                if matches!(term_x, Term::Bottom | Term::Vararg { .. }) {
                    return Answer::Unknown;
                }
                let Some(found) = variables.iter_mut().find(|found| found.var == var) else {
                    return Answer::Unknown;
                };
                match found.exact {
                    None => found.exact = Some(x),
                    Some(known) if known == x => {}
                    Some(known) => {
                        let is_value = |term: Term| matches!(term, Term::Value(_));
                        let are_values = is_value(term_x) && is_value(self.term(known));
                        let are_plain = self.is_plain(x) && self.is_plain(known);
                        return if are_values || are_plain { Answer::No } else { Answer::Unknown };
                    }
                }
                Answer::Yes
            }
            Term::Data { name, params } => match term_x {
                Term::Data { name: own, params: given } if own == name => {
                    let is_open = |types: &Types, list: List| {
                        types
                            .list(list)
                            .last()
                            .is_some_and(|&last| matches!(types.term(last), Term::Vararg { .. }))
                    };
                    if name == known::names::TUPLE {
                        if is_open(self, given) || is_open(self, params) {
                            return Answer::Unknown;
                        }
                        if given.len() != params.len() {
                            return Answer::No;
                        }
                    }
                    self.are_exactly(given, params, variables)
                }
                Term::Data { name: own, .. } if own != known::names::TYPE && name != known::names::TYPE => {
                    Answer::No
                }
                Term::Value(_) => Answer::No,
                Term::Data { .. }
                | Term::Bottom
                | Term::Union(_)
                | Term::Var(_)
                | Term::UnionAll { .. }
                | Term::Vararg { .. } => Answer::Unknown,
            },
            Term::Bottom | Term::Union(_) | Term::UnionAll { .. } | Term::Vararg { .. } | Term::Value(_) => {
                Answer::Unknown
            }
        }
    }
}
