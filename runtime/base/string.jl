# Strings: bytes that are meant to be UTF-8. Indices count bytes; a character's index is that of its first byte.
# What holds for `String` holds for `SubString{String}` too: both are bytes behind a pointer.

struct SubString{T<:AbstractString} <: AbstractString
    string::T
    offset::Int
    ncodeunits::Int
    function SubString{T}(s::T, i::Int, j::Int) where {T<:AbstractString}
        i <= j || return new{T}(s, 0, 0)
        @boundscheck begin
            checkbounds(s, i:j)
            isvalid(s, i) || throw(StringIndexError(s, i))
            isvalid(s, j) || throw(StringIndexError(s, j))
        end
        new{T}(s, i - 1, nextind(s, j) - i)
    end
end
const ByteString = Union{String, SubString{String}}

SubString(s::T, i::Integer, j::Integer) where {T<:AbstractString} = SubString{T}(s, Int(i), Int(j))
SubString(s::T, i::Integer) where {T<:AbstractString} = SubString{T}(s, Int(i), lastindex(s))
SubString(s::T) where {T<:AbstractString} = SubString{T}(s, 1, lastindex(s))
SubString{T}(s::T) where {T<:AbstractString} = SubString{T}(s, 1, lastindex(s))
SubString(s::AbstractString, r::AbstractUnitRange{<:Integer}) = SubString(s, first(r), last(r))
SubString(s::SubString{T}, i::Integer, j::Integer) where {T} = sub_of_sub(s, Int(i), Int(j))
SubString(s::SubString{T}, i::Integer) where {T} = sub_of_sub(s, Int(i), lastindex(s))
SubString(s::SubString) = s
function sub_of_sub(s::SubString{T}, i::Int, j::Int) where {T}
    @boundscheck i <= j && check_span(s, i, j)
    SubString{T}(s.string, s.offset + i, s.offset + j)
end
function check_span(s::AbstractString, i::Int, j::Int)
    1 <= i && j <= ncodeunits(s) || throw(BoundsError(s, i:j))
    nothing
end
String(s::SubString{String}) = Core.runtime(:string_from_bytes, String, bytes_of(s), s.ncodeunits)
convert(::Type{SubString{S}}, s::AbstractString) where {S<:AbstractString} = SubString(convert(S, s))
convert(::Type{T}, s::T) where {T<:SubString} = s
convert(::Type{String}, s::AbstractString) = String(s)
convert(::Type{String}, s::String) = s
convert(::Type{AbstractString}, s::AbstractString) = s
AbstractString(s::AbstractString) = s
String(s::AbstractString) = string_of_chars(s)
function string_of_chars(s)
    io = IOBuffer()
    for c in s
        print(io, c)
    end
    String(take!(io))
end

# Bytes.
bytes_of(s::String) = Core.string_data(s)
bytes_of(s::SubString{String}) = Core.pointer_add(Core.string_data(s.string), s.offset)
ncodeunits(s::String) = Core.string_sizeof(s)
ncodeunits(s::SubString) = s.ncodeunits
sizeof(s::AbstractString) = ncodeunits(s)
sizeof(s::String) = Core.string_sizeof(s)
codeunit(s::AbstractString) = UInt8
codeunit_at(s::String, i::Int) = Core.pointer_load(Core.string_data(s), Core.sub_int(i, 1))
codeunit_at(s::SubString{String}, i::Int) = Core.pointer_load(Core.string_data(s.string), Core.sub_int(Core.add_int(s.offset, i), 1))
function codeunit(s::ByteString, i::Integer)
    @boundscheck inside(Int(i), ncodeunits(s)) || throw(BoundsError(s, i))
    codeunit_at(s, Int(i))
end
codeunit(s::SubString, i::Integer) = codeunit(s.string, s.offset + i)

# A view of a string's bytes.
struct CodeUnits{T, S<:AbstractString} <: DenseArray{T, 1}
    s::S
