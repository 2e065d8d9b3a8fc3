# Characters and strings. A string is its bytes; indices count bytes.

sizeof(s::String) = Core.string_sizeof(s)
ncodeunits(s::String) = Core.string_sizeof(s)
codeunit_at(s::String, i::Int) = Core.pointer_load(Core.string_data(s), Core.sub_int(i, 1))
function codeunit(s::String, i::Integer)
    @boundscheck 1 <= i <= ncodeunits(s) || throw(BoundsError(s, i))
    codeunit_at(s, Int(i))
end
isempty(s::String) = ncodeunits(s) == 0
firstindex(s::String) = 1
lastindex(s::String) = thisindex(s, ncodeunits(s))
eltype(::Type{String}) = Char

is_continuation(b::UInt8) = (b & 0xc0) == 0x80
function thisindex(s::String, i::Int)
    while i > 1 && i <= ncodeunits(s) && is_continuation(codeunit_at(s, i))
        i -= 1
    end
    i
end
function nextind(s::String, i::Int)
    i == 0 && return 1
    n = ncodeunits(s)
    i += 1
    while i <= n && is_continuation(codeunit_at(s, i))
        i += 1
    end
    i
end
prevind(s::String, i::Int) = thisindex(s, i - 1)
isvalid(s::String, i::Int) = 1 <= i <= ncodeunits(s) && thisindex(s, i) == i

function length(s::String)
    count = 0
    for i in 1:ncodeunits(s)
        if !is_continuation(codeunit_at(s, i))
            count += 1
        end
    end
    count
end

# A Char holds the UTF-8 bytes of its character in the high bytes.
function iterate(s::String, i::Int)
    n = ncodeunits(s)
    (1 <= i <= n) || return nothing
    first = codeunit_at(s, i)
    bits = UInt32(first) << 24
    if first < 0xc0
        return (Core.bitcast(Char, bits), i + 1)
    end
    wanted = first >= 0xf0 ? 3 : (first >= 0xe0 ? 2 : 1)
    shift = 16
    i += 1
    while wanted > 0 && i <= n && is_continuation(codeunit_at(s, i))
        bits |= UInt32(codeunit_at(s, i)) << shift
        shift -= 8
        wanted -= 1
        i += 1
    end
    (Core.bitcast(Char, bits), i)
end
iterate(s::String) = iterate(s, 1)
function getindex(s::String, i::Int)
    1 <= i <= ncodeunits(s) || throw(BoundsError(s, i))
    isvalid(s, i) || throw(StringIndexError(s, i))
    iterate(s, i)[1]
end
getindex(s::String, i::Integer) = s[Int(i)]
function getindex(s::String, r::AbstractUnitRange{Int})
    isempty(r) && return ""
    i, j = first(r), last(r)
    (1 <= i && j <= ncodeunits(s)) || throw(BoundsError(s, r))
    isvalid(s, i) || throw(StringIndexError(s, i))
    isvalid(s, j) || throw(StringIndexError(s, j))
    substring(s, i, nextind(s, j) - 1)
end
substring(s::String, i::Int, j::Int) = Core.runtime(:string_from_bytes, String, Core.pointer_add(Core.string_data(s), i - 1), j - i + 1)

==(a::String, b::String) = Core.runtime(:string_equal, Bool, a, b)
isless(a::String, b::String) = Core.runtime(:string_compare, Int, a, b) < 0
<(a::String, b::String) = isless(a, b)
isequal(a::String, b::String) = a == b
*(a::Union{String, Char}, b::Union{String, Char}) = string(a, b)
*(a::Union{String, Char}, b::Union{String, Char}, c::Union{String, Char}, rest::Union{String, Char}...) = string(a, b, c, rest...)
^(s::Union{String, Char}, n::Integer) = repeat(s, n)
function repeat(s::Union{String, Char}, n::Integer)
    n < 0 && throw(ArgumentError(string("can't repeat a string ", n, " times")))
    io = IOBuffer()
    for i in 1:n
        print(io, s)
    end
    String(take!(io))
end

function codepoint(c::Char)
    bits = Core.bitcast(UInt32, c)
    bits < 0x80000000 && return bits >> 24
    bits < 0xe0000000 && return ((bits >> 24) & 0x1f) << 6 | (bits >> 16) & 0x3f
    bits < 0xf0000000 && return ((bits >> 24) & 0x0f) << 12 | ((bits >> 16) & 0x3f) << 6 | (bits >> 8) & 0x3f
    ((bits >> 24) & 0x07) << 18 | ((bits >> 16) & 0x3f) << 12 | ((bits >> 8) & 0x3f) << 6 | bits & 0x3f
