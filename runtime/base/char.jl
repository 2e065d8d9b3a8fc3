# Characters. A Char holds the UTF-8 bytes of its character in the high bytes, whether they are valid or not.

char_bits(c::Char) = Core.bitcast(UInt32, c)
char_from_bits(bits::UInt32) = Core.bitcast(Char, bits)
typemin(::Type{Char}) = char_from_bits(0x00000000)
typemax(::Type{Char}) = char_from_bits(0xffffffff)
zero(::Type{Char}) = char_from_bits(0x00000000)

struct InvalidCharError{T<:AbstractChar} <: Exception
    char::T
end
struct CodePointError{T<:Integer} <: Exception
    code::T
end
@noinline throw_invalid_char(c) = throw(InvalidCharError{typeof(c)}(c))
@noinline throw_code_point(u::T) where {T} = throw(CodePointError{T}(u))

# The bits of an encoding: a leading byte, as many continuation bytes as it announces, then zeros.
function ismalformed(c::Char)
    bits = char_bits(c)
    bits < 0x80000000 && return bits & 0x00ffffff != 0x00000000
    announced = leading_ones(bits)
    (announced == 1) | (announced > 4) && return true
    shift = 8 * (4 - announced)
    low = (bits >> shift) & (0x00ffffff >> shift)
    bits & ((0x00000001 << shift) - 0x00000001) != 0x00000000 && return true
    low & (0x00c0c0c0 >> shift) != 0x00808080 >> shift
end
# A character of few bits in more bytes than it needs.
function isoverlong(c::Char)
    bits = char_bits(c)
    top = bits >> 24
    (top == 0x000000c0) | (top == 0x000000c1) | (bits >> 21 == 0x00000704) | (bits >> 20 == 0x00000f08)
end
function isvalid(c::Char)
    bits = char_bits(c)
    bits < 0x80000000 && return bits & 0x00ffffff == 0x00000000
    (ismalformed(c) || isoverlong(c)) && return false
    code = decode_bits(bits)
    (code <= 0x0000d7ff) | ((0x0000e000 <= code) & (code <= 0x0010ffff))
end
isvalid(::Type{Char}, c::Char) = isvalid(c)
isvalid(::Type{Char}, u::Integer) = 0 <= u <= 0xd7ff || 0xe000 <= u <= 0x10ffff

function decode_bits(bits::UInt32)
    bits < 0x80000000 && return bits >> 24
    bits < 0xe0000000 && return ((bits >> 24) & 0x0000001f) << 6 | (bits >> 16) & 0x0000003f
    bits < 0xf0000000 && return ((bits >> 24) & 0x0000000f) << 12 | ((bits >> 16) & 0x0000003f) << 6 | (bits >> 8) & 0x0000003f
    ((bits >> 24) & 0x00000007) << 18 | ((bits >> 16) & 0x0000003f) << 12 | ((bits >> 8) & 0x0000003f) << 6 | bits & 0x0000003f
end
function codepoint(c::Char)
    bits = char_bits(c)
    if bits < 0x80000000
        bits & 0x00ffffff == 0x00000000 && return bits >> 24
        throw_invalid_char(c)
    end
    (ismalformed(c) || isoverlong(c)) && throw_invalid_char(c)
    decode_bits(bits)
end
# The code point, or nothing for what is not a valid character.
function valid_code(c::Char)
    isvalid(c) ? decode_bits(char_bits(c)) : nothing
end

function Char(u::UInt32)
    u < 0x00000080 && return char_from_bits(u << 24)
    u < 0x00000800 && return char_from_bits((0x000000c0 | u >> 6) << 24 | (0x00000080 | u & 0x0000003f) << 16)
    u < 0x00010000 && return char_from_bits((0x000000e0 | u >> 12) << 24 | (0x00000080 | (u >> 6) & 0x0000003f) << 16 | (0x00000080 | u & 0x0000003f) << 8)
    u < 0x00200000 && return char_from_bits((0x000000f0 | u >> 18) << 24 | (0x00000080 | (u >> 12) & 0x0000003f) << 16 | (0x00000080 | (u >> 6) & 0x0000003f) << 8 | 0x00000080 | u & 0x0000003f)
    throw_code_point(u)
end
Char(x::Real) = Char(UInt32(x))
Char(c::Char) = c
AbstractChar(x::Real) = Char(x)
AbstractChar(c::AbstractChar) = c
UInt32(c::Char) = codepoint(c)
(::Type{T})(c::Char) where {T<:BitInteger} = T(codepoint(c))
(::Type{T})(c::Char) where {T<:IEEEFloat} = T(codepoint(c))
convert(::Type{Char}, x::Real) = Char(x)
convert(::Type{AbstractChar}, x::Real) = Char(x)
convert(::Type{T}, c::Char) where {T<:Real} = T(c)
rem(c::Char, ::Type{T}) where {T<:BitInteger} = rem(codepoint(c), T)

