# The standard library's `Printf`: C's format strings with Julia's rules.
module Printf

export @printf, @sprintf

# One conversion. A width or precision of -1 is absent, of -2 is taken from the arguments.
struct Spec
    letter::Char
    minus::Bool
    plus::Bool
    space::Bool
    zero::Bool
    hash::Bool
    width::Int
    precision::Int
end
struct Format
    parts::Vector{Any}
    count::Int
end
Format(text::AbstractString) = parse_format(String(text))

invalid(text) = throw(ArgumentError(string("invalid format string: '", text, "'")))

function parse_format(text::String)
    parts = Any[]
    literal = IOBuffer()
    count = 0
    i, n = 1, ncodeunits(text)
    while i <= n
        c, next = iterate(text, i)
        if c != '%'
            print(literal, c)
            i = next
            continue
        end
        i = next
        i > n && throw(ArgumentError("invalid format string: '$text', empty or trailing '%'"))
        if codeunit(text, i) == 0x25
            print(literal, '%')
            i += 1
            continue
        end
        minus = plus = space = zero = hash = false
        while i <= n
            b = codeunit(text, i)
            if b == 0x2d
                minus = true
            elseif b == 0x2b
                plus = true
            elseif b == 0x20
                space = true
            elseif b == 0x30
                zero = true
            elseif b == 0x23
                hash = true
            else
                break
            end
            i += 1
        end
        width, i = parse_number(text, i, n)
        width == -2 && (count += 1)
        precision = -1
        if i <= n && codeunit(text, i) == 0x2e
            precision, i = parse_number(text, i + 1, n)
            precision == -1 && (precision = 0)
            precision == -2 && (count += 1)
        end
        # Sizes mean nothing in Julia.
        while i <= n && is_size(codeunit(text, i))
            i += 1
        end
        i > n && throw(ArgumentError("invalid format string: '$text', empty or trailing '%'"))
        letter = Char(codeunit(text, i))
        is_conversion(letter) || throw(ArgumentError("invalid format string: '$text', invalid type specifier: '$letter'"))
        i += 1
        whole = String(take!(literal))
        isempty(whole) || push!(parts, whole)
        push!(parts, Spec(letter, minus, plus, space, zero && !minus, hash, width, precision))
        count += 1
    end
    whole = String(take!(literal))
    isempty(whole) || push!(parts, whole)
    Format(parts, count)
end
function parse_number(text::String, i::Int, n::Int)
    i <= n && codeunit(text, i) == 0x2a && return (-2, i + 1)
    value = -1
    while i <= n && 0x30 <= codeunit(text, i) <= 0x39
        value = (value < 0 ? 0 : value * 10) + Int(codeunit(text, i)) - 48
        i += 1
    end
    (value, i)
end
is_size(b::UInt8) = b == 0x68 || b == 0x6c || b == 0x4c || b == 0x6a || b == 0x7a || b == 0x74 || b == 0x71
function is_conversion(c::Char)
    c == 'd' || c == 'i' || c == 'u' || c == 'o' || c == 'x' || c == 'X' || c == 'f' || c == 'F' || c == 'e' || c == 'E' ||
        c == 'g' || c == 'G' || c == 'a' || c == 'A' || c == 'c' || c == 's' || c == 'p' || c == 'n'
end

format(f::Format, args...) = (io = IOBuffer(); format_all(io, f, Any[args...]); String(take!(io)))
format(io::IO, f::Format, args...) = format_all(io, f, Any[args...])
function format_all(io::IO, f::Format, args::Vector{Any})
    if length(args) != f.count
        throw(ArgumentError(string("mismatch between # of format specifiers and provided args: ", f.count, " != ", length(args))))
    end
    at = 1
    for part in f.parts
        if part isa String
            print(io, part)
            continue
        end
        spec = part::Spec
        width, precision = spec.width, spec.precision
        minus = spec.minus
        if width == -2
            width = Int(args[at])::Int
            at += 1
            if width < 0
                minus = true
                width = -width
            end
        end
        if precision == -2
            precision = Int(args[at])::Int
            at += 1
        end
        write_field(io, conversion(spec, precision, args[at]), spec, minus, width)
        at += 1
    end
    nothing
end

# What a conversion makes: a prefix (sign, 0x) and digits, between which zeros may be filled, or plain text.
struct Field
    prefix::String
    body::String
    fills::Bool
