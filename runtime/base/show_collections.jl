# How collections are printed: `show` writes them as source text on one line; with the type text/plain, as the REPL
# shows them, one element or row a line.

fieldcount(T::Type) = Core.fieldcount(T)

struct MIME{mime} end
MIME(name) = MIME{Symbol(name)}()
print(io::IO, ::MIME{mime}) where {mime} = print(io, mime)
show(io::IO, ::MIME{mime}) where {mime} = (print(io, "MIME type "); print(io, mime))
const PlainText = typeof(MIME("text/plain"))
istextmime(m) = true
show(io::IO, ::PlainText, x) = show(io, x)
show(io::IO, name::AbstractString, x) = show(io, MIME(name), x)
display(x) = (show(stdout, PlainText(), x); println(stdout))
display(name::AbstractString, x) = (show(stdout, MIME(name), x); println(stdout))

# Whether a collection's elements show their type by themselves.
function implies_type(T)
    T === Float64 || T === Int64 || T === Char || T === String || T === Symbol || is_singleton_type(T)
end
# A struct of nothing but such values is one itself.
is_singleton_type(T) = isconcretetype(T) && !(T <: Type || T <: Array || T === String || T === Symbol || ismutabletype(T)) && Core.sizeof(T) == 0
implies_type(::Type{Union{}}) = false
implies_type(::Type{Array{T, N}}) where {T, N} = implies_type(T)
implies_type(::Type{Pair{A, B}}) where {A, B} = implies_type(A) && implies_type(B)
implies_type(T::Type{<:Tuple}) = isconcretetype(T) && tuple_implies(T, 1)
implies_type(D::Type{<:AbstractDict}) = isconcretetype(D) && implies_type(keytype(D)) && implies_type(valtype(D))
tuple_implies(T, i) = i > fieldcount(T) || (implies_type(fieldtype(T, i)) && tuple_implies(T, i + 1))

# The element type that the context has announced for what is shown in it.
known_eltype(T) = nothing
known_eltype(::Type{Union{}}) = nothing
known_eltype(::Type{<:AbstractArray{T}}) where {T} = T
known_eltype(::Type{<:AbstractDict{K, V}}) where {K, V} = Pair{K, V}
known_eltype(::Type{<:AbstractSet{T}}) where {T} = T
announced_eltype(io, x) = (T = typeinfo(io); x isa T ? known_eltype(T) : nothing)

# What goes before the bracket, and whether the elements show their type by themselves.
function type_prefix(io::IO, x)
    T = eltype(x)
    T === announced_eltype(io, x) && return ("", false)
    !isempty(x) && implies_type(T) && return ("", true)
    (string(T), false)
end
function dict_prefix(io::IO, d)
    eltype(d) === announced_eltype(io, d) && return (type_name(d), false)
    !isempty(d) && implies_type(keytype(d)) && implies_type(valtype(d)) && return (type_name(d), true)
    (string(typeof(d)), false)
end
type_name(d) = String(nameof(typeof(d)))
type_name(d::Dict) = "Dict"
type_name(d::IdDict) = "IdDict"
type_name(d::Pairs) = "Base.Pairs"

# A collection that contains itself is shown once.
function is_shown_already(io::IO, x)
    shown = get(io, :SHOWN_SET, nothing)
    shown === nothing && return false
    depth = 1
    p = properties(io)
    while p isa Property
        if p.key === :SHOWN_SET
            if p.value === x
                print(io, "#= circular reference @-", depth, " =#")
                return true
            end
            depth += 1
        end
        p = p.before
    end
    false
end
within(io::IO, x) = with_property(io, :SHOWN_SET, x)
# Numbers and texts contain nothing, so that there is nothing to remember for them.
can_contain(T) = !(T <: Union{Number, Char, AbstractString, Symbol, Nothing, Missing})

show(io::IO, a::AbstractVector) = show_vector(io, a, "[", "]")
function show_vector(io::IO, a, opening::String, closing::String)
    prefix, implied = type_prefix(io, a)
    write_text(io, prefix)
    inner = implied ? io : with_typeinfo(io, eltype(a))
    show_list(inner, a, opening, closing)
