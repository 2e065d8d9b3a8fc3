# Dictionaries: open addressing with linear probing, the table's size a power of two.
#
# The order of iteration is the order of slots, so everything that moves a key is as in Julia: where a probe
# starts, when the table grows and to what size, which slots a removal frees. A slot's byte is 0 when it never
# held a key, 0x7f when its key was removed, else 0x80 and the seven high bits of the key's hash.

mutable struct Dict{K, V} <: AbstractDict{K, V}
    slots::Vector{UInt8}
    # Keys beside their values, so that one look-up touches few places of memory.
    entries::Vector{Pair{K, V}}
    removed::Int
    count::Int
    age::UInt
    # No key is before this slot.
    first_slot::Int
    # The longest way of any key from where its probe starts.
    longest::Int
    function Dict{K, V}() where {K, V}
        new{K, V}(free_slots(16), Array{Pair{K, V}, 1}(undef, 16), 0, 0, zero(UInt), 1, 0)
    end
    function Dict{K, V}(slots::Vector{UInt8}, entries::Vector{Pair{K, V}}, removed::Int, count::Int, age::UInt, first_slot::Int, longest::Int) where {K, V}
        new{K, V}(slots, entries, removed, count, age, first_slot, longest)
    end
end
free_slots(n::Int) = fill!(Array{UInt8, 1}(undef, n), 0x00)

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

# Where the probe for a key starts, and the byte of its slot.
function probe_start(key, size::Int)
    h = hash(key)
    ((h % Int) & (size - 1)) + 1, ((h >> 57) % UInt8) | 0x80
end
slot_at(d::Dict, i::Int) = @inbounds d.slots[i]
is_filled(byte::UInt8) = byte >= 0x80
table_size(n::Int) = n < 16 ? 16 : 1 << (64 - leading_zeros(n - 1))

# Makes the table anew with room for `wanted` slots.
@noinline function rehash!(d::Dict{K, V}, wanted::Int) where {K, V}
    size = table_size(wanted)
    old_slots, old_entries = d.slots, d.entries
    d.age += 1
    d.first_slot = 1
    slots = free_slots(size)
    entries = Array{Pair{K, V}, 1}(undef, size)
    count = 0
    longest = 0
    if d.count > 0
        @inbounds for i in 1:length(old_slots)
            if is_filled(old_slots[i])
                entry = old_entries[i]
                start, byte = probe_start(entry.first, size)
                at = start
                while slots[at] != 0x00
                    at = (at & (size - 1)) + 1
                end
                longest = max(longest, (at - start) & (size - 1))
                slots[at] = old_slots[i]
                entries[at] = entry
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
    size == length(d.slots) ? d : rehash!(d, size)
end

# The slot of a key, or -1.
function slot_of_key(d::Dict, key)
    d.count == 0 && return -1
    entries = d.entries
    slots = d.slots
    size = length(slots)
    longest = d.longest
    at, byte = probe_start(key, size)
    step = 0
    @inbounds while true
        found = slots[at]
        found == 0x00 && return -1
        if found == byte
            k = entries[at].first
            (key === k || isequal(key, k)) && return at
        end
        at = (at & (size - 1)) + 1
        step += 1
        step > longest && return -1
    end
end

# The slot of a key, or the negative of the slot where it is to be put; and its byte.
function slot_for_key(d::Dict, key)
    entries = d.entries
    slots = d.slots
    size = length(slots)
    at, byte = probe_start(key, size)
    free = 0
    step = 0
    @inbounds while true
        found = slots[at]
        found == 0x00 && return (free < 0 ? free : -at), byte
        if found == 0x7f
            free == 0 && (free = -at)
        elseif found == byte
            k = entries[at].first
            (key === k || isequal(key, k)) && return at, byte
        end
        at = (at & (size - 1)) + 1
        step += 1
        step > d.longest && break
    end
    free < 0 && return free, byte
    slot_beyond(d, key, at, step, byte)
end
# A probe may go on for a while beyond the longest so far; then the table has to grow.
@noinline function slot_beyond(d::Dict, key, at::Int, step::Int, byte::UInt8)
    size = length(d.slots)
    while step < max(16, size >> 6)
        if !is_filled(slot_at(d, at))
            d.longest = step
            return -at, byte
        end
        at = (at & (size - 1)) + 1
        step += 1
    end
    rehash!(d, d.count > 64000 ? size * 2 : size * 4)
    slot_for_key(d, key)
end

function put_at!(d::Dict{K, V}, entry::Pair{K, V}, at::Int, byte::UInt8) where {K, V}
    slots = d.slots
    @inbounds begin
        if slots[at] == 0x7f
            d.removed -= 1
        end
        slots[at] = byte
        d.entries[at] = entry
    end
    count = d.count + 1
    d.count = count
    d.age += 1
    if at < d.first_slot
        d.first_slot = at
    end
    if (count + d.removed) * 3 > length(slots) * 2
        rehash!(d, count > 64000 ? count * 2 : max(count * 4, 4))
    end
    nothing
end

function setindex!(d::Dict{K, V}, value, key::K) where {K, V}
    v = convert(V, value)
    at, byte = slot_for_key(d, key)
    if at > 0
        d.age += 1
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
        d.age += 1
        @inbounds d.entries[at] = Pair{K, V}(key, v)
    else
        put_at!(d, Pair{K, V}(key, v), -at, byte)
    end
    v
end

# A removed key leaves a mark, unless the next slot is free: then no probe passes here, and the marks before go too.
function remove_at!(d::Dict, at::Int)
    slots = d.slots
    size = length(slots)
    unset!(d.entries, at)
    marks = 1
    if @inbounds slots[(at & (size - 1)) + 1] == 0x00
        while true
            marks -= 1
            @inbounds slots[at] = 0x00
            at = ((at - 2) & (size - 1)) + 1
            slot_at(d, at) == 0x7f || break
        end
    else
        @inbounds slots[at] = 0x7f
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
    size = length(d.slots)
    d.slots = free_slots(size)
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
    while i <= length(d.slots)
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
    n = length(slots)
    while i <= n
        is_filled(@inbounds slots[i]) && return i
        i += 1
    end
    0
end
function iterate(d::Dict)
    i = next_filled(d, d.first_slot)
    d.first_slot = i == 0 ? length(d.slots) + 1 : i
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
