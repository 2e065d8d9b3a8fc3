# Numbers from text.

function parse_error(message)
    throw(ArgumentError(message))
end
# The value, or nothing after an error that is not to be raised.
function parse_integer(::Type{T}, s::AbstractString, base::Int, raise::Bool) where {T<:Integer}
    n = ncodeunits(s)
    i = skip_spaces(s, 1, n)
    i > n && return raise ? parse_error("input string is empty or only contains whitespace") : nothing
    c = s[i]
    is_negative = false
    if T <: Signed && (c == '-' || c == '+')
        is_negative = c == '-'
        i = skip_spaces(s, i + 1, n)
        i > n && return raise ? parse_error("input string is empty or only contains whitespace") : nothing
        c = s[i]
    end
    i = nextind(s, i)
    if base == 0
        base = 10
        if c == '0' && i <= n
            prefix = s[i]
            base = prefix == 'b' ? 2 : (prefix == 'o' ? 8 : (prefix == 'x' ? 16 : 10))
            if base != 10
                i = nextind(s, i)
                i > n && return raise ? parse_error("premature end of integer: $(repr(s))") : nothing
                c = s[i]
                i = nextind(s, i)
            end
        end
    end
    2 <= base <= 62 || return raise ? parse_error("invalid base: base must be 2 ≤ base ≤ 62, got $base") : nothing
    value = zero(T)
    while true
        d = digit_value(c, base)
        if d < 0
            isspace(c) || return raise ? parse_error("invalid base $base digit $(repr(c)) in $(repr(s))") : nothing
            i = skip_spaces(s, i, n)
            i > n || return raise ? parse_error("extra characters after whitespace in $(repr(s))") : nothing
            return value
        end
        value, overflowed = next_value(value, base, is_negative ? -d : d)
        overflowed && return raise ? throw(OverflowError("overflow parsing $(repr(s))")) : nothing
        i > n && return value
        c = s[i]
        i = nextind(s, i)
    end
end
function skip_spaces(s, i, n)
    while i <= n && isspace(s[i])
        i = nextind(s, i)
    end
    i
end
# Up to base 36 letters of either case count from 10 on; above, small letters from 36 on. -1 for what is no digit.
function digit_value(c::AbstractChar, base::Int)
    d = if '0' <= c <= '9'
        c - '0'
    elseif 'A' <= c <= 'Z'
        c - 'A' + 10
    elseif 'a' <= c <= 'z'
        c - 'a' + (base <= 36 ? 10 : 36)
    else
        -1
    end
    d < base ? d : -1
end
function next_value(value::T, base::Int, d::Int) where {T<:BitSigned}
    shifted, a = Core.checked_smul_int(value, base % T)
    sum, b = Core.checked_sadd_int(shifted, d % T)
    (sum, a | b)
end
function next_value(value::T, base::Int, d::Int) where {T<:BitUnsigned}
    shifted, a = Core.checked_umul_int(value, base % T)
    sum, b = Core.checked_uadd_int(shifted, d % T)
    (sum, a | b)
end

function check_base(base)
    2 <= base <= 62 || throw(ArgumentError("invalid base: base must be 2 ≤ base ≤ 62, got $base"))
    nothing
end
parse(::Type{T}, s::AbstractString; base::Union{Nothing, Integer}=nothing) where {T<:Integer} = parse_integer(T, s, base_or_prefix(base), true)::T
function tryparse(::Type{T}, s::AbstractString; base::Union{Nothing, Integer}=nothing) where {T<:Integer}
    base === nothing || check_base(base)
    parse_integer(T, s, base_or_prefix(base), false)
end
parse(::Type{T}, c::AbstractChar; base::Integer=10) where {T<:Integer} = parse_char(T, c, Int(base))::T
base_or_prefix(::Nothing) = 0
base_or_prefix(base) = (check_base(base); Int(base))
function parse_char(::Type{T}, c, base::Int) where {T}
    check_base(base)
    d = digit_value(c, base)
    d < 0 ? throw(ArgumentError("invalid base $base digit $(repr(c))")) : convert(T, d)
end

parse(::Type{Bool}, s::AbstractString) = parse_bool(s, true)::Bool
tryparse(::Type{Bool}, s::AbstractString) = parse_bool(s, false)
function parse_bool(s, raise)
    isempty(s) && return raise ? parse_error("input string is empty") : nothing
    word = strip(s)
    word == "true" && return true
    word == "false" && return false
    # "1" and "0" are numbers of base 2.
    value = parse_integer(Int, s, 0, false)
    (value === 0 || value === 1) && return value == 1
    raise || return nothing
    isempty(word) && parse_error("input string only contains whitespace")
    parse_error("invalid Bool representation: $(repr(s))")
end

parse(::Type{T}, s::AbstractString) where {T<:IEEEFloat} = parse_float(T, s, true)::T
tryparse(::Type{T}, s::AbstractString) where {T<:IEEEFloat} = parse_float(T, s, false)
function parse_float(::Type{T}, s::AbstractString, raise) where {T}
    value, is_good = float_from_text(T, byte_string(s))
    is_good && return value
    raise ? parse_error("cannot parse $(repr(s)) as $T") : nothing
end
function float_from_text(::Type{Float64}, s)
    value, status = Core.runtime(:parse_float64, Tuple{Float64, Int64}, bytes_of(s), ncodeunits(s))
    (value, status == 1)
end
function float_from_text(::Type{Float32}, s)
    value, status = Core.runtime(:parse_float32, Tuple{Float32, Int64}, bytes_of(s), ncodeunits(s))
    (value, status == 1)
end
function float_from_text(::Type{Float16}, s)
    value, status = Core.runtime(:parse_float32, Tuple{Float32, Int64}, bytes_of(s), ncodeunits(s))
    (Float16(value), status == 1)
end