end
function show_list(io::IO, a, opening, closing)
    is_shown_already(io, a) && return nothing
    inner = can_contain(eltype(a)) ? within(io, a) : io
    write_text(io, opening)
    if get(io, :limit, false) === true && length(a) > 20
        items = collect(a)
        show_items(inner, items, 1, 10)
        write_text(io, "  …  ")
        show_items(inner, items, length(items) - 9, length(items))
    elseif a isa Array
        show_items(inner, a, 1, length(a))
    else
        i = 0
        for x in a
            i += 1
            i > 1 && write_text(io, ", ")
            show(inner, x)
        end
    end
    write_text(io, closing)
    nothing
end
function show_items(io::IO, a, from, to)
    for i in from:to
        i > from && write_text(io, ", ")
        show_element(io, a, i)
    end
end
function show_element(io::IO, a::Array{T}, i::Int) where {T}
    if is_set(a, i)
        show(io, @inbounds a[i])
    else
        write_text(io, "#undef")
    end
end
show_element(io::IO, a, i) = show(io, a[i])
is_set(a::Array{<:Union{Number, Char, Nothing, Missing}}, i::Int) = true
is_set(a::Array, i::Int) = isassigned(a, i)

function show(io::IO, a::AbstractArray)
    prefix, implied = type_prefix(io, a)
    if length(a) == 0
        return a isa Array ? print(io, typeof(a), "(undef, ", joined_by(size(a), ", "), ")") : summary(io, a)
    end
    if ndims(a) == 0
        print(io, "fill(")
        show(with_typeinfo(io, Any), a[1])
        return print(io, ")")
    end
    write_text(io, prefix)
    inner = implied ? io : with_typeinfo(io, eltype(a))
    is_shown_already(io, a) && return nothing
    can_contain(eltype(a)) && (inner = within(inner, a))
    write_text(io, "[")
    show_slices(inner, a, size(a), 0)
    # A last dimension of length 1 would not be read back without this.
    ndims(a) > 1 && size(a, ndims(a)) == 1 && write_text(io, repeat(";", ndims(a)))
    write_text(io, "]")
end
# The last dimension is the outermost; `;;;` parts the slices of the third, and so on.
function show_slices(io::IO, a, dims, offset)
    n = length(dims)
    if n <= 2
        rows = dims[1]
        columns = n == 2 ? dims[2] : 1
        limited = get(io, :limit, false) === true
        for i in 1:rows
            cut_rows = limited && rows > 4
            cut_rows && 2 < i < rows - 1 && continue
            i > 1 && write_text(io, cut_rows && i == rows - 1 ? "; … ; " : "; ")
            for j in 1:columns
                cut_columns = limited && columns > 4
                cut_columns && 2 < j < columns - 1 && continue
                j > 1 && write_text(io, cut_columns && j == columns - 1 ? " … " : " ")
                i_th = offset + i + (j - 1) * rows
                a isa Array && !is_set(a, i_th) ? write_text(io, "#undef") : show(io, a[i_th])
            end
        end
        return nothing
    end
    inner = front(dims)
    stride = product_of(inner)
    for k in 1:dims[n]
        k > 1 && write_text(io, repeat(";", n) * " ")
        show_slices(io, a, inner, offset + (k - 1) * stride)
    end
end

function show(io::IO, d::AbstractDict)
    prefix, implied = dict_prefix(io, d)
    write_text(io, prefix)
    write_text(io, "(")
    if !isempty(d) && !is_shown_already(io, d)
        inner = within(with_typeinfo(io, eltype(d)), d)
        limited = get(io, :limit, false) === true
        n = 0
        for p in d
            n > 0 && write_text(io, ", ")
            show(inner, p)
            n += 1
            if limited && n >= 10 && length(d) > 10
                write_text(io, "…")
                break
            end
        end
    end
    write_text(io, ")")
    nothing
end
function show(io::IO, s::Set)
    if isempty(s)
        typeinfo(io) === typeof(s) ? write_text(io, "Set") : show(io, typeof(s))
        return write_text(io, "()")
    end
    write_text(io, "Set(")
    show_vector(io, s, "[", "]")
    write_text(io, ")")
end
show(io::IO, k::Union{KeySet, ValueIterator}) = show_vector(io, k, "[", "]")
function show(io::IO, s::AbstractSet)
    show(io, typeof(s))
    write_text(io, "(")
    show_vector(io, s, "[", "]")
    write_text(io, ")")
