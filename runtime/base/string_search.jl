# Searching in strings: for a character, a string, or what a function holds true of.

# Where the bytes of `wanted` begin at or after byte `i`; 0 if nowhere.
find_bytes(s::ByteString, wanted::ByteString, i::Int) = Core.runtime(:bytes_find, Int, bytes_of(s), ncodeunits(s), bytes_of(wanted), ncodeunits(wanted), i - 1) + 1
function find_bytes_before(s::ByteString, wanted::ByteString, i::Int)
    n, m = ncodeunits(s), ncodeunits(wanted)
    i = min(i, n - m + 1)
    while i >= 1
        k = 1
        while k <= m && codeunit_at(s, i + k - 1) == codeunit_at(wanted, k)
            k += 1
        end
        k > m && return i
        i -= 1
    end
    0
end
byte_string(s::ByteString) = s
byte_string(s::AbstractString) = String(s)
byte_string(c::AbstractChar) = string(c)

startswith(s::AbstractString, prefix::Union{AbstractString, AbstractChar}) = starts(byte_string(s), byte_string(prefix))
function starts(s::ByteString, prefix::ByteString)
    m = ncodeunits(prefix)
    m <= ncodeunits(s) && same_bytes(s, 1, prefix) && nextind(s, thisind(s, m)) == m + 1
end
endswith(s::AbstractString, suffix::Union{AbstractString, AbstractChar}) = ends(byte_string(s), byte_string(suffix))
function ends(s::ByteString, suffix::ByteString)
    at = ncodeunits(s) - ncodeunits(suffix) + 1
    at >= 1 && same_bytes(s, at, suffix) && thisind(s, at) == at
end
function same_bytes(s::ByteString, at::Int, wanted::ByteString)
    for k in 1:ncodeunits(wanted)
        codeunit_at(s, at + k - 1) == codeunit_at(wanted, k) || return false
    end
    true
end
startswith(s::AbstractString, choices::Union{Tuple{Vararg{AbstractChar}}, AbstractVector{<:AbstractChar}, AbstractSet{<:AbstractChar}}) = !isempty(s) && first(s) in choices
endswith(s::AbstractString, choices::Union{Tuple{Vararg{AbstractChar}}, AbstractVector{<:AbstractChar}, AbstractSet{<:AbstractChar}}) = !isempty(s) && last(s) in choices
startswith(prefix) = s -> startswith(s, prefix)
endswith(suffix) = s -> endswith(s, suffix)

occursin(wanted::Union{AbstractString, AbstractChar}, s::AbstractString) = find_bytes(byte_string(s), byte_string(wanted), 1) != 0
occursin(s::AbstractString) = wanted -> occursin(wanted, s)
contains(s::AbstractString, wanted) = occursin(wanted, s)
contains(wanted) = s -> contains(s, wanted)
in(c::AbstractChar, s::AbstractString) = find_char(c, s, 1) != 0
in(a::AbstractString, s::AbstractString) = error("use occursin(needle, haystack) for string containment")

# The position of a character at or after `i`; 0 if there is none.
find_char(c::AbstractChar, s::AbstractString, i::Int) = find_char(c, String(s), i)
function find_char(c::Char, s::ByteString, i::Int)
    n = ncodeunits(s)
    while true
        i = find_bytes(s, string(c), i)
        (i == 0 || isvalid(s, i)) && return i
        i += 1
    end
end

# Of characters: positions. Of strings: ranges.
findfirst(f::Function, s::AbstractString) = findnext(f, s, 1)
findfirst(c::AbstractChar, s::AbstractString) = findnext(c, s, 1)
findfirst(wanted::AbstractString, s::AbstractString) = findnext(wanted, s, 1)
findlast(f::Function, s::AbstractString) = findprev(f, s, lastindex(s))
findlast(c::AbstractChar, s::AbstractString) = findprev(c, s, lastindex(s))
findlast(wanted::AbstractString, s::AbstractString) = findprev(wanted, s, lastindex(s))

