# Methods and types as values: what a call would reach, and what it would give. Methods are known to the compiler by
# their numbers.

struct Method
    name::Symbol
    home::Symbol
    file::String
    line::Int
    sig::Any
    text::String
    number::Int
end

struct MethodList
    name::String
    home::Symbol
    methods::Vector{Method}
end
length(list::MethodList) = length(list.methods)
isempty(list::MethodList) = isempty(list.methods)
getindex(list::MethodList, i::Int) = list.methods[i]
iterate(list::MethodList) = iterate(list.methods)
iterate(list::MethodList, state) = iterate(list.methods, state)
firstindex(list::MethodList) = 1
lastindex(list::MethodList) = length(list.methods)
eltype(::Type{MethodList}) = Method

called_type(f) = f isa Type ? Type{f} : typeof(f)

# The signature of a call: the types can be given as a tuple type or as a tuple of types.
function call_signature(f, types::Tuple)
    parameters = (called_type(f), types...)
    Core._apply(6, Core.apply_type, Tuple, parameters)
end
call_signature(f, types::Type) = call_signature(f, Core.type_query(types, :parameters))

function method_of(number)
    info = Core.method_info(number)
    Method(info[1], info[2], info[3], info[4], info[5], info[6], number)
end

matching_methods(f, types, covering) = methods_of(Core.method_matches(call_signature(f, types), covering))
function methods_of(numbers)
    found = Method[]
    for i in 1:length(numbers)
        push!(found, method_of(numbers[i]))
    end
    found
end

methods(f) = list_of(f, methods_of(Core.method_matches(called_type(f), false)))
methods(f, types) = list_of(f, matching_methods(f, types, false))
function list_of(f, found)
    home = isempty(found) ? :Main : found[length(found)].home
    MethodList(string(function_label(f)), home, found)
end
function_label(f::Type) = Core.type_text(f)
function_label(f) = nameof(f)

function which(f, types)
    found = matching_methods(f, types, true)
    isempty(found) && throw(ErrorException("no unique matching method found for the specified argument types"))
    found[1]
end
hasmethod(f, types) = length(Core.method_matches(call_signature(f, types), true)) > 0
applicable(f, args...) = hasmethod(f, map_types(args))
map_types(args::Tuple) = map(called_type, args)

function invoke(f, types::Type, args...)
    numbers = Core.method_matches(call_signature(f, types), true)
    length(numbers) == 0 && throw(MethodError(f, args))
    Core._apply(4, Core.method_call, numbers[1], f, args)
end

# The type of what each method gives that a call can reach.
function return_types(f, types)
    signature = call_signature(f, types)
    numbers = Core.method_matches(signature, false)
    found = Any[]
    for i in 1:length(numbers)
        push!(found, Core.method_result(numbers[i], signature))
    end
    found
end

function code_text(stage, f, types)
    signature = call_signature(f, types)
    numbers = Core.method_matches(signature, false)
    text = ""
    for i in 1:length(numbers)
        text = text * Core.method_code(numbers[i], signature, stage)
    end
    text
end

function print(io::IO, m::Method)
    print(io, m.text, " @ ", m.home, " ", m.file, ":", m.line)
end
show(io::IO, m::Method) = print(io, m)
function print(io::IO, list::MethodList)
    n = length(list)
    print(io, "# ", n, n == 1 ? " method" : " methods", " for generic function \"", list.name, "\" from ", list.home, ":")
    width = ndigits(n)
    for i in 1:n
        m = list.methods[i]
        print(io, "\n ", " "^(width - ndigits(i)), "[", i, "] ", m.text, "\n", " "^(width + 4), "@ ")
        m.home === list.home || print(io, m.home, " ")
        print(io, m.file, ":", m.line)
    end
end
show(io::IO, list::MethodList) = print(io, list)

# A type of the values that both describe; it may be wider than that.
typeintersect(A::Type, B::Type) = Core.intersect_types(A, B)
supertype(T::Type) = Core.type_query(T, :supertype)
function supertypes(T::Type)
    S = supertype(T)
    S === T ? (T,) : (T, supertypes(S)...)
end
function subtypes(T::Type)
    found = Core.type_query(T, :subtypes)
    list = Any[]
    for i in 1:length(found)
        push!(list, found[i])
    end
    list
end
fieldnames(T::Type) = (fieldcount(T); Core.type_query(T, :fieldnames))
fieldname(T::Type, i::Integer) = fieldnames(T)[i]
fieldtypes(T::Type) = (fieldcount(T); Core.type_query(T, :fieldtypes))
propertynames(x) = fieldnames(typeof(x))
isabstracttype(T) = T isa Type && Core.type_query(T, :isabstract)
ismutabletype(T) = T isa Type && Core.type_query(T, :ismutable)
isstructtype(T) = T isa Type && Core.type_query(T, :isstruct)
isprimitivetype(T) = T isa Type && Core.type_query(T, :isprimitive)
isbitstype(T) = T isa Type && T !== Module && Core.type_query(T, :isbits)
isbits(x) = isbitstype(typeof(x))
ismutable(x) = ismutabletype(typeof(x))
isimmutable(x) = !ismutable(x)

# The names that a module exports, sorted; with `all` its own, without those that the compiler made.
function names(m::Module; all::Bool=false, imported::Bool=false)
    found = Symbol[]
    for name in eachsplit(Core.module_names(m, all), '\n', keepempty=false)
        startswith(name, '#') || push!(found, Symbol(name))
    end
    found
end