end

# A pair whose type follows from its parts is written with an arrow.
function show(io::IO, p::Pair{A, B}) where {A, B}
    T = typeinfo(io)
    if !is_arrow_pair(io, p)
        show(io, typeof(p))
        write_text(io, "(")
        inner = with_typeinfo(io, Any)
        show(inner, p.first)
        write_text(io, ", ")
        show(inner, p.second)
        return write_text(io, ")")
    end
    known = p isa T && T <: Pair && isconcretetype(T)
    show_side(with_typeinfo(io, known ? A : Any), p.first)
    write_text(io, get(io, :compact, false) === true ? "=>" : " => ")
    show_side(with_typeinfo(io, known ? B : Any), p.second)
end
function show_side(io::IO, x)
    needs_parentheses = (x isa Pair && is_arrow_pair(io, x)) || (x isa Function && isoperator(nameof(x)))
    needs_parentheses && write_text(io, "(")
    show(io, x)
    needs_parentheses && write_text(io, ")")
end
is_arrow_pair(io::IO, p::Pair{A, B}) where {A, B} = (typeof(p.first) === A && typeof(p.second) === B) || typeinfo(io) === typeof(p)

# One line that says what a value is.
summary(x) = sprint(summary, x)
summary(io::IO, x) = print(io, typeof(x))
summary(io::IO, a::AbstractArray) = print(io, dims_summary(size(a)), " ", array_type_text(io, a))
array_type_text(io, a) = string(typeof(a))
array_type_text(io, a::ReinterpretArray{T}) where {T} = string("reinterpret(", T, ", ::", typeof(parent(a)), ")")
array_type_text(io, a::SubArray) = string("view(", parent_text(a.parent), map(i -> ", " * (i isa Slice ? ":" : string(i)), a.indices)..., ") with eltype ", eltype(a))

# The names of Unicode's general categories, by their number.
const CATEGORY_NAMES = split("Other, not assigned/Letter, uppercase/Letter, lowercase/Letter, titlecase/Letter, modifier/Letter, other/Mark, nonspacing/Mark, spacing combining/Mark, enclosing/Number, decimal digit/Number, letter/Number, other/Punctuation, connector/Punctuation, dash/Punctuation, open/Punctuation, close/Punctuation, initial quote/Punctuation, final quote/Punctuation, other/Symbol, math/Symbol, currency/Symbol, modifier/Symbol, other/Separator, space/Separator, line/Separator, paragraph/Other, control/Other, format/Other, surrogate/Other, private use/Invalid, too high/Malformed, bad data", '/')
function category_text(c::Char)
    code = category_code(c)
    letters = code == 0 ? "Cn" : code == 30 ? "In" : code == 31 ? "Ma" : CATEGORY_LETTERS[2code-1:2code]
    string("(category ", letters, ": ", CATEGORY_NAMES[code+1], ")")
end
function show(io::IO, ::PlainText, c::Char)
    show(io, c)
    get(io, :compact, false) === true && return nothing
    if ismalformed(c)
        return print(io, ": Malformed UTF-8 ", category_text(c))
    end
    number = uppercase(string(decode_bits(char_bits(c)), base=16, pad=4))
    print(io, ": ", isoverlong(c) ? "[overlong] " : "", isascii(c) ? "ASCII/" : "", "Unicode U+", number, " ", category_text(c))
end
function show(io::IO, ::PlainText, f::Function)
    get(io, :compact, false) === true && return show(io, f)
    name = String(nameof(f))
    if is_callable_object(f)
        print(io, "(::", typeof(f), ")")
    else
        is_anonymous(f) && throw_anonymous()
        # How many methods Julia's own functions have depends on Julia.
        function_module(f) === Base && throw(ArgumentError(string("the number of methods of `", name, "` is not known")))
        print(io, name)
    end
    print(io, startswith(name, '@') ? " (macro with " : " (generic function with ", counted(length(methods(f)), "method", "methods"), ")")
end
function show(io::IO, ::PlainText, x::Irrational{name}) where {name}
    print(io, name)
    get(io, :compact, false) === true && return nothing
    print(io, " = ", string(Float64(x))[1:15], "...")
