# Escaping and unescaping text.

escape_string(s::AbstractString) = escape_string(s, "\"")
escape_string(s::AbstractString, also) = Core.runtime(:string_escaped, String, String(s), join(also))
escape_string(io::IO, s::AbstractString) = print(io, escape_string(s))
escape_string(io::IO, s::AbstractString, also) = print(io, escape_string(s, also))
unescape_string(s::AbstractString) = sprint(unescape_string, s)
unescape_string(s::AbstractString, keep) = sprint(unescape_string, s, keep)
unescape_string(io::IO, s::AbstractString) = unescape_string(io, s, ())
function unescape_string(io::IO, s::AbstractString, keep)
    i = 1
    n = ncodeunits(s)
    while i <= n
        c = s[i]
        i = nextind(s, i)
        if c != '\\' || i > n
            print(io, c)
            continue
        end
        c = s[i]
        i = nextind(s, i)
        if c in keep
            print(io, '\\', c)
        elseif c == 'x' || c == 'u' || c == 'U'
            most = c == 'x' ? 2 : (c == 'u' ? 4 : 8)
            value, count = 0, 0
            while count < most && i <= n && isxdigit(s[i])
                value = 16 * value + digit_value(s[i], 16)
                count += 1
                i = nextind(s, i)
            end
            if count == 0
                throw(ArgumentError(c == 'x' ? "invalid \\x escape sequence" : "invalid Unicode (\\$c) escape sequence"))
            end
            c == 'x' ? write(io, value % UInt8) : print(io, Char(value))
        elseif '0' <= c <= '7'
            value = c - '0'
            count = 1
            while count < 3 && i <= n && '0' <= s[i] <= '7'
                value = 8 * value + (s[i] - '0')
                count += 1
                i = nextind(s, i)
            end
            value > 255 && throw(ArgumentError("octal escape sequence out of range"))
            write(io, value % UInt8)
        else
            plain = unescaped_letter(c)
            plain === nothing && throw(ArgumentError("invalid escape sequence \\$c"))
            print(io, plain)
        end
    end
end
function unescaped_letter(c)
    c == 'a' && return '\a'
    c == 'b' && return '\b'
    c == 't' && return '\t'
    c == 'n' && return '\n'
    c == 'v' && return '\v'
    c == 'f' && return '\f'
    c == 'r' && return '\r'
    c == 'e' && return '\e'
    c == '\\' || c == '"' ? c : nothing
end

# What the literals b"…" and big integers mean.
bytes_literal(s::String) = codeunits(unescape_string(s))
function big_literal(s::AbstractString)
    text = replace(s, "_" => "")
    value = tryparse(BigInt, text)
    value === nothing && (value = parse_big_float(text, LITERAL_PRECISION[]))
    value === nothing && throw(ArgumentError("invalid number format $text for BigInt or BigFloat"))
    value
end
