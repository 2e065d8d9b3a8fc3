# Dictionaries: open addressing with linear probing, the table's size a power of two.
#
# The order of iteration is the order of slots, so everything that moves a key is as in Julia: where a probe
# starts, when the table grows and to what size, which slots a removal frees. A slot's byte is 0 when it never
# held a key, 0x7f when its key was removed, else 0x80 and the seven high bits of the key's hash.
#
# A probe looks at eight slots' bytes at once, as one word: the lowest byte that is the wanted one or 0 is found by
# arithmetic, so that one branch, whether the key is there, is all that cannot be predicted. So that a word can
# begin at every slot, the first eight bytes stand once more behind the last.

mutable struct Dict{K, V} <: AbstractDict{K, V}
    slots::Vector{UInt8}
    # Keys beside their values, so that one look-up touches few places of memory.
    entries::Vector{Pair{K, V}}
    removed::Int
    count::Int
    # Differs after keys were added, removed or moved.
    age::UInt
    # No key is before this slot.
    first_slot::Int
    # The longest way of any key from where its probe starts.
    longest::Int
    function Dict{K, V}() where {K, V}
        new{K, V}(slot_bytes(16), Array{Pair{K, V}, 1}(undef, 16), 0, 0, zero(UInt), 1, 0)
    end
    function Dict{K, V}(slots::Vector{UInt8}, entries::Vector{Pair{K, V}}, removed::Int, count::Int, age::UInt, first_slot::Int, longest::Int) where {K, V}
        new{K, V}(slots, entries, removed, count, age, first_slot, longest)
    end
end
# The bytes of n free slots: fresh memory is zero.
slot_bytes(n::Int) = Array{UInt8, 1}(undef, n + 8)

Dict() = Dict{Any, Any}()
Dict(::Tuple{}) = Dict{Any, Any}()
Dict(pairs::Pair{K, V}...) where {K, V} = dict_of_pairs(Dict{K, V}(), pairs)
Dict(pairs::Pair...) = Dict(pairs)
Dict{K, V}(pair::Pair) where {K, V} = setindex!(Dict{K, V}(), pair.second, pair.first)
Dict{K, V}(pairs::Pair...) where {K, V} = dict_of_pairs(Dict{K, V}(), pairs)
Dict{K, V}(d::Dict{K, V}) where {K, V} = copy(d)
function Dict{K, V}(pairs) where {K, V}
    d = Dict{K, V}()
    has_length(pairs) && sizehint!(d, Int(length(pairs)))
    for (k, v) in pairs
        d[k] = v
    end
    d
end
Dict(d::AbstractDict{K, V}) where {K, V} = Dict{K, V}(d)
function Dict(pairs)
    pairs isa Generator ? dict_of_generator(Dict, pairs) : dict_with_eltype(Dict, pairs, eltype(pairs))
end
function dict_of_pairs(d, pairs)
    sizehint!(d, length(pairs))
    for p in pairs
        d[p.first] = p.second
    end
    d
end
# The types of keys and values, from the element type where it says them, else from the elements.
dict_with_eltype(make, pairs, ::Type{Tuple{K, V}}) where {K, V} = make{K, V}(pairs)
dict_with_eltype(make, pairs, ::Type{Pair{K, V}}) where {K, V} = make{K, V}(pairs)
function dict_with_eltype(make, pairs, ::Type)
    next = iterate(pairs)
    next === nothing && return empty_dict_of(make, Core.iterated_type(next))
    next[1] isa Union{Pair, Tuple{Any, Any}} || throw(ArgumentError(string(nameof(make), "(kv): kv needs to be an iterator of tuples or pairs")))
    (k, v), state = next
    d = make{typeof(k), typeof(v)}()
    d[k] = v
    widening_insert(make, d, pairs, state)
end
function dict_of_generator(make, pairs)
    T = Core.iterated_type(iterate(pairs))
    if T <: Union{Pair, Tuple{Any, Any}} && isconcretetype(T)
        return dict_with_eltype(make, pairs, T)
    end
    dict_with_eltype(make, pairs, Any)
