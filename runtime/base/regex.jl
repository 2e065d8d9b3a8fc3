# Regular expressions: PCRE2's, compiled once for each pattern.

abstract type AbstractPattern end
mutable struct Regex <: AbstractPattern
    pattern::String
    compile_options::UInt32
    match_options::UInt32
    number::Int
end
# The options' numbers are PCRE2's; patterns and texts are UTF-8 with Unicode properties.
const REGEX_DEFAULT = 0x00080000 | 0x04000000 | 0x00000002 | 0x00020000
const REGEX_NO_CHECK = 0x40000000
function regex_option(c::Char)
    c == 'i' && return 0x00000008
    c == 'm' && return 0x00000400
    c == 's' && return 0x00000020
    c == 'x' && return 0x00000080
    0x00000000
end
function Regex(pattern::AbstractString, flags::AbstractString)
    options = REGEX_DEFAULT
    for c in flags
        if c == 'a'
            options &= ~0x00020000
        else
            option = regex_option(c)
            option == 0x00000000 && throw(ArgumentError("unknown regex flag: $c"))
            options |= option
        end
    end
    compiled_regex(String(pattern), options)
end
Regex(pattern::AbstractString) = compiled_regex(String(pattern), REGEX_DEFAULT)
Regex(r::Regex) = r
function compiled_regex(pattern::String, options::UInt32)
    number = Core.runtime(:regex_compile, Int64, pattern, Int64(options))
    if number < 0
        message = Core.runtime(:regex_error_text, String, -1000 - number)
        error("PCRE compilation error: ", message, " at offset ", Core.runtime(:regex_error_offset, Int64))
    end
    Regex(pattern, options, REGEX_NO_CHECK, number)
end
function show(io::IO, r::Regex)
    print(io, "r\"")
    print(io, replace(r.pattern, "\"" => "\\\""))
    print(io, "\"")
    r.compile_options & 0x00000008 != 0 && print(io, "i")
    r.compile_options & 0x00000400 != 0 && print(io, "m")
    r.compile_options & 0x00000020 != 0 && print(io, "s")
    r.compile_options & 0x00000080 != 0 && print(io, "x")
    r.compile_options & 0x00020000 == 0 && print(io, "a")
    nothing
end
==(a::Regex, b::Regex) = a.pattern == b.pattern && a.compile_options == b.compile_options
hash(r::Regex, h::UInt) = hash(r.compile_options, hash(r.pattern, h + 0x67e195eb8555e72d))
# Concatenation and repetition of patterns.
*(a::Regex, rest::Union{Regex, AbstractString, AbstractChar}...) = joined_patterns(a, rest...)
*(a::Union{AbstractString, AbstractChar}, b::Regex, rest::Union{Regex, AbstractString, AbstractChar}...) = joined_patterns(a, b, rest...)
*(a::Union{AbstractString, AbstractChar}, b::Union{AbstractString, AbstractChar}, c::Regex, rest::Union{Regex, AbstractString, AbstractChar}...) = joined_patterns(a, b, c, rest...)
joined_patterns(a::Regex) = a
function joined_patterns(parts...)
    i = findfirst(part -> part isa Regex, parts)
    compiled_regex(string(map(part -> part isa Regex ? in_group(part) : quoted_pattern(string(part)), parts)...), parts[i].compile_options)
end
^(r::Regex, n::Integer) = compiled_regex(string(in_group(r), "{", n, "}"), r.compile_options)
in_group(r::Regex) = string("(?:", r.pattern, ")")
quoted_pattern(s) = string("\\Q", replace(s, "\\E" => "\\\\E\\Q"), "\\E")

struct RegexMatch
    match::SubString{String}
    captures::Vector{Union{Nothing, SubString{String}}}
    offset::Int
    offsets::Vector{Int}
    regex::Regex
