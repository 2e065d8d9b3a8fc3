//! Calls of boxed values: dispatch by the types in the headers, and Core's functions where compiled code did
//! not know enough to do them itself.
//!
//! How a call finds its code is `call_sites.rs`'s matter; here is what it finds: the wrapper of a specialization,
//! inferred when it is first asked for. Nothing that needs dropping is alive when a called function runs, since it
//! may throw past these frames.

use crate::boxed::{make_object, make_tuple, read_field};
use crate::call_sites::dynamic_call;
use crate::errors::{INDEFINITE_FIELDS, bare_name, has_indefinite_fields, no_field};
use crate::remembered::note_field;
use crate::session::{Session, session};
use juliette_infer::intrinsic::Intrinsic;
use juliette_infer::named::{FieldSource, named_fields};
use juliette_infer::{Inference, Lattice};
use juliette_methods::{Lookup, Match};
use juliette_runtime::egal::egal;
use juliette_runtime::entries::{allocate, box_bool, box_int64};
use juliette_runtime::exceptions::{new_error, throw, throw_message};
use juliette_runtime::object::{MEMORY_DATA_OFFSET, Ref, STRING_DATA_OFFSET, length, type_id};
use juliette_runtime::runtime::ErrorKind;
use juliette_types::{Const, ConstValue, Storage, Term, TypeId, known};

/// The code of a wrapper.
pub(crate) type Wrapper = unsafe extern "C" fn(*const Ref) -> Ref;

/// What a call comes to.
pub(crate) enum Callee {
    /// Compiled code: the cell of its entry slot.
    Code(usize),
    /// A function of Core.
    Core(Intrinsic),
    /// A function that is carried out, by its number.
    Evaluated(u32),
    /// Nothing: `MethodError`.
    None,
}

/// The type of an object for dispatch: `Type{T}` for a type.
///
/// # Safety
/// `object` is a reference to an object.
pub(crate) unsafe fn dispatch_type(session: &mut Session, object: Ref) -> TypeId {
    // SAFETY: the caller's promise.
    let ty = TypeId(unsafe { type_id(object) });
    if is_kind(ty) {
        // SAFETY: type objects begin with their type's id.
        let of = TypeId(unsafe { object.cast::<u32>().read() });
        return session.program.types.type_of(of);
    }
    ty
}

#[inline]
pub(crate) fn is_kind(ty: TypeId) -> bool {
    matches!(ty, known::DATATYPE | known::UNION_ALL | known::UNION | known::TYPEOF_BOTTOM)
}

impl Session {
    /// The method that a call of arguments of these types leads to.
    pub(crate) fn method_of(&mut self, types: &[TypeId]) -> Option<Match> {
        let signature = self.program.types.tuple(types);
        let world = self.program.methods.world();
        match self.program.methods.lookup(&mut self.program.types, signature, world) {
            Lookup::One(found) => Some(found),
            Lookup::None | Lookup::Ambiguous(..) => None,
        }
    }

    /// The entry slot of the wrapper of the method for arguments of these types. What it leads to changes when the
    /// wrapper is compiled, so callers keep the slot and not its code.
    pub(crate) fn wrapper_of(&mut self, found: &Match, types: &[TypeId]) -> u32 {
        let arguments: Vec<Lattice> = types.iter().map(|&ty| self.lattice_of(ty)).collect();
        juliette_image::file::expect_wide_use();
        self.timings.enter(crate::timing::Phase::Infer);
        let callee = Inference::new(&mut self.program).method(found.method, &found.static_params, &arguments);
        self.timings.leave();
        self.machine.wrapper_slot_of(callee)
    }

    /// What is known of a value of such a type for dispatch.
    pub(crate) fn lattice_of(&mut self, ty: TypeId) -> Lattice {
        match self.program.types.singleton(ty) {
            Some(constant) => Lattice::Const(constant),
            None => Lattice::Type(ty),
        }
    }
}