end
show(io::IO, ::Colon) = print(io, "Colon()")
dims_summary(::Tuple{}) = "0-dimensional"
dims_summary(d::Tuple{Int}) = string(d[1], "-element")
dims_summary(d::Tuple) = joined_by(d, "×")
counted(n, one, many) = string(n, " ", n == 1 ? one : many)
summary(io::IO, d::AbstractDict) = print(io, typeof(d), " with ", counted(length(d), "entry", "entries"))
# What has a shape does not say how many it has.
function summary(io::IO, p::Pairs)
    print(io, "pairs(::", p.data isa NamedTuple ? NamedTuple : typeof(p.data), ")")
    IteratorSize(p) isa HasLength ? print(io, " with ", counted(length(p), "entry", "entries")) : print(io, "(...)")
end
summary(io::IO, s::AbstractSet) = print(io, typeof(s), " with ", counted(length(s), "element", "elements"))
summary(io::IO, k::KeySet) = print(io, "KeySet for a ", typeof(k.dict), " with ", counted(length(k), "entry", "entries"))
summary(io::IO, k::ValueIterator) = print(io, "ValueIterator for a ", typeof(k.dict), " with ", counted(length(k), "entry", "entries"))

function show(io::IO, ::PlainText, d::AbstractDict)
    isempty(d) && return show(io, d)
    summary(io, d)
    print(io, ":")
    is_shown_already(io, d) && return nothing
    inner = within(haskey(io, :compact) ? io : with_property(io, :compact, true), d)
    keys_io = with_typeinfo(inner, keytype(d))
    vals_io = with_typeinfo(inner, valtype(d))
    get(io, :limit, false) === true && return show_limited(io, d, keys_io, vals_io)
    for p in d
        print(io, "\n  ")
        show(keys_io, p.first)
        print(io, " => ")
        show(vals_io, p.second)
    end
end
# Within a screen: keys of one width, and no more lines than fit.
function show_limited(io::IO, d, keys_io, vals_io)
    rows, columns = displaysize(io)
    rows -= 4
    columns = max(columns, 12) - 6
    rows < 1 && return print(io, " …")
    lines = Array{Pair{String, String}, 1}(undef, 0)
    for p in d
        length(lines) >= rows && break
        push!(lines, text_in(keys_io, p.first) => text_in(vals_io, p.second))
    end
    width = min(maximum(p -> length(p.first), lines), columns)
    value_width = min(maximum(p -> length(p.second), lines), columns)
    if width > max(div(columns, 2), columns - value_width)
        width = max(cld(columns, 3), columns - value_width)
    end
    for (i, p) in enumerate(lines)
        print(io, "\n  ")
        if i == rows < length(d)
            print(io, padded("⋮", width), " => ⋮")
            break
        end
        print(io, padded(cut_to(p.first, width), width), " => ", cut_to(p.second, columns - width))
    end
end
text_in(io::IO, x) = (buffer = IOBuffer(); show(IOContext(buffer, io), x); String(take!(buffer)))
padded(s, width) = (n = width - length(s); n > 0 ? s * repeat(" ", n) : s)
function cut_to(s, width)
    length(s) <= width && return s
    out = ""
    n = 0
    for c in s
        n += 1
        n > width - 1 && break
        out = out * string(c)
    end
    out * "…"
end
function show(io::IO, ::PlainText, s::Union{AbstractSet, ValueIterator})
    isempty(s) && !(s isa Union{KeySet, ValueIterator}) && return show(io, s)
    summary(io, s)
    isempty(s) && return nothing
    print(io, s isa KeySet ? ". Keys:" : (s isa ValueIterator ? ". Values:" : ":"))
    is_shown_already(io, s) && return nothing
    inner = s isa AbstractSet && !(s isa KeySet) ? within(io, s) : io
    limited = get(io, :limit, false) === true
    rows = limited ? displaysize(io)[1] - 4 : typemax(Int)
    i = 0
    for x in s
        i += 1
        print(io, "\n  ")
        if i == rows < length(s)
            print(io, "⋮ ")
            break
        end
        show(inner, x)
    end
end

