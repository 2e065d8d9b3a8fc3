# Macros that define types: `@enum`, `@kwdef`, `@NamedTuple`; version numbers.

abstract type Enum{T<:Integer} end
enum_value(x::Enum{T}) where {T} = Core.bitcast(T, x)
enum_names(T) = Array{Pair{Int, Symbol}, 1}(undef, 0)
function enum_name(x::Enum)
    value = Int(enum_value(x))
    for pair in enum_names(typeof(x))
        pair.first == value && return pair.second
    end
    Symbol(string("<invalid #", value, ">"))
end
(::Type{T})(x::Enum) where {T<:Integer} = T(enum_value(x))
Integer(x::Enum) = enum_value(x)
Symbol(x::Enum) = enum_name(x)
print(io::IO, x::Enum) = print(io, enum_name(x))
show(io::IO, x::Enum) = print(io, enum_name(x))
function show(io::IO, ::PlainText, x::Enum)
    print(io, x, "::", typeof(x), " = ")
    show(io, enum_value(x))
end
isless(a::T, b::T) where {T<:Enum} = isless(enum_value(a), enum_value(b))
<(a::T, b::T) where {T<:Enum} = enum_value(a) < enum_value(b)
function typemin(::Type{T}) where {T<:Enum}
    instances(T)[1]
end
function typemax(::Type{T}) where {T<:Enum}
    all = instances(T)
    all[length(all)]
end
convert(::Type{T}, x::Enum) where {T<:Integer} = T(x)
@noinline enum_error(name::Symbol, x) = throw(ArgumentError(string("invalid value for Enum ", name, ": ", x)))
function check_enum(T, name::Symbol, x::Integer)
    for pair in enum_names(T)
        pair.first == x && return nothing
    end
    enum_error(name, x)
end

macro enum(head, members...)
    base = :Int32
    name = head
    if head isa Expr && head.head === :(::) && length(head.args) == 2 && head.args[1] isa Symbol
        name = head.args[1]
        base = nameof(eval_in(__module__, head.args[2]))
    elseif !(head isa Symbol)
        throw(ArgumentError(string("invalid type expression for enum ", head)))
    end
    if length(members) == 1 && members[1] isa Expr && members[1].head === :block
        members = members[1].args
    end
    pairs = Array{Pair{Int, Symbol}, 1}(undef, 0)
    next = 0
    for member in members
        member isa LineNumberNode && continue
        if member isa Symbol
            label = member
        elseif member isa Expr && (member.head === :(=) || member.head === :kw) && member.args[1] isa Symbol
            label = member.args[1]
            next = Int(eval_in(__module__, member.args[2]))
        else
            throw(ArgumentError(string("invalid argument for Enum ", name, ": ", member)))
        end
        for pair in pairs
            pair.second === label && throw(ArgumentError(string("name \"", label, "\" in Enum ", name, " is not unique")))
            pair.first == next && throw(ArgumentError(string("both ", label, " and ", pair.second, " have value ", next, " in Enum ", name, "; values must be unique")))
        end
        push!(pairs, Pair{Int, Symbol}(next, label))
        next += 1
    end
    length(pairs) == 0 && throw(ArgumentError(string("no arguments given for Enum ", name)))
    ordered = sorted_by_value(pairs)
    bits = 8 * sizeof(eval_in(Base, base))
    block = Expr(:block)
    push!(block.args, Expr(:primitive, Expr(:<:, esc(name), :(Enum{$base})), bits))
    push!(block.args, :(enum_names(::Type{$(esc(name))}) = $ordered))
    push!(block.args, :(function $(esc(name))(x::Integer)
        check_enum($(esc(name)), $(QuoteNode(name)), x)
        Core.bitcast($(esc(name)), convert($base, x))
    end))
    values = Any[]
    for pair in ordered
        push!(values, esc(pair.second))
        push!(block.args, Expr(:const, Expr(:(=), esc(pair.second), :(Core.bitcast($(esc(name)), convert($base, $(pair.first)))))))
    end
    push!(block.args, :(instances(::Type{$(esc(name))}) = $(Expr(:tuple, values...))))
    push!(block.args, nothing)
    block
end
function sorted_by_value(pairs)
    sorted = copy(pairs)
    for i in 2:length(sorted)
        item = sorted[i]
        j = i - 1
        while j > 0 && sorted[j].first > item.first
            sorted[j+1] = sorted[j]
            j -= 1
        end
        sorted[j+1] = item
    end
    sorted
end
instances(::Type) = error("this type has no instances")