end
# Whether the pattern is found at or after byte `i`; the offsets are then asked for one by one.
run_regex(r::Regex, s::ByteString, i::Int, options::UInt32) = Core.runtime(:regex_match, Int64, r.number, bytes_of(s), ncodeunits(s), i - 1, Int64(options)) > 0
match_start(r::Regex, group::Int) = Core.runtime(:regex_offset, Int64, r.number, 2 * group) + 1
match_stop(r::Regex, group::Int) = Core.runtime(:regex_offset, Int64, r.number, 2 * group + 1)
group_count(r::Regex) = Core.runtime(:regex_group_count, Int64, r.number)
group_name(r::Regex, group::Int) = Core.runtime(:regex_group_name, String, r.number, group)
# The view of bytes `i` to `j`.
function view_of_bytes(s::ByteString, i::Int, j::Int)
    j < i ? SubString(as_whole(s), 1, 0) : SubString(s, i, thisind(s, j))
end
as_whole(s::String) = s
as_whole(s::SubString) = s
found_match(r::Regex, s::AbstractString, i::Int, options::UInt32) = found_match(r, String(s), i, options)
function found_match(r::Regex, s::ByteString, i::Int, options::UInt32)
    run_regex(r, s, i, options) || return nothing
    n = group_count(r)
    captures = Array{Union{Nothing, SubString{String}}, 1}(undef, n)
    offsets = Array{Int, 1}(undef, n)
    for k in 1:n
        from, to = match_start(r, k), match_stop(r, k)
        if from <= 0
            captures[k] = nothing
            offsets[k] = 0
        else
            captures[k] = view_of_bytes(s, from, to)
            offsets[k] = from
        end
    end
    from = match_start(r, 0)
    RegexMatch(view_of_bytes(s, from, match_stop(r, 0)), captures, from, offsets, r)
end
match(r::Regex, s::AbstractString) = found_match(r, s, 1, r.match_options)
match(r::Regex, s::AbstractString, i::Integer) = found_match(r, s, Int(i), r.match_options)
occursin(r::Regex, s::AbstractString; offset::Integer=0) = run_regex(r, byte_string(s), Int(offset) + 1, r.match_options)
startswith(s::AbstractString, r::Regex) = run_regex(r, byte_string(s), 1, r.match_options | 0x80000000)
endswith(s::AbstractString, r::Regex) = run_regex(compiled_regex(r.pattern, r.compile_options | 0x20000000), byte_string(s), 1, r.match_options)

function show(io::IO, m::RegexMatch)
    print(io, "RegexMatch(")
    show(io, m.match)
    for k in 1:length(m.captures)
        name = group_name(m.regex, k)
        print(io, ", ", isempty(name) ? k : name, "=")
        show(io, m.captures[k])
    end
    print(io, ")")
end
getindex(m::RegexMatch, k::Integer) = m.captures[k]
getindex(m::RegexMatch, name::AbstractString) = m.captures[named_group(m, String(name))]
getindex(m::RegexMatch, name::Symbol) = m.captures[named_group(m, String(name))]
haskey(m::RegexMatch, k::Integer) = 1 <= k <= length(m.captures)
haskey(m::RegexMatch, name::Union{AbstractString, Symbol}) = find_group(m.regex, String(name)) != 0
length(m::RegexMatch) = length(m.captures)
iterate(m::RegexMatch) = iterate(m.captures)
iterate(m::RegexMatch, state) = iterate(m.captures, state)
eltype(::Type{RegexMatch}) = Union{Nothing, SubString{String}}
function keys(m::RegexMatch)
    names = Any[]
    for k in 1:length(m.captures)
        name = group_name(m.regex, k)
        push!(names, isempty(name) ? k : name)
    end
    names
end
function find_group(r::Regex, name::String)
    for k in 1:group_count(r)
        group_name(r, k) == name && return k
    end
    0
end
function named_group(m::RegexMatch, name::String)
    k = find_group(m.regex, name)
    k == 0 && error("no capture group named $name found in regex")
    k
end

# All matches, one after the other; after an empty one the next must not be empty at the same place.
struct RegexMatchIterator
    regex::Regex
    string::String
    overlap::Bool