function show(io::IO, ::PlainText, a::AbstractArray)
    if isempty(a) && (get(io, :compact, false) === true || a isa Vector)
        return show(io, a)
    end
    summary(io, a)
    isempty(a) && return nothing
    print(io, ":")
    is_shown_already(io, a) && return nothing
    inner = !haskey(io, :compact) && size(a, 2) > 1 ? with_property(io, :compact, true) : io
    if get(io, :limit, false) === true && displaysize(io)[1] - 4 <= 0
        return print(io, " …")
    end
    println(io)
    inner = with_typeinfo(inner, eltype(a))
    can_contain(eltype(a)) && (inner = within(inner, a))
    show_aligned(inner, a)
end
show_aligned(io::IO, a::AbstractVecOrMat) = show_table(io, a, 0, size(a, 1), size(a, 2))
function show_aligned(io::IO, a::AbstractArray)
    ndims(a) == 0 && return show(io, a[1])
    dims = size(a)
    slice = dims[1] * dims[2]
    others = tail(tail(dims))
    count = product_of(others)
    for k in 1:count
        k > 1 && print(io, "\n\n")
        print(io, "[:, :, ", joined_by(subscripts(others, k - 1), ", "), "] =\n")
        show_table(io, a, (k - 1) * slice, dims[1], dims[2])
    end
end
# The text of an element, and its widths left and right of the point where its column is aligned. The widths are those
# of the short form, the text is the REPL's if that is one line.
function aligned_text(io::IO, a, i)
    has_zero_by_shape(a, i) && return zero_mark(io, a, i)
    a isa Array && !is_set(a, i) && return ("#undef", 0, 6)
    x = a[i]
    text = text_in(io, x)
    left = x isa Pair ? left_of_arrow(io, x) : left_part(x, text)
    (in_row(io, x, text), left, length(text) - left)
end
# What a type of matrices knows to be zero without storing it is shown as a dot in the middle of its place.
has_zero_by_shape(a, i) = false
function zero_mark(io::IO, a, i)
    x = a[i]
    text = text_in(io, x)
    left = left_part(x, text)
    n = length(text)
    at = cld(n, 2)
    (string(repeat(" ", at - 1), "⋅", repeat(" ", n - at)), left, n - left)
end
in_row(io::IO, x::Union{Integer, AbstractFloat, Rational, Complex, AbstractString, Symbol, Nothing, Missing, AbstractArray, AbstractDict, AbstractSet, Tuple, Type}, text) = text
function in_row(io::IO, x, text)
    stream = IOBuffer()
    show(IOContext(stream, io), PlainText(), x)
    shown = String(take!(stream))
    '\n' in shown ? text : shown
end
left_part(x, text) = 0
# Pairs are aligned where their arrows are.
function left_of_arrow(io::IO, p::Pair{A, B}) where {A, B}
    is_arrow_pair(io, p) || return 0
    T = typeinfo(io)
    known = p isa T && T <: Pair && isconcretetype(T)
    stream = IOBuffer()
    show_side(with_typeinfo(IOContext(stream, io), known ? A : Any), p.first)
    length(String(take!(stream))) + (get(io, :compact, false) === true ? 1 : 2)
end
function left_part(x::Complex, text)
    # Behind the sign between the two parts.
    n = 0
    for (i, c) in enumerate(text)
        (c == '+' || c == '-') && i > 1 && !(text[i-1] in "ef") && (n = i)
    end
    n == 0 ? length(text) : n
end
left_part(x::Rational, text) = first(findfirst("//", text))
left_part(x::Integer, text) = length(text)
function left_part(x::Real, text)
    n = 0
    for c in text
        (c == '.' || c == 'e' || c == 'E' || c == 'f' || c == 'F') && return n
        n += 1
    end
    n