/// Raises `MethodError(f, args)`.
pub(crate) unsafe fn throw_method_error(args: *const Ref, count: usize) -> ! {
    let exception = {
        // SAFETY: the caller's promise.
        let (function, rest) = unsafe { (*args, core::slice::from_raw_parts(args.add(1), count - 1)) };
        let tuple = make_tuple(session(), rest);
        new_error(ErrorKind::Method, &[function, tuple])
    };
    throw(exception)
}

/// The type that an object is, as a value.
pub(crate) unsafe fn type_value(object: Ref) -> Option<TypeId> {
    // SAFETY: the caller passes a reference to an object; type objects begin with their type's id.
    unsafe { is_kind(TypeId(type_id(object))).then(|| TypeId(object.cast::<u32>().read())) }
}

/// The type, type variable or `Vararg` that an object is.
///
/// # Safety
/// As for [`type_value`].
unsafe fn type_or_variable(object: Ref) -> Option<TypeId> {
    // SAFETY: as for type objects; those of variables are made the same way.
    unsafe {
        let ty = TypeId(type_id(object));
        (is_kind(ty) || ty == known::TYPE_VAR || ty == known::TYPEOF_VARARG)
            .then(|| TypeId(object.cast::<u32>().read()))
    }
}

/// The symbol that an object is.
unsafe fn symbol_of(session: &mut Session, object: Ref) -> Option<juliette_support::Symbol> {
    // SAFETY: the caller passes a reference to an object; a symbol's bytes follow its length.
    unsafe {
        if TypeId(type_id(object)) != known::SYMBOL {
            return None;
        }
        let text = core::slice::from_raw_parts(object.add(STRING_DATA_OFFSET), length(object));
        Some(session.program.interner.intern(core::str::from_utf8(text).ok()?))
    }
}

/// A constant for an object, where it is of a kind that types can have as parameters.
unsafe fn parameter(session: &mut Session, object: Ref) -> Option<TypeId> {
    // SAFETY: the caller passes a reference to an object, read by its type's layout.
    unsafe {
        if let Some(ty) = type_or_variable(object) {
            return Some(ty);
        }
        let ty = TypeId(type_id(object));
        let constant = match ty {
            known::SYMBOL => Const::symbol(symbol_of(session, object)?),
            _ if session.program.types.tuple_elements(ty).is_some_and(|elements| !elements.is_empty()) => {
                let count = session.program.types.field_types(ty).len();
                let items: Option<Vec<TypeId>> = (0..count)
                    .map(|index| {
                        let field = read_field(session, object, ty, index);
                        parameter(session, field)
                    })
                    .collect();
                session.program.types.aggregate(ty, &items?)
            }
            _ if juliette_opt::legalize::shape::primitive(&session.program.types, ty).is_some() => {
                let size = session.program.types.layout(ty)?.size as usize;
                let mut bits = [0u8; 16];
                core::ptr::copy_nonoverlapping(object, bits.as_mut_ptr(), size);
                Const::bits(ty, u128::from_le_bytes(bits))
            }
            _ => session.program.types.singleton(ty)?,
        };
        Some(session.program.types.value(constant))
    }
}

fn bool_object(value: bool) -> Ref {
    box_bool(u8::from(value))
}

pub(crate) fn string_object(text: &str) -> Ref {
    juliette_runtime::strings::new_string(text.as_bytes())
}

/// A function of Core, for boxed arguments.
pub(crate) unsafe fn core_function(intrinsic: Intrinsic, args: *const Ref, count: usize) -> Ref {
    if intrinsic == Intrinsic::GetField && count == 2 {
        // SAFETY: the caller's promise.
        if let Some(value) = unsafe { session().remembered.read(*args, *args.add(1)) } {
            return value;
        }
    }
    if intrinsic == Intrinsic::Apply {
        // SAFETY: the caller's promise.
        return unsafe { apply(args, count) };
    }
    if intrinsic == Intrinsic::MethodCall && count >= 2 {
        // SAFETY: the caller's promise.
        return unsafe { crate::reflect::call_method(args, count) };
    }
    if crate::code::runs_code(intrinsic) && count == 2 {
        // SAFETY: the caller's promise; the library passes a module and a string.
        return unsafe { crate::code::run_code(intrinsic, args) };
    }
    if intrinsic == Intrinsic::Throw && count == 1 {
        // SAFETY: the caller's promise.
        throw(unsafe { *args });
    }
    // SAFETY: the caller's promise.
    let made = unsafe { try_core_function(session(), intrinsic, core::slice::from_raw_parts(args, count)) };
    match made {
        Ok(object) => object,
        Err(exception) => throw(exception),
    }
}