end
function write_field(io::IO, field::Field, spec::Spec, minus::Bool, width::Int)
    missing_width = width - length(field.prefix) - textwidth(field.body)
    if missing_width <= 0
        print(io, field.prefix, field.body)
    elseif minus
        print(io, field.prefix, field.body, repeat(" ", missing_width))
    elseif spec.zero && field.fills
        print(io, field.prefix, repeat("0", missing_width), field.body)
    else
        print(io, repeat(" ", missing_width), field.prefix, field.body)
    end
    nothing
end
sign_text(negative::Bool, spec::Spec) = negative ? "-" : spec.plus ? "+" : spec.space ? " " : ""

function conversion(spec::Spec, precision::Int, arg)
    c = spec.letter
    # Integer conversions write floats rounded.
    if arg isa AbstractFloat && (c == 'd' || c == 'i' || c == 'u' || c == 'x' || c == 'X' || c == 'o')
        return conversion(Spec('f', spec.minus, spec.plus, spec.space, spec.zero, spec.hash, spec.width, 0), 0, arg)
    end
    if c == 's'
        text = spec.hash ? repr(arg) : string(arg)
        precision >= 0 && (text = first_characters(text, precision))
        return Field("", text, false)
    elseif c == 'c'
        return Field("", string(character(arg)), false)
    elseif c == 'd' || c == 'i' || c == 'u'
        return integer_field(spec, precision, whole(arg), 10)
    elseif c == 'x' || c == 'X'
        return integer_field(spec, precision, whole(arg), 16)
    elseif c == 'o'
        return integer_field(spec, precision, whole(arg), 8)
    elseif c == 'p'
        return Field("0x", padded(digits_of(UInt128(whole(arg)), 16), 16), true)
    end
    float_field(spec, precision, arg)
end
function first_characters(text::String, n::Int)
    io = IOBuffer()
    for c in text
        n -= textwidth(c)
        n < 0 && break
        print(io, c)
    end
    String(take!(io))
end
character(c::Char) = c
character(s::String) = s[1]
character(n::Integer) = Char(n)
whole(x::Integer) = x
whole(x::Bool) = Int(x)
whole(x::Char) = Int(x)
whole(x::Rational) = Integer(x)
whole(x) = Int64(x)

function digits_of(value::UInt128, base::Int)
    base == 10 && return Base.decimal(value)
    value == 0 && return "0"
    bytes = UInt8[]
    while value != 0
        digit = (value % UInt128(base)) % UInt8
        push!(bytes, digit < 0x0a ? digit + 0x30 : digit + 0x57)
        value = div(value, UInt128(base))
    end
    String(reverse(bytes))
end
padded(text::String, n::Int) = ncodeunits(text) < n ? string(repeat("0", n - ncodeunits(text)), text) : text
magnitude(x::Signed) = x < 0 ? UInt128(0) - (Int128(x) % UInt128) : Int128(x) % UInt128
magnitude(x::Unsigned) = UInt128(x)
function integer_field(spec::Spec, precision::Int, x, base::Int)
    digits = integer_digits(x, base)
    precision >= 0 && (digits = padded(digits, precision))
    prefix = sign_text(x < 0, spec)
    if spec.hash && base == 16
        prefix = string(prefix, spec.letter == 'X' ? "0X" : "0x")
    elseif spec.hash && base == 8
        prefix = string(prefix, "0")
    end
    Field(prefix, spec.letter == 'X' ? upper(digits) : digits, precision < 0)
end
integer_digits(x, base::Int) = digits_of(magnitude(x), base)
function upper(text::String)
    bytes = UInt8[]
    for i in 1:ncodeunits(text)
        b = codeunit(text, i)
        push!(bytes, 0x61 <= b <= 0x7a ? b - 0x20 : b)
    end
    String(bytes)
end

