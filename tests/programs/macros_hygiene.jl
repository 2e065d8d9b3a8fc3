# Macros: hygiene, esc, several methods, macros that call macros.
macro addone(x)
    :($(esc(x)) + 1)
end
println(@addone 4)
println(@addone(4) * 2)
macro swap!(a, b)
    quote
        tmp = $(esc(a))
        $(esc(a)) = $(esc(b))
        $(esc(b)) = tmp
    end
end
function swapped()
    tmp, other = 1, 2
    @swap! tmp other
    (tmp, other)
end
println(swapped())
helper(x) = "global helper $x"
macro callhelper(x)
    :(helper($(esc(x))))
end
function shadow()
    helper = 5
    @callhelper helper
end
println(shadow())
macro twice(body)
    quote
        for i in 1:2
            $(esc(body))
        end
    end
end
let i = 10
    @twice (global total = i; println("i is ", i))
end
macro count(args...)
    length(args)
end
println(@count, " ", @count(a, b), " ", @count a b c)
macro kind(x::Symbol) "symbol" end
macro kind(x::Expr) "expr $(x.head)" end
macro kind(x) "other $x" end
println(@kind(a), ", ", @kind(a + 1), ", ", @kind(3))
macro outer(x)
    :(@addone($(esc(x))) * 10)
end
println(@outer 1)
macro define(name, value)
    :(const $(esc(name)) = $(esc(value)))
end
@define answer 42
println(answer)
macro deffun(name)
    quote
        function $(esc(name))(x, scale = 2)
            y = x * scale
            y + 1
        end
    end
end
@deffun doubled
println(doubled(4))
macro makestruct(name, fields...)
    Expr(:struct, false, esc(name), Expr(:block, map(esc, fields)...))
end
@makestruct Point x y
println(Point(1, 2).y)
macro unless(cond, body)
    quote
        if !$(esc(cond))
            $(esc(body))
        end
    end
end
@unless 1 > 2 println("unless works")
macro sq_str(s)
    parse(Int, s)^2
end
println(sq"12")
macro flagged_str(s, flags)
    "$s with $flags"
end
println(flagged"abc"xy)
macro where_am_i()
    (__source__.line, string(__module__))
end
println(@where_am_i)
macro compose(fs...)
    result = :x
    for f in reverse(fs)
        result = :($(esc(f))($result))
    end
    :(x -> $result)
end
println((@compose string abs)(-3))
macro closure(x)
    :(() -> (n = $(esc(x)); n + 1))
end
println((@closure 5)())
macro assert_positive(ex)
    msg = string("not positive: ", ex)
    :($(esc(ex)) > 0 ? "ok" : $msg)
end
println(@assert_positive 3 - 5)
macro let_it(x)
    :(let v = $(esc(x)), w = v + 1
        (v, w)
    end)
end
v = 7
println(@let_it v)
@show 1 + 2 v
w = @show v * 2
println(w)
try
    @assert v == 8
catch e
    println(e)
end
try
    @assert v == 8 "v is $v"
catch e
    println(sprint(showerror, e))
end
println(@isdefined(v), @isdefined(nowhere))
f_defined() = (if false; z = 1; end; @isdefined(z))
println(f_defined())
println(raw"a\n$b", " ", b"a\x01\n")
println(@__LINE__)
println(@macroexpand(@addone 3))