/// Makes an object of a type that was not known when the code was made: `args[0]` is the type, the rest its fields.
pub(crate) unsafe extern "C" fn new_dynamic(args: *const Ref, count: i64) -> Ref {
    // SAFETY: compiled code passes an array of `count` references to live objects, which stays in its frame.
    let made = unsafe {
        let args = core::slice::from_raw_parts(args, count as usize);
        try_core_function(session(), Intrinsic::NewDynamic, args)
    };
    match made {
        Ok(object) => object,
        Err(exception) => throw(exception),
    }
}

fn type_error(session: &mut Session, function: &str, expected: TypeId, got: Ref) -> Ref {
    let function = session.machine.runtime.symbol(function.as_bytes());
    let context = crate::objects::lasting_string(&mut session.machine.runtime, b"");
    let expected = session.machine.runtime.type_object(expected.0);
    new_error(ErrorKind::Type, &[function, context, expected, got])
}

pub(crate) fn error_text(kind: ErrorKind, text: &str) -> Ref {
    let text = string_object(text);
    new_error(kind, &[text])
}

/// The position of a field named or numbered by a boxed index.
unsafe fn field_position(session: &mut Session, ty: TypeId, index: Ref) -> Option<usize> {
    // SAFETY: the caller passes a reference to an object.
    unsafe {
        match TypeId(type_id(index)) {
            known::INT64 => usize::try_from(index.cast::<i64>().read() - 1).ok(),
            known::SYMBOL => {
                let text = core::slice::from_raw_parts(index.add(STRING_DATA_OFFSET), length(index));
                let name = session.program.interner.lookup(core::str::from_utf8(text).ok()?)?;
                session.program.types.field_index(ty, name)
            }
            _ => None,
        }
    }
}