macro kwdef(definition)
    definition = macroexpand(__module__, definition)
    definition isa Expr && definition.head === :struct || error("Invalid usage of @kwdef")
    header = definition.args[2]
    header isa Expr && header.head === :<: && (header = header.args[1])
    members = Any[]
    keywords = Any[]
    names = Any[]
    for member in definition.args[3].args
        push!(members, plain_member(member, keywords, names))
    end
    stripped = Expr(:struct, definition.args[1], definition.args[2], Base.expr_of(:block, members))
    block = Expr(:block, esc(stripped))
    if length(names) > 0
        parameters = Expr(:parameters, keywords...)
        if header isa Expr && header.head === :curly
            plain = header.args[1]
            variables = Any[]
            for i in 2:length(header.args)
                push!(variables, static_name(header.args[i]))
            end
            applied = Expr(:curly, plain, variables...)
            push!(block.args, esc(Expr(:(=), Expr(:call, plain, parameters), Expr(:call, plain, names...))))
            bounds = header.args[2:length(header.args)]
            push!(block.args, esc(Expr(:(=), Expr(:where, Expr(:call, applied, parameters), bounds...), Expr(:call, applied, names...))))
        else
            push!(block.args, esc(Expr(:(=), Expr(:call, header, parameters), Expr(:call, header, names...))))
        end
    end
    push!(block.args, nothing)
    block
end
# A member without its default, which is noted.
function plain_member(member, keywords, names)
    if member isa Symbol
        push!(keywords, member)
        push!(names, member)
    elseif member isa Expr && member.head === :(::) && length(member.args) == 2
        push!(keywords, member.args[1])
        push!(names, member.args[1])
    elseif member isa Expr && member.head === :(=) && !is_call_like(member.args[1])
        target = member.args[1]
        inner = target isa Expr && target.head === :const ? target.args[1] : target
        name = inner isa Expr ? inner.args[1] : inner
        push!(keywords, Expr(:kw, name, member.args[2]))
        push!(names, name)
        return target
    elseif member isa Expr && member.head === :const
        return Expr(:const, plain_member(member.args[1], keywords, names))
    elseif member isa Expr && member.head === :block
        inner = Any[]
        for part in member.args
            push!(inner, plain_member(part, keywords, names))
        end
        return expr_of(:block, inner)
    end
    member
end

macro NamedTuple(code)
    code isa Expr && (code.head === :braces || code.head === :block) ||
        throw(ArgumentError("@NamedTuple expects {...} or begin...end"))
    names = Any[]
    types = Any[]
    for field in code.args
        field isa LineNumberNode && continue
        if field isa Symbol
            push!(names, QuoteNode(field))
            push!(types, :Any)
        else
            push!(names, QuoteNode(field.args[1]))
            push!(types, esc(field.args[2]))
        end
    end
    :(NamedTuple{$(Expr(:tuple, names...)), Tuple{$(types...)}})
end

struct VersionNumber
    major::UInt32
    minor::UInt32
    patch::UInt32
    prerelease::String
    build::String
end
VersionNumber(major::Integer, minor::Integer, patch::Integer) = VersionNumber(UInt32(major), UInt32(minor), UInt32(patch), "", "")
VersionNumber(major::Integer, minor::Integer) = VersionNumber(major, minor, 0)
VersionNumber(major::Integer) = VersionNumber(major, 0, 0)
function VersionNumber(text::String)
    parts = UInt32[]
    number = -1
    i, n = 1, ncodeunits(text)
    n > 0 && codeunit_at(text, 1) == 0x76 && (i = 2)
    while i <= n
        b = codeunit_at(text, i)
        if 0x30 <= b <= 0x39
            number = (number < 0 ? 0 : 10 * number) + Int(b) - 48
        elseif b == 0x2e && number >= 0 && length(parts) < 2
            push!(parts, UInt32(number))
            number = -1
        else
            break
        end
        i += 1
    end
    number >= 0 && push!(parts, UInt32(number))
    length(parts) > 0 || throw(ArgumentError(string("invalid version string: ", text)))
    while length(parts) < 3
        push!(parts, UInt32(0))
    end
    prerelease = ""
    build = ""
    start = i
    if i <= n && codeunit_at(text, i) != 0x2b
        codeunit_at(text, i) == 0x2d && (start += 1)
        while i <= n && codeunit_at(text, i) != 0x2b
            i += 1
        end
        prerelease = text_piece(text, start, i - 1)
        start > n && (prerelease = "-")
    end
    i <= n && (build = text_piece(text, i + 1, n))
    VersionNumber(parts[1], parts[2], parts[3], prerelease, build)
