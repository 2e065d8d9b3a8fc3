# `dump`: a value's fields and theirs, indented, down to a depth.

dump(x; maxdepth::Integer=8) = dump(stdout, x; maxdepth=maxdepth)
function dump(io::IO, x; maxdepth::Integer=8)
    dump_value(io, x, Int(maxdepth), "")
    println(io)
end
function dump_value(io, x::Array, left, indent)
    print(io, "Array{", eltype(x), "}(", size(x), ")")
    if eltype(x) <: Number
        print(io, " ")
        show(io, x)
    elseif left > 0 && !isempty(x)
        shown = length(x) <= 10 ? (1:length(x)) : [1:5; length(x)-4:length(x)]
        for i in shown
            length(x) > 10 && i == length(x) - 4 && print(io, "\n", indent, "  ...")
            print(io, "\n", indent, "  ", i, ": ")
            isassigned(x, i) ? dump_value(io, x[i], left - 1, string(indent, "  ")) : print(io, "#undef")
        end
    end
    nothing
end
dump_value(io, x::Symbol, left, indent) = print(io, typeof(x), " ", x)
dump_value(io, x::Union{Function, Module}, left, indent) = print(io, x isa Function ? string(x, " (function of type ", typeof(x), ")") : string("Module ", x))
dump_value(io, x::Union{String, Char, Number, Nothing, Missing}, left, indent) = dump_plain(io, x, left, indent)
# Their fields are not Julia's.
dump_value(io, x::Union{AbstractDict, AbstractSet, IO, Regex, RegexMatch, BigInt, BigFloat}, left, indent) =
    throw(ArgumentError(string("dump of a ", nameof(typeof(x)), " is not supported")))
dump_value(io, x::Type, left, indent) = throw(ArgumentError("dump of types is not supported yet"))
dump_value(io, x, left, indent) = dump_fields(io, x, left, indent)
function dump_plain(io, x, left, indent)
    if x isa Number && fieldcount(typeof(x)) > 0 && !(x isa BigInt || x isa BigFloat)
        return dump_fields(io, x, left, indent)
    end
    print(io, typeof(x), " ")
    show(io, x)
end
function dump_fields(io, x, left, indent)
    T = typeof(x)
    n = fieldcount(T)
    print(io, T)
    if n == 0
        is_singleton_type(T) ? print(io, "()") : (print(io, " "); show(io, x))
        return nothing
    end
    left > 0 || return nothing
    names = fieldnames(T)
    for i in 1:n
        print(io, "\n", indent, "  ", names[i], ": ")
        isdefined(x, i) ? dump_value(io, getfield(x, i), left - 1, string(indent, "  ")) : print(io, "#undef")
    end
    nothing
end