unsafe fn try_core_function(session: &mut Session, intrinsic: Intrinsic, args: &[Ref]) -> Result<Ref, Ref> {
    let (min, max) = intrinsic.arity();
    if !intrinsic.takes(args.len()) {
        let (amount, expected) = if args.len() < min as usize { ("few", min) } else { ("many", max) };
        let text = format!("{}: too {amount} arguments (expected {expected})", intrinsic.name());
        return Err(error_text(ErrorKind::Argument, &text));
    }
    // SAFETY: the library passes what these functions take.
    if let Some(result) = unsafe { crate::code::function(session, intrinsic, args) } {
        return result;
    }
    // SAFETY: the caller passes references to objects, which are read by their types' layouts.
    unsafe {
        let of = |object: Ref| TypeId(type_id(object));
        Ok(match intrinsic {
            Intrinsic::Egal => bool_object(egal(args[0], args[1])),
            Intrinsic::TypeOf => session.machine.runtime.type_object(type_id(args[0])),
            Intrinsic::Isa => {
                let Some(ty) = type_value(args[1]) else {
                    return Err(type_error(session, "isa", known::TYPE, args[1]));
                };
                bool_object(is_instance(session, args[0], ty))
            }
            Intrinsic::IsSubtype => match (type_value(args[0]), type_value(args[1])) {
                (Some(a), Some(b)) => bool_object(session.program.types.subtype(a, b)),
                (Some(_), None) => return Err(type_error(session, "<:", known::TYPE, args[1])),
                (None, _) => return Err(type_error(session, "<:", known::TYPE, args[0])),
            },
            Intrinsic::IsConcreteType => {
                bool_object(type_value(args[0]).is_some_and(|ty| session.program.types.is_concrete(ty)))
            }
            Intrinsic::TypeJoin => match (type_value(args[0]), type_value(args[1])) {
                (Some(a), Some(b)) => {
                    let joined = session.program.types.typejoin(a, b);
                    session.machine.runtime.type_object(joined.0)
                }
                _ => return Err(type_error(session, "typejoin", known::TYPE, args[0])),
            },
            Intrinsic::TypeAssert => {
                let Some(ty) = type_value(args[1]) else {
                    return Err(type_error(session, "typeassert", known::TYPE, args[1]));
                };
                if !is_instance(session, args[0], ty) {
                    return Err(type_error(session, "typeassert", ty, args[0]));
                }
                args[0]
            }
            Intrinsic::Tuple => make_tuple(session, args),
            Intrinsic::NamedTuple
            | Intrinsic::MergeNamed
            | Intrinsic::WithoutNames
            | Intrinsic::SelectNames => {
                let types: Vec<TypeId> = args.iter().map(|&arg| of(arg)).collect();
                let symbols: Vec<_> = args.iter().map(|&arg| symbol_of(session, arg)).collect();
                let Some(fields) = named_fields(&session.program.types, intrinsic, &types, &symbols) else {
                    let missing = args[1..].iter().copied().find(|&name| {
                        symbol_of(session, name)
                            .is_none_or(|name| session.program.types.field_index(types[0], name).is_none())
                    });
                    return Err(no_field(session, types[0], missing.unwrap_or(args[0])));
                };
                let (names, sources): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
                // On the stack, where the collector finds them.
                let mut values = [core::ptr::null_mut(); 256];
                let Some(values) = values.get_mut(..sources.len()) else {
                    return Err(error_text(ErrorKind::Error, "a named tuple of more than 256 fields"));
                };
                for (value, source) in values.iter_mut().zip(sources) {
                    *value = match source {
                        FieldSource::Argument(index) => args[index],
                        FieldSource::Field(argument, index) => {
                            read_field(session, args[argument], types[argument], index)
                        }
                    };
                }
                let elements: Vec<TypeId> = values.iter().map(|&value| of(value)).collect();
                let ty = session.program.types.named_tuple(&names, &elements);
                make_object(session, ty, values)
            }
            Intrinsic::HasField => match (type_value(args[0]), symbol_of(session, args[1])) {
                (Some(ty), Some(name)) => bool_object(session.program.types.field_index(ty, name).is_some()),
                (None, _) => return Err(type_error(session, "hasfield", known::TYPE, args[0])),
                (_, None) => return Err(type_error(session, "hasfield", known::SYMBOL, args[1])),
            },
            Intrinsic::IfElse => {
                if of(args[0]) != known::BOOL {
                    return Err(type_error(session, "ifelse", known::BOOL, args[0]));
                }
                if args[0].read() & 1 == 1 { args[1] } else { args[2] }
            }
            Intrinsic::GetField => return get_field(session, args[0], args[1]),
            Intrinsic::SetField => return set_field(session, args[0], args[1], args[2]),
            Intrinsic::NFields => {
                let count = session.program.types.field_types(of(args[0])).len();
                box_int64(count as i64)
            }
            Intrinsic::FieldCount => match type_value(args[0]) {
                Some(ty) if has_indefinite_fields(&session.program.types, ty) => {
                    return Err(error_text(ErrorKind::Argument, INDEFINITE_FIELDS));
                }
                Some(ty) => box_int64(session.program.types.field_types(ty).len() as i64),
                None => return Err(type_error(session, "fieldcount", known::TYPE, args[0])),
            },
            Intrinsic::FieldType => {
                let Some(ty) = type_value(args[0]) else {
                    return Err(type_error(session, "fieldtype", known::TYPE, args[0]));
                };
                let fields = session.program.types.field_types(ty);
                let further = session.program.types.further_fields(ty);
                let position = field_position(session, ty, args[1]);
                match position.and_then(|index| fields.get(index).copied().or(further)) {
                    Some(field) => session.machine.runtime.type_object(field.0),
                    None => return Err(no_field(session, ty, args[1])),
                }
            }
            Intrinsic::FieldName => {
                let names = type_value(args[0]).map(|ty| session.program.types.field_names(ty));
                let index = if of(args[1]) == known::INT64 { args[1].cast::<i64>().read() - 1 } else { -1 };
                match names.and_then(|names| names.get(usize::try_from(index).ok()?).copied()) {
                    Some(name) => crate::objects::constant_object(
                        &mut session.machine,
                        &mut session.program,
                        Const::symbol(name),
                    ),
                    None => return Err(new_error(ErrorKind::Bounds, &[args[0], args[1]])),
                }
            }
            // Inference always knows; boxed values do not tell what they could have been.
            Intrinsic::IteratedType => session.machine.runtime.type_object(known::ANY.0),
            Intrinsic::SizeOf | Intrinsic::ElementStride => {
                let size = type_value(args[0]).and_then(|ty| match intrinsic {
                    Intrinsic::SizeOf => session.program.types.layout(ty).map(|layout| layout.size),
                    _ => Some(session.program.types.element_layout(ty).stride),
                });
                match size {
                    Some(size) => box_int64(size.into()),
                    None => return Err(error_text(ErrorKind::Argument, "this type has no definite size")),
                }
            }
            Intrinsic::ApplyType => {
                let parameters: Option<Vec<TypeId>> =
                    args[1..].iter().map(|&arg| parameter(session, arg)).collect();
                let (Some(base), Some(parameters)) = (type_value(args[0]), parameters) else {
                    return Err(type_error(session, "Type{...} expression", known::TYPE, args[0]));
                };
                let applied = if base == known::UNION {
                    Ok(session.program.types.union(&parameters))
                } else {
                    session.program.types.apply(base, &parameters)
                };
                match applied {
                    Ok(ty) => session.machine.runtime.type_object(ty.0),
                    Err(_) => return Err(type_error(session, "Type{...} expression", known::TYPE, args[0])),
                }
            }
            Intrinsic::ApplyBounded => {
                let mut parameters = Vec::with_capacity(args.len() / 2);
                for pair in args[1..].chunks_exact(2) {
                    let (Some(code), Some(value)) =
                        (parameter(session, pair[0]), parameter(session, pair[1]))
                    else {
                        return Err(type_error(session, "Type{...} expression", known::TYPE, pair[1]));
                    };
                    parameters.push((session.program.types.bound(code), value));
                }
                let applied = type_value(args[0])
                    .and_then(|base| session.program.types.apply_bounded(base, &parameters).ok());
                match applied {
                    Some(ty) => session.machine.runtime.type_object(ty.0),
                    None => return Err(type_error(session, "Type{...} expression", known::TYPE, args[0])),
                }
            }
            Intrinsic::TypeVariable => {
                let name = symbol_of(session, args[0]);
                let (Some(name), Some(lower), Some(upper)) = (name, type_value(args[1]), type_value(args[2]))
                else {
                    return Err(type_error(session, "TypeVar", known::TYPE, args[2]));
                };
                let var = session.program.types.named_var(name, lower, upper);
                let ty = session.program.types.var_type(var);
                session.machine.runtime.type_object(ty.0)
            }
            Intrinsic::VarargOf => {
                let parameters: Option<Vec<TypeId>> =
                    args.iter().map(|&arg| parameter(session, arg)).collect();
                let Some(parameters) = parameters else {
                    return Err(type_error(session, "Vararg", known::TYPE, args[0]));
                };
                let element = parameters.first().copied().unwrap_or(known::ANY);
                let ty = session.program.types.vararg(element, parameters.get(1).copied());
                session.machine.runtime.type_object(ty.0)
            }
            Intrinsic::IntersectTypes => {
                let (Some(a), Some(b)) = (type_value(args[0]), type_value(args[1])) else {
                    return Err(type_error(session, "typeintersect", known::TYPE, args[1]));
                };
                let ty = session.program.types.intersect(a, b);
                session.machine.runtime.type_object(ty.0)
            }
            Intrinsic::UnionAllOf => {
                let var = type_or_variable(args[0]).map(|var| session.program.types.term(var));
                let (Some(Term::Var(var)), Some(body)) = (var, type_or_variable(args[1])) else {
                    return Err(type_error(session, "UnionAll", known::TYPE, args[1]));
                };
                let ty = session.program.types.union_all(var, body);
                session.machine.runtime.type_object(ty.0)
            }
            Intrinsic::NewDynamic => {
                let Some(ty) = type_value(args[0]) else {
                    return Err(type_error(session, "new", known::TYPE, args[0]));
                };
                if !session.program.types.is_concrete(ty) {
                    return Err(type_error(session, "new", known::DATATYPE, args[0]));
                }
                let fields = session.program.types.field_types(ty);
                for (&field, &value) in fields.iter().zip(&args[1..]) {
                    if !is_instance(session, value, field) {
                        return Err(type_error(session, "new", field, value));
                    }
                }
                make_object(session, ty, &args[1..])
            }
            Intrinsic::MakeBox => {
                let ty = session.program.captured_box;
                make_object(session, ty, &[])
            }
            Intrinsic::BoxGet => {
                let object = args[0].cast::<Ref>().read();
                if object.is_null() {
                    return Err(new_error(ErrorKind::UndefVar, &[args[1]]));
                }
                object
            }
            Intrinsic::BoxSet => {
                args[0].cast::<Ref>().write(args[1]);
                session.machine.runtime.singleton(known::NOTHING.0)
            }
            Intrinsic::TypeText => {
                let text = match type_value(args[0]) {
                    Some(ty) if args.len() > 1 && args[1].read() & 1 == 1 => {
                        session.program.types.show_short(ty, &session.program.interner)
                    }
                    Some(ty) => session.program.types.show(ty, &session.program.interner),
                    None => String::new(),
                };
                string_object(&text)
            }
            Intrinsic::MethodMatches
            | Intrinsic::MethodInfo
            | Intrinsic::MethodResult
            | Intrinsic::MethodCode
            | Intrinsic::TypeQuery => return crate::reflect::answer(session, intrinsic, args),
            Intrinsic::FunctionName => {
                let name = function_name(session, of(args[0]));
                session.machine.runtime.symbol(name.as_bytes())
            }
            Intrinsic::MethodErrorText => {
                let text = crate::errors::method_error_text(session, args[0], args[1]);
                string_object(&text)
            }
            other => {
                let text =
                    format!("Core.{} of arguments whose types are not known is not supported", other.name());
                return Err(error_text(ErrorKind::Error, &text));
            }
        })
    }
}