end
macro v_str(text)
    VersionNumber(text)
end
function print(io::IO, v::VersionNumber)
    print(io, Int(v.major), ".", Int(v.minor), ".", Int(v.patch))
    v.prerelease == "" || print(io, "-", v.prerelease == "-" ? "" : v.prerelease)
    v.build == "" || print(io, "+", v.build)
end
show(io::IO, v::VersionNumber) = (print(io, "v\""); print(io, v); print(io, "\""))
function isless(a::VersionNumber, b::VersionNumber)
    a.major == b.major || return a.major < b.major
    a.minor == b.minor || return a.minor < b.minor
    a.patch == b.patch || return a.patch < b.patch
    a.prerelease == b.prerelease && return isless(a.build, b.build)
    a.prerelease == "" && return false
    b.prerelease == "" && return true
    a.prerelease == "-" && return true
    b.prerelease == "-" && return false
    isless(a.prerelease, b.prerelease)
end
<(a::VersionNumber, b::VersionNumber) = isless(a, b)
==(a::VersionNumber, b::VersionNumber) = !isless(a, b) && !isless(b, a)
const VERSION = VersionNumber(1, 10, 0)

# Broadcasting everywhere: `@. x + f(y)`.
macro __dot__(code)
    esc(dotted(code))
end
dotted(x) = x
function dotted(x::Expr)
    x.head === :$ && return x.args[1]
    if x.head === :call && length(x.args) > 0
        f = x.args[1]
        args = Any[]
        for i in 2:length(x.args)
            push!(args, dotted(x.args[i]))
        end
        f isa Expr && f.head === :$ && return Expr(:call, f.args[1], args...)
        f isa Symbol && is_dotted(f) && return Expr(:call, f, args...)
        f isa Symbol && isoperator(f) && return Expr(:call, Symbol(string(".", f)), args...)
        f isa Symbol && f === :! && return Expr(:call, Symbol(".!"), args...)
        return Expr(:., dotted(f), Expr(:tuple, args...))
    elseif x.head === :comparison
        args = Any[]
        for i in 1:length(x.args)
            arg = x.args[i]
            push!(args, isodd(i) ? dotted(arg) : is_dotted(arg) ? arg : Symbol(string(".", arg)))
        end
        return expr_of(:comparison, args)
    elseif x.head === :. && length(x.args) == 2 && x.args[2] isa QuoteNode
        return Expr(:., dotted(x.args[1]), x.args[2])
    elseif x.head === :(=) && is_call_like(x.args[1])
        return Expr(:(=), x.args[1], dotted(x.args[2]))
    end
    args = Any[]
    for arg in x.args
        push!(args, dotted(arg))
    end
    text = String(x.head)
    head = x.head
    if head === :(=) || head === :&& || head === :||
        head = Symbol(string(".", head))
    elseif ncodeunits(text) > 1 && codeunit_at(text, ncodeunits(text)) == 0x3d && codeunit_at(text, 1) != 0x2e && head !== :(==) &&
           head !== :<= && head !== :>= && head !== :!=
        head = Symbol(string(".", head))
    end
    expr_of(head, args)
end

# Messages for the user, on stderr.
macro info(message, values...)
    log_code("Info", message, values, __module__, __source__)
end
macro warn(message, values...)
    log_code("Warning", message, values, __module__, __source__)
end
macro error(message, values...)
    log_code("Error", message, values, __module__, __source__)
end
macro debug(message, values...)
    nothing
end
function log_code(level::String, message, values, home::Module, source::LineNumberNode)
    names = Any[]
    given = Any[]
    for value in values
        if value isa Expr && value.head === :(=)
            push!(names, string(value.args[1]))
            push!(given, esc(value.args[2]))
        else
            push!(names, source_text(value))
            push!(given, esc(value))
        end
    end
    place = level == "Info" ? "" : string(" @ ", home, " ", line_file(source), ":", source.line)
    :(log_message($level, string($(esc(message))), $names, Any[$(given...)], $place))
end
function log_message(level::String, message::String, names::Vector{Any}, values::Vector{Any}, place::String)
    if length(names) == 0 && place == ""
        println(stderr, "[ ", level, ": ", message)
        return nothing
    end
    println(stderr, "┌ ", level, ": ", message)
    for i in 1:length(names)
        last = i == length(names) && place == ""
        println(stderr, last ? "└   " : "│   ", names[i], " = ", repr(values[i]))
    end
    place == "" || println(stderr, "└", place)
    nothing
end