function findnext(f::Function, s::AbstractString, i::Integer)
    i = Int(i)
    n = ncodeunits(s)
    1 <= i <= n + 1 || throw(BoundsError(s, i))
    i <= n && (thisind(s, i) == i || throw(StringIndexError(s, i)))
    while i <= n
        f(s[i]) && return i
        i = nextind(s, i)
    end
    nothing
end
function findnext(c::AbstractChar, s::AbstractString, i::Integer)
    i = Int(i)
    if i < 1 || i > ncodeunits(s)
        i == ncodeunits(s) + 1 && return nothing
        throw(BoundsError(s, i))
    end
    isvalid(s, i) || throw(StringIndexError(s, i))
    at = find_char(c, s, i)
    at == 0 ? nothing : at
end
function findprev(f::Function, s::AbstractString, i::Integer)
    i = Int(i)
    1 <= i <= ncodeunits(s) && thisind(s, i) != i && throw(StringIndexError(s, i))
    find_before(f, s, i)
end
findprev(c::AbstractChar, s::AbstractString, i::Integer) = find_before(x -> x == c, s, Int(i))
function find_before(f, s, i)
    n = ncodeunits(s)
    (i == 0) | (i == n + 1) && return nothing
    1 <= i <= n || throw(BoundsError(s, i))
    i = thisind(s, i)
    while i >= 1
        f(s[i]) && return i
        i = prevind(s, i)
    end
    nothing
end
# A string of one byte is searched as a character, which checks the start.
function findnext(wanted::AbstractString, s::AbstractString, i::Integer)
    i = Int(i)
    n = ncodeunits(s)
    isempty(wanted) && return 1 <= i <= n + 1 ? (i:i-1) : (0:-1)
    lastindex(wanted) == 1 && return char_range(wanted, findnext(wanted[1], s, i))
    at = find_bytes(byte_string(s), byte_string(wanted), max(i, 1))
    at == 0 ? nothing : found_range(wanted, at)
end
char_range(wanted, ::Nothing) = nothing
char_range(wanted, at) = at:at
found_range(wanted, at) = at:at+lastindex(wanted)-1
function findprev(wanted::AbstractString, s::AbstractString, i::Integer)
    i = Int(i)
    n = ncodeunits(s)
    isempty(wanted) && return i > n ? (0:-1) : (max(i, 1):max(i, 1)-1)
    lastindex(wanted) == 1 && return char_range(wanted, findprev(wanted[1], s, i))
    # The match has to end at or before the character at i.
    i < 1 && return nothing
    last_byte = i <= n ? nextind(s, i) - 1 : n
    at = find_bytes_before(byte_string(s), byte_string(wanted), last_byte - ncodeunits(wanted) + 1)
    at == 0 ? nothing : found_range(wanted, at)
end

# All positions, or all ranges, which overlap only when asked to.
function findall(f::Function, s::AbstractString)
    found = Array{Int, 1}(undef, 0)
    for i in eachindex(s)
        f(s[i]) && push!(found, i)
    end
    found
end
findall(c::AbstractChar, s::AbstractString) = findall(x -> x == c, s)
findall(wanted::AbstractString, s::AbstractString; overlap::Bool=false) = find_ranges(wanted, s, overlap)
function find_ranges(wanted, s, overlap)
    found = Array{UnitRange{Int}, 1}(undef, 0)
    i = 1
    n = ncodeunits(s)
    while true
        r = findnext(wanted, s, i)
        r === nothing && break
        push!(found, r)
        i = overlap || isempty(r) ? first(r) : last(r)
        i > n && break
        i = nextind(s, i)
    end
    found
end
function count_ranges(wanted, s, overlap)
    length(find_ranges(wanted, s, overlap))
end
count(wanted::Union{AbstractChar, AbstractString}, s::AbstractString; overlap::Bool=false) = wanted isa AbstractChar ? count_matches(wanted, s) : count_ranges(wanted, s, overlap)
count_matches(wanted::AbstractString, s) = count_ranges(wanted, s, false)
count_matches(c::AbstractChar, s) = length(findall(c, s))
