# Cutting strings into pieces and joining them, replacing, stripping, padding, changing case.

# What separates pieces: how it is searched.
matcher(c::AbstractChar) = c
matcher(s::AbstractString) = s
matcher(f::Function) = f
matcher(choices) = x -> x in choices
range_of(i::Int) = i:i
range_of(r::UnitRange{Int}) = r

split(s::AbstractString; limit::Integer=0, keepempty::Bool=false) = split_pieces(s, isspace, Int(limit), keepempty)
split(s::AbstractString, separator; limit::Integer=0, keepempty::Bool=true) = split_pieces(s, matcher(separator), Int(limit), keepempty)
eachsplit(s::AbstractString; limit::Integer=0, keepempty::Bool=false) = split_pieces(s, isspace, Int(limit), keepempty)
eachsplit(s::AbstractString, separator; limit::Integer=0, keepempty::Bool=true) = split_pieces(s, matcher(separator), Int(limit), keepempty)
view_type(s::SubString{T}) where {T} = SubString{T}
view_type(s::T) where {T<:AbstractString} = SubString{T}
function split_pieces(s::AbstractString, separator, limit::Int, keepempty::Bool)
    pieces = Array{view_type(s), 1}(undef, 0)
    n = ncodeunits(s)
    # The piece begins at `i`, the search at `k`.
    i = k = firstindex(s)
    found = findnext(separator, s, k)
    while found !== nothing && length(pieces) != limit - 1
        r = range_of(found)
        j = first(r)
        j <= n || break
        k = isempty(r) ? j : nextind(s, last(r))
        after = k <= j ? nextind(s, j) : k
        if i < k
            (keepempty || i < j) && push!(pieces, sub_before(s, i, j))
            i = k
        end
        found = findnext(separator, s, after)
    end
    (keepempty || i <= n) && push!(pieces, i > n ? SubString(s, 1, 0) : SubString(s, i))
    pieces
end

rsplit(s::AbstractString; limit::Integer=0, keepempty::Bool=false) = rsplit_pieces(s, isspace, Int(limit), keepempty)
rsplit(s::AbstractString, separator; limit::Integer=0, keepempty::Bool=true) = rsplit_pieces(s, matcher(separator), Int(limit), keepempty)
function rsplit_pieces(s::AbstractString, separator, limit::Int, keepempty::Bool)
    pieces = Array{view_type(s), 1}(undef, 0)
    # The piece ends at `stop`; an empty match at the beginning ends the search.
    stop = lastindex(s)
    found = findlast(separator, s)
    while found !== nothing && length(pieces) != limit - 1
        r = range_of(found)
        j, k = first(r), last(r)
        (j > 0 && k > 0) || break
        (keepempty || k < stop) && pushfirst!(pieces, SubString(s, nextind(s, k), stop))
        stop = prevind(s, j)
        found = findprev(separator, s, stop)
    end
    (keepempty || stop > 0) && pushfirst!(pieces, SubString(s, 1, stop))
    pieces
end

join(xs) = join(xs, "")
join(xs, delimiter) = join(xs, delimiter, delimiter)
function join(xs, delimiter, last)
    io = IOBuffer()
    join(io, xs, delimiter, last)
    String(take!(io))
end
join(io::IO, xs) = join(io, xs, "", "")
join(io::IO, xs, delimiter) = join(io, xs, delimiter, delimiter)
function join(io::IO, xs, delimiter, last)
    next = iterate(xs)
    next === nothing && return nothing
    x, state = next
    print(io, x)
    next = iterate(xs, state)
    next === nothing && return nothing
    x, state = next
    next = iterate(xs, state)
    while next !== nothing
        print(io, delimiter)
        print(io, x)
        x, state = next
        next = iterate(xs, state)
    end
    print(io, last)
    print(io, x)
    nothing
end

# Replacing. The earliest match is replaced, of several at one place that of the first pair.
replace(s::AbstractString, pairs::Pair...; count::Integer=typemax(Int)) = replace_matches(s, Int(count), pairs)
function replace_matches(s::AbstractString, count::Int, pairs)
    count < 0 && throw(DomainError(count, "`count` must be non-negative."))
    (count == 0 || length(pairs) == 0) && return String(s)
    patterns = map(p -> matcher(p.first), pairs)
    n = ncodeunits(s)
    starts = Array{Int, 1}(undef, length(pairs))
    stops = Array{Int, 1}(undef, length(pairs))
    io = IOBuffer()
    find_each!(starts, stops, 1, patterns, s, 1, true)
    replaced = 0
    # What is not yet written begins at `i`; the search goes on at `k`.
    i = k = 1
    while replaced < count
        which = 1
        for p in 2:length(starts)
            starts[p] < starts[which] && (which = p)
        end
        j, last = starts[which], stops[which]
        j > n + 1 && break
        if i == 1 || i <= last
            write_span(io, s, i, j)
            write_replacement(io, which, pairs, s, j, last)
        end
        if last < j
            i = j
            j > n && break
            k = nextind(s, j)
        else
            i = k = nextind(s, last)
        end
        replaced += 1
        find_each!(starts, stops, 1, patterns, s, k, false)
    end
    write_span(io, s, i, n + 1)
    String(take!(io))
