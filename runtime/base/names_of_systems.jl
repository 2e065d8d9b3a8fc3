# Names that programs find beside the language: C's types, the machine, the collector, constants.

const Cchar = Int8
const Cuchar = UInt8
const Cshort = Int16
const Cushort = UInt16
const Cint = Int32
const Cuint = UInt32
const Clong = Int64
const Culong = UInt64
const Clonglong = Int64
const Culonglong = UInt64
const Csize_t = UInt64
const Cssize_t = Int64
const Cptrdiff_t = Int64
const Cintmax_t = Int64
const Cuintmax_t = UInt64
const Cfloat = Float32
const Cdouble = Float64
const Cwchar_t = Int32
const Dims{N} = NTuple{N, Int}
const ENDIAN_BOM = 0x04030201
isinteractive() = false
precompile(f, types) = true
hasfield(T::Type, name::Symbol) = name in fieldnames(T)
hasproperty(x, name::Symbol) = name in propertynames(x)
isreadonly(io::IO) = isreadable(io) && !iswritable(io)
expanduser(path::AbstractString) = path == "~" ? homedir() : startswith(path, "~/") ? joinpath(homedir(), path[3:end]) : String(path)
macro gensym(names...)
    code = Expr(:block)
    for name in names
        push!(code.args, Expr(:(=), esc(name), :(gensym($(string(name))))))
    end
    push!(code.args, nothing)
    code
end

# Environment variables for the length of a call.
function withenv(f, pairs::Pair...)
    old = [p.first => get(ENV, p.first, nothing) for p in pairs]
    change(p) = p.second === nothing ? delete!(ENV, p.first) : (ENV[p.first] = string(p.second))
    foreach(change, pairs)
    try
        f()
    finally
        foreach(change, old)
    end
end

# Results that go into an array that is there: the dimensions of length 1 are reduced.
reduced_dims(out, a) = Tuple(d for d in 1:ndims(a) if size(out, d) == 1 && size(a, d) != 1)
function reduce_into!(f, out, a)
    copyto!(out, f(a, reduced_dims(out, a)))
    out
end
sum!(out::AbstractArray, a::AbstractArray) = reduce_into!((a, d) -> sum(a; dims=d), out, a)
prod!(out::AbstractArray, a::AbstractArray) = reduce_into!((a, d) -> prod(a; dims=d), out, a)
maximum!(out::AbstractArray, a::AbstractArray) = reduce_into!((a, d) -> maximum(a; dims=d), out, a)
minimum!(out::AbstractArray, a::AbstractArray) = reduce_into!((a, d) -> minimum(a; dims=d), out, a)
any!(out::AbstractArray, a::AbstractArray) = reduce_into!((a, d) -> any(a; dims=d), out, a)
all!(out::AbstractArray, a::AbstractArray) = reduce_into!((a, d) -> all(a; dims=d), out, a)
conj!(a::AbstractArray) = (a .= conj.(a); a)
permutedims!(out::AbstractArray, a::AbstractArray, order) = copyto!(out, permutedims(a, order))

# Called again until it does not fail.
function retry(f; delays=(0.05,), check=nothing)
    (args...; keywords...) -> begin
        for d in delays
            try
                return f(args...; keywords...)
            catch e
                check === nothing || check(nothing, e) || rethrow()
            end
            sleep(d)
        end
        f(args...; keywords...)
    end
end

module Sys
import Base
const ARCH = :x86_64
const KERNEL = :Linux
const WORD_SIZE = 64
const MACHINE = "x86_64-linux-gnu"
islinux() = true
isunix() = true
iswindows() = false
isapple() = false
isbsd() = false
isfreebsd() = false
end

module GC
import Base
gc(full::Bool=true) = nothing
enable(on::Bool) = true
safepoint() = nothing
macro preserve(args...)
    esc(args[length(args)])
end
end

module MathConstants
import Base
export π, pi, ℯ, e
const π = Base.π
const pi = Base.π
const ℯ = Base.ℯ
const e = Base.ℯ
end
