# Hashes, by the published algorithm, so that dictionaries and sets list their elements in Julia's order.

hash(x) = hash(x, zero(UInt))

# Thomas Wang's mixing of a 64-bit integer.
function mix_bits(n::UInt64)
    a = ~n + (n << 21)
    a = a ⊻ (a >> 24)
    a = a + (a << 3) + (a << 8)
    a = a ⊻ (a >> 14)
    a = a + (a << 2) + (a << 4)
    a = a ⊻ (a >> 28)
    a + (a << 31)
end

hash(x::UInt64, h::UInt) = mix_bits(x) - 3h
hash(x::Int64, h::UInt) = mix_bits(Core.bitcast(UInt64, x)) - 3h
hash(x::Union{Bool, Int8, Int16, Int32, UInt8, UInt16, UInt32}, h::UInt) = hash(Int64(x), h)

# Numbers that are equal have equal hashes, whatever their types.
function hash(x::Float64, h::UInt)
    if (-9.223372036854775808e18 <= x) & (x < 9.223372036854775808e18)
        whole = unsafe_trunc(Int64, x)
        isequal(Float64(whole), x) && return hash(whole, h)
    elseif (9.223372036854775808e18 <= x) & (x < 1.8446744073709551616e19)
        above = unsafe_trunc(UInt64, x)
        isequal(Float64(above), x) && return hash(above, h)
    elseif isnan(x)
        return mix_bits(0x7ff8000000000000) ⊻ h
    end
    mix_bits(Core.bitcast(UInt64, x)) - 3h
end
hash(x::Union{Float16, Float32}, h::UInt) = hash(Float64(x), h)

# Integers beyond 64 bits: those that fit hash as what they fit, the others word by word of an odd part.
function hash(x::Union{Int128, UInt128}, h::UInt)
    typemin(Int64) <= x <= typemax(Int64) && return hash(x % Int64, h)
    0 <= x <= typemax(UInt64) && return hash(x % UInt64, h)
    power = trailing_zeros(x)
    odd = x >> power
    if 128 - leading_zeros(abs(odd)) <= 53 && 128 - leading_zeros(abs(x)) <= 1024
        return hash(Float64(x), h)
    end
    h = hash_words(one(odd), h)
    h = hash_words(power, h)
    hash_words(odd, h)
end
# The word or words of a number, each mixed in.
function hash_words(n::Integer, h::UInt)
    h = h ⊻ mix_bits((n % UInt64) ⊻ h)
    n = abs(n)
    n >>>= 64
    while n != 0
        h = h ⊻ mix_bits((n % UInt64) ⊻ h)
        n >>>= 64
    end
    h
end

hash(c::Char, h::UInt) = mix_bits(((Core.bitcast(UInt32, c) + 0x00000000d4d64234) << 32) ⊻ h)
function hash(s::String, h::UInt)
    h += 0x71e729fd56419c81
    bytes = Core.runtime(:hash_bytes, Int64, Core.string_data(s), sizeof(s), Core.bitcast(Int32, h % UInt32))
    Core.bitcast(UInt64, bytes) + h
end
# A symbol's identity comes from its name.
function objectid(s::Symbol)
    bytes = Core.runtime(:hash_bytes, Int64, Core.string_data(s), Core.string_sizeof(s), Core.bitcast(Int32, 0xcafe8881))
    Core.bitcast(UInt64, bytes) ⊻ 0xaaaaaaaaaaaaaaaa
end
objectid(x) = Core.bitcast(UInt64, Core.runtime(:object_id, Int64, x))
# Of numbers the bits say who they are.
objectid(x::Union{BitInteger, Bool}) = mix_bits((x % UInt64) + UInt64(sizeof(x)))
objectid(x::IEEEFloat) = mix_bits(Core.bitcast(UInt64, Float64(x)) - UInt64(sizeof(x)))
objectid(x::Char) = mix_bits(UInt64(Core.bitcast(UInt32, x)) << 32)
hash(s::Symbol) = objectid(s)
hash(x, h::UInt) = mix_bits(3h - objectid(x))
hash(::Tuple{}, h::UInt) = h + 0x77cfa1eef01bca90
hash(t::Tuple, h::UInt) = hash(t[1], hash(tail(t), h))

# Arrays that are equal have equal hashes: the ends of their axes, then the elements.
function hash(a::AbstractArray, h::UInt)
    h += 0x7e2d6fb6448beb77
    h = hash(map(first, axes(a)), h)
    h = hash(map(last, axes(a)), h)
    length(a) < 8192 && return hash_each(a, h)
    hash_sparsely(a, h)
end
function hash_each(a, h::UInt)
    for x in a
        h = hash(x, h)
    end
    h
end
# Of a long array some elements must do: backwards, with growing steps, only where the value changes.
function hash_sparsely(a, h::UInt)
    n = length(a)
    skipped = 1
    previous = 1
    done = 0
    at = n
    while true
        done += 1
        x = a[at]
        h = hash(at => x, h)
        if done > 4096 && (done & 4095) == 0
            previous, skipped = skipped, skipped + previous
        end
        at -= skipped
        at < 1 && break
        while at > 1 && isequal(a[at], x)
            at -= 1
        end
    end
    h
end
# Strings of other kinds hash as the String that they equal.
hash(s::AbstractString, h::UInt) = hash(String(s), h)
