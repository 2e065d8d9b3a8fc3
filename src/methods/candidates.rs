//! The closest candidates that a `MethodError` message lists.
//!
//! Invariant: a candidate of a call with several arguments matches at least one of them; those with more matching
//! arguments come first, then the newer ones.

use crate::table::{MethodId, Methods, key_of};
use juliette_types::{Term, TypeId, Types};

/// A method that nearly applies to a call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Candidate {
    /// The method.
    pub method: MethodId,
    /// For each of its parameters after the called value: whether the argument there matches (true beyond the arguments).
    pub is_matched: Vec<bool>,
    /// How many arguments match.
    pub matched: usize,
    /// Parameters without an argument.
    pub missing: usize,
}

impl Methods {
    /// The live methods of the called value that come closest to accepting `args`, the best first.
    pub fn closest_candidates(&mut self, types: &mut Types, args: TypeId) -> Vec<Candidate> {
        let Some(elements) = types.tuple_elements(args).map(<[_]>::to_vec) else { return Vec::new() };
        let Some((&called, given)) = elements.split_first() else { return Vec::new() };
        let table = self.in_order_of_definition(key_of(types, called));
        let mut found = Vec::new();
        for method in table {
            let (vars, _) = types.unwrap_union_all(self.methods[method].signature);
            let params = self.methods[method].params.clone();
            let accepts_callee = types.union_all_many(&vars, params[0]);
            if !types.subtype(called, accepts_callee) {
                continue;
            }
            let mut is_matched = Vec::new();
            let mut matched = 0;
            // The arguments that match so far: variables that they share must have one value.
            let (mut args, mut accepted) = (vec![called], vec![params[0]]);
            for (i, &param) in params[1..].iter().enumerate() {
                let (ty, covers) = match types.term(param) {
                    Term::Vararg { elem, .. } => (elem, given.get(i..).unwrap_or(&[])),
                    _ => (param, given.get(i..i + 1).unwrap_or(&[])),
                };
                let before = args.len();
                args.extend_from_slice(covers);
                accepted.resize(args.len(), ty);
                let (tuple, accepts) = (types.tuple(&args), types.tuple(&accepted));
                let accepts = types.union_all_many(&vars, accepts);
                let fits = types.subtype(tuple, accepts);
                if !fits {
                    args.truncate(before);
                    accepted.truncate(before);
                }
                matched += if fits { covers.len() } else { 0 };
                is_matched.push(fits);
            }
            let missing = (params.len() - 1).saturating_sub(given.len());
            if matched > 0 || given.len() < 2 {
                found.push(Candidate { method, is_matched, matched, missing });
            }
        }
        found.sort_by(|a, b| b.matched.cmp(&a.matched).then(b.method.cmp(&a.method)));
        found
    }
}
