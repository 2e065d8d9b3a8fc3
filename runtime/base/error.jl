# Exceptions and their messages. The types belong to Core.

error(message::String) = throw(ErrorException(message))
error(parts...) = throw(ErrorException(string(parts...)))

struct StringIndexError <: Exception
    string::String
    index::Int
end
struct DimensionMismatch <: Exception
    msg::String
end
showerror(io::IO, e::DimensionMismatch) = print(io, "DimensionMismatch: ", e.msg)
struct KeyError <: Exception
    key::Any
end

# Core declares these types without constructors.
ErrorException(message::AbstractString) = Core._new(ErrorException, message)
ArgumentError(message::AbstractString) = Core._new(ArgumentError, message)
AssertionError(message::AbstractString) = Core._new(AssertionError, message)
OverflowError(message::AbstractString) = Core._new(OverflowError, message)
BoundsError() = Core._new(BoundsError)
BoundsError(a) = Core._new(BoundsError, a)
BoundsError(a, i) = Core._new(BoundsError, a, i)
DivideError() = Core._new(DivideError)
UndefRefError() = Core._new(UndefRefError)
StackOverflowError() = Core._new(StackOverflowError)
OutOfMemoryError() = Core._new(OutOfMemoryError)
InterruptException() = Core._new(InterruptException)
DomainError(value) = DomainError(value, "")
DomainError(value, message) = Core._new(DomainError, value, message)
InexactError(name::Symbol, T, value) = Core._new(InexactError, name, T, value)
MethodError(f, args) = Core._new(MethodError, f, args)
TypeError(func::Symbol, context, expected, got) = Core._new(TypeError, func, context, expected, got)
UndefKeywordError(name::Symbol) = Core._new(UndefKeywordError, name)
UndefVarError(name::Symbol) = Core._new(UndefVarError, name)

showerror(io::IO, e) = show(io, e)
showerror(io::IO, e::ErrorException) = print(io, e.msg)
showerror(io::IO, e::ArgumentError) = print(io, "ArgumentError: ", e.msg)
showerror(io::IO, e::AssertionError) = print(io, "AssertionError: ", e.msg)
showerror(io::IO, e::OverflowError) = print(io, "OverflowError: ", e.msg)
showerror(io::IO, e::DivideError) = print(io, "DivideError: integer division error")
showerror(io::IO, e::StackOverflowError) = print(io, "StackOverflowError:")
showerror(io::IO, e::OutOfMemoryError) = print(io, "OutOfMemoryError()")
showerror(io::IO, e::InterruptException) = print(io, "InterruptException:")
showerror(io::IO, e::UndefRefError) = print(io, "UndefRefError: access to undefined reference")
showerror(io::IO, e::UndefVarError) = print(io, "UndefVarError: `", e.var, "` not defined")
showerror(io::IO, e::KeyError) = (print(io, "KeyError: key "); show(io, e.key); print(io, " not found"))
function showerror(io::IO, e::DomainError)
    print(io, "DomainError with ", e.val, ":\n", e.msg)
end
function showerror(io::IO, e::InexactError)
    print(io, "InexactError: ", e.func, "(")
    if e.func !== nameof(e.T)
        print(io, e.T, ", ")
    end
    show(io, e.val)
    print(io, ")")
end
showerror(io::IO, e::UndefKeywordError) = print(io, "UndefKeywordError: keyword argument `", e.var, "` not assigned")
function showerror(io::IO, e::TypeError)
    if e.expected === Bool
        print(io, "TypeError: non-boolean (", typeof(e.got), ") used in boolean context")
    else
        print(io, "TypeError: in ", e.func)
        if e.func === Symbol("keyword argument")
            print(io, " ", e.context)
        elseif e.context isa AbstractString && !isempty(e.context)
            print(io, ", in ", e.context)
        end
        print(io, ", expected ", e.expected, ", got ")
        if e.got isa Type
            print(io, "Type{", e.got, "}")
        else
            print(io, "a value of type ", typeof(e.got))
        end
    end