end
codeunits(s::S) where {S<:AbstractString} = CodeUnits{UInt8, S}(s)
length(u::CodeUnits) = ncodeunits(u.s)
size(u::CodeUnits) = (ncodeunits(u.s),)
function getindex(u::CodeUnits, i::Int)
    @boundscheck inside(i, length(u)) || throw_boundserror(u, (i,))
    codeunit_at(u.s, i)
end
iterate(u::CodeUnits) = iterate(u, 1)
iterate(u::CodeUnits, i::Int) = inside(i, length(u)) ? (codeunit_at(u.s, i), i + 1) : nothing
sizeof(u::CodeUnits) = length(u)
function collect_bytes(s::ByteString)
    a = Array{UInt8, 1}(undef, ncodeunits(s))
    Core.runtime(:memory_copy, Nothing, getfield(a, :data), bytes_of(s), ncodeunits(s))
    a
end
Array{UInt8, 1}(u::CodeUnits) = collect_bytes(u.s)
collect(u::CodeUnits) = collect_bytes(u.s)
copy(u::CodeUnits) = collect_bytes(u.s)
Array{T, 1}(s::AbstractString) where {T<:AbstractChar} = collect(s)
Array{UInt8, 1}(s::ByteString) = collect_bytes(s)
String(u::CodeUnits) = String(u.s)
function String(a::Vector{UInt8})
    s = Core.runtime(:string_from_bytes, String, getfield(a, :data), length(a))
    # The bytes now belong to the string.
    resize!(a, 0)
    s
end
String(a::AbstractVector{<:AbstractChar}) = string_of_chars(a)
String(s::String) = s
String(s::Symbol) = Core.runtime(:string_from_bytes, String, Core.string_data(s), Core.string_sizeof(s))
Symbol(s::String) = Core.runtime(:symbol, Symbol, Core.string_data(s), Core.string_sizeof(s))
Symbol(s::Symbol) = s
Symbol(x...) = Symbol(string(x...))
Symbol(bytes::AbstractVector{UInt8}) = Symbol(String(copy(bytes)))

# A literal that is no valid UTF-8: each character of `s` stands for one byte.
function string_of_low_bytes(s::String)
    a = Array{UInt8, 1}(undef, 0)
    for c in s
        push!(a, codepoint(c) % UInt8)
    end
    String(a)
end

# Positions.
isempty(s::AbstractString) = ncodeunits(s) == 0
firstindex(s::AbstractString) = 1
lastindex(s::AbstractString) = thisind(s, ncodeunits(s))
eltype(::Type{<:AbstractString}) = Char
is_continuation(b::UInt8) = (b & 0xc0) == 0x80
is_leading(b::UInt8) = (0xc0 <= b) & (b <= 0xf7)

function thisind(s::ByteString, i::Int)
    i == 0 && return 0
    n = ncodeunits(s)
    i == n + 1 && return i
    inside(i, n) || throw(BoundsError(s, i))
    is_continuation(codeunit_at(s, i)) || return i
    # The leading byte is at most three bytes before, and must announce that many.
    least = 0xc0
    for back in 1:3
        i > back || return i
        b = codeunit_at(s, i - back)
        is_leading(b) && return b >= least ? i - back : i
        is_continuation(b) || return i
        least = back == 1 ? 0xe0 : 0xf0
    end
    i
end
thisind(s::AbstractString, i::Integer) = thisind(s, Int(i))
function thisind(s::AbstractString, i::Int)
    0 <= i <= ncodeunits(s) + 1 || throw(BoundsError(s, i))
    while i > 1 && i <= ncodeunits(s) && !isvalid(s, i)
        i -= 1
    end
    i
end

function nextind(s::ByteString, i::Int)
    i == 0 && return 1
    n = ncodeunits(s)
    inside(i, n) || throw(BoundsError(s, i))
    b = codeunit_at(s, i)
    (b < 0x80) | (b > 0xf7) && return i + 1
    if b < 0xc0
        start = thisind(s, i)
        return start < i ? nextind(s, start) : i + 1
    end
    wanted = b >= 0xf0 ? 3 : (b >= 0xe0 ? 2 : 1)
    i += 1
    while wanted > 0 && i <= n && is_continuation(codeunit_at(s, i))
        wanted -= 1
        i += 1
    end
    i
