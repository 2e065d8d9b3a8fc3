# Copies of everything that a value leads to, each object once.

deepcopy(x) = deepcopy_within(x, IdDict{Any, Any}())
deepcopy_internal(x, copies) = deepcopy_within(x, copies)
deepcopy_within(x::Union{Number, Char, String, Symbol, Nothing, Missing, Function, Type, Module}, copies) = x
function deepcopy_within(a::Array{T, N}, copies) where {T, N}
    haskey(copies, a) && return copies[a]::Array{T, N}
    b = copy(a)
    copies[a] = b
    isconcretetype(T) && T <: Union{Number, Char, String, Symbol} && return b
    for i in 1:length(b)
        if is_set(b, i)
            b[i] = deepcopy_within(b[i], copies)
        end
    end
    b
end
deepcopy_within(t::Tuple, copies) = map(x -> deepcopy_within(x, copies), t)
# Keys are hashed anew: a key that is compared by identity has another hash when it is copied.
function deepcopy_within(d::Dict{K, V}, copies) where {K, V}
    haskey(copies, d) && return copies[d]::Dict{K, V}
    e = Dict{K, V}()
    copies[d] = e
    for (k, v) in d
        e[deepcopy_within(k, copies)] = deepcopy_within(v, copies)
    end
    e
end
function deepcopy_within(s::Set{T}, copies) where {T}
    e = Set{T}()
    for x in s
        push!(e, deepcopy_within(x, copies))
    end
    e
end
function deepcopy_within(x, copies)
    n = nfields(x)
    n == 0 && return x
    ismutable(x) || return Core._new(typeof(x), map(i -> deepcopy_within(getfield(x, i), copies), ntuple(identity, n))...)
    haskey(copies, x) && return copies[x]
    y = Core._new(typeof(x), map(i -> getfield(x, i), ntuple(identity, n))...)
    copies[x] = y
    for i in 1:n
        setfield!(y, i, deepcopy_within(getfield(x, i), copies))
    end
    y
end