end
empty_dict_of(make, ::Type{Tuple{K, V}}) where {K, V} = make{K, V}()
empty_dict_of(make, ::Type{Pair{K, V}}) where {K, V} = make{K, V}()
empty_dict_of(make, ::Type) = make{Any, Any}()
function widening_insert(make, d::AbstractDict{K, V}, pairs, state) where {K, V}
    while true
        next = iterate(pairs, state)
        next === nothing && return d
        (k, v), state = next
        if k isa K && v isa V
            d[k] = v
        else
            wider = make{promote_typejoin(K, typeof(k)), promote_typejoin(V, typeof(v))}()
            merge!(wider, d)
            wider[k] = v
            return widening_insert(make, wider, pairs, state)
        end
    end
end

# Where the probe for a key starts, counted from 0, and the byte of its slot.
@inline function probe_start(key, size::Int)
    h = hash(key)
    (h % Int) & (size - 1), ((h >> 57) % UInt8) | 0x80
end
slot_at(d::Dict, i::Int) = @inbounds d.slots[i]
is_filled(byte::UInt8) = byte >= 0x80
function set_slot!(slots::Vector{UInt8}, at::Int, byte::UInt8)
    @inbounds begin
        slots[at] = byte
        if at <= 8
            slots[length(slots) - 8 + at] = byte
        end
    end
    nothing
end

# The entry where a probe starts is fetched while the slots' bytes are looked at.
fetch_entry(entries::Vector, at::Int) = Core.prefetch(Core.pointer_add(getfield(entries, :data), at * element_stride(eltype(entries))))
# The bytes of eight slots from `at` on, counted from 0.
slot_word(slots::Vector{UInt8}, at::Int) = Core.pointer_load(Core.bitcast(Ptr{UInt64}, Core.pointer_add(getfield(slots, :data), at)), 0)
# The high bits of the bytes that are 0, that are 0x7f, that hold a key. No byte is between 0 and 0x7f.
never_used(word::UInt64) = ~(word | (word << 7)) & 0x8080808080808080
removed_marks(word::UInt64) = ~word & (word << 7) & 0x8080808080808080
filled_marks(word::UInt64) = word & 0x8080808080808080
# Those of the bytes that are `byte`. Above one that is, one that differs from it in its last bit may be among them.
function same_bytes(word::UInt64, byte::UInt8)
    differing = word ⊻ ((byte % UInt64) * 0x0101010101010101)
    (differing - 0x0101010101010101) & ~differing & 0x8080808080808080
end
# The slot, counted from 1, of the lowest mark of the word at `at`; with the table's size, of a word that may wrap.
marked_slot(at::Int, marks::UInt64) = at + trailing_zeros(marks) >> 3 + 1
marked_slot(at::Int, marks::UInt64, size::Int) = ((at + trailing_zeros(marks) >> 3) & (size - 1)) + 1
lowest_mark(marks::UInt64) = marks & -marks

table_size(n::Int) = n < 16 ? 16 : 1 << (64 - leading_zeros(n - 1))

# Makes the table anew with room for `wanted` slots.
@noinline function rehash!(d::Dict{K, V}, wanted::Int) where {K, V}
    size = table_size(wanted)
    old_slots, old_entries = d.slots, d.entries
    d.age += 1
    d.first_slot = 1
    slots = slot_bytes(size)
    entries = Array{Pair{K, V}, 1}(undef, size)
    count = 0
    longest = 0
    if d.count > 0
        for word_at in 0:8:length(old_entries) - 1
            marks = filled_marks(slot_word(old_slots, word_at))
            while marks != 0
                from = marked_slot(word_at, marks)
                marks &= marks - 1
                entry = @inbounds old_entries[from]
                start, byte = probe_start(entry.first, size)
                at = start
                free = never_used(slot_word(slots, at))
                while free == 0
                    at = (at + 8) & (size - 1)
                    free = never_used(slot_word(slots, at))
                end
                to = marked_slot(at, free, size)
                longest = max(longest, (to - 1 - start) & (size - 1))
                set_slot!(slots, to, byte)
                @inbounds entries[to] = entry
                count += 1
            end
        end
    end
    d.slots = slots
    d.entries = entries
    d.count = count
    d.removed = 0
    d.longest = longest
    d
end
function sizehint!(d::Dict, n::Integer)
    size = table_size(cld(3 * max(Int(n), length(d)), 2))
    size == length(d.entries) ? d : rehash!(d, size)
end