end
function Char(u::UInt32)
    u < 0x80 && return Core.bitcast(Char, u << 24)
    u < 0x800 && return Core.bitcast(Char, (0xc0 | u >> 6) << 24 | (0x80 | u & 0x3f) << 16)
    u < 0x10000 && return Core.bitcast(Char, (0xe0 | u >> 12) << 24 | (0x80 | (u >> 6) & 0x3f) << 16 | (0x80 | u & 0x3f) << 8)
    u < 0x200000 && return Core.bitcast(Char, (0xf0 | u >> 18) << 24 | (0x80 | (u >> 12) & 0x3f) << 16 | (0x80 | (u >> 6) & 0x3f) << 8 | 0x80 | u & 0x3f)
    throw(ArgumentError(string("invalid code point ", u)))
end
Char(x::Integer) = Char(UInt32(x))
Char(c::Char) = c
UInt32(c::Char) = codepoint(c)
Int64(c::Char) = Int64(codepoint(c))
Int32(c::Char) = Int32(codepoint(c))
convert(::Type{Char}, x::Integer) = Char(x)
==(a::Char, b::Char) = Core.eq_int(Core.bitcast(UInt32, a), Core.bitcast(UInt32, b))
isless(a::Char, b::Char) = Core.bitcast(UInt32, a) < Core.bitcast(UInt32, b)
<(a::Char, b::Char) = isless(a, b)
-(a::Char, b::Char) = Int(codepoint(a)) - Int(codepoint(b))
+(c::Char, n::Integer) = Char(Int(codepoint(c)) + n)
+(n::Integer, c::Char) = c + n
-(c::Char, n::Integer) = Char(Int(codepoint(c)) - n)
isdigit(c::Char) = '0' <= c <= '9'
isascii(c::Char) = Core.bitcast(UInt32, c) < 0x80000000
iterate(c::Char) = (c, nothing)
iterate(c::Char, ::Nothing) = nothing
length(c::Char) = 1

String(s::String) = s
String(s::Symbol) = Core.runtime(:string_from_bytes, String, Core.string_data(s), Core.string_sizeof(s))
Symbol(s::String) = Core.runtime(:symbol, Symbol, Core.string_data(s), Core.string_sizeof(s))
Symbol(s::Symbol) = s
function String(a::Vector{UInt8})
    Core.runtime(:string_from_bytes, String, getfield(a, :data), length(a))
end

function parse(::Type{T}, s::String) where {T<:BitSigned}
    value, status = Core.runtime(:parse_int, Tuple{Int64, Int64}, Core.string_data(s), sizeof(s), 10, 8 * sizeof(T))
    status == 0 || throw_parse(T, s, status)
    value % T
end
@noinline function throw_parse(::Type{T}, s::String, status) where {T}
    status == 2 && throw(OverflowError(string("overflow: ", repr(s))))
    first = 1
    n = ncodeunits(s)
    while first <= n && is_space_byte(codeunit_at(s, first))
        first += 1
    end
    if n == 0
        throw(ArgumentError(string("input string is empty or only contains whitespace")))
    elseif first > n
        throw(ArgumentError(string("input string is empty or only contains whitespace")))
    end
    sign = codeunit_at(s, first)
    if (sign == 0x2d) | (sign == 0x2b)
        first += 1
        first > n && throw(ArgumentError(string("premature end of integer: ", repr(s))))
    end
    i = first
    while i <= n
        c = iterate(s, i)[1]
        isdigit(c) || throw(ArgumentError(string("invalid base 10 digit ", repr(c), " in ", repr(s))))
        i = nextind(s, i)
    end
    throw(ArgumentError(string("premature end of integer: ", repr(s))))
end
is_space_byte(b::UInt8) = (b == 0x20) | ((0x09 <= b) & (b <= 0x0d))
function parse(::Type{Float64}, s::String)
    value, status = Core.runtime(:parse_float64, Tuple{Float64, Int64}, Core.string_data(s), sizeof(s))
    status == 1 || throw(ArgumentError(string("cannot parse ", repr(s), " as Float64")))
    value
end
