# Formats: a list of date parts and literal text, and the writing of dates by it.

# A part: its letter, how often it stands there, and whether another part follows at once, which fixes its width.
struct DatePart
    letter::Char
    width::Int
    fixed::Bool
end
struct Delim
    text::String
end
struct DateFormat
    text::String
    tokens::Vector{Union{DatePart, Delim}}
end
show(io::IO, f::DateFormat) = print(io, "dateformat\"", f.text, "\"")
show(io::IO, p::DatePart) = print(io, "DatePart(", p.letter^p.width, ")")
show(io::IO, d::Delim) = print(io, "Delim(", d.text, ")")
Base.broadcastable(f::DateFormat) = Base.Single(f)

const PART_LETTERS = "yYmudeUEHIMSsp"
function DateFormat(text::AbstractString, locale::AbstractString="english")
    only_english(locale)
    tokens = Union{DatePart, Delim}[]
    letters = collect(text)
    i = 1
    literal = IOBuffer()
    while i <= length(letters)
        c = letters[i]
        if c == '\\' && i < length(letters)
            print(literal, letters[i+1])
            i += 2
        elseif c in PART_LETTERS
            text_before = String(take!(literal))
            isempty(text_before) || push!(tokens, Delim(text_before))
            n = 1
            while i + n <= length(letters) && letters[i+n] == c
                n += 1
            end
            i += n
            push!(tokens, DatePart(c, n, i <= length(letters) && letters[i] in PART_LETTERS))
        else
            print(literal, c)
            i += 1
        end
    end
    text_after = String(take!(literal))
    isempty(text_after) || push!(tokens, Delim(text_after))
    DateFormat(String(text), tokens)
end
macro dateformat_str(text)
    DateFormat(text)
end
const ISODateTimeFormat = DateFormat("yyyy-mm-dd\\THH:MM:SS.s")
const ISODateFormat = DateFormat("yyyy-mm-dd")
const ISOTimeFormat = DateFormat("HH:MM:SS.s")
const RFC1123Format = DateFormat("e, dd u yyyy HH:MM:SS")
default_format(::Type{DateTime}) = ISODateTimeFormat
default_format(::Type{Date}) = ISODateFormat
default_format(::Type{Time}) = ISOTimeFormat

padded(n, width) = string(n, pad=width)
hour12(dt) = mod1(hour(dt), 12)
function write_part(io, p::DatePart, dt)
    c, w = p.letter, p.width
    if c == 'y' || c == 'Y'
        # A width of less than four cuts the year's first digits off.
        y = year(dt)
        print(io, w < 4 ? padded(mod(abs(y), 10^w), w) : y < 0 ? string("-", padded(-y, w)) : padded(y, w))
    elseif c == 'm'
        print(io, padded(month(dt), w))
    elseif c == 'u'
        print(io, monthabbr(dt))
    elseif c == 'U'
        print(io, monthname(dt))
    elseif c == 'd'
        print(io, padded(day(dt), w))
    elseif c == 'e'
        print(io, dayabbr(dt))
    elseif c == 'E'
        print(io, dayname(dt))
    elseif c == 'H'
        print(io, padded(hour(dt), w))
    elseif c == 'I'
        print(io, padded(hour12(dt), w))
    elseif c == 'M'
        print(io, padded(minute(dt), w))
    elseif c == 'S'
        print(io, padded(second(dt), w))
    elseif c == 'p'
        print(io, hour(dt) < 12 ? "AM" : "PM")
    else
        # The fraction of the second, without zeros at its end.
        digits = rstrip(padded(millisecond(dt), 3), '0')
        print(io, rpad(isempty(digits) ? "0" : digits, w, '0'))
    end
end
write_part(io, d::Delim, dt) = print(io, d.text)
function format(dt::TimeType, f::DateFormat)
    io = IOBuffer()
    format(io, dt, f)
    String(take!(io))
end
function format(io::IO, dt::TimeType, f::DateFormat)
    for token in f.tokens
        write_part(io, token, dt)
    end
end
format(dt::TimeType, f::AbstractString; locale::AbstractString="english") = format(dt, DateFormat(f, locale))
format(dt::TimeType) = string(dt)

# Dates as they are printed.
function print_date(io, days)
    y, m, d = yearmonthday(days)
    print(io, y < 0 ? string("-", padded(-y, 4)) : padded(y, 4), "-", padded(m, 2), "-", padded(d, 2))
end
print_clock(io, h, m, s) = print(io, padded(h, 2), ":", padded(m, 2), ":", padded(s, 2))
print(io::IO, d::Date) = print_date(io, value(d))
function print(io::IO, dt::DateTime)
    print_date(io, days(dt))
    print(io, "T")
    print_clock(io, hour(dt), minute(dt), second(dt))
    ms = millisecond(dt)
    ms == 0 || print(io, ".", rstrip(padded(ms, 3), '0'))
    nothing
end
function print(io::IO, t::Time)
    print_clock(io, hour(t), minute(t), second(t))
    ms, us, ns = millisecond(t), microsecond(t), nanosecond(t)
    if ns != 0
        print(io, ".", padded(ms, 3), padded(us, 3), padded(ns, 3))
    elseif us != 0
        print(io, ".", padded(ms, 3), padded(us, 3))
    elseif ms != 0
        print(io, ".", padded(ms, 3))
    end
    nothing
end
show(io::IO, d::Date) = print(io, typeof(d), "(\"", string(d), "\")")
show(io::IO, dt::DateTime) = print(io, typeof(dt), "(\"", string(dt), "\")")
function show(io::IO, t::Time)
    parts = [hour(t), minute(t), second(t), millisecond(t), microsecond(t), nanosecond(t)]
    while length(parts) > 1 && parts[end] == 0
        pop!(parts)
    end
    print(io, typeof(t), "(", join(parts, ", "), ")")
end
show(io::IO, ::MIME"text/plain", x::TimeType) = print(io, x)
