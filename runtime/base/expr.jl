# Code as values: `Expr` and its companions, and the text in which trees cross between the compiler and the program
# (src/lower/tree.rs describes it).

mutable struct Expr
    head::Symbol
    args::Vector{Any}
    Expr(head::Symbol, args...) = new(head, any_vector(args))
end
function any_vector(items)
    all = Array{Any, 1}(undef, 0)
    for item in items
        push!(all, item)
    end
    all
end
any_vector(::Tuple{}) = Array{Any, 1}(undef, 0)
any_vector(t::Tuple{Any}) = (all = Array{Any, 1}(undef, 1); literal_element!(all, t[1], 1); all)
expr_of(head::Symbol, args::Vector{Any}) = Core._new(Expr, head, args)

LineNumberNode(line::Integer) = Core._new(LineNumberNode, Int64(line), nothing)
LineNumberNode(line::Integer, ::Nothing) = Core._new(LineNumberNode, Int64(line), nothing)
LineNumberNode(line::Integer, file::Symbol) = Core._new(LineNumberNode, Int64(line), file)
LineNumberNode(line::Integer, file::String) = Core._new(LineNumberNode, Int64(line), Symbol(file))
QuoteNode(value) = Core._new(QuoteNode, value)
GlobalRef(m::Module, name::Symbol) = Core._new(GlobalRef, m, name)

==(a::Expr, b::Expr) = a.head === b.head && a.args == b.args
==(a::QuoteNode, b::QuoteNode) = a.value == b.value
copy(e::Expr) = expr_of(e.head, copy_arguments(e.args))
function copy_arguments(args::Vector{Any})
    copied = Array{Any, 1}(undef, length(args))
    for i in 1:length(args)
        arg = args[i]
        copied[i] = arg isa Expr ? copy(arg) : arg
    end
    copied
end

text_piece(s::String, i::Int, j::Int) = Core.runtime(:string_from_bytes, String, Core.pointer_add(Core.string_data(s), i - 1), j - i + 1)

# Reading. Interpolated values are taken from `values` by their numbers.
mutable struct TreeReader
    text::String
    at::Int
    values::Vector{Any}
end

read_tree(text::String, values::Vector{Any}) = read_node(TreeReader(text, 1, values))

function read_number(r::TreeReader)
    text, at = r.text, r.at
    negative = codeunit_at(text, at) == 0x2d
    if negative
        at += 1
    end
    value = 0
    byte = codeunit_at(text, at)
    while byte != 0x3b
        value = value * 10 + (Int64(byte) - 48)
        at += 1
        byte = codeunit_at(text, at)
    end
    r.at = at + 1
    negative ? -value : value
end
function read_text(r::TreeReader)
    n = read_number(r)
    at = r.at
    r.at = at + n
    text_piece(r.text, at, at + n - 1)
end
function read_symbol(r::TreeReader)
    n = read_number(r)
    at = r.at
    r.at = at + n
    Core.runtime(:symbol, Symbol, Core.pointer_add(Core.string_data(r.text), at - 1), n)
end
function read_hex(r::TreeReader)
    digits = read_text(r)
    bytes = Array{UInt8, 1}(undef, 0)
    i = 1
    while i < ncodeunits(digits)
        push!(bytes, hex_digit(codeunit_at(digits, i)) << 4 | hex_digit(codeunit_at(digits, i + 1)))
        i += 2
    end
    String(bytes)
end
hex_digit(b::UInt8) = b < 0x3a ? b - 0x30 : b - 0x57
number_bits(n::Int) = Core.bitcast(UInt64, n)
module_by_number(n::Int) = Core.bitcast(Module, (n % UInt32))
module_number(m::Module) = Int64(Core.bitcast(UInt32, m))