end
find_each!(starts, stops, p, ::Tuple{}, s, k, always) = nothing
function find_each!(starts, stops, p, patterns::Tuple, s, k, always)
    if always || starts[p] < k
        found = k > ncodeunits(s) + 1 ? nothing : findnext(patterns[1], s, k)
        if found === nothing
            starts[p], stops[p] = ncodeunits(s) + 2, 0
        else
            r = range_of(found)
            starts[p], stops[p] = first(r), last(r)
        end
    end
    find_each!(starts, stops, p + 1, tail(patterns), s, k, always)
end
write_span(io, s::ByteString, i::Int, j::Int) = i < j ? write_bytes(io, Core.pointer_add(bytes_of(s), i - 1), j - i) : nothing
write_span(io, s::AbstractString, i::Int, j::Int) = print(io, sub_before(s, i, j))
function write_replacement(io, which, pairs::Tuple, s, j, last)
    which > 1 && return write_replacement(io, which - 1, tail(pairs), s, j, last)
    p = pairs[1]
    replace_one(io, p.second, s, j, last, p.first)
end
replace_one(io, new, s, j, last, pattern) = print(io, new)
replace_one(io, new::Function, s, j, last, pattern) = print(io, new(j > last ? SubString(s, 1, 0) : SubString(s, j, last)))
replace_one(io, new::Function, s, j, last, pattern::Union{AbstractChar, Function, Tuple, AbstractArray}) = print(io, new(s[j]))

# Stripping. What is left is a view.
function lstrip(f, s::AbstractString)
    i = 1
    n = ncodeunits(s)
    while i <= n && f(s[i])
        i = nextind(s, i)
    end
    i > n ? SubString(s, 1, 0) : SubString(s, i, lastindex(s))
end
function rstrip(f, s::AbstractString)
    i = lastindex(s)
    while i >= 1 && f(s[i])
        i = prevind(s, i)
    end
    SubString(s, 1, i)
end
strip(f, s::AbstractString) = lstrip(f, rstrip(f, s))
lstrip(s::AbstractString) = lstrip(isspace, s)
rstrip(s::AbstractString) = rstrip(isspace, s)
strip(s::AbstractString) = strip(isspace, s)
const Characters = Union{AbstractChar, Tuple{Vararg{AbstractChar}}, AbstractVector{<:AbstractChar}}
lstrip(s::AbstractString, chars) = lstrip(x -> x in chars, s)
rstrip(s::AbstractString, chars) = rstrip(x -> x in chars, s)
strip(s::AbstractString, chars) = strip(x -> x in chars, s)

function chomp(s::AbstractString)
    i = lastindex(s)
    (i < 1 || s[i] != '\n') && return SubString(s, 1, i)
    j = prevind(s, i)
    (j < 1 || s[j] != '\r') && return SubString(s, 1, j)
    SubString(s, 1, prevind(s, j))
end
chop(s::AbstractString; head::Integer=0, tail::Integer=1) = chop_ends(s, Int(head), Int(tail))
# A view without the first `head` and last `tail` characters.
function chop_ends(s, head, tail)
    n = length(s)
    head + tail >= n && return SubString(s, 1, 0)
    SubString(s, nextind(s, firstindex(s), head), prevind(s, lastindex(s), tail))
end
chopprefix(s::AbstractString, prefix::AbstractString) = startswith(s, prefix) ? sub_before(s, ncodeunits(prefix) + 1, ncodeunits(s) + 1) : SubString(s)
chopsuffix(s::AbstractString, suffix::AbstractString) = !isempty(suffix) && endswith(s, suffix) ? sub_before(s, 1, ncodeunits(s) - ncodeunits(suffix) + 1) : SubString(s)

lpad(s, n::Integer) = lpad(s, n, ' ')
rpad(s, n::Integer) = rpad(s, n, ' ')
lpad(s, n::Integer, p::Union{AbstractChar, AbstractString}) = lpad(string(s), n, string(p))
rpad(s, n::Integer, p::Union{AbstractChar, AbstractString}) = rpad(string(s), n, string(p))
lpad(s::Union{AbstractChar, AbstractString}, n::Integer, p::Union{AbstractChar, AbstractString}) = pad_string(s, Int(n), p, true)
rpad(s::Union{AbstractChar, AbstractString}, n::Integer, p::Union{AbstractChar, AbstractString}) = pad_string(s, Int(n), p, false)
function pad_string(s, n, p, before)
    missing_columns = n - textwidth(s)
    missing_columns <= 0 && return string(s)
    width = textwidth(p)
    width == 0 && throw(ArgumentError("$(repr(p)) has zero textwidth" * (ncodeunits(p) != 1 ? "" : "; maybe you want pad^max(0, npad - ncodeunits(str)) instead?")))
    q, r = divrem(missing_columns, width)
    padding = r == 0 ? repeat(p, q) : string(repeat(p, q), first(string(p), r))
    before ? string(padding, s) : string(s, padding)
