# Output: print and show, and streams with properties.

# A stream with properties: how much is known of what is shown inside a collection (its element type), and others,
# each a key, its value and the properties before it.
struct IOContext{I} <: IO
    io::I
    typeinfo::Type
    properties::Any
    IOContext{I}(io, typeinfo, properties) where {I} = new{I}(io, typeinfo, properties)
    IOContext{I}(io, typeinfo) where {I} = new{I}(io, typeinfo, properties(io))
end
struct Property
    key::Symbol
    value::Any
    before::Any
end
properties(io::IO) = nothing
properties(io::IOContext) = io.properties
IOContext(io::IO) = with_typeinfo(io, typeinfo(io))
IOContext(io::IO, p::Pair) = with_property(io, p.first, p.second)
IOContext(io::IO, p::Pair, rest::Pair...) = IOContext(IOContext(io, p), rest...)
IOContext(io::IO, other::IO) = IOContext{typeof(bare(io))}(bare(io), typeinfo(other), properties(other))
bare(io::IO) = io
bare(io::IOContext) = io.io
with_typeinfo(io::IO, T) = IOContext{typeof(io)}(io, T, nothing)
with_typeinfo(io::IOContext{I}, T) where {I} = IOContext{I}(io.io, T, io.properties)
function with_property(io::IO, key::Symbol, value)
    key === :typeinfo && return with_typeinfo(io, value)
    stream = bare(io)
    IOContext{typeof(stream)}(stream, typeinfo(io), Property(key, value, properties(io)))
end
get(io::IO, key, default) = default
function get(io::IOContext, key, default)
    key === :typeinfo && return io.typeinfo === Any ? default : io.typeinfo
    p = io.properties
    while p isa Property
        p.key === key && return p.value
        p = p.before
    end
    default
end
getindex(io::IOContext, key) = (v = get(io, key, absent); v === absent ? throw(KeyError(key)) : v)
haskey(io::IO, key) = get(io, key, absent) !== absent
in(p::Pair, io::IOContext) = get(io, p.first, absent) == p.second
displaysize() = (24, 80)
displaysize(io::IO) = displaysize()
displaysize(io::IOContext) = get(io, :displaysize, displaysize())
write_text(io::IOContext, s::String) = write_text(io.io, s)
write_bytes(io::IOContext, p::Ptr{UInt8}, n::Int) = write_bytes(io.io, p, n)
typeinfo(io::IO) = Any
typeinfo(io::IOContext) = io.typeinfo

print(io::IO, x) = show(io, x)
print(io::IO, s::String) = write_text(io, s)
print(io::IO, s::Symbol) = write_text(io, String(s))
print(io::IO, c::Char) = write_text(io, string(c))
print(io::IO, x::Union{Int8, Int16, Int32, Int64}) = write_text(io, string(Int64(x)))
print(io::StandardStream, x::Union{Int8, Int16, Int32, Int64}) = Core.runtime(:write_int64, Nothing, io.number, Int64(x))
print(io::IO, x::BitUnsigned) = write_text(io, decimal(x))
print(io::IO, x::Union{Float32, Float64}) = write_text(io, float_text(x, get(io, :compact, false) === true ? 2 : 0))
print(io::IO, x::Float16) = write_text(io, Core.runtime(:string_float16, String, Int64(Core.bitcast(UInt16, x)), 0))
print(io::IO) = nothing
print(io::IO, x, y, rest...) = (print(io, x); print(io, y, rest...))
println(io::IO) = write_text(io, "\n")
println(io::IO, x) = (print(io, x); write_text(io, "\n"))
println(io::IO, x, y, rest...) = (print(io, x, y, rest...); write_text(io, "\n"))
print(x) = print(stdout, x)
print(x, y, rest...) = print(stdout, x, y, rest...)
print() = nothing
println() = println(stdout)
println(x) = println(stdout, x)
println(x, y, rest...) = println(stdout, x, y, rest...)

string() = ""
string(s::String) = s
string(s::SubString{String}) = String(s)
string(c::Char) = Core.runtime(:string_char, String, Core.bitcast(Int32, c))
string(x::Symbol) = String(x)
string(a::String, b::String) = string_of(a, b)
string(x) = string_of(x)
string(x, y, rest...) = string_of(x, y, rest...)
function string_of(xs...)
    io = IOBuffer()
    print_each(io, xs...)
    String(take!(io))
end
print_each(io) = nothing
print_each(io, x, rest...) = (print(io, x); print_each(io, rest...))
function repr(x)
    io = IOBuffer()
    show(io, x)
    String(take!(io))
end

decimal(x::UInt128) = Core.runtime(:string_uint128, String, (x % UInt64) % Int64, ((x >> 64) % UInt64) % Int64)
decimal(x::BitUnsigned) = decimal(UInt128(x))
float_text(x::Float64, style::Int) = Core.runtime(:string_float64, String, x, style)
float_text(x::Float32, style::Int) = Core.runtime(:string_float32, String, x, style)