function read_node(r::TreeReader)
    letter = codeunit_at(r.text, r.at)
    r.at += 1
    letter == 0x73 && return read_symbol(r)                                     # s
    letter == 0x78 && return read_expr(r)                                       # x
    letter == 0x69 && return read_number(r)                                     # i
    if letter == 0x6e                                                           # n
        line = read_number(r)
        return LineNumberNode(line, read_symbol(r))
    end
    letter == 0x74 && return read_text(r)                                       # t
    letter == 0x71 && return QuoteNode(read_node(r))                            # q
    if letter == 0x72                                                           # r
        m = module_by_number(read_number(r))
        return GlobalRef(m, read_symbol(r))
    end
    letter == 0x76 && return r.values[read_number(r) + 1]                       # v
    letter == 0x6f && return Core.kept_value(read_number(r))                    # o
    letter == 0x54 && return true                                               # T
    letter == 0x46 && return false                                              # F
    letter == 0x4e && return nothing                                            # N
    letter == 0x66 && return Core.bitcast(Float64, number_bits(read_number(r))) # f
    letter == 0x67 && return Core.bitcast(Float32, read_number(r) % UInt32)     # g
    letter == 0x63 && return Core.bitcast(Char, read_number(r) % UInt32)        # c
    letter == 0x61 && return read_number(r) % UInt8                             # a
    letter == 0x62 && return read_number(r) % UInt16                            # b
    letter == 0x64 && return read_number(r) % UInt32                            # d
    letter == 0x65 && return number_bits(read_number(r))                        # e
    letter == 0x7a && return read_hex(r)                                        # z
    error("a tree's text is damaged")
end
function read_expr(r::TreeReader)
    count = read_number(r)
    head = read_symbol(r)
    args = Array{Any, 1}(undef, 0)
    for i in 1:count
        if codeunit_at(r.text, r.at) == 0x70                                    # p
            r.at += 1
            add_all!(args, r.values[read_number(r) + 1])
        else
            push!(args, read_node(r))
        end
    end
    expr_of(head, args)
end
function add_all!(args::Vector{Any}, items)
    for item in items
        push!(args, item)
    end
    nothing
end

# Writing. Where a tree is only to be printed, values are written as they are shown.
struct TreeWriter
    out::IOBuffer
    to_print::Bool
end

function write_tree(x, to_print::Bool)
    w = TreeWriter(IOBuffer(), to_print)
    write_node(w, x, true)
    String(take!(w.out))
end

put(w::TreeWriter, s::String) = write_text(w.out, s)
put_number(w::TreeWriter, letter::String, n::Int64) = (put(w, letter); put(w, string(n)); put(w, ";"))
put_text(w::TreeWriter, letter::String, s::String) = (put_number(w, letter, ncodeunits(s)); put(w, s))

# `in_block` tells that a line number node here is one, and no value.
function write_node(w::TreeWriter, x, in_block::Bool)
    if x isa Symbol
        put_text(w, "s", String(x))
    elseif x isa Expr
        write_expr(w, x)
    elseif x isa Int64
        put_number(w, "i", x)
    elseif x isa LineNumberNode
        if in_block || w.to_print
            put_number(w, "n", x.line)
            file = x.file
            put_text(w, "", file isa Symbol ? String(file) : "none")
        else
            write_value(w, x)
        end
    elseif x isa String
        if Core.runtime(:bytes_are_valid, Bool, Core.string_data(x), Core.string_sizeof(x))
            put_text(w, "t", x)
        else
            write_value(w, x)
        end
    elseif x isa QuoteNode
        write_quoted(w, x)
    elseif x isa GlobalRef
        put_number(w, "r", module_number(x.mod))
        put_text(w, "", String(x.name))
    elseif x isa Bool
        put(w, x ? "T" : "F")
    elseif x === nothing
        put(w, "N")
    elseif x isa Float64
        put_number(w, "f", Core.bitcast(Int64, x))
    elseif x isa Float32
        put_number(w, "g", Int64(Core.bitcast(UInt32, x)))
    elseif x isa Char
        put_number(w, "c", Int64(Core.bitcast(UInt32, x)))
    elseif x isa UInt8
        put_number(w, "a", Int64(x))
    elseif x isa UInt16
        put_number(w, "b", Int64(x))
    elseif x isa UInt32
        put_number(w, "d", Int64(x))
    elseif x isa UInt64
        put_number(w, "e", Core.bitcast(Int64, x))
    else
        write_value(w, x)
    end
    nothing
