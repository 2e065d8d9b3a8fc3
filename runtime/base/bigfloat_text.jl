# Floats of any precision as text: as many digits as tell them from their neighbours, always the same number of them, without
# zeros at the end.

# The mantissa's `count` decimal digits, rounded, and the exponent of the first.
function big_decimal(x::BigFloat, count::Int)
    # One of two guesses is right: the logarithm is known to a digit or so.
    k = floor(Int, (x.exponent + x.prec - 1) * 0.30102999566398120)
    while true
        power = count - 1 - k
        m, e = x.mantissa, x.exponent
        power >= 0 ? (m *= big(10)^power) : nothing
        divisor = power < 0 ? big(10)^-power : big(1)
        e >= 0 ? (m <<= e) : (divisor <<= -e)
        q = div(m, divisor)
        rest = (m - q * divisor) << 1
        c = big_compare(rest, divisor)
        (c > 0 || (c == 0 && isodd(q))) && (q += 1)
        text = big_text(q, 10)
        n = ncodeunits(text)
        n == count && return (text, k)
        # Rounded up to the next power of ten, or the guess was one off.
        k += n > count ? 1 : -1
    end
end
big_float_text(x::BigFloat) = big_float_text(x, 1 + ceil(Int, x.prec * 0.30102999566398120))
function big_float_text(x::BigFloat, count::Int)
    x.kind == 3 && return "NaN"
    x.kind == 2 && return x.negative ? "-Inf" : "Inf"
    x.kind == 0 && return x.negative ? "-0.0" : "0.0"
    digits, k = big_decimal(x, count)
    sign = x.negative ? "-" : ""
    first_digit = digits[1:1]
    rest = rstrip(digits[2:end], '0')
    if -5 < k < 6
        k < 0 && return string(sign, "0.", "0"^(-k - 1), first_digit, rest)
        k < ncodeunits(rest) && return string(sign, first_digit, rest[1:k], ".", rest[k+1:end])
        return string(sign, first_digit, rest, "0"^(k - ncodeunits(rest)), ".0")
    end
    string(sign, first_digit, ".", isempty(rest) ? "0" : rest, "e", k < 0 ? "-" : "+", lpad(abs(k), 2, '0'))
end
print(io::IO, x::BigFloat) = show(io, x)
show(io::IO, x::BigFloat) = print(io, get(io, :compact, false) === true ? big_float_text(x, 6) : big_float_text(x))
string(x::BigFloat) = big_float_text(x)

# From decimal text: sign, digits with a point, exponent.
function parse_big_float(text::AbstractString, prec::Int)
    s = String(strip(text))
    negative = startswith(s, "-")
    (negative || startswith(s, "+")) && (s = s[2:end])
    low = lowercase(s)
    low in ("inf", "infinity") && return big_special(2, negative, prec)
    low == "nan" && return big_special(3, false, prec)
    cut = findfirst(c -> c == 'e' || c == 'E', s)
    power = 0
    if cut !== nothing
        p = tryparse(Int, s[cut+1:end])
        p === nothing && return nothing
        power = p
        s = s[1:cut-1]
    end
    point = findfirst('.', s)
    if point !== nothing
        power -= ncodeunits(s) - point
        s = s[1:point-1] * s[point+1:end]
    end
    !isempty(s) && all(isdigit, s) || return nothing
    m = parse(BigInt, s)
    iszero(m) && return big_special(0, negative, prec)
    power >= 0 ? big_rounded(negative, m * big(10)^power, 0, false, prec) : big_quotient(negative, m, big(10)^-power, 0, prec)
end
function parse(::Type{BigFloat}, text::AbstractString; precision::Integer=BIG_PRECISION[])
    x = parse_big_float(text, Int(precision))
    x === nothing && throw(ArgumentError("cannot parse $(repr(text)) as BigFloat"))
    x
end
tryparse(::Type{BigFloat}, text::AbstractString) = parse_big_float(text, BIG_PRECISION[])
BigFloat(text::AbstractString; precision::Integer=BIG_PRECISION[]) = parse(BigFloat, text; precision=precision)
