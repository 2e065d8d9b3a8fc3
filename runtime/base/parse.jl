# Numbers from text.

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
