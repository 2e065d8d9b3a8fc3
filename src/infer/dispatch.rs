//! Calls: which methods they can reach with arguments of these types, and what the result is then.
//!
//! Arguments of concrete types have one method. Arguments of union type are split into the few combinations. Arguments
//! of wider types reach the methods that match them; what that tells of the result holds as long as no method is
//! defined that matches too, so it is noted as a lookup.

use crate::inferred::{ArgumentSource, CallTarget, CaseTarget, InferredId, SplitCase, State};
use crate::interpret::{Frame, Inference, is_inlined};
use crate::lattice::Lattice;
use juliette_ir::generic::BodyId;
use juliette_methods::{Lookup, Match, MethodId};
use juliette_support::{Id, ModuleId, Shared};
use juliette_types::{ConstValue, Term, TypeId, known};
use smallvec::SmallVec;

/// A call is split into at most so many combinations of argument types.
const MAX_SPLIT: usize = 4;
/// How often a method may be active with arguments that do not shrink.
const MAX_ACTIVE: usize = 3;
/// At most so many active bodies may have arguments of types that have subtypes.
const MAX_OPEN_FRAMES: usize = 4;
/// Bodies of at most so many instructions are inferred anew for constant arguments.
const MAX_CONSTANT_BODY: usize = 60;