/// The name of a function, from its type.
pub(crate) fn function_name(session: &Session, ty: TypeId) -> String {
    let types = &session.program.types;
    match types.name_of(ty) {
        Some(name) => {
            let name = types.name(name);
            let symbol = name.function.unwrap_or(name.name);
            session.program.interner.name(symbol).to_owned()
        }
        None => String::new(),
    }
}

/// Whether an object is a value of the type.
///
/// # Safety
/// `object` is a reference to an object.
pub(crate) unsafe fn is_instance(session: &mut Session, object: Ref, ty: TypeId) -> bool {
    // SAFETY: the caller's promise.
    unsafe {
        let own = TypeId(type_id(object));
        session.program.types.subtype(own, ty) || {
            let dispatch = dispatch_type(session, object);
            session.program.types.subtype(dispatch, ty)
        }
    }
}

pub(crate) unsafe fn get_field(session: &mut Session, object: Ref, index: Ref) -> Result<Ref, Ref> {
    // SAFETY: the caller passes references to objects.
    unsafe {
        let ty = TypeId(type_id(object));
        if ty == known::MODULE && TypeId(type_id(index)) == known::SYMBOL {
            return crate::code::module_global(session, object, index);
        }
        let layout = session.program.types.layout(ty);
        let count = layout.as_ref().map_or(0, |layout| layout.fields.len());
        match field_position(session, ty, index).filter(|&index| index < count) {
            Some(position) => {
                let value = read_field(session, object, ty, position);
                if let Some(layout) = layout {
                    note_field(session, ty, index, layout.fields[position]);
                }
                if value.is_null() { Err(new_error(ErrorKind::UndefRef, &[])) } else { Ok(value) }
            }
            None if TypeId(type_id(index)) == known::SYMBOL => Err(no_field(session, ty, index)),
            None => Err(new_error(ErrorKind::Bounds, &[object, index])),
        }
    }
}

