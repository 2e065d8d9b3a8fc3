# Macros about calling: `@evalpoly`, `@invokelatest`; what only shows a form.

macro evalpoly(x, coefficients...)
    :(evalpoly($(esc(x)), $(Expr(:tuple, map(esc, coefficients)...))))
end

# What `f` means is asked when the call is made: the compiler does not see through an array of anything.
invokelatest(f, args...) = Any[f][1](args...)
macro invokelatest(code)
    code isa Expr && code.head === :call || error("expected a call: f(args...)")
    esc(Expr(:call, GlobalRef(Base, :invokelatest), code.args...))
end
macro propagate_inbounds(definition)
    esc(definition)
end
macro showtime(code)
    :(@time $(source_text(code)) $(esc(code)))
end
# Horner's rule, from the last coefficient down.
function evalpoly(x, coefficients)
    i = length(coefficients)
    value = coefficients[i]
    while i > 1
        i -= 1
        value = muladd(x, value, coefficients[i])
    end
    value
end