end
function write_value(w::TreeWriter, x)
    if w.to_print
        put_text(w, "k", repr(x))
    else
        put_number(w, "o", Core.keep_value(x))
    end
    nothing
end
function write_quoted(w::TreeWriter, x::QuoteNode)
    value = x.value
    # The parser makes it of `A.$name`, where the quotation around it interpolates.
    is_interpolation = value isa Expr && value.head === :$
    if !w.to_print && !(value isa Symbol) && !is_interpolation
        # Nothing is interpolated in it, and it stays the very object.
        value isa Expr ? put_number(w, "o", Core.keep_value(value)) : write_node(w, value, false)
    elseif w.to_print && value isa Expr
        put_text(w, "k", string("\$(QuoteNode(", repr(value), "))"))
    else
        put(w, "q")
        write_node(w, value, false)
    end
    nothing
end
function write_expr(w::TreeWriter, x::Expr)
    head = x.head
    args = x.args
    put_number(w, "x", length(args))
    put_text(w, "", String(head))
    block = head === :block || head === :toplevel
    for i in 1:length(args)
        write_node(w, args[i], block || (i == 2 && head === :macrocall))
    end
    nothing
end

# Evaluation and parsing.
eval_in(m::Module, x::Symbol) = Core.module_global(m, x)
eval_in(m::Module, x::QuoteNode) = x.value
eval_in(m::Module, x::LineNumberNode) = nothing
eval_in(m::Module, x::Expr) = Core.eval_tree(m, write_tree(expand_all(x, m), false))
eval_in(m::Module, x::GlobalRef) = Core.module_global(x.mod, x.name)
eval_in(m::Module, x) = x
eval(x) = eval_in(Main, x)
eval(m::Module, x) = eval_in(m, x)
include(path::AbstractString) = include_in(Main, path)
include(m::Module, path::AbstractString) = include_in(m, path)
include_in(m::Module, path::AbstractString) = Core.include_file(m, String(path))
# Text as if it stood in a file: each statement in turn, the value of the last one.
include_string(m::Module, text::AbstractString) = include_string(m, text, "string")
function include_string(m::Module, text::AbstractString, file::AbstractString)
    value = nothing
    source = String(text)
    at = 1
    while at <= ncodeunits(source)
        statement, at = parse_statement(source, String(file), at, false)
        value = eval_in(m, statement)
    end
    value
end

struct ParseError <: Exception
    msg::String
end
Core.set_home(ParseError, :var"Base.Meta")
showerror(io::IO, e::ParseError) = print(io, "ParseError:\n", e.msg)
function parse_statement(text::String, file::String, from::Int, whole::Bool)
    answer = Core.parse_tree(text, file, from, whole)
    r = TreeReader(answer, 1, Array{Any, 1}(undef, 0))
    next = read_number(r)
    next == 0 && throw(ParseError(text_piece(answer, r.at, ncodeunits(answer))))
    (read_node(r), next)
end

# Modules.
getproperty(m::Module, name::Symbol) = Core.module_global(m, name)
setproperty!(m::Module, name::Symbol, value) = Core.set_module_global(m, name, value)
nameof(m::Module) = Core.module_name(m)
parentmodule(m::Module) = Core.module_parent(m)
parentmodule(f::Function) = Core.function_module(f)
parentmodule(T::Type) = Core.function_module(T)
getglobal(m::Module, name::Symbol) = Core.module_global(m, name)
isdefined(m::Module, name::Symbol) = Core.is_global_defined(m, name)
isdefined(x, name) = Core.isdefined(x, name)
function fullname(m::Module)
    parent = parentmodule(m)
    (m === parent || m === Main || m === Base || m === Core) ? (nameof(m),) : (fullname(parent)..., nameof(m))
end
function show(io::IO, m::Module)
    if m === Main || m === Base || m === Core
        print(io, nameof(m))
    else
        show_module_path(io, m)
    end
end
function show_module_path(io::IO, m::Module)
    parent = parentmodule(m)
    if parent !== m && parent !== Base
        show(io, parent)
        print(io, ".")
    end
    print(io, nameof(m))
