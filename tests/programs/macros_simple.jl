# Macros: quoting, interpolation, hygiene, escaping, generated functions and control flow.
macro twice(ex)
    quote
        $(esc(ex))
        $(esc(ex))
    end
end
n = 0
@twice n += 1
println(n)
macro unless(condition, body)
    :(if !$(esc(condition))
          $(esc(body))
      end)
end
@unless n > 5 println("n is small")
@unless n < 5 println("never")
macro swap!(a, b)
    quote
        tmp = $(esc(a))
        $(esc(a)) = $(esc(b))
        $(esc(b)) = tmp
    end
end
tmp, other = 1, 2
@swap! tmp other
println(tmp, " ", other)
macro showit(ex)
    text = string(ex)
    :(println($text, " => ", $(esc(ex))))
end
@showit 1 + 2 * 3
@showit length("abc")
macro repeat_times(k, body)
    quote
        for i in 1:$(esc(k))
            $(esc(body))
        end
    end
end
i = 100
@repeat_times 3 print(i, " ")
println()
macro define_getters(T, fields...)
    defs = [:($(esc(Symbol("get_", f)))(x::$(esc(T))) = x.$f) for f in fields]
    Expr(:block, defs..., nothing)
end
struct Person
    name::String
    age::Int
end
@define_getters Person name age
p = Person("Ann", 30)
println(get_name(p), " ", get_age(p))
macro const_sum(xs...)
    sum(xs)
end
println(@const_sum(1, 2, 3), " ", @const_sum 10 20)
macro check(ex)
    if ex isa Expr && ex.head === :call && ex.args[1] in (:(==), :<, :>)
        op, l, r = ex.args
        return quote
            a, b = $(esc(l)), $(esc(r))
            $(esc(op))(a, b) ? println("ok") : println("failed: ", $(string(l)), " is ", a, ", not ", $(string(op)), " ", b)
        end
    end
    :(println($(esc(ex)) ? "ok" : "failed"))
end
@check 1 + 1 == 2
@check 2 * 2 > 5
@check isodd(3)
macro fields(T)
    names = fieldnames(getfield(__module__, T))
    :($names)
end
println(@fields(Person))