unsafe fn set_field(session: &mut Session, object: Ref, index: Ref, value: Ref) -> Result<Ref, Ref> {
    // SAFETY: the caller passes references to objects.
    unsafe {
        let ty = TypeId(type_id(object));
        let fields = session.program.types.field_types(ty);
        let Some(position) = field_position(session, ty, index).filter(|&index| index < fields.len()) else {
            return Err(no_field(session, ty, index));
        };
        if !session.program.types.is_mutable(ty) {
            let shown = bare_name(session, ty);
            let text = format!("setfield!: immutable struct of type {shown} cannot be changed");
            return Err(error_text(ErrorKind::Error, &text));
        }
        let name = session.program.types.name_of(ty).expect("an object's type has a name");
        let decl = session.program.types.name(name).fields[position];
        if decl.is_const {
            let shown = bare_name(session, ty);
            let field = session.program.interner.name(decl.name).to_owned();
            let text = format!("setfield!: const field .{field} of type {shown} cannot be changed");
            return Err(error_text(ErrorKind::Error, &text));
        }
        if !is_instance(session, value, fields[position]) {
            return Err(type_error(session, "setfield!", fields[position], value));
        }
        let layout = session.program.types.layout(ty).expect("an object with fields has a layout");
        let field = layout.fields[position];
        let place = object.add(field.offset as usize);
        match field.storage {
            Storage::Reference => place.cast::<Ref>().write(value),
            Storage::Inline => {
                let size = session.program.types.layout(field.ty).map_or(0, |layout| layout.size);
                core::ptr::copy_nonoverlapping(value, place, size as usize);
            }
        }
        Ok(value)
    }
}