end
print(io::IO, m::Module) = show(io, m)
==(a::Module, b::Module) = a === b

# Showing code.
show(io::IO, e::Expr) = show_code(io, e)
show(io::IO, x::QuoteNode) = (print(io, ":("); print(io, x); print(io, ")"))
# Names that are not written plainly: operators as they are, others as a call.
# Operators that need parentheses have them; what is neither a name nor an operator is no literal.
begins_as_symbol(text, written) = !startswith(text, "@") && (!startswith(written, ":(") || (ncodeunits(text) > 0 && text[1] in "=:&|?\$<>.-+*/~!%^\\÷⊻"))
function show_odd_symbol(io::IO, text::String)
    text == "..." && return write_text(io, ":...")
    written = Core.print_tree(string("qs", ncodeunits(text), ";", text))
    if text == "true" || text == "false" || !isvalid(text) || any(isspace, text) || startswith(written, ":var\"") || !begins_as_symbol(text, written) || (ncodeunits(text) > 0 && 0x30 <= codeunit_at(text, 1) <= 0x39)
        print(io, "Symbol(", repr(text), ")")
    else
        write_text(io, written)
    end
end
print(io::IO, e::Expr) = print_code(io, e)
print(io::IO, x::QuoteNode) = show_quoted(io, x.value)
show(io::IO, x::GlobalRef) = print(io, "GlobalRef(", x.mod, ", ", repr(x.name), ")")
show(io::IO, x::LineNumberNode) = print(io, ":(#= ", line_file(x), ":", x.line, " =#)")
line_file(x::LineNumberNode) = x.file === nothing ? "none" : String(x.file)
print_code(io::IO, e::Expr) = write_text(io, Core.print_tree(write_tree(e, true)))
function show_code(io::IO, e::Expr)
    if e.head === :kw || e.head === :parameters || e.head === :meta || e.head === :escape
        # These have no form of their own.
        write_text(io, ":(\$(Expr(")
        show(io, e.head)
        for arg in e.args
            write_text(io, ", ")
            show(io, arg)
        end
        write_text(io, ")))")
    elseif e.head === :block
        # A block is shown as the quotation that makes it.
        write_text(io, Core.print_tree(write_tree(Expr(:quote, e), true)))
    else
        write_text(io, ":(")
        # What follows the first line stands further in.
        write_text(io, replace(Core.print_tree(write_tree(e, true)), "\n" => "\n  "))
        write_text(io, ")")
    end
end
show_quoted(io::IO, x::Symbol) = show(io, x)
show_quoted(io::IO, x) = (print(io, ":("); print(io, x); print(io, ")"))

# `gensym`: names that nobody else uses.
mutable struct Counter
    next::Int
end
const gensyms = Counter(257)
function gensym()
    gensyms.next += 1
    Symbol(string("##", gensyms.next))
end
function gensym(name)
    gensyms.next += 1
    Symbol(string("##", name, "#", gensyms.next))
end
esc(x) = Expr(:escape, x)

Symbol(x) = Symbol(string(x))
Symbol(x, y, rest...) = Symbol(string(x, y, rest...))

function remove_linenums!(e::Expr)
    if e.head === :block || e.head === :quote
        kept = Array{Any, 1}(undef, 0)
        for arg in e.args
            arg isa LineNumberNode || push!(kept, arg)
        end
        e.args = kept
    end
    for arg in e.args
        remove_linenums!(arg)
    end
    e
end
remove_linenums!(x) = x

# Whether a name is written between its operands.
function isoperator(name::Symbol)
    written = Core.print_tree(write_tree(Expr(:call, name, :a, :b), true))
    ncodeunits(written) > 1 && codeunit_at(written, 1) == 0x61 && codeunit_at(written, 2) != 0x28 && codeunit_at(written, ncodeunits(written)) == 0x62
end

hash(e::Expr, h::UInt) = hash(e.args, hash(e.head, h + 0x96d26dc6a1c0f2c5))
hash(q::QuoteNode, h::UInt) = hash(q.value, h + 0x2c97bf8b3de87020)