end
function show_table(io::IO, a, offset::Int, rows::Int, columns::Int)
    limited = get(io, :limit, false) === true
    height, width = displaysize(io)
    height -= 4
    shown_rows = collect(1:rows)
    cut_rows = limited && rows > height
    if cut_rows
        half = div(height, 2)
        shown_rows = vcat(1:half, rows-div(height - 1, 2)+1:rows)
    end
    texts = Array{Tuple{String, Int, Int}, 2}(undef, length(shown_rows), columns)
    for j in 1:columns, k in 1:length(shown_rows)
        texts[k, j] = aligned_text(io, a, offset + shown_rows[k] + (j - 1) * rows)
    end
    left = [maximum(t -> t[2], texts[:, j]) for j in 1:columns]
    right = [maximum(t -> t[3], texts[:, j]) for j in 1:columns]
    cut_columns = limited && columns > 1 && sum(left) + sum(right) + 2 * columns >= width - 1
    first_columns, last_columns = columns, columns + 1
    if cut_columns
        first_columns, last_columns = columns_that_fit(left, right, width, columns)
    end
    for (k, i) in enumerate(shown_rows)
        k > 1 && print(io, "\n")
        if cut_rows && k > 1 && shown_rows[k-1] + 1 != i
            show_dots(io, left, right, first_columns, last_columns, columns)
            print(io, "\n")
        end
        show_row(io, texts, k, left, right, 1, first_columns, columns)
        if cut_columns
            print(io, (i - 1) % 5 == 0 ? "  …  " : "     ")
            show_row(io, texts, k, left, right, last_columns, columns, columns)
        end
    end
    if cut_rows && last(shown_rows) != rows
        print(io, "\n")
        show_dots(io, left, right, first_columns, last_columns, columns)
    end
end
function show_row(io::IO, texts, k, left, right, from, to, columns)
    for j in from:to
        print(io, j == from ? (from == 1 ? " " : "") : "  ")
        text, before, after = texts[k, j]
        print(io, repeat(" ", left[j] - before), text)
        j == columns || print(io, repeat(" ", right[j] - after))
    end
end
# As many columns as fit: those of the right half of the screen first, then those of the left.
function columns_that_fit(left, right, width, columns)
    width -= 1
    limit = div(width - 4, 2) + 1
    count = counted_columns(left, right, columns:-1:1, limit)
    used = sum(left[columns-count+1:columns]) + sum(right[columns-count+1:columns]) + 2 * (count - 1)
    (counted_columns(left, right, 1:columns, width - used - 5), columns - count + 1)
end
function counted_columns(left, right, columns, limit)
    used = 0
    count = 0
    for j in columns
        used += left[j] + right[j]
        count += 1
        count > 1 && used + 2 * count >= limit && return count - 1
    end
    count
end
# In place of the rows left out: dots under every fifth column.
function show_dots(io::IO, left, right, first_columns, last_columns, columns)
    print(io, " ")
    is_cut = last_columns <= columns
    dots_of(io, left[1:first_columns], right[1:first_columns], 1, is_cut)
    if is_cut
        print(io, "  ⋱  ")
        n = columns - last_columns + 1
        dots_of(io, left[last_columns:columns], right[last_columns:columns], mod(n - columns + 1, 5), false)
    end
end
function dots_of(io::IO, left, right, at, pads_last)
    n = length(left)
    for k in 1:n
        w = left[k] + right[k]
        pads = k < n || pads_last
        if k % 5 == at
            # Where the last digit before the point is.
            before = max(0, left[k] - 1)
            print(io, repeat(" ", before), "⋮", pads ? repeat(" ", max(0, w - 1 - before)) : "")
        elseif pads
            print(io, repeat(" ", w))
        end
        k < n && print(io, "  ")
    end
end
show(io::IO, ::PlainText, r::AbstractRange) = show(io, r)
function show(io::IO, ::PlainText, r::LinRange)
    isempty(r) && return show(io, r)
    summary(io, r)
    print(io, ":\n ")
    inner = with_typeinfo(haskey(io, :compact) ? io : with_property(io, :compact, true), eltype(r))
    for (i, x) in enumerate(r)
        i > 1 && print(io, ", ")
        show(inner, x)
    end
end
function show(io::IO, ::PlainText, t::Tuple)
    show(io, t)
end
show(io::IO, z::Zip) = (print(io, "zip("); show_items_of(io, z.is); print(io, ")"))
show_items_of(io::IO, t::Tuple) = for (i, x) in enumerate(t)
    i > 1 && print(io, ", ")
    show(io, x)
end
show(io::IO, e::Enumerate) = (print(io, "enumerate("); show(io, e.itr); print(io, ")"))
function show(io::IO, g::Generator)
    print(io, "Base.Generator{", typeof(g.iter), ", ", typeof(g.f), "}(")
    show(io, g.f)
    print(io, ", ")
    show(io, g.iter)
    print(io, ")")
end