# The slot of a key, or -1. A third of the slots at least were never used, so every probe ends.
@inline function slot_of_key(d::Dict, key)
    d.count == 0 && return -1
    entries = d.entries
    slots = d.slots
    size = length(entries)
    at, byte = probe_start(key, size)
    fetch_entry(entries, at)
    while true
        word = slot_word(slots, at)
        same = same_bytes(word, byte)
        stops = same | never_used(word)
        while stops != 0
            (same & lowest_mark(stops)) == 0 && return -1
            i = marked_slot(at, stops, size)
            k = @inbounds(entries[i]).first
            (key === k || isequal(key, k)) && return i
            stops &= stops - 1
        end
        at = (at + 8) & (size - 1)
    end
end

# The slot of a key, or the negative of the slot where it is to be put; and its byte. That is the first one on the
# probe's way that holds no key. A probe may go beyond the longest so far; if too far, the table has to grow.
function slot_for_key(d::Dict, key)
    entries = d.entries
    slots = d.slots
    size = length(entries)
    start, byte = probe_start(key, size)
    fetch_entry(entries, start)
    at = start
    free = 0
    while true
        word = slot_word(slots, at)
        same = same_bytes(word, byte)
        unused = never_used(word)
        stops = same | unused
        if d.removed > 0 && free == 0
            removed = removed_marks(word)
            if removed != 0 && (unused == 0 || lowest_mark(removed) < lowest_mark(unused))
                free = marked_slot(at, removed, size)
            end
        end
        while stops != 0
            i = marked_slot(at, stops, size)
            if (same & lowest_mark(stops)) == 0
                free == 0 && (free = i)
                step = (free - 1 - start) & (size - 1)
                return step <= d.longest ? -free : slot_beyond(d, key, free, step), byte
            end
            k = @inbounds(entries[i]).first
            (key === k || isequal(key, k)) && return i, byte
            stops &= stops - 1
        end
        at = (at + 8) & (size - 1)
    end
end
@noinline function slot_beyond(d::Dict, key, at::Int, step::Int)
    size = length(d.entries)
    if step < max(16, size >> 6)
        d.longest = step
        return -at
    end
    rehash!(d, d.count > 64000 ? size * 2 : size * 4)
    slot_for_key(d, key)[1]
end

function put_at!(d::Dict{K, V}, entry::Pair{K, V}, at::Int, byte::UInt8) where {K, V}
    slots = d.slots
    @inbounds begin
        if slots[at] == 0x7f
            d.removed -= 1
        end
        set_slot!(slots, at, byte)
        d.entries[at] = entry
    end
    count = d.count + 1
    d.count = count
    d.age += 1
    if at < d.first_slot
        d.first_slot = at
    end
    if (count + d.removed) * 3 > length(d.entries) * 2
        rehash!(d, count > 64000 ? count * 2 : max(count * 4, 4))
    end
    nothing
end

function setindex!(d::Dict{K, V}, value, key::K) where {K, V}
    v = convert(V, value)
    at, byte = slot_for_key(d, key)
    if at > 0
        @inbounds d.entries[at] = Pair{K, V}(key, v)
    else
        put_at!(d, Pair{K, V}(key, v), -at, byte)
    end
    d
end
function setindex!(d::Dict{K, V}, value, key) where {K, V}
    setindex!(d, value, converted_key(K, key))
end
function converted_key(::Type{K}, key) where {K}
    k = convert(K, key)
    isequal(k, key) || throw_invalid_key(key, K)
    k
end
@noinline throw_invalid_key(key, K) = throw(ArgumentError(string(repr(key), " is not a valid key for type ", K)))

function getindex(d::Dict, key)
    at = slot_of_key(d, key)
    at < 0 && throw(KeyError(key))
    @inbounds(d.entries[at]).second
end
function get(d::Dict, key, default)
    at = slot_of_key(d, key)
    at < 0 ? default : @inbounds(d.entries[at]).second
end
function get(default::Union{Function, Type}, d::Dict, key)
    at = slot_of_key(d, key)
    at < 0 ? default() : @inbounds(d.entries[at]).second
end
haskey(d::Dict, key) = slot_of_key(d, key) > 0
function getkey(d::Dict, key, default)
    at = slot_of_key(d, key)
    at < 0 ? default : @inbounds(d.entries[at]).first
end
get!(d::Dict, key, default) = get!(() -> default, d, key)
get!(default::Type, d::Dict, key) = get!(() -> default(), d, key)
function get!(default::Function, d::Dict{K, V}, key0) where {K, V}
    key = key0 isa K ? key0 : converted_key(K, key0)
    at, byte = slot_for_key(d, key)
    at > 0 && return @inbounds(d.entries[at]).second
    age = d.age
    v = convert(V, default())
    if d.age != age
        at, byte = slot_for_key(d, key)
    end
    if at > 0
        @inbounds d.entries[at] = Pair{K, V}(key, v)
    else
        put_at!(d, Pair{K, V}(key, v), -at, byte)
    end
    v