end
nextind(s::AbstractString, i::Integer) = nextind(s, Int(i))
function nextind(s::AbstractString, i::Int)
    0 <= i <= ncodeunits(s) || throw(BoundsError(s, i))
    i += 1
    while i <= ncodeunits(s) && !isvalid(s, i)
        i += 1
    end
    i
end
function nextind(s::AbstractString, i::Integer, n::Integer)
    n < 0 && throw(ArgumentError("n cannot be negative: $n"))
    z = ncodeunits(s)
    0 <= i <= z || throw(BoundsError(s, i))
    n == 0 && return thisind(s, Int(i)) == i ? Int(i) : throw(StringIndexError(s, Int(i)))
    i = Int(i)
    while n > 0 && i < z
        i = nextind(s, i)
        n -= 1
    end
    i + Int(n)
end
prevind(s::AbstractString, i::Integer) = prevind(s, Int(i))
prevind(s::AbstractString, i::Int) = prevind(s, i, 1)
function prevind(s::AbstractString, i::Integer, n::Integer)
    n < 0 && throw(ArgumentError("n cannot be negative: $n"))
    z = ncodeunits(s) + 1
    0 < i <= z || throw(BoundsError(s, i))
    n == 0 && return i == z || thisind(s, Int(i)) == i ? Int(i) : throw(StringIndexError(s, Int(i)))
    i = Int(i)
    while n > 0 && 1 < i
        i = thisind(s, i - 1)
        n -= 1
    end
    i - Int(n)
end
isvalid(s::ByteString, i::Int) = inside(i, ncodeunits(s)) && thisind(s, i) == i
isvalid(s::AbstractString, i::Integer) = isvalid(s, Int(i))
isvalid(s::SubString, i::Int) = inside(i, ncodeunits(s)) && isvalid(s.string, s.offset + i)
isvalid(s::ByteString) = Core.runtime(:bytes_are_valid, Bool, bytes_of(s), ncodeunits(s))
isvalid(::Type{String}, s::ByteString) = isvalid(s)
isvalid(::Type{String}, a::Vector{UInt8}) = Core.runtime(:bytes_are_valid, Bool, getfield(a, :data), length(a))
iterate(s::SubString, i::Int) = i == ncodeunits(s) + 1 ? nothing : shifted_step(iterate(s.string, s.offset + i), s.offset)
shifted_step(next, offset) = (next[1], next[2] - offset)
getindex(s::SubString, i::Int) = s.string[s.offset + i]

function length(s::ByteString)
    count = 0
    i = 1
    n = ncodeunits(s)
    while i <= n
        i = codeunit_at(s, i) < 0x80 ? i + 1 : nextind(s, i)
        count += 1
    end
    count
end
function length(s::AbstractString)
    count = 0
    for c in s
        count += 1
    end
    count
end
function length(s::AbstractString, i::Integer, j::Integer)
    n = ncodeunits(s)
    i, j = Int(i), Int(j)
    if i <= j
        0 < i <= n + 1 || throw(BoundsError(s, i))
        0 <= j < n + 1 || throw(BoundsError(s, j))
    end
    count = 0
    for k in i:j
        count += isvalid(s, k)
    end
    count
end

# Characters.
function iterate(s::ByteString, i::Int)
    n = ncodeunits(s)
    inside(i, n) || return nothing
    b = codeunit_at(s, i)
    b < 0x80 && return (char_from_bits(Core.zext_int(UInt32, b) << 24), i + 1)
    iterate_long(s, i, b, n)
end
function iterate_long(s, i, b, n)
    bits = Core.zext_int(UInt32, b) << 24
    is_leading(b) || return (char_from_bits(bits), i + 1)
    wanted = b >= 0xf0 ? 3 : (b >= 0xe0 ? 2 : 1)
    shift = 16
    i += 1
    while wanted > 0 && i <= n && is_continuation(codeunit_at(s, i))
        bits |= Core.zext_int(UInt32, codeunit_at(s, i)) << shift
        shift -= 8
        wanted -= 1
        i += 1
    end
    (char_from_bits(bits), i)