function float_field(spec::Spec, precision::Int, arg)
    c = spec.letter
    x = Float64(arg)
    negative = signbit(x) && !isnan(x)
    prefix = sign_text(negative, spec)
    x = abs(x)
    isnan(x) && return Field(prefix, "NaN", false)
    isinf(x) && return Field(prefix, "Inf", false)
    is_upper = c == 'E' || c == 'G' || c == 'F' || c == 'A'
    if c == 'f' || c == 'F'
        body = fixed(x, precision < 0 ? 6 : precision)
        spec.hash && precision == 0 && (body = string(body, "."))
    elseif c == 'e' || c == 'E'
        body = exponential(x, precision < 0 ? 6 : precision, spec.hash)
    elseif c == 'g' || c == 'G'
        body = general(x, precision < 0 ? 6 : precision == 0 ? 1 : precision, spec.hash)
    else
        prefix = string(prefix, is_upper ? "0X" : "0x")
        body = hexadecimal(x, precision)
    end
    Field(prefix, is_upper ? upper(body) : body, true)
end
fixed(x::Float64, places::Int) = Core.runtime(:string_fixed, String, x, places)
# Mantissa and exponent, the exponent with a sign and two digits at least.
function split_exponent(x::Float64, places::Int)
    text = Core.runtime(:string_exponent, String, x, places)
    at = ncodeunits(text)
    while codeunit(text, at) != 0x65
        at -= 1
    end
    start = codeunit(text, at + 1) == 0x2b ? at + 2 : at + 1
    (text[1:at-1], parse(Int, text[start:ncodeunits(text)]))
end
exponent_text(n::Int) = string(n < 0 ? "e-" : "e+", padded(string(abs(n)), 2))
function exponential(x::Float64, places::Int, keep_point::Bool)
    mantissa, exponent = split_exponent(x, places)
    string(mantissa, keep_point && places == 0 ? "." : "", exponent_text(exponent))
end
function general(x::Float64, significant::Int, keep_zeros::Bool)
    mantissa, exponent = split_exponent(x, significant - 1)
    if -4 <= exponent < significant
        text = fixed(x, significant - 1 - exponent)
        return keep_zeros ? text : without_zeros(text)
    end
    string(keep_zeros ? mantissa : without_zeros(mantissa), exponent_text(exponent))
end
function without_zeros(text::String)
    has_point = false
    for i in 1:ncodeunits(text)
        codeunit(text, i) == 0x2e && (has_point = true)
    end
    has_point || return text
    n = ncodeunits(text)
    while codeunit(text, n) == 0x30
        n -= 1
    end
    codeunit(text, n) == 0x2e && (n -= 1)
    text[1:n]
end
function hexadecimal(x::Float64, precision::Int)
    x == 0 && return precision > 0 ? string("0.", repeat("0", precision), "p+0") : "0p+0"
    bits = Core.bitcast(UInt64, x)
    exponent = Int(bits >> 52) - 1023
    fraction = bits & 0x000fffffffffffff
    if exponent == -1023
        # Subnormal numbers are shifted until they begin with 1.
        exponent += 1
        while fraction & 0x0010000000000000 == 0
            fraction <<= 1
            exponent -= 1
        end
        fraction &= 0x000fffffffffffff
    end
    lead = 1
    if 0 <= precision < 13
        shift = 4 * (13 - precision)
        half = UInt64(1) << (shift - 1)
        rest = fraction & ((UInt64(1) << shift) - 1)
        kept = (fraction | 0x0010000000000000) >> shift
        if rest > half || rest == half && isodd(kept)
            kept += 1
        end
        lead = Int(kept >> (4 * precision))
        fraction = (kept & ((UInt64(1) << (4 * precision)) - 1)) << shift
    end
    digits = padded(digits_of(UInt128(fraction), 16), 13)
    if precision < 0
        n = 13
        while n > 0 && codeunit(digits, n) == 0x30
            n -= 1
        end
        digits = digits[1:n]
    else
        digits = precision > 13 ? string(digits, repeat("0", precision - 13)) : digits[1:precision]
    end
    string(lead, isempty(digits) ? "" : ".", digits, exponent < 0 ? "p-" : "p+", abs(exponent))
end

macro printf(first, args...)
    if first isa String
        return :(format(stdout, $(parse_format(first)), $(map(esc, args)...)))
    end
    (length(args) > 0 && args[1] isa String) || throw(ArgumentError("First argument to `@printf` after `io` must be a format string"))
    :(format($(esc(first)), $(parse_format(args[1])), $(map(esc, Base.tail(args))...)))
end
macro sprintf(first, args...)
    first isa String || throw(ArgumentError("First argument to `@sprintf` must be a format string."))
    :(format($(parse_format(first)), $(map(esc, args)...)))
end

end