end

# A removed key leaves a mark, unless the next slot is free: then no probe passes here, and the marks before go too.
function remove_at!(d::Dict, at::Int)
    slots = d.slots
    size = length(d.entries)
    unset!(d.entries, at)
    marks = 1
    if @inbounds slots[(at & (size - 1)) + 1] == 0x00
        while true
            marks -= 1
            set_slot!(slots, at, 0x00)
            at = ((at - 2) & (size - 1)) + 1
            slot_at(d, at) == 0x7f || break
        end
    else
        set_slot!(slots, at, 0x7f)
    end
    d.removed += marks
    d.count -= 1
    d.age += 1
    d
end
function delete!(d::Dict, key)
    at = slot_of_key(d, key)
    at > 0 && remove_at!(d, at)
    d
end
function pop!(d::Dict, key)
    at = slot_of_key(d, key)
    at < 0 && throw(KeyError(key))
    v = @inbounds(d.entries[at]).second
    remove_at!(d, at)
    v
end
function pop!(d::Dict, key, default)
    at = slot_of_key(d, key)
    at < 0 && return default
    v = @inbounds(d.entries[at]).second
    remove_at!(d, at)
    v
end
function pop!(d::Dict)
    d.count == 0 && throw(ArgumentError("dict must be non-empty"))
    at = next_filled(d, d.first_slot)
    p = @inbounds d.entries[at]
    remove_at!(d, at)
    p
end
function empty!(d::Dict{K, V}) where {K, V}
    size = length(d.entries)
    d.slots = slot_bytes(size)
    d.entries = Array{Pair{K, V}, 1}(undef, size)
    d.removed = 0
    d.count = 0
    d.longest = 0
    d.age += 1
    d.first_slot = 1
    d
end
function filter!(f, d::Dict)
    d.count == 0 && return d
    i = d.first_slot
    while i <= length(d.entries)
        if is_filled(slot_at(d, i)) && !f(@inbounds d.entries[i])
            remove_at!(d, i)
        end
        i += 1
    end
    d
end
function copy(d::Dict{K, V}) where {K, V}
    Dict{K, V}(copy(d.slots), copy(d.entries), d.removed, d.count, d.age, d.first_slot, d.longest)
end
empty(d::Dict, ::Type{K}, ::Type{V}) where {K, V} = Dict{K, V}()
empty(d::AbstractDict, ::Type{K}, ::Type{V}) where {K, V} = Dict{K, V}()

length(d::Dict) = d.count
isempty(d::Dict) = d.count == 0
# The first slot from i on that holds a key, or 0.
function next_filled(d::Dict, i::Int)
    slots = d.slots
    n = length(d.entries)
    while i <= n
        marks = filled_marks(slot_word(slots, i - 1))
        if marks != 0
            i = marked_slot(i - 1, marks)
            return i <= n ? i : 0
        end
        i += 8
    end
    0
end
function iterate(d::Dict)
    i = next_filled(d, d.first_slot)
    d.first_slot = i == 0 ? length(d.entries) + 1 : i
    i == 0 ? nothing : (@inbounds(d.entries[i]), i + 1)
end
function iterate(d::Dict, i::Int)
    i = next_filled(d, i)
    i == 0 ? nothing : (@inbounds(d.entries[i]), i + 1)
end
function iterate(k::KeySet{<:Any, <:Dict})
    i = next_filled(k.dict, k.dict.first_slot)
    i == 0 ? nothing : (@inbounds(k.dict.entries[i]).first, i + 1)
end
function iterate(k::KeySet{<:Any, <:Dict}, i::Int)
    i = next_filled(k.dict, i)
    i == 0 ? nothing : (@inbounds(k.dict.entries[i]).first, i + 1)
end
function iterate(v::ValueIterator{<:Dict})
    i = next_filled(v.dict, v.dict.first_slot)
    i == 0 ? nothing : (@inbounds(v.dict.entries[i]).second, i + 1)
end
function iterate(v::ValueIterator{<:Dict}, i::Int)
    i = next_filled(v.dict, i)
    i == 0 ? nothing : (@inbounds(v.dict.entries[i]).second, i + 1)
end