end
iterate(s::AbstractString) = iterate(s, firstindex(s))
function getindex(s::ByteString, i::Int)
    @boundscheck inside(i, ncodeunits(s)) || throw(BoundsError(s, i))
    b = codeunit_at(s, i)
    b < 0x80 && return char_from_bits(Core.zext_int(UInt32, b) << 24)
    thisind(s, i) == i || throw(StringIndexError(as_string(s), i))
    iterate_long(s, i, b, ncodeunits(s))[1]
end
as_string(s) = s
getindex(s::AbstractString, i::Integer) = s[Int(i)]
function getindex(s::AbstractString, i::Int)
    @boundscheck inside(i, ncodeunits(s)) || throw(BoundsError(s, i))
    isvalid(s, i) || throw(StringIndexError(s, i))
    iterate(s, i)[1]
end
getindex(s::AbstractString, ::Colon) = s
getindex(s::String, r::AbstractUnitRange{<:Integer}) = s[Int(first(r)):Int(last(r))]
function getindex(s::String, r::UnitRange{Int})
    isempty(r) && return ""
    i, j = first(r), last(r)
    (1 <= i) & (j <= ncodeunits(s)) || throw(BoundsError(s, r))
    isvalid(s, i) || throw(StringIndexError(s, i))
    isvalid(s, j) || throw(StringIndexError(s, j))
    piece(s, i, nextind(s, j) - 1)
end
getindex(s::SubString, r::AbstractUnitRange{<:Integer}) = SubString(s, first(r), last(r))
getindex(s::AbstractString, r::AbstractUnitRange{<:Integer}) = SubString(s, first(r), last(r))
function getindex(s::AbstractString, v::AbstractVector{<:Integer})
    io = IOBuffer()
    for i in v
        print(io, s[i])
    end
    String(take!(io))
end
function getindex(s::AbstractString, v::AbstractVector{Bool})
    throw(ArgumentError("logical indexing not supported for strings"))
end
get(s::AbstractString, i::Integer, default) = isvalid(s, Int(i)) ? s[Int(i)] : default
checkbounds(::Type{Bool}, s::AbstractString, i::Integer) = 1 <= i <= ncodeunits(s)
checkbounds(::Type{Bool}, s::AbstractString, r::AbstractRange{<:Integer}) = isempty(r) || (1 <= minimum(r) && maximum(r) <= ncodeunits(s))
checkbounds(s::AbstractString, i) = checkbounds(Bool, s, i) ? nothing : throw(BoundsError(s, i))
# Bytes `i` to `j`, and the same as a view, without checks.
piece(s::String, i::Int, j::Int) = Core.runtime(:string_from_bytes, String, Core.pointer_add(Core.string_data(s), i - 1), max(j - i + 1, 0))
piece(s::SubString{String}, i::Int, j::Int) = piece(s.string, s.offset + i, s.offset + j)
# The view from the character at `i` to the one before byte `j`.
sub_before(s::AbstractString, i::Int, j::Int) = i >= j ? SubString(s, 1, 0) : SubString(s, i, prevind(s, j))

first(s::AbstractString) = isempty(s) ? throw(ArgumentError("collection must be non-empty")) : s[firstindex(s)]
last(s::AbstractString) = s[lastindex(s)]
function first(s::AbstractString, n::Integer)
    n < 0 && throw(ArgumentError(string("n cannot be negative: ", n)))
    s[1:min(lastindex(s), nextind(s, 0, n))]
end
function last(s::AbstractString, n::Integer)
    n < 0 && throw(ArgumentError(string("n cannot be negative: ", n)))
    s[max(1, prevind(s, ncodeunits(s) + 1, n)):lastindex(s)]
end
function only(s::AbstractString)
    length(s) == 1 || throw(ArgumentError(isempty(s) ? "Collection is empty, must contain exactly 1 element" : "Collection has multiple elements, must contain exactly 1 element"))
    s[1]
end

struct EachStringIndex{S<:AbstractString}
    s::S