end
eachmatch(r::Regex, s::AbstractString; overlap::Bool=false) = RegexMatchIterator(r, String(s), overlap)
eltype(::Type{RegexMatchIterator}) = RegexMatch
IteratorSize(::Type{RegexMatchIterator}) = SizeUnknown()
iterate(it::RegexMatchIterator) = iterate(it, (1, false))
function iterate(it::RegexMatchIterator, state)
    i, after_empty = state
    n = ncodeunits(it.string)
    while i <= n + 1
        options = it.regex.match_options | (after_empty ? 0x00000008 | 0x80000000 : 0x00000000)
        m = found_match(it.regex, it.string, i, options)
        if m === nothing
            # There is nothing that is not empty here: go on after this character.
            (!after_empty || i > n) && return nothing
            i = nextind(it.string, i)
            after_empty = false
            continue
        end
        if isempty(m.match)
            return (m, (m.offset, true))
        elseif it.overlap
            return (m, (nextind(it.string, m.offset), false))
        end
        return (m, (m.offset + ncodeunits(m.match), false))
    end
    nothing
end

function findnext(r::Regex, s::AbstractString, i::Integer)
    i = Int(i)
    i > ncodeunits(s) + 1 && throw(BoundsError(s, i))
    text = byte_string(s)
    run_regex(r, text, i, r.match_options) || return nothing
    from, to = match_start(r, 0), match_stop(r, 0)
    from:(to < from ? from - 1 : thisind(text, to))
end
findfirst(r::Regex, s::AbstractString) = findnext(r, s, 1)
findall(r::Regex, s::AbstractString; overlap::Bool=false) = find_ranges(r, s, overlap)
count(r::Regex, s::AbstractString; overlap::Bool=false) = length(find_ranges(r, s, overlap))
matcher(r::Regex) = r
function findlast(r::Regex, s::AbstractString)
    ranges = find_ranges(r, s, true)
    isempty(ranges) ? nothing : ranges[end]
end

# The text that a match is replaced with: `\1` and `\g<name>` stand for groups.
struct SubstitutionString{T<:AbstractString} <: AbstractString
    string::T
end
ncodeunits(s::SubstitutionString) = ncodeunits(s.string)
codeunit(s::SubstitutionString, i::Integer) = codeunit(s.string, i)
isvalid(s::SubstitutionString, i::Int) = isvalid(s.string, i)
iterate(s::SubstitutionString, i::Int) = iterate(s.string, i)
String(s::SubstitutionString) = String(s.string)
show(io::IO, s::SubstitutionString) = (print(io, "s\""); print(io, escape_string(s.string, "\"")); print(io, "\""))
replace_one(io, new::SubstitutionString, s, j, last, pattern) = error("type Nothing has no field match: a substitution string needs a regular expression")
function replace_one(io, new::SubstitutionString, s, j, last, r::Regex)
    template = String(new.string)
    i = 1
    n = ncodeunits(template)
    while i <= n
        c = template[i]
        i = nextind(template, i)
        if c != '\\'
            print(io, c)
            continue
        end
        i > n && bad_template(template)
        c = template[i]
        if isdigit(c)
            group = 0
            while i <= n && isdigit(template[i])
                group = 10 * group + (template[i] - '0')
                i += 1
            end
            print_group(io, r, s, group, template)
        elseif c == 'g'
            i += 1
            i <= n && template[i] == '<' || bad_template(template)
            stop = findnext('>', template, i)
            stop === nothing && bad_template(template)
            name = template[nextind(template, i):prevind(template, stop)]
            number = tryparse(Int, name)
            print_group(io, r, s, number === nothing ? find_group(r, name) : number, template)
            i = stop + 1
        elseif c == '\\'
            print(io, c)
            i += 1
        else
            bad_template(template)
        end
    end
end
bad_template(template) = error("Bad replacement string: $template")
function print_group(io, r, s, group, template)
    0 <= group <= group_count(r) || error("Group $group not found in regex $r")
    from, to = match_start(r, group), match_stop(r, group)
    from > 0 && to >= from && write_span(io, byte_string(s), from, to + 1)
end
