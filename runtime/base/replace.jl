# `replace` for collections: elements are exchanged by pairs of old and new, or by a function.

replace(a, pairs::Pair...; count::Integer=typemax(Int)) = replaced(a, pairs, checked_count(count))
replace(f::Union{Function, Type}, a; count::Integer=typemax(Int)) = replaced_by(f, a, checked_count(count))
replace!(a, pairs::Pair...; count::Integer=typemax(Int)) = exchange!(a, pairs, checked_count(count))
replace!(f::Union{Function, Type}, a; count::Integer=typemax(Int)) = exchange_by!(f, a, checked_count(count))
function checked_count(count)
    count < 0 && throw(DomainError(count, "`count` must not be negative (got $count)"))
    Int(min(count, typemax(Int)))
end

# The first pair that begins with `x`, or nothing.
pair_for(x) = nothing
pair_for(x, p::Pair, rest::Pair...) = isequal(p.first, x) ? p : pair_for(x, rest...)

# What the elements can be afterwards. A singleton type that is replaced everywhere is gone.
new_types(::Tuple{}) = Union{}
new_types(pairs::Tuple) = promote_type(fieldtype(typeof(pairs[1]), 2), new_types(tail(pairs)))
without_replaced(T, pairs::Tuple{}) = T
without_replaced(T, pairs::Tuple) = without_replaced(without_singleton(T, pairs[1].first), tail(pairs))
without_singleton(::Type{T}, ::Nothing) where {T} = nonnothing_part(T)
without_singleton(::Type{T}, ::Missing) where {T} = nonmissing_part(T)
without_singleton(T, x) = T
replaced_eltype(a, pairs, count) = promote_type(count == typemax(Int) ? without_replaced(eltype(a), pairs) : eltype(a), new_types(pairs))

replaced(a::AbstractArray, pairs, count) = exchange_into!(similar(a, replaced_eltype(a, pairs, count)), a, pairs, count)
exchange!(a::AbstractArray, pairs, count) = exchange_into!(a, a, pairs, count)
function exchange_into!(out, a, pairs, count)
    left = count
    for i in eachindex(a)
        x = a[i]
        found = left > 0 ? pair_for(x, pairs...) : nothing
        if found === nothing
            out[i] = x
        else
            left -= 1
            out[i] = found.second
        end
    end
    out
end
replaced_by(f, a::AbstractArray, count) = exchange_by!(f, copy(a), count)
function exchange_by!(f, a::AbstractArray, count)
    left = count
    for i in eachindex(a)
        left > 0 || break
        x = a[i]
        y = f(x)
        if x !== y
            a[i] = y
            left -= 1
        end
    end
    a
end

replaced(t::Tuple, pairs, count) = tuple_replaced(x -> (p = pair_for(x, pairs...); p === nothing ? x : p.second), t, count)
replaced_by(f, t::Tuple, count) = tuple_replaced(f, t, count)
tuple_replaced(f, ::Tuple{}, left) = ()
function tuple_replaced(f, t::Tuple, left)
    y = left > 0 ? f(t[1]) : t[1]
    (y, tuple_replaced(f, tail(t), y === t[1] ? left : left - 1)...)
end

# Sets and dictionaries: what is to go is collected, then exchanged.
replaced(s::AbstractSet, pairs, count) = exchange!(copyto_set(s, replaced_eltype(s, pairs, count)), pairs, count)
copyto_set(s, T) = union!(Set{T}(), s)
exchange!(s::AbstractSet, pairs, count) = exchange_by!(x -> (p = pair_for(x, pairs...); p === nothing ? x : p.second), s, count)
replaced_by(f, s::AbstractSet, count) = exchange_by!(f, copy(s), count)
function exchange_by!(f, s::AbstractSet, count)
    changes = Pair{eltype(s), eltype(s)}[]
    for x in s
        length(changes) < count || break
        y = f(x)
        x === y || push!(changes, x => y)
    end
    for p in changes
        delete!(s, p.first)
    end
    for p in changes
        push!(s, p.second)
    end
    s
end
replaced(d::AbstractDict, pairs, count) = exchange!(copy(d), pairs, count)
exchange!(d::AbstractDict, pairs, count) = exchange_by!(x -> (p = pair_for(x, pairs...); p === nothing ? x : p.second), d, count)
replaced_by(f, d::AbstractDict, count) = exchange_by!(f, copy(d), count)
function exchange_by!(f, d::AbstractDict, count)
    changes = Pair{eltype(d), eltype(d)}[]
    for x in d
        length(changes) < count || break
        y = f(x)
        x === y || push!(changes, x => y)
    end
    for p in changes
        delete!(d, p.first.first)
    end
    for p in changes
        d[p.second.first] = p.second.second
    end
    d
end
