# Macros that everyone has.

macro eval(code)
    Expr(:call, GlobalRef(Base, :eval_in), __module__, esc(Expr(:quote, code)))
end
macro eval(home, code)
    Expr(:call, GlobalRef(Base, :eval_in), esc(home), esc(Expr(:quote, code)))
end

# The source text of code, as in a program.
source_text(x::Expr) = string(x)
source_text(x::Symbol) = String(x)
source_text(x) = repr(x)

macro assert(condition, messages...)
    message = source_text(condition)
    if length(messages) > 0
        message = messages[1]
        if message isa Expr || message isa Symbol
            message = Expr(:call, GlobalRef(Base, :assertion_text), esc(message))
        elseif !(message isa String)
            message = string(message)
        end
    end
    failed = Expr(:call, GlobalRef(Base, :throw), Expr(:call, GlobalRef(Base, :AssertionError), message))
    Expr(:if, esc(condition), nothing, failed)
end
assertion_text(x) = string(x)

macro show(codes...)
    block = Expr(:block)
    for code in codes
        push!(block.args, :(println($(string(source_text(code), " = ")), repr(begin local value = $(esc(code)) end))))
    end
    length(codes) == 0 || push!(block.args, :value)
    block
end

macro isdefined(name)
    Expr(:isdefined, esc(name))
end
macro __LINE__()
    __source__.line
end
macro __FILE__()
    __source__.file === nothing ? nothing : String(__source__.file)
end
macro __DIR__()
    __source__.file === nothing ? nothing : folder_of(String(__source__.file))
end
macro __MODULE__()
    __module__
end
function folder_of(path::String)
    i = ncodeunits(path)
    while i > 0 && codeunit_at(path, i) != 0x2f
        i -= 1
    end
    i == 0 ? "" : i == 1 ? "/" : text_piece(path, 1, i - 1)
end

# Loops may be vectorized anyway where that changes nothing.
macro simd(loop)
    esc(loop)
end
macro simd(mode, loop)
    esc(loop)
end
macro nospecialize(names...)
    length(names) == 1 ? esc(names[1]) : nothing
end
macro specialize(names...)
    length(names) == 1 ? esc(names[1]) : nothing
end
macro static(code)
    code isa Expr || error("invalid @static macro")
    if code.head === :if || code.head === :elseif || code.head === :&& || code.head === :||
        return static_choice(__module__, code)
    end
    error("invalid @static macro")
end
function static_choice(m::Module, code::Expr)
    if code.head === :&& || code.head === :||
        chosen = eval_in(m, code.args[1])
        return chosen == (code.head === :&&) ? esc(code.args[2]) : chosen
    end
    eval_in(m, code.args[1]) && return esc(code.args[2])
    length(code.args) < 3 && return nothing
    rest = code.args[3]
    rest isa Expr && rest.head === :elseif ? static_choice(m, rest) : esc(rest)
end

macro something(items...)
    result = :(throw(ArgumentError("No values present")))
    i = length(items)
    while i > 0
        variable = gensym()
        result = Expr(:let, Expr(:(=), variable, esc(items[i])), Expr(:if, :($variable !== nothing), :(Base.something($variable)), result))
        i -= 1
    end
    result
end
macro coalesce(items...)
    result = :missing
    i = length(items)
    while i > 0
        variable = gensym()
        result = Expr(:let, Expr(:(=), variable, esc(items[i])), Expr(:if, :($variable !== missing), variable, result))
        i -= 1
    end
    result
end

macro label(name)
    Expr(:symboliclabel, esc(name))
end
macro goto(name)
    Expr(:symbolicgoto, esc(name))
end

# Strings with a prefix.
macro raw_str(text)
    text
end
macro b_str(text)
    bytes = Array{UInt8, 1}(undef, 0)
    unescape_bytes!(bytes, text)
    CodeUnits{UInt8, String}(String(bytes))
end
# The bytes that a string literal's text means.
function unescape_bytes!(bytes::Vector{UInt8}, text::String)
    i, n = 1, ncodeunits(text)
    while i <= n
        byte = codeunit_at(text, i)
        i += 1
        if byte != 0x5c || i > n
            push!(bytes, byte)
            continue
        end
        byte = codeunit_at(text, i)
        i += 1
        if byte == 0x78 || (0x30 <= byte <= 0x37)
            value, digits, limit, base = UInt32(0), 0, byte == 0x78 ? 2 : 3, UInt32(byte == 0x78 ? 16 : 8)
            byte == 0x78 || (i -= 1)
            while i <= n && digits < limit && digit_below(codeunit_at(text, i), base)
                value = value * base + hex_value(codeunit_at(text, i))
                digits += 1
                i += 1
            end
            push!(bytes, value % UInt8)
        elseif byte == 0x75 || byte == 0x55
            value, digits, limit = UInt32(0), 0, byte == 0x75 ? 4 : 8
            while i <= n && digits < limit && digit_below(codeunit_at(text, i), UInt32(16))
                value = value * UInt32(16) + hex_value(codeunit_at(text, i))
                digits += 1
                i += 1
            end
            character = string(Char(value))
            for k in 1:ncodeunits(character)
                push!(bytes, codeunit_at(character, k))
            end
        else
            push!(bytes, escaped_byte(byte))
        end
    end
    bytes
end
hex_value(b::UInt8) = UInt32(b < 0x3a ? b - 0x30 : (b | 0x20) - 0x57)
digit_below(b::UInt8, base::UInt32) = ((0x30 <= b <= 0x39) || (0x61 <= (b | 0x20) <= 0x66)) && hex_value(b) < base
function escaped_byte(b::UInt8)
    b == 0x6e && return 0x0a
    b == 0x74 && return 0x09
    b == 0x72 && return 0x0d
    b == 0x61 && return 0x07
    b == 0x62 && return 0x08
    b == 0x66 && return 0x0c
    b == 0x76 && return 0x0b
    b == 0x65 && return 0x1b
    b
end

macro macroexpand(code)
    Expr(:call, GlobalRef(Base, :macroexpand), __module__, QuoteNode(code))
end
macro macroexpand1(code)
    Expr(:call, GlobalRef(Base, :macroexpand_once), __module__, QuoteNode(code))
end