end
function showerror(io::IO, e::MethodError)
    if e.f === convert && length(e.args) == 2
        print(io, "MethodError: ")
        show_conversion(io, e.args[1], typeof(e.args[2]))
    else
        text = Core.method_error_text(e.f, e.args)
        hint = call_hint(e.f, e.args)
        # The hint stands before the candidates.
        at = hint === "" ? nothing : findfirst("\n\nClosest candidates", text)
        if at === nothing
            print(io, text, hint)
        else
            print(io, text[1:first(at)-1], hint, text[first(at):end])
        end
    end
end
# Types of one name stand below each other.
function show_conversion(io::IO, to, from)
    if to isa DataType && nameof(to) === nameof(from)
        print(io, "Cannot `convert` an object of type \n  ", compared_type(from, to), " to an object of type \n  ", compared_type(to, from))
    else
        print(io, "Cannot `convert` an object of type ", from, " to an object of type ", to)
    end
end
function compared_type(T, S)
    (T isa DataType && S isa DataType && nameof(T) === nameof(S)) || return string(T)
    parameters = T.parameters
    others = S.parameters
    length(parameters) == 0 && return string(T)
    out = string(T.name.wrapper isa UnionAll ? nameof(T) : Symbol(string(nameof(T))), "{")
    for i in 1:length(parameters)
        i > 1 && (out = string(out, ","))
        out = string(out, i <= length(others) ? compared_type(parameters[i], others[i]) : string(parameters[i]))
    end
    string(out, "}")
end
# What was perhaps meant by a call that no method fits.
call_hint(f, args) = f isa AbstractArray ? "\nUse square brackets [] for indexing an Array." : ""
call_hint(f::Union{typeof(+), typeof(-)}, args::Tuple{AbstractArray{<:Number}, Number}) = element_wise_hint(f, "array", "scalar")
call_hint(f::Union{typeof(+), typeof(-)}, args::Tuple{Number, AbstractArray{<:Number}}) = element_wise_hint(f, "scalar", "array")
element_wise_hint(f, first, second) =
    string("\nFor element-wise ", f === (+) ? "addition" : "subtraction", ", use broadcasting with dot syntax: ", first, " .", nameof(f), " ", second)
function showerror(io::IO, e::StringIndexError)
    s = e.string
    print(io, "StringIndexError: invalid index [", e.index, "]")
    1 <= e.index <= ncodeunits(s) || return nothing
    before = thisind(s, e.index)
    after = nextind(s, before)
    print(io, ", valid nearby ", after <= ncodeunits(s) ? "indices [" : "index [", before, "]=>")
    show(io, s[before])
    if after <= ncodeunits(s)
        print(io, ", [", after, "]=>")
        show(io, s[after])
    end
end
function showerror(io::IO, e::BoundsError)
    print(io, "BoundsError")
    isdefined(e, :a) || return nothing
    print(io, ": attempt to access ")
    describe(io, e.a)
    isdefined(e, :i) || return nothing
    print(io, " at index [")
    if e.i isa Tuple
        for k in 1:length(e.i)
            k > 1 && print(io, ", ")
            show_index(io, e.i[k])
        end
    else
        show_index(io, e.i)
    end
    print(io, "]")
end
show_index(io, i) = show(io, i)
show_index(io, i::OneTo) = print(io, "1:", i.stop)
show_index(io, i::Slice) = show_index(io, i.indices)
show_index(io, i::Colon) = print(io, ":")
show_index(io, i::AbstractArray{Bool}) = summary(io, i)
describe(io, a::AbstractArray) = summary(io, a)
describe(io, s::Union{String, SubString}) = print(io, ncodeunits(s), "-codeunit ", typeof(s))
describe(io, x) = print(io, typeof(x))

# What the program ends with when nothing caught the exception.
function display_error(e)
    showerror(stderr, e)
    println(stderr)
end

rethrow(e) = Core.runtime(:rethrow, Union{}, e)
rethrow() = rethrow(Core.runtime(:current_exception, Any))

# The message of an exception, as `showerror` prints it.
function sprint(f, xs...; context=nothing, sizehint::Integer=0)
    io = IOBuffer()
    sprint_into(io, f, context, xs...)
    String(take!(io))
end
sprint_into(io, f, ::Nothing, xs...) = f(io, xs...)
sprint_into(io, f, context::Tuple, xs...) = f(IOContext(io, context...), xs...)
sprint_into(io, f, context, xs...) = f(IOContext(io, context), xs...)