end

uppercase(s::AbstractString) = map(uppercase, s)
lowercase(s::AbstractString) = map(lowercase, s)
function uppercasefirst(s::AbstractString)
    isempty(s) && return ""
    c = s[1]
    upper = titlecase(c)
    c == upper ? string_first(s) : string(upper, SubString(s, nextind(s, 1)))
end
function lowercasefirst(s::AbstractString)
    isempty(s) && return ""
    c = s[1]
    lower = lowercase(c)
    c == lower ? string_first(s) : string(lower, SubString(s, nextind(s, 1)))
end
string_first(s) = string(s)
titlecase(s::AbstractString; wordsep::Function=c -> !isletter(c), strict::Bool=true) = title_words(s, wordsep, strict)
# A word begins after what `wordsep` holds true of; what combines with the character before never does.
function title_words(s, wordsep, strict)
    io = IOBuffer()
    is_first = true
    is_start = true
    for c in s
        if (is_first || !combines(c)) && wordsep(c)
            print(io, c)
            is_start = true
        else
            print(io, is_start ? titlecase(c) : (strict ? lowercase(c) : c))
            is_start = false
        end
        is_first = false
    end
    String(take!(io))
end
combines(c::Char) = !isascii(c) && (6 <= category_code(c) <= 8 || c == '\u200d')

function map(f, s::AbstractString)
    io = IOBuffer()
    for c in s
        new = f(c)
        new isa AbstractChar || throw(ArgumentError("map(f, s::AbstractString) requires f to return AbstractChar; try map(f, collect(s)) or a comprehension instead"))
        print(io, new)
    end
    String(take!(io))
end
function filter(f, s::AbstractString)
    io = IOBuffer()
    for c in s
        f(c) && print(io, c)
    end
    String(take!(io))
end
function reverse(s::AbstractString)
    io = IOBuffer()
    i = lastindex(s)
    while i >= 1
        print(io, s[i])
        i = prevind(s, i)
    end
    String(take!(io))
end
reverseind(s::AbstractString, i::Integer) = thisind(s, ncodeunits(s) - Int(i) + 1)

# Text that must be ASCII.
function ascii(text::AbstractString)
    s = String(text)
    for (i, c) in pairs(s)
        isascii(c) || throw(ArgumentError("invalid ASCII at index $i in $(repr(s))"))
    end
    s
end

# Between the encodings: UTF-8 bytes, UTF-16 and UTF-32 units, strings.
transcode(::Type{T}, s::AbstractVector{T}) where {T<:Union{UInt8, UInt16, UInt32, Int32}} = s
transcode(::Type{UInt8}, s::AbstractString) = collect_bytes(byte_string(s))
transcode(::Type{T}, s::AbstractString) where {T<:Union{UInt32, Int32}} = T[T(UInt32(c)) for c in s]
function transcode(::Type{UInt16}, s::AbstractString)
    units = UInt16[]
    for c in s
        u = UInt32(c)
        if u < 0x10000
            push!(units, u % UInt16)
        else
            push!(units, (0xd7c0 + (u >> 10)) % UInt16, (0xdc00 + (u & 0x3ff)) % UInt16)
        end
    end
    units
end
transcode(T, s::Vector{UInt8}) = transcode(T, String(copy(s)))
transcode(::Type{UInt8}, s::Vector{<:Union{UInt16, UInt32, Int32}}) = transcode(UInt8, transcode(String, s))
transcode(::Type{String}, s::AbstractString) = String(s)
transcode(::Type{String}, s::Vector{UInt8}) = String(copy(s))
transcode(::Type{String}, s::Vector{<:Union{UInt32, Int32}}) = join(Char(u) for u in s)
function transcode(::Type{String}, s::Vector{UInt16})
    io = IOBuffer()
    i = 1
    while i <= length(s)
        u = UInt32(s[i])
        if 0xd800 <= u < 0xdc00 && i < length(s) && 0xdc00 <= s[i+1] < 0xe000
            u = 0x00010000 + ((u - 0x0000d800) << 10) + (UInt32(s[i+1]) - 0x0000dc00)
            i += 1
        end
        print(io, Char(u))
        i += 1
    end
    String(take!(io))
end
