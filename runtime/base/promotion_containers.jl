# What arrays and ranges of different element types become side by side, as in `[[1], [2.0]]`.

# The one of the two whose elements are of the common type already, or what both are.
promote_container(::Type{T}, ::Type{A}, ::Type{B}) where {T, A, B} = eltype(A) === T ? A : eltype(B) === T ? B : promote_typejoin(A, B)

promote_rule(::Type{Array{T, N}}, ::Type{Array{S, N}}) where {T, S, N} = promote_container(promote_type(T, S), Array{T, N}, Array{S, N})
promote_rule(::Type{UnitRange{T}}, ::Type{UnitRange{S}}) where {T, S} = promote_container(promote_type(T, S), UnitRange{T}, UnitRange{S})
promote_rule(::Type{UnitRange{T}}, ::Type{R}) where {T, R<:AbstractUnitRange} = promote_rule(UnitRange{T}, UnitRange{eltype(R)})
promote_rule(::Type{OneTo{T}}, ::Type{OneTo{S}}) where {T, S} = promote_container(promote_type(T, S), OneTo{T}, OneTo{S})
function promote_rule(::Type{StepRange{T, S}}, ::Type{StepRange{V, W}}) where {T, S, V, W}
    step = promote_type(S, W)
    promote_container(promote_type(T, V), StepRange{T, step}, StepRange{V, step})
end
promote_rule(::Type{StepRange{T, S}}, ::Type{R}) where {T, S, R<:AbstractUnitRange} = promote_rule(StepRange{T, S}, StepRange{eltype(R), eltype(R)})

# A range of floats takes in whole ones.
promote_rule(::Type{StepRangeLen{T, TwicePrecision{T}, TwicePrecision{T}, Int}}, ::Type{R}) where {T, R<:OrdinalRange{<:Integer}} = StepRangeLen{T, TwicePrecision{T}, TwicePrecision{T}, Int}
StepRangeLen{T, TwicePrecision{T}, TwicePrecision{T}, Int}(r::OrdinalRange{<:Integer}) where {T} = T(first(r)):T(step(r)):T(last(r))