impl Inference<'_> {
    /// What a call does and gives.
    pub(crate) fn dispatch(
        &mut self,
        lattices: &[Lattice],
        sources: &[ArgumentSource],
    ) -> (Lattice, CallTarget) {
        if let Some(callee) = lattices[0].constant(&mut self.program.types)
            && let Some(&intrinsic) = self.program.intrinsics.get(&callee.ty)
        {
            let result = self.intrinsic(intrinsic, &lattices[1..], &sources[1..]);
            return (result, CallTarget::Intrinsic(intrinsic));
        }
        let mut types: SmallVec<[TypeId; 8]> = SmallVec::new();
        let mut combinations = 1;
        let mut is_closed = true;
        for lattice in lattices {
            let ty = lattice.dispatch_type(&mut self.program.types);
            types.push(ty);
            if is_closed && !self.is_leaf(ty) {
                let members = self.program.types.union_members(ty);
                combinations *= members.len();
                is_closed = combinations <= MAX_SPLIT && members.iter().all(|&member| self.is_leaf(member));
            }
        }
        if !is_closed {
            return self.open_call(&types, lattices);
        }
        if combinations == 1 {
            return match self.resolve(&types, Some(lattices)) {
                Resolved::Method(callee) => (self.result(callee), CallTarget::Static(callee)),
                Resolved::None => (Lattice::BOTTOM, CallTarget::NoMethod),
                Resolved::TooDeep => (Lattice::ANY, CallTarget::Dynamic),
            };
        }
        let choices: Vec<Vec<TypeId>> =
            types.iter().map(|&ty| self.program.types.union_members(ty)).collect();
        let mut cases = Vec::with_capacity(combinations);
        let mut result = Lattice::BOTTOM;
        let mut answers = Some(Vec::with_capacity(combinations));
        for number in 0..combinations {
            let mut rest = number;
            let pick = |choice: &Vec<TypeId>| {
                let ty = choice[rest % choice.len()];
                rest /= choice.len();
                ty
            };
            let types: Vec<TypeId> = choices.iter().map(pick).collect();
            let target = match self.resolve(&types, None) {
                Resolved::Method(callee) => {
                    let one = self.result(callee).outside();
                    result = result.join(one, &mut self.program.types);
                    match (one, &mut answers) {
                        (Lattice::Const(constant), Some(answers)) if constant.as_bool().is_some() => {
                            answers.push((types.clone(), constant.as_bool() == Some(true)));
                        }
                        _ => answers = None,
                    }
                    CaseTarget::Method(callee)
                }
                Resolved::None => CaseTarget::NoMethod,
                Resolved::TooDeep => return (Lattice::ANY, CallTarget::Dynamic),
            };
            cases.push(SplitCase { types, target });
        }
        if let Some(answers) = answers
            && let Some(test) = self.split_test(&choices, &answers, sources)
        {
            result = test;
        }
        (result, CallTarget::Split(Shared::new(cases)))
    }

    /// A call that answers `true` or `false` for each member of one argument's union tells which it is, as
    /// `isnothing(x)` and `x !== nothing` do.
    fn split_test(
        &mut self,
        choices: &[Vec<TypeId>],
        answers: &[(Vec<TypeId>, bool)],
        sources: &[ArgumentSource],
    ) -> Option<Lattice> {
        let mut split = (0..choices.len()).filter(|&i| choices[i].len() > 1);
        let (Some(index), None) = (split.next(), split.next()) else { return None };
        let ArgumentSource::Value(value) = sources[index] else { return None };
        let mut members = |wanted: bool| {
            let found: Vec<TypeId> = answers
                .iter()
                .filter(|&&(_, answer)| answer == wanted)
                .map(|(types, _)| types[index])
                .collect();
            self.program.types.union(&found)
        };
        let (on_true, on_false) = (members(true), members(false));
        if on_true == known::BOTTOM || on_false == known::BOTTOM || answers.len() != choices[index].len() {
            return None;
        }
        Some(Lattice::Conditional { value, on_true, on_false })
    }

    /// A call with arguments of types that have subtypes: it can reach the methods that match them.
    ///
    /// If they are few, the result is of a type that one of them gives. Those that are for concrete types only are
    /// called directly, after a test of the types; the others are looked up when the call runs.
    fn open_call(&mut self, types: &[TypeId], lattices: &[Lattice]) -> (Lattice, CallTarget) {
        let unknown = (Lattice::ANY, CallTarget::Dynamic);
        let is_vararg = |&ty: &TypeId| matches!(self.program.types.term(ty), Term::Vararg { .. });
        if !self.is_leaf(types[0]) || types.iter().any(is_vararg) {
            return unknown;
        }
        if self.frames.iter().filter(|frame| frame.is_open).count() > MAX_OPEN_FRAMES {
            return unknown;
        }
        let signature = self.program.types.tuple(types);
        self.frame().inferred.lookups.push(signature);
        let program = &mut *self.program;
        let Some(found) = program.methods.matches(&mut program.types, signature, MAX_SPLIT) else {
            return unknown;
        };
        if let [only] = &found[..]
            && only.fully_covers
            && !only.static_params.iter().any(|&param| self.program.types.has_free_vars(param))
        {
            return self.only_method(only, types, lattices);
        }
        let mut result = Lattice::BOTTOM;
        let mut cases: Vec<SplitCase> = Vec::new();
        let mut is_closed = true;
        for one in found {
            let Some(elements) = self.program.types.tuple_elements(one.args).map(<[TypeId]>::to_vec) else {
                return unknown;
            };
            let resolved = if elements.len() == types.len() && elements.iter().all(|&ty| self.is_leaf(ty)) {
                let resolved = self.resolve(&elements, None);
                if let Resolved::Method(callee) = resolved {
                    cases.push(SplitCase { types: elements, target: CaseTarget::Method(callee) });
                }
                resolved
            } else {
                is_closed = false;
                let is_odd = |&ty: &TypeId| {
                    matches!(self.program.types.term(ty), Term::Vararg { .. })
                        || self.program.types.has_free_vars(ty)
                };
                if elements.iter().any(is_odd) {
                    return unknown;
                }
                self.resolve_method(one.method, &one.static_params, &elements)
            };
            match resolved {
                Resolved::Method(callee) => {
                    let one = self.result(callee).outside();
                    result = result.join(one, &mut self.program.types);
                }
                Resolved::None => {}
                Resolved::TooDeep => return unknown,
            }
        }
        if cases.is_empty() {
            // That nothing matches is left for the call itself to find.
            let result = if result.is_bottom() && is_closed { Lattice::ANY } else { result };
            return (result, CallTarget::Dynamic);
        }
        let target = if is_closed { CaseTarget::NoMethod } else { CaseTarget::Dynamic };
        cases.push(SplitCase { types: types.to_vec(), target });
        (result, CallTarget::Split(Shared::new(cases)))
    }

    /// A call that can reach one method only. What is small and would not gain from knowing more is called directly, so
    /// that it can be inlined; else the call is looked up when it runs, for code that is made for the values' own types.
    fn only_method(
        &mut self,
        found: &Match,
        types: &[TypeId],
        lattices: &[Lattice],
    ) -> (Lattice, CallTarget) {
        let is_active = self.frames.iter().any(|frame| frame.inferred.method == Some(found.method));
        let constants = lattices.iter().any(is_useful) && !is_active && self.wants_constants(found.method);
        let resolved = if constants {
            let constant = self.collect_varargs(found.method, lattices);
            let constant: Vec<Lattice> = constant.into_iter().map(Lattice::outside).collect();
            Resolved::Method(self.infer(found.method, &found.static_params, constant))
        } else {
            self.resolve_method(found.method, &found.static_params, types)
        };
        let Resolved::Method(callee) = resolved else { return (Lattice::ANY, CallTarget::Dynamic) };
        let result = self.result(callee);
        let inferred = &self.program.inferred.entries[callee];
        let is_done = self.program.inferred.states[callee.index()] == State::Done;
        if is_done && inferred.is_settled && is_inlined(inferred) && !inferred.body.is_vararg {
            return (result, CallTarget::Static(callee));
        }
        (result.outside(), CallTarget::Dynamic)
    }

    /// Whether all values of a type are dispatched alike. Types as values are not, unless it is known which they are.
    fn is_leaf(&self, ty: TypeId) -> bool {
        let is_kind = matches!(ty, known::DATATYPE | known::UNION_ALL | known::UNION | known::TYPEOF_BOTTOM);
        !is_kind && self.program.types.is_dispatch_leaf(ty)
    }

    fn result(&self, callee: InferredId) -> Lattice {
        self.program.inferred.results[callee.index()]
    }

    /// The method for arguments of these types, inferred; with their values where that may help.
    fn resolve(&mut self, types: &[TypeId], lattices: Option<&[Lattice]>) -> Resolved {
        let signature = self.program.types.tuple(types);
        self.frame().inferred.lookups.push(signature);
        let lattices = lattices.filter(|lattices| lattices.iter().any(is_useful));
        let store = &self.program.inferred;
        if lattices.is_none()
            && let Some(&(since, known)) = store.plain.get(&signature)
            && store.states[known.index()] == State::Done
            && self.program.methods.still_holds(&self.program.types, signature, since)
        {
            return Resolved::Method(known);
        }
        let program = &mut *self.program;
        let world = program.methods.world();
        let found = match program.methods.lookup(&mut program.types, signature, world) {
            Lookup::One(found) => found,
            Lookup::None | Lookup::Ambiguous(..) => return Resolved::None,
        };
        // A static parameter that these types leave open is known only when the call runs.
        if found.static_params.iter().any(|&param| self.program.types.has_free_vars(param)) {
            return Resolved::TooDeep;
        }
        if let Some(lattices) = lattices
            && !self.frames.iter().any(|frame| frame.inferred.method == Some(found.method))
            && self.wants_constants(found.method)
        {
            let mut constant = self.collect_varargs(found.method, lattices);
            constant.iter_mut().for_each(|lattice| *lattice = lattice.outside());
            return Resolved::Method(self.infer(found.method, &found.static_params, constant));
        }
        let resolved = self.resolve_method(found.method, &found.static_params, types);
        if let Resolved::Method(id) = resolved {
            self.program.inferred.plain.insert(signature, (world, id));
        }
        resolved
    }

    /// A method for arguments of these types, unless it calls itself with ever larger ones.
    fn resolve_method(&mut self, method: MethodId, static_params: &[TypeId], types: &[TypeId]) -> Resolved {
        let mut plain: SmallVec<[Lattice; 8]> = SmallVec::new();
        types.iter().for_each(|&ty| {
            plain.push(match self.program.types.singleton(ty) {
                Some(value) => Lattice::Const(value),
                None => Lattice::Type(ty),
            });
        });
        let plain = self.collect_varargs(method, &plain);
        let active = self.frames.iter().filter(|frame| frame.inferred.method == Some(method));
        let not_shrinking = active.filter(|frame| frame.inferred.arguments.len() <= types.len()).count();
        let same = |frame: &Frame| frame.inferred.method == Some(method) && frame.inferred.arguments == plain;
        if not_shrinking > MAX_ACTIVE && !self.frames.iter().any(same) && self.grows(method, &plain) {
            return Resolved::TooDeep;
        }
        Resolved::Method(self.infer(method, static_params, plain))
    }

    /// Whether the arguments' types are no smaller than those of the method's innermost active frame.
    fn grows(&self, method: MethodId, arguments: &[Lattice]) -> bool {
        let size = |arguments: &[Lattice]| -> usize {
            arguments.iter().map(|argument| self.type_size(argument.ty())).sum()
        };
        let innermost = self.frames.iter().rev().find(|frame| frame.inferred.method == Some(method));
        innermost.is_some_and(|frame| size(arguments) >= size(&frame.inferred.arguments))
    }

    fn type_size(&self, ty: TypeId) -> usize {
        1 + self.program.types.params(ty).iter().map(|&param| self.type_size(param)).sum::<usize>()
    }

    /// Constants are worth a separate inference for small bodies, except from statements at top level into
    /// the user's functions, which run once.
    fn wants_constants(&self, method: MethodId) -> bool {
        let body = &self.program.bodies[BodyId(self.program.methods.method(method).body)];
        let at_top = self.frames.last().is_some_and(|frame| frame.inferred.method.is_none());
        body.insts.len() <= MAX_CONSTANT_BODY && !(at_top && body.module != ModuleId::BASE)
    }
}

/// Whether knowing this value may tell more of a callee's result than its type does.
fn is_useful(lattice: &Lattice) -> bool {
    match lattice {
        Lattice::Const(value) => match value.value {
            ConstValue::Bits(_) => value.ty == known::INT64 || value.ty == known::BOOL,
            ConstValue::Symbol(_) => true,
            ConstValue::Type(_)
            | ConstValue::Text(_)
            | ConstValue::Singleton
            | ConstValue::Aggregate(_)
            | ConstValue::Object(_) => false,
        },
        Lattice::Type(_) | Lattice::Conditional { .. } => false,
    }
}

enum Resolved {
    Method(InferredId),
    None,
    TooDeep,
}