end
keys(s::AbstractString) = EachStringIndex{typeof(s)}(s)
eachindex(s::AbstractString) = keys(s)
length(e::EachStringIndex) = length(e.s)
first(e::EachStringIndex) = 1
last(e::EachStringIndex) = lastindex(e.s)
isempty(e::EachStringIndex) = isempty(e.s)
iterate(e::EachStringIndex) = iterate(e, 1)
iterate(e::EachStringIndex, i::Int) = i > ncodeunits(e.s) ? nothing : (i, nextind(e.s, i))
eltype(::Type{<:EachStringIndex}) = Int

function collect(s::AbstractString)
    a = Array{Char, 1}(undef, 0)
    for c in s
        push!(a, c)
    end
    a
end

# Comparison, byte by byte.
==(a::String, b::String) = Core.runtime(:string_equal, Bool, a, b)
==(a::ByteString, b::ByteString) = ncodeunits(a) == ncodeunits(b) && compare_bytes(a, b) == 0
compare_bytes(a::ByteString, b::ByteString) = Core.runtime(:bytes_compare, Int, bytes_of(a), ncodeunits(a), bytes_of(b), ncodeunits(b))
cmp(a::ByteString, b::ByteString) = sign(compare_bytes(a, b))
function cmp(a::AbstractString, b::AbstractString)
    a === b && return 0
    x, y = iterate(a), iterate(b)
    while x !== nothing && y !== nothing
        x[1] == y[1] || return isless(x[1], y[1]) ? -1 : 1
        x, y = iterate(a, x[2]), iterate(b, y[2])
    end
    x === nothing ? (y === nothing ? 0 : -1) : 1
end
==(a::AbstractString, b::AbstractString) = cmp(a, b) == 0
isequal(a::AbstractString, b::AbstractString) = a == b
hash(s::SubString{String}, h::UInt) = hash_text(bytes_of(s), ncodeunits(s), h)
hash(s::AbstractString, h::UInt) = hash(String(s), h)
isless(a::AbstractString, b::AbstractString) = cmp(a, b) < 0
<(a::AbstractString, b::AbstractString) = isless(a, b)
cmp(a::Symbol, b::Symbol) = cmp(String(a), String(b))
isless(a::Symbol, b::Symbol) = isless(String(a), String(b))
<(a::Symbol, b::Symbol) = isless(a, b)
cmp(x, y) = isless(x, y) ? -1 : (isless(y, x) ? 1 : 0)

# Putting together.
const StringPart = Union{AbstractString, AbstractChar}
*(a::StringPart, b::StringPart) = string(a, b)
*(a::StringPart, b::StringPart, c::StringPart, rest::StringPart...) = string(a, b, c, rest...)
*(a::StringPart) = string(a)
one(::Type{<:AbstractString}) = ""
one(s::AbstractString) = ""
^(s::StringPart, n::Integer) = repeat(s, n)
repeat(c::Char, n::Integer) = repeat(string(c), n)
repeat(s::AbstractString, n::Integer) = repeat(String(s), n)
repeat(s::SubString{String}, n::Integer) = repeat(String(s), n)
function repeat(s::String, n::Integer)
    n < 0 && throw(ArgumentError("can't repeat a string $n times"))
    n == 1 && return s
    io = IOBuffer()
    for i in 1:n
        write_text(io, s)
    end
    String(take!(io))
end
isascii(s::AbstractString) = all(isascii, s)
function isascii(s::ByteString)
    for i in 1:ncodeunits(s)
        codeunit_at(s, i) < 0x80 || return false
    end
    true
end
function textwidth(s::AbstractString)
    width = 0
    for c in s
        width += textwidth(c)
    end
    width
end
print(io::IO, s::SubString{String}) = write_bytes(io, bytes_of(s), ncodeunits(s))
print(io::IO, s::AbstractString) = print_chars(io, s)
function print_chars(io, s)
    for c in s
        print(io, c)
    end
end
show(io::IO, s::AbstractString) = show(io, String(s))
show(io::IO, u::CodeUnits) = show(io, collect_bytes(u.s))
