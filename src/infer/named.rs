//! Named tuples in inference: which fields an operation of Core on them gives, and where each comes from.
//!
//! Invariant: legalization builds the values from the same [`NamedFields`] that inference took the type from, so the
//! two cannot disagree about the order of fields.

use crate::interpret::Inference;
use crate::intrinsic::Intrinsic;
use crate::lattice::Lattice;
use juliette_support::Symbol;
use juliette_types::{Const, TypeId, Types};

/// Where a field of the result comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldSource {
    /// An argument of the call, counted from 0.
    Argument(usize),
    /// A field of an argument: the argument and the position in it.
    Field(usize, usize),
}

/// The fields of a named tuple that an operation makes.
pub type NamedFields = Vec<(Symbol, FieldSource)>;

/// The fields that `intrinsic` gives for arguments of these types, of which the symbols are known; none if the names
/// depend on what is known only at run time.
pub fn named_fields(
    types: &Types,
    intrinsic: Intrinsic,
    arguments: &[TypeId],
    symbols: &[Option<Symbol>],
) -> Option<NamedFields> {
    let names_of = |index: usize| -> Option<Vec<Symbol>> {
        types.is_concrete(arguments[index]).then_some(())?;
        let &[names, _] = types.params(arguments[index]) else { return None };
        types.named_tuple_names(names)
    };
    match intrinsic {
        Intrinsic::NamedTuple => {
            let mut fields = NamedFields::new();
            for (i, &symbol) in symbols.iter().enumerate().step_by(2) {
                fields.push((symbol?, FieldSource::Argument(i + 1)));
            }
            Some(fields)
        }
        Intrinsic::MergeNamed => {
            let (first, second) = (names_of(0)?, names_of(1)?);
            let mut fields = NamedFields::new();
            for (i, &name) in first.iter().enumerate() {
                let replaced = second.iter().position(|&other| other == name);
                let source = match replaced {
                    Some(at) => FieldSource::Field(1, at),
                    None => FieldSource::Field(0, i),
                };
                fields.push((name, source));
            }
            for (i, &name) in second.iter().enumerate() {
                if !first.contains(&name) {
                    fields.push((name, FieldSource::Field(1, i)));
                }
            }
            Some(fields)
        }
        Intrinsic::WithoutNames => {
            let dropped: Option<Vec<Symbol>> = symbols[1..].iter().copied().collect();
            let dropped = dropped?;
            let kept = |&(_, name): &(usize, Symbol)| !dropped.contains(&name);
            let all = names_of(0)?.into_iter().enumerate().filter(kept);
            Some(all.map(|(i, name)| (name, FieldSource::Field(0, i))).collect())
        }
        Intrinsic::SelectNames => {
            let names = names_of(0)?;
            let mut fields = NamedFields::new();
            for &symbol in &symbols[1..] {
                let symbol = symbol?;
                fields.push((symbol, FieldSource::Field(0, names.iter().position(|&name| name == symbol)?)));
            }
            Some(fields)
        }
        _ => None,
    }
}

impl Inference<'_> {
    /// The type of the named tuple that an operation makes.
    pub(crate) fn named_tuple(&mut self, intrinsic: Intrinsic, arguments: &[Lattice]) -> Lattice {
        let given: Vec<TypeId> = arguments.iter().map(|argument| argument.ty()).collect();
        let constants: Vec<Option<Const>> =
            arguments.iter().map(|argument| argument.constant(&mut self.program.types)).collect();
        let symbols: Vec<Option<Symbol>> =
            constants.iter().map(|constant| constant.and_then(|constant| constant.as_symbol())).collect();
        let types = &mut self.program.types;
        let Some(fields) = named_fields(types, intrinsic, &given, &symbols) else { return Lattice::ANY };
        let mut names = Vec::with_capacity(fields.len());
        let mut elements = Vec::with_capacity(fields.len());
        let mut values = Some(Vec::with_capacity(fields.len()));
        for (name, source) in fields {
            let (element, constant) = match source {
                FieldSource::Argument(index) => (given[index], constants[index]),
                FieldSource::Field(argument, index) => {
                    let element = types.field_types(given[argument])[index];
                    let constant = match constants[argument].map(|constant| constant.value) {
                        Some(juliette_types::ConstValue::Aggregate(items)) => {
                            let item = types.list_item(items, index);
                            Some(types.parameter_const(item))
                        }
                        _ => types.singleton(element),
                    };
                    (element, constant)
                }
            };
            names.push(name);
            elements.push(element);
            match (&mut values, constant) {
                (Some(values), Some(constant)) => values.push(constant),
                _ => values = None,
            }
        }
        let ty = types.named_tuple(&names, &elements);
        if let Some(constant) = types.singleton(ty) {
            return Lattice::Const(constant);
        }
        if !types.is_concrete(ty) {
            return Lattice::ANY;
        }
        match values {
            // Types among the fields are kept: the tuple's own type would say only `DataType`.
            Some(values) if values.iter().any(|value| value.as_type().is_some()) => {
                let items: Vec<TypeId> = values.into_iter().map(|value| types.value(value)).collect();
                Lattice::Const(types.aggregate(ty, &items))
            }
            _ => Lattice::Type(ty),
        }
    }
}