/// `_apply(mask, f, arguments…)`: calls `f`, splicing the arguments whose bit is set.
unsafe fn apply(args: *const Ref, count: usize) -> Ref {
    // SAFETY: the caller's promise; the mask is an `Int64`.
    unsafe { apply_dynamic(args.add(1), count as i64 - 1, args.read().cast::<i64>().read()) }
}

/// Calls `args[0]` with the other `count - 1` arguments; bit `i` of `mask` tells that argument `i` (from 0) stands
/// for its elements.
///
/// # Safety
/// `args` points to `count` references to objects.
pub(crate) unsafe extern "C" fn apply_dynamic(args: *const Ref, count: i64, mask: i64) -> Ref {
    const MOST: usize = 512;
    let mut given = [core::ptr::null_mut(); 64];
    let mut all = [core::ptr::null_mut(); MOST];
    let count = count as usize;
    if count > given.len() {
        throw_message(ErrorKind::Error, b"a call with so many spliced arguments is not supported");
    }
    // SAFETY: the caller's promise.
    given[..count].copy_from_slice(unsafe { core::slice::from_raw_parts(args, count) });
    for (i, argument) in given[1..count].iter_mut().enumerate() {
        // SAFETY: the caller's promise.
        if mask >> i & 1 != 0 && !unsafe { is_spliced_in_place(session(), *argument) } {
            // SAFETY: as above; the library's `collect` makes a vector of whatever can be iterated.
            if let Some(vector) = unsafe { call_base("collect", &[*argument]) } {
                *argument = vector;
            }
        }
    }
    // SAFETY: the caller's promise.
    match unsafe { splice(session(), mask, &given[..count], &mut all) } {
        // SAFETY: the array holds that many references.
        Some(len) => unsafe { dynamic_call(all.as_ptr(), len as i64) },
        None => throw_message(ErrorKind::Error, b"splicing more than 500 arguments is not supported"),
    }
}

