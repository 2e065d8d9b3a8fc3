# Reading dates from text by a format. What the text leaves out at its end takes its first value.

struct ParseFault
    message::String
end
# The parts found: year, month, day, hour, minute, second, milli-, micro- and nanosecond; half of the day.
function parse_parts(text::String, f::DateFormat, ::Type{T}) where {T}
    parts = T === Time ? [0, 0, 0, 0, 0, 0, 0, 0, 0] : [1, 1, 1, 0, 0, 0, 0, 0, 0]
    half = 0
    i, n = 1, ncodeunits(text)
    n == 0 && return nothing
    for token in f.tokens
        i > n && break
        if token isa Delim
            stop = i + ncodeunits(token.text) - 1
            (stop <= n && codeunits(text)[i:stop] == codeunits(token.text)) || return unexpected(token, i)
            i = stop + 1
            continue
        end
        c = token.letter
        if c in "uUeE"
            j = i
            while j <= n && isletter(text[j])
                j = nextind(text, j)
            end
            word = lowercase(text[i:prevind(text, j)])
            names = c in "uU" ? MONTH_NAMES : DAY_NAMES
            found = findfirst(name -> word == lowercase(c in "ue" ? first(name, 3) : name), names)
            found === nothing && return unexpected(token, i)
            c in "uU" && (parts[2] = found)
            i = j
        elseif c == 'p'
            word = i + 1 <= n ? uppercase(text[i:i+1]) : ""
            half = word == "AM" ? 1 : word == "PM" ? 2 : 0
            half == 0 && return unexpected(token, i)
            i += 2
        else
            j = i
            sign = 1
            if (c == 'y' || c == 'Y') && text[i] in "+-"
                sign = text[i] == '-' ? -1 : 1
                j += 1
            end
            start = j
            limit = token.fixed ? start + token.width - 1 : n
            v = 0
            while j <= min(limit, n) && isdigit(text[j])
                v = 10 * v + (text[j] - '0')
                j += 1
            end
            j == start && return unexpected(token, i)
            if c == 's'
                count = j - start
                count > 9 && return unexpected(token, i)
                v *= 10^(9 - count)
                T === DateTime && v % 1000000 != 0 && return InexactError(:convert, Dates.Decimal3, v)
                parts[7], parts[8], parts[9] = div(v, 1000000), mod(div(v, 1000), 1000), mod(v, 1000)
            else
                at = c in "yY" ? 1 : c == 'm' ? 2 : c == 'd' ? 3 : c in "HI" ? 4 : c == 'M' ? 5 : 6
                parts[at] = sign * v
            end
            i = j
        end
    end
    i <= n && return ParseFault("Found extra characters at the end of date time string")
    if half != 0
        1 <= parts[4] <= 12 || return ParseFault("Hour: $(parts[4]) out of range (1:12)")
        parts[4] = mod(parts[4], 12) + (half == 2 ? 12 : 0)
    end
    parts
end
struct Decimal3 end
unexpected(token, i) = ParseFault(string("Unable to parse date time. Expected directive ", sprint(show, token), " at char ", i))

fault_of(::Type{Date}, p) = date_fault(p[1], p[2], p[3])
fault_of(::Type{DateTime}, p) = datetime_fault(p[1], p[2], p[3], p[4], p[5], p[6], p[7])
fault_of(::Type{Time}, p) = clock_fault(p[4], p[5], p[6], p[7], p[8], p[9])
made_of(::Type{Date}, p) = Date(p[1], p[2], p[3])
made_of(::Type{DateTime}, p) = DateTime(p[1], p[2], p[3], p[4], p[5], p[6], p[7])
made_of(::Type{Time}, p) = Time(p[4], p[5], p[6], p[7], p[8], p[9])

function read_date(::Type{T}, text::AbstractString, f::DateFormat) where {T<:TimeType}
    parts = parse_parts(String(text), f, T)
    parts === nothing && throw(ArgumentError("Cannot parse an empty string as a $T"))
    parts isa ParseFault && throw(ArgumentError(parts.message))
    parts isa Exception && throw(parts)
    made_of(T, parts)
end
function try_date(::Type{T}, text::AbstractString, f::DateFormat) where {T<:TimeType}
    parts = parse_parts(String(text), f, T)
    parts isa Vector{Int64} && fault_of(T, parts) === nothing ? made_of(T, parts) : nothing
end
for T in (:Date, :DateTime, :Time)
    @eval begin
        $T(text::AbstractString, f::DateFormat=default_format($T)) = read_date($T, text, f)
        $T(text::AbstractString, f::AbstractString; locale::AbstractString="english") = read_date($T, text, DateFormat(f, locale))
        parse(::Type{$T}, text::AbstractString, f::DateFormat=default_format($T)) = read_date($T, text, f)
        tryparse(::Type{$T}, text::AbstractString, f::DateFormat=default_format($T)) = try_date($T, text, f)
    end
end