show(x) = show(stdout, x)
show(io::IO, ::Nothing) = write_text(io, "nothing")
show(io::IO, x::Bool) = write_text(io, typeinfo(io) === Bool ? (x ? "1" : "0") : (x ? "true" : "false"))
print(io::IO, x::Bool) = write_text(io, x ? "true" : "false")
show(io::IO, x::Union{Int8, Int16, Int32, Int64}) = write_text(io, string(Int64(x)))
show(io::IO, x::Int128) = write_text(io, Core.runtime(:string_int128, String, x % Int64, (x >> 64) % Int64))
show(io::IO, x::T) where {T<:BitUnsigned} = write_text(io, Core.runtime(:string_hex, String, (UInt128(x) % UInt64) % Int64, ((UInt128(x) >> 64) % UInt64) % Int64, sizeof(T)))
show(io::IO, x::Float64) = write_text(io, float_text(x, get(io, :compact, false) === true ? 2 : 1))
function show(io::IO, x::Float32)
    get(io, :compact, false) === true && return write_text(io, compact_text(x))
    text = float_text(x, typeinfo(io) === Float32 ? 0 : 1)
    # Where the type is known the suffix is dropped, but an exponent keeps its letter.
    if typeinfo(io) === Float32 && occurs(0x65, text)
        text = float_text(x, 1)
    end
    write_text(io, text)
end
# Six digits and no suffix: those of the Float64 that is written with the same digits.
function compact_text(x::Float32)
    plain = float_text(x, 0)
    x - x == x - x || return plain
    text = float_text(parse(Float64, plain), 2)
    occurs(0x65, text) ? replace(text, 'e' => 'f') : text
end
function occurs(byte::UInt8, s::String)
    for i in 1:ncodeunits(s)
        codeunit_at(s, i) == byte && return true
    end
    false
end
show(io::IO, x::Float16) = write_text(io, Core.runtime(:string_float16, String, Int64(Core.bitcast(UInt16, x)), typeinfo(io) === Float16 || get(io, :compact, false) === true ? 0 : 1))
show(io::IO, s::String) = write_text(io, Core.runtime(:string_quoted, String, s))
show(io::IO, c::Char) = write_text(io, Core.runtime(:string_char_literal, String, Core.bitcast(Int32, c)))
function show(io::IO, s::Symbol)
    text = String(s)
    if is_plain_name(text) && text != "true" && text != "false"
        write_text(io, ":")
        write_text(io, text)
    else
        show_odd_symbol(io, text)
    end
end
function is_plain_name(text::String)
    for i in 1:ncodeunits(text)
        b = codeunit_at(text, i)
        (0x61 <= (b | 0x20) <= 0x7a) || b == 0x5f || (i > 1 && (0x30 <= b <= 0x39 || b == 0x21)) || return false
    end
    ncodeunits(text) > 0
end
show(io::IO, T::Type) = write_text(io, Core.type_text(T, get(io, :compact, false) === true))
function show(io::IO, f::Function)
    is_callable_object(f) && return show_fields(io, f)
    is_anonymous(f) && throw_anonymous()
    # Those of the program's own modules have the module before them.
    home = Core.function_module(f)
    if home !== Main && get(io, :compact, false) !== true && fullname(home)[1] === :Main
        show(io, home)
        write_text(io, ".")
    end
    write_text(io, String(nameof(f)))
end
function print(io::IO, f::Function)
    (is_callable_object(f) || f === (:)) && return show(io, f)
    is_anonymous(f) && throw_anonymous()
    write_text(io, String(nameof(f)))
end
# An object that can be called is shown as any other.
is_callable_object(f) = codeunit_at(String(nameof(typeof(f))), 1) != 0x23
# Julia numbers anonymous functions in an order that depends on how it lowers code.
is_anonymous(f) = (name = String(nameof(f)); ncodeunits(name) > 1 && codeunit_at(name, 1) == 0x23 && 0x30 <= codeunit_at(name, 2) <= 0x39)
@noinline throw_anonymous() = throw(ArgumentError("the name of an anonymous function is not known"))
# A local function's type is called `#name#number`.
function nameof(f::Function)
    name = Core.function_name(f)
    text = String(name)
    n = ncodeunits(text)
    (n > 2 && codeunit_at(text, 1) == 0x23) || return name
    i = 2
    while i <= n && codeunit_at(text, i) != 0x23
        i += 1
    end
    i > n || i == 2 ? name : Symbol(String(SubString(text, 2, thisind(text, i - 1))))
end
nameof(T::Type) = Core.type_query(T, :name)[1]
nameof(T::Union) = throw(MethodError(nameof, (T,)))

# A value of any struct: its type and its fields.
show(io::IO, x) = show_fields(io, x)
function show_fields(io::IO, x)
    T = typeof(x)
    show(io, T)
    write_text(io, "(")
    n = nfields(x)
    for i in 1:n
        i > 1 && write_text(io, ", ")
        show(with_typeinfo(io, Any), getfield(x, i))
    end
    write_text(io, ")")
end

# The process.
time() = Core.runtime(:time, Float64)
exit() = exit(0)
function exit(code::Integer)
    isempty(EXIT_HOOKS) || run_exit_hooks()
    Core.runtime(:exit, Union{}, Int64(code))
end
# What is called when the program ends, the last first.
const EXIT_HOOKS = Array{Any, 1}(undef, 0)
function atexit(f)
    isempty(EXIT_HOOKS) && Core.runtime(:note_exit_hooks, Int)
    pushfirst!(EXIT_HOOKS, f)
    nothing
end
function run_exit_hooks()
    while !isempty(EXIT_HOOKS)
        f = popfirst!(EXIT_HOOKS)
        try
            f()
        catch e
            showerror(stderr, e)
            println(stderr)
        end
    end
end
# Reading this name is a call of `program_file`.
const PROGRAM_FILE = ""
program_file() = Core.runtime(:program_file, String)
const ARGS = Array{String, 1}(undef, 0)
# Called when a process begins, if it has arguments.
function take_arguments()
    for i in 0:Core.runtime(:arg_count, Int)-1
        push!(ARGS, Core.runtime(:arg, String, i))
    end
end
take_arguments()