/// Whether an object is a tuple or a vector, whose elements are read by their layout.
unsafe fn is_spliced_in_place(session: &mut Session, object: Ref) -> bool {
    // SAFETY: the caller passes a reference to an object.
    let ty = TypeId(unsafe { type_id(object) });
    session.program.types.spliced_elements(ty).is_some() || is_array(session, ty)
}

fn is_array(session: &Session, ty: TypeId) -> bool {
    let Some(name) = session.program.interner.lookup("Array") else { return false };
    match session.program.modules.own(juliette_support::ModuleId::BASE, name) {
        Some(juliette_methods::Binding::Const(array)) => array
            .as_type()
            .is_some_and(|array| session.program.types.name_of(ty) == session.program.types.name_of(array)),
        _ => false,
    }
}

unsafe fn splice(session: &mut Session, mask: i64, args: &[Ref], all: &mut [Ref]) -> Option<usize> {
    // SAFETY: the caller passes references to objects, read by their types' layouts.
    unsafe {
        let mut len = 0;
        let mut add = |object: Ref| {
            *all.get_mut(len)? = object;
            len += 1;
            Some(())
        };
        add(args[0])?;
        for (i, &arg) in args[1..].iter().enumerate() {
            if mask >> i & 1 == 0 {
                add(arg)?;
                continue;
            }
            let ty = TypeId(type_id(arg));
            if session.program.types.spliced_elements(ty).is_some() {
                for index in 0..session.program.types.field_types(ty).len() {
                    add(read_field(session, arg, ty, index))?;
                }
                continue;
            }
            if !is_array(session, ty) {
                return None;
            }
            let element = *session.program.types.params(ty).first()?;
            let data = arg.cast::<*mut u8>().read();
            let rank = session.program.types.params(ty).get(1).copied();
            let rank = rank.and_then(|rank| match session.program.types.term(rank) {
                Term::Value(value) => value.as_int64(),
                _ => None,
            })?;
            let count: i64 =
                (0..rank as usize).map(|dimension| arg.add(16).cast::<i64>().add(dimension).read()).product();
            let stride = session.program.types.element_layout(element).stride;
            for index in 0..count as usize {
                let place = data.add(index * stride as usize);
                let object = match session.program.types.storage(element) {
                    Storage::Reference => place.cast::<Ref>().read(),
                    Storage::Inline => {
                        let size = session.program.types.layout(element).map_or(0, |layout| layout.size);
                        let copy = allocate(element.0, size as usize);
                        core::ptr::copy_nonoverlapping(place, copy, size as usize);
                        copy
                    }
                };
                add(object)?;
            }
        }
        Some(len)
    }
}

const _: () = assert!(MEMORY_DATA_OFFSET == 16, "vectors are read by the layout that base/array.jl declares");

/// Calls a function of the library by name with boxed arguments; none if the library has no such function (yet).
///
/// # Safety
/// The arguments are references to objects.
pub(crate) unsafe fn call_base(name: &str, args: &[Ref]) -> Option<Ref> {
    let mut all = [core::ptr::null_mut(); 4];
    let session = session();
    let symbol = session.program.interner.intern(name);
    let binding = session.program.modules.own(juliette_support::ModuleId::BASE, symbol);
    let Some(juliette_methods::Binding::Const(function)) = binding else {
        return None;
    };
    all[0] = crate::objects::constant_object(&mut session.machine, &mut session.program, function);
    all[1..=args.len()].copy_from_slice(args);
    // SAFETY: the caller's promise.
    Some(unsafe { dynamic_call(all.as_ptr(), args.len() as i64 + 1) })
}

/// A constant that stands for an object: by its contents where they are small, else by the object itself, which
/// is kept alive from now on.
pub(crate) fn constant_of(session: &mut Session, object: Ref) -> Const {
    // SAFETY: the caller passes a reference to an object.
    unsafe {
        if let Some(ty) = type_value(object) {
            return session.program.types.type_const(ty);
        }
        let ty = TypeId(type_id(object));
        if let Some(item) = parameter(session, object) {
            return session.program.types.parameter_const(item);
        }
        let number = session.machine.runtime.heap.add_handle(object);
        Const { ty, value: ConstValue::Object(number) }
    }
}
