//! Transfer functions: what the result of each function of Core is, given what is known of its arguments.
//!
//! The rules of most rows follow from the table in `intrinsic.rs`; the special ones are here. A result of
//! `BOTTOM` means that the call always throws.

use crate::inferred::ArgumentSource;
use crate::interpret::Inference;
use crate::intrinsic::{Intrinsic, ResultRule};
use crate::lattice::Lattice;
use juliette_types::{Const, ConstValue, Term, TypeId, known};

impl Inference<'_> {
    /// The result of calling `intrinsic`.
    pub(crate) fn intrinsic(
        &mut self,
        intrinsic: Intrinsic,
        arguments: &[Lattice],
        sources: &[ArgumentSource],
    ) -> Lattice {
        let (min, max) = intrinsic.arity();
        if arguments.len() < min as usize || (max != 255 && arguments.len() > max as usize) {
            return Lattice::BOTTOM;
        }
        match intrinsic.rule() {
            ResultRule::First if intrinsic == Intrinsic::NotInt => self.negation(arguments[0]),
            ResultRule::First => arguments[0].outside_constant(),
            ResultRule::Bool => self.test(intrinsic, arguments, sources),
            ResultRule::Int64 => self.integer(intrinsic, arguments),
            ResultRule::TypeArgument => match self.type_value(arguments[0]) {
                Some(ty) => Lattice::Type(ty),
                None => Lattice::ANY,
            },
            ResultRule::WithOverflow => {
                let tuple = self.program.types.tuple(&[arguments[0].ty(), known::BOOL]);
                Lattice::Type(tuple)
            }
            ResultRule::Nothing => Lattice::Const(Const::NOTHING),
            ResultRule::Never => Lattice::BOTTOM,
            ResultRule::Special => self.special(intrinsic, arguments),
        }
    }

    /// What is known of `!x`: the opposite of what is known of `x`.
    fn negation(&mut self, operand: Lattice) -> Lattice {
        match operand {
            Lattice::Conditional { value, on_true, on_false } => {
                Lattice::Conditional { value, on_true: on_false, on_false: on_true }
            }
            Lattice::Const(constant) => match constant.as_bool() {
                Some(known) => Lattice::Const(Const::bool(!known)),
                None => operand.outside_constant(),
            },
            Lattice::Type(_) => operand.outside_constant(),
        }
    }

    /// The type that a value is, if known.
    fn type_value(&mut self, lattice: Lattice) -> Option<TypeId> {
        lattice.constant(&mut self.program.types)?.as_type()
    }

    fn test(&mut self, intrinsic: Intrinsic, arguments: &[Lattice], sources: &[ArgumentSource]) -> Lattice {
        let unknown = Lattice::Type(known::BOOL);
        match intrinsic {
            Intrinsic::Egal => self.egal(arguments, sources),
            Intrinsic::Isa => match self.type_value(arguments[1]) {
                Some(ty) => self.isa(arguments[0], ty, sources[0]),
                None => unknown,
            },
            Intrinsic::IsSubtype => match (self.type_value(arguments[0]), self.type_value(arguments[1])) {
                (Some(a), Some(b)) => Lattice::Const(Const::bool(self.program.types.subtype(a, b))),
                _ => unknown,
            },
            Intrinsic::IsConcreteType => match self.type_value(arguments[0]) {
                Some(ty) => Lattice::Const(Const::bool(self.program.types.is_concrete(ty))),
                None => unknown,
            },
            Intrinsic::HasField => {
                let ty = self.type_value(arguments[0]);
                let name = arguments[1].constant(&mut self.program.types).and_then(|name| name.as_symbol());
                match (ty, name) {
                    (Some(ty), Some(name)) => {
                        Lattice::Const(Const::bool(self.program.types.field_index(ty, name).is_some()))
                    }
                    _ => unknown,
                }
            }
            // Comparisons of known integers decide branches early: `literal_pow`, tuple recursion.
            Intrinsic::EqInt | Intrinsic::NeInt | Intrinsic::SltInt | Intrinsic::SleInt => {
                match (known_int(arguments[0]), known_int(arguments[1])) {
                    (Some(a), Some(b)) => Lattice::Const(Const::bool(match intrinsic {
                        Intrinsic::EqInt => a == b,
                        Intrinsic::NeInt => a != b,
                        Intrinsic::SltInt => a < b,
                        _ => a <= b,
                    })),
                    _ => unknown,
                }
            }
            _ => unknown,
        }
    }

    fn egal(&mut self, arguments: &[Lattice], sources: &[ArgumentSource]) -> Lattice {
        let types = &mut self.program.types;
        let constants = [arguments[0].constant(types), arguments[1].constant(types)];
        if let [Some(a), Some(b)] = constants
            && !matches!(a.value, ConstValue::Object(_) | ConstValue::Aggregate(_))
        {
            return Lattice::Const(Const::bool(a == b));
        }
        // Values of types that share no value differ.
        let (a, b) = (arguments[0].ty(), arguments[1].ty());
        let (a_members, b_members) = (types.union_members(a), types.union_members(b));
        let all_concrete = a_members.iter().chain(&b_members).all(|&member| types.is_concrete(member));
        if all_concrete && !a_members.iter().any(|member| b_members.contains(member)) {
            return Lattice::Const(Const::FALSE);
        }
        for (value, other) in [(1, 0), (0, 1)] {
            let Some(constant) = constants[value] else { continue };
            let ArgumentSource::Value(about) = sources[other] else { continue };
            if types.singleton(constant.ty) != Some(constant) {
                continue;
            }
            let members = types.union_members(arguments[other].ty());
            let rest: Vec<TypeId> = members.into_iter().filter(|&member| member != constant.ty).collect();
            let on_false = types.union(&rest);
            return Lattice::Conditional { value: about, on_true: constant.ty, on_false };
        }
        Lattice::Type(known::BOOL)
    }

    fn isa(&mut self, value: Lattice, ty: TypeId, source: ArgumentSource) -> Lattice {
        let types = &mut self.program.types;
        if let Lattice::Const(constant) = value
            && let Some(of) = constant.as_type()
        {
            let of = types.type_of(of);
            return Lattice::Const(Const::bool(types.subtype(of, ty) || types.subtype(constant.ty, ty)));
        }
        let members = types.union_members(value.ty());
        let (mut yes, mut no) = (Vec::new(), Vec::new());
        for member in members {
            if types.subtype(member, ty) {
                yes.push(member);
            } else if types.is_concrete(member) {
                no.push(member);
            } else {
                let common = types.intersect(member, ty);
                if common != known::BOTTOM {
                    yes.push(common);
                }
                no.push(member);
            }
        }
        if no.is_empty() {
            return Lattice::Const(Const::TRUE);
        }
        if yes.is_empty() {
            return Lattice::Const(Const::FALSE);
        }
        let (on_true, on_false) = (types.union(&yes), types.union(&no));
        match source {
            ArgumentSource::Value(about) => Lattice::Conditional { value: about, on_true, on_false },
            ArgumentSource::Element(..) => Lattice::Type(known::BOOL),
        }
    }

    fn integer(&mut self, intrinsic: Intrinsic, arguments: &[Lattice]) -> Lattice {
        let types = &mut self.program.types;
        let value = match intrinsic {
            Intrinsic::NFields => {
                let ty = arguments[0].ty();
                types.is_concrete(ty).then(|| types.field_types(ty).len() as i64)
            }
            Intrinsic::FieldCount => match arguments[0].constant(types).and_then(|value| value.as_type()) {
                Some(ty) if types.is_concrete(ty) => Some(types.field_types(ty).len() as i64),
                _ => None,
            },
            Intrinsic::SizeOf => match arguments[0].constant(types).and_then(|value| value.as_type()) {
                Some(ty) => types.layout(ty).map(|layout| i64::from(layout.size)),
                None => None,
            },
            Intrinsic::ElementStride => {
                match arguments[0].constant(types).and_then(|value| value.as_type()) {
                    Some(ty) if !types.has_free_vars(ty) => Some(i64::from(types.element_layout(ty).stride)),
                    _ => None,
                }
            }
            _ => None,
        };
        match value {
            Some(value) => Lattice::Const(Const::int64(value)),
            None => Lattice::Type(known::INT64),
        }
    }

    fn special(&mut self, intrinsic: Intrinsic, arguments: &[Lattice]) -> Lattice {
        match intrinsic {
            Intrinsic::IfElse => {
                match arguments[0].constant(&mut self.program.types).and_then(|c| c.as_bool()) {
                    Some(true) => arguments[1].outside(),
                    Some(false) => arguments[2].outside(),
                    None => arguments[1].outside().join(arguments[2].outside(), &mut self.program.types),
                }
            }
            Intrinsic::MemoryData => {
                let element = self.program.types.params(arguments[0].ty()).first().copied();
                match element {
                    Some(element) => {
                        Lattice::Type(self.program.types.data_type(known::names::PTR, &[element]))
                    }
                    None => Lattice::ANY,
                }
            }
            Intrinsic::PointerLoad => match self.program.types.params(arguments[0].ty()) {
                [element] => Lattice::Type(*element),
                _ => Lattice::ANY,
            },
            Intrinsic::StringData => {
                Lattice::Type(self.program.types.data_type(known::names::PTR, &[known::UINT8]))
            }
            Intrinsic::Runtime => match self.type_value(arguments[1]) {
                Some(ty) => Lattice::Type(ty),
                None => Lattice::BOTTOM,
            },
            Intrinsic::TypeOf => self.type_of(arguments[0]),
            Intrinsic::IteratedType => self.iterated_type(arguments[0]),
            Intrinsic::TypeJoin => match (self.type_value(arguments[0]), self.type_value(arguments[1])) {
                (Some(a), Some(b)) => {
                    let joined = self.program.types.typejoin(a, b);
                    Lattice::Const(self.program.types.type_const(joined))
                }
                _ => Lattice::ANY,
            },
            Intrinsic::TypeAssert => self.type_assert(arguments[0], arguments[1]),
            Intrinsic::Tuple => self.tuple(arguments),
            Intrinsic::NamedTuple
            | Intrinsic::MergeNamed
            | Intrinsic::WithoutNames
            | Intrinsic::SelectNames => self.named_tuple(intrinsic, arguments),
            Intrinsic::GetField => self.get_field(arguments[0], arguments[1]),
            Intrinsic::SetField => arguments[2].outside(),
            Intrinsic::FieldType => self.field_type(arguments[0], arguments[1]),
            Intrinsic::FieldName => self.field_name(arguments[0], arguments[1]),
            Intrinsic::ApplyType => self.apply_type(arguments),
            Intrinsic::TypeText
            | Intrinsic::MethodErrorText
            | Intrinsic::MethodCode
            | Intrinsic::PrintTree
            | Intrinsic::ParseTree
            | Intrinsic::ModuleNames => Lattice::Type(known::STRING),
            Intrinsic::TypeQuery => self.type_query(arguments[0], arguments[1]),
            Intrinsic::ModuleName => Lattice::Type(known::SYMBOL),
            Intrinsic::ModuleParent | Intrinsic::FunctionModule => Lattice::Type(known::MODULE),
            Intrinsic::ModuleGlobal => self.module_global(arguments[0], arguments[1]),
            Intrinsic::ApplyBounded => self.apply_bounded(arguments),
            Intrinsic::TypeVariable => self.type_variable(arguments),
            Intrinsic::UnionAllOf => self.union_all_of(arguments[0], arguments[1]),
            Intrinsic::VarargOf => self.vararg_of(arguments),
            Intrinsic::IntersectTypes => match (self.type_value(arguments[0]), self.type_value(arguments[1]))
            {
                (Some(a), Some(b)) => {
                    let ty = self.program.types.intersect(a, b);
                    Lattice::Const(self.program.types.type_const(ty))
                }
                _ => Lattice::ANY,
            },
            Intrinsic::NewDynamic => match self.type_value(arguments[0]) {
                Some(ty) if self.program.types.is_concrete(ty) => Lattice::Type(ty),
                _ => Lattice::ANY,
            },
            Intrinsic::FunctionName => Lattice::Type(known::SYMBOL),
            Intrinsic::MakeBox => Lattice::Type(self.program.captured_box),
            Intrinsic::BoxGet => Lattice::ANY,
            _ => Lattice::ANY,
        }
    }

    /// What is asked of a known type and has a truth value is known.
    fn type_query(&mut self, ty: Lattice, question: Lattice) -> Lattice {
        let question = question.constant(&mut self.program.types).and_then(|value| value.as_symbol());
        let (Some(ty), Some(question)) = (self.type_value(ty), question) else { return Lattice::ANY };
        match self.program.type_query(ty, question) {
            Some(answer) => Lattice::Const(Const::bool(answer)),
            None => Lattice::ANY,
        }
    }

    /// The value of a module's constant is known where the module and the name are.
    fn module_global(&mut self, module: Lattice, name: Lattice) -> Lattice {
        let types = &mut self.program.types;
        let (Some(module), Some(name)) = (module.constant(types), name.constant(types)) else {
            return Lattice::ANY;
        };
        match (module.as_module(), name.as_symbol()) {
            (Some(module), Some(name)) => match self.program.modules.resolve(module, name) {
                Some(juliette_methods::Binding::Const(constant)) => Lattice::Const(constant),
                Some(juliette_methods::Binding::Variable(_) | juliette_methods::Binding::Alias(..))
                | None => Lattice::ANY,
            },
            _ => Lattice::ANY,
        }
    }

    fn type_of(&mut self, value: Lattice) -> Lattice {
        if let Lattice::Const(constant) = value {
            return Lattice::Const(self.program.types.type_const(constant.ty));
        }
        let ty = value.ty();
        if self.program.types.is_concrete(ty) {
            return Lattice::Const(self.program.types.type_const(ty));
        }
        Lattice::Type(known::DATATYPE)
    }

    fn iterated_type(&mut self, next: Lattice) -> Lattice {
        let types = &mut self.program.types;
        let mut elements = Vec::new();
        for member in types.union_members(next.ty()) {
            if member == known::NOTHING {
                continue;
            }
            elements.push(match types.tuple_elements(member) {
                Some(&[element, _]) => element,
                _ => known::ANY,
            });
        }
        let element = types.union(&elements);
        Lattice::Const(types.type_const(element))
    }

    fn type_assert(&mut self, value: Lattice, ty: Lattice) -> Lattice {
        let Some(ty) = self.type_value(ty) else { return value };
        let types = &mut self.program.types;
        let dispatch = value.dispatch_type(types);
        if types.subtype(dispatch, ty) || types.subtype(value.ty(), ty) {
            return value;
        }
        let mut possible = Vec::new();
        for member in types.union_members(value.ty()) {
            if types.subtype(member, ty) {
                possible.push(member);
            } else if !types.is_concrete(member) {
                let common = types.intersect(member, ty);
                if common != known::BOTTOM {
                    possible.push(common);
                }
            }
        }
        Lattice::Type(types.union(&possible))
    }

    fn tuple(&mut self, arguments: &[Lattice]) -> Lattice {
        let elements: Vec<TypeId> = arguments.iter().map(|argument| argument.ty()).collect();
        let ty = self.program.types.tuple(&elements);
        let constants: Option<Vec<Const>> =
            arguments.iter().map(|argument| argument.constant(&mut self.program.types)).collect();
        if let Some(constants) = constants
            && constants.iter().any(|constant| constant.as_type().is_some())
            && constants.iter().all(|constant| constant.as_type().is_some())
        {
            // Types as elements are kept: the tuple's own type would say only `DataType`.
            let items: Vec<TypeId> =
                constants.iter().map(|&constant| self.program.types.value(constant)).collect();
            let value = self.program.types.tuple_value(&items);
            return Lattice::Const(self.program.types.parameter_const(value));
        }
        match self.program.types.singleton(ty) {
            Some(constant) => Lattice::Const(constant),
            None => Lattice::Type(ty),
        }
    }

    fn field_index(&mut self, ty: TypeId, index: Lattice) -> Option<Option<usize>> {
        let constant = index.constant(&mut self.program.types)?;
        if let Some(number) = constant.as_int64() {
            return Some(usize::try_from(number - 1).ok());
        }
        constant.as_symbol().map(|name| self.program.types.field_index(ty, name))
    }

    fn get_field(&mut self, object: Lattice, index: Lattice) -> Lattice {
        if let Lattice::Const(constant) = object
            && let ConstValue::Aggregate(items) = constant.value
            && let Some(Some(index)) = self.field_index(constant.ty, index)
            && index < items.len()
        {
            let item = self.program.types.list_item(items, index);
            return Lattice::Const(self.program.types.parameter_const(item));
        }
        let mut result = Lattice::BOTTOM;
        for member in self.program.types.union_members(object.ty()) {
            if self.program.types.name_of(member).is_none() || matches!(member, known::ANY) {
                return Lattice::ANY;
            }
            if !self.program.types.is_concrete(member) && self.program.types.tuple_elements(member).is_none()
            {
                return Lattice::ANY;
            }
            if member == known::MODULE {
                // A global of the module.
                return Lattice::ANY;
            }
            let fields = self.program.types.field_types(member);
            let field = match self.field_index(member, index) {
                Some(Some(index)) if index < fields.len() => self.field(fields[index]),
                Some(_) if self.is_open_tuple(member) => Lattice::ANY,
                Some(_) => Lattice::BOTTOM,
                None if self.is_open_tuple(member) => Lattice::ANY,
                None => {
                    let mut joined = Lattice::BOTTOM;
                    for field in fields {
                        joined = joined.join(Lattice::Type(field), &mut self.program.types);
                    }
                    joined
                }
            };
            result = result.join(field, &mut self.program.types);
        }
        result
    }

    fn is_open_tuple(&self, ty: TypeId) -> bool {
        let elements = self.program.types.tuple_elements(ty).unwrap_or(&[]);
        elements.last().is_some_and(|&last| matches!(self.program.types.term(last), Term::Vararg { .. }))
    }

    fn field(&mut self, ty: TypeId) -> Lattice {
        match self.program.types.singleton(ty) {
            Some(constant) => Lattice::Const(constant),
            None => Lattice::Type(ty),
        }
    }

    fn field_type(&mut self, ty: Lattice, index: Lattice) -> Lattice {
        let Some(ty) = self.type_value(ty) else { return Lattice::ANY };
        if !self.program.types.is_concrete(ty) && self.program.types.name_of(ty).is_none() {
            return Lattice::ANY;
        }
        let fields = self.program.types.field_types(ty);
        match self.field_index(ty, index) {
            Some(Some(index)) if index < fields.len() && !self.program.types.has_free_vars(fields[index]) => {
                Lattice::Const(self.program.types.type_const(fields[index]))
            }
            _ => Lattice::ANY,
        }
    }

    fn field_name(&mut self, ty: Lattice, index: Lattice) -> Lattice {
        let names = self.type_value(ty).map(|ty| self.program.types.field_names(ty));
        let index = index.constant(&mut self.program.types).and_then(|index| index.as_int64());
        match (names, index.and_then(|index| usize::try_from(index - 1).ok())) {
            (Some(names), Some(index)) if index < names.len() => Lattice::Const(Const::symbol(names[index])),
            _ => Lattice::Type(known::SYMBOL),
        }
    }

    fn apply_bounded(&mut self, arguments: &[Lattice]) -> Lattice {
        let constants: Option<Vec<Const>> =
            arguments.iter().map(|argument| argument.constant(&mut self.program.types)).collect();
        let Some(constants) = constants else { return Lattice::ANY };
        let Some(base) = constants[0].as_type() else { return Lattice::BOTTOM };
        let mut parameters = Vec::with_capacity(constants.len() / 2);
        for pair in constants[1..].chunks_exact(2) {
            let (code, value) = (self.program.types.value(pair[0]), self.program.types.value(pair[1]));
            parameters.push((self.program.types.bound(code), value));
        }
        match self.program.types.apply_bounded(base, &parameters) {
            Ok(ty) => Lattice::Const(self.program.types.type_const(ty)),
            Err(_) => Lattice::ANY,
        }
    }

    fn type_variable(&mut self, arguments: &[Lattice]) -> Lattice {
        let unknown = Lattice::Type(known::TYPE_VAR);
        let name = arguments[0].constant(&mut self.program.types).and_then(|name| name.as_symbol());
        let (lower, upper) = (self.type_value(arguments[1]), self.type_value(arguments[2]));
        let (Some(name), Some(lower), Some(upper)) = (name, lower, upper) else { return unknown };
        let types = &mut self.program.types;
        let var = types.named_var(name, lower, upper);
        let ty = types.var_type(var);
        Lattice::Const(types.type_const(ty))
    }

    fn vararg_of(&mut self, arguments: &[Lattice]) -> Lattice {
        let constants: Option<Vec<Const>> =
            arguments.iter().map(|argument| argument.constant(&mut self.program.types)).collect();
        let Some(constants) = constants else { return Lattice::Type(known::TYPEOF_VARARG) };
        let types = &mut self.program.types;
        let element = constants.first().map_or(known::ANY, |&element| types.value(element));
        let length = constants.get(1).map(|&length| types.value(length));
        let ty = types.vararg(element, length);
        Lattice::Const(types.type_const(ty))
    }

    fn union_all_of(&mut self, var: Lattice, body: Lattice) -> Lattice {
        let (Some(var), Some(body)) = (self.type_value(var), self.type_value(body)) else {
            return Lattice::ANY;
        };
        let types = &mut self.program.types;
        let Term::Var(var) = types.term(var) else { return Lattice::ANY };
        let ty = types.union_all(var, body);
        Lattice::Const(types.type_const(ty))
    }

    fn apply_type(&mut self, arguments: &[Lattice]) -> Lattice {
        let constants: Option<Vec<Const>> =
            arguments.iter().map(|argument| argument.constant(&mut self.program.types)).collect();
        let Some(constants) = constants else { return Lattice::ANY };
        let Some(base) = constants[0].as_type() else { return Lattice::BOTTOM };
        let types = &mut self.program.types;
        let parameters: Vec<TypeId> = constants[1..].iter().map(|&constant| types.value(constant)).collect();
        let applied =
            if base == known::UNION { Ok(types.union(&parameters)) } else { types.apply(base, &parameters) };
        match applied {
            Ok(ty) => Lattice::Const(types.type_const(ty)),
            Err(_) => Lattice::ANY,
        }
    }
}

impl Lattice {
    /// The type alone: an operation on a constant gives some value of its type.
    fn outside_constant(self) -> Lattice {
        Lattice::Type(self.ty())
    }
}

/// The value of a known `Int64`.
fn known_int(lattice: Lattice) -> Option<i64> {
    match lattice {
        Lattice::Const(constant) => constant.as_int64(),
        Lattice::Type(_) | Lattice::Conditional { .. } => None,
    }
}