==(a::Char, b::Char) = Core.eq_int(char_bits(a), char_bits(b))
isless(a::Char, b::Char) = Core.ult_int(char_bits(a), char_bits(b))
<(a::AbstractChar, b::AbstractChar) = isless(a, b)
isequal(a::Char, b::Char) = a == b
-(a::AbstractChar, b::AbstractChar) = Int(a) - Int(b)
+(c::Char, n::Integer) = Char(Int32(c) + Int32(n))
+(n::Integer, c::Char) = c + n
-(c::Char, n::Integer) = Char(Int32(c) - Int32(n))

iterate(c::Char, is_done=false) = is_done ? nothing : (c, true)
length(c::Char) = 1
size(c::Char) = ()
size(c::Char, d::Integer) = d < 1 ? throw(BoundsError(c, d)) : 1
ndims(c::Char) = 0
ndims(::Type{<:AbstractChar}) = 0
firstindex(c::Char) = 1
lastindex(c::Char) = 1
first(c::Char) = c
last(c::Char) = c
eltype(::Type{Char}) = Char
isempty(c::Char) = false
in(x::Char, y::Char) = x == y
getindex(c::Char) = c
getindex(c::Char, i::Integer) = i == 1 ? c : throw(BoundsError(c, i))

# How many bytes a character takes in UTF-8.
function ncodeunits(c::Char)
    bits = char_bits(c)
    n = 1
    bits <<= 8
    while bits != 0x00000000
        n += 1
        bits <<= 8
    end
    n
end
codeunit(::Type{<:AbstractChar}) = UInt8

isascii(c::Char) = char_bits(c) >> 24 < 0x00000080 && char_bits(c) & 0x00ffffff == 0x00000000

# The general category as Unicode numbers it in utf8proc's order; 30 and 31 mark what is no character.
const CATEGORY_LETTERS = "LuLlLtLmLoMnMcMeNdNlNoPcPdPsPePiPfPoSmScSkSoZsZlZpCcCfCsCo"
function category_code(c::Char)
    (ismalformed(c) || isoverlong(c)) && return 31
    code = decode_bits(char_bits(c))
    code > 0x0010ffff ? 30 : Core.runtime(:char_category, Int32, code % Int32) % Int
end
isassigned(c::Char) = 0 < category_code(c) < 30

isdigit(c::AbstractChar) = ('0' <= c) & (c <= '9')
isxdigit(c::AbstractChar) = ('0' <= c) & (c <= '9') | ('a' <= c) & (c <= 'f') | ('A' <= c) & (c <= 'F')
function isletter(c::Char)
    isascii(c) ? ('a' <= c) & (c <= 'z') | ('A' <= c) & (c <= 'Z') : 1 <= category_code(c) <= 5
end
isnumeric(c::Char) = isascii(c) ? isdigit(c) : 9 <= category_code(c) <= 11
islowercase(c::Char) = isascii(c) ? ('a' <= c) & (c <= 'z') : !(ismalformed(c) || isoverlong(c)) && Core.runtime(:char_case, Int64, decode_bits(char_bits(c)) % Int32) == 1
isuppercase(c::Char) = isascii(c) ? ('A' <= c) & (c <= 'Z') : !(ismalformed(c) || isoverlong(c)) && Core.runtime(:char_case, Int64, decode_bits(char_bits(c)) % Int32) == 2
iscntrl(c::AbstractChar) = (c <= '\x1f') | ('\x7f' <= c) & (c <= '\u9f')
ispunct(c::Char) = 12 <= category_code(c) <= 18
isspace(c::Char) = isascii(c) ? (c == ' ') | ('\t' <= c) & (c <= '\r') : c == '\u85' || category_code(c) == 23
isprint(c::Char) = 1 <= category_code(c) <= 23

function textwidth(c::Char)
    isascii(c) && return ' ' <= c <= '~' ? 1 : 0
    ismalformed(c) && return 1
    Core.runtime(:char_width, Int64, decode_bits(char_bits(c)) % Int32)
end

mapped_case(c::Char, code::Int32) = Char(code % UInt32)
function uppercase(c::Char)
    isascii(c) && return ('a' <= c) & (c <= 'z') ? c - 32 : c
    isvalid(c) ? Char(Core.runtime(:char_upper, Int32, decode_bits(char_bits(c)) % Int32) % UInt32) : c
end
function lowercase(c::Char)
    isascii(c) && return ('A' <= c) & (c <= 'Z') ? c + 32 : c
    isvalid(c) ? Char(Core.runtime(:char_lower, Int32, decode_bits(char_bits(c)) % Int32) % UInt32) : c
end
function titlecase(c::Char)
    isascii(c) && return ('a' <= c) & (c <= 'z') ? c - 32 : c
    isvalid(c) ? Char(Core.runtime(:char_title, Int32, decode_bits(char_bits(c)) % Int32) % UInt32) : c
end
