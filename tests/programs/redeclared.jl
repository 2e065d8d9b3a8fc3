# Variables that are declared again where a loop or a `let` binds them, and what the values of a `let` assign besides.
r(f) =
    try
        string(f())
    catch e
        e isa UndefVarError ? string("no ", e.var) : string(typeof(e))
    end
f1() = (o = []; for i in 1:2; local i; push!(o, i); end; o)
f2() = (o = []; for i in 1:2, j in 3:4; local i; push!(o, i + j); end; o)
f3() = (o = []; for i in 1:2, j in 3:4; local j; push!(o, i + j); end; o)
f4() = (let x = 1; local x; x; end)
f5() = (let x = 1; if true; local x; end; x; end)
f6() = try; error(); catch e; local e; string(e isa Exception); end
f7() = (let x = 1, y = (z = 5; x + z); z; end)
f8() = (let x = (w = 5); w; end; w)
f9() = (let x = 1, y = (v = 5; x + v); end; v)
f10() = (let x = (w = 5), y = (w = 6); w; end; w)
f11() = (o = []; for i in 1:2; i += 10; local i = 3; push!(o, i); end; o)
f12() = (let x = 1, x = x + 1; local x; x; end)
f13() = (let (x, y) = (1, 2); local y; y; end)
for f in (f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13); println(f, " ", r(f)); end
g1() = (let x = begin q = 1; q + 1 end; (x, q); end)
g2() = (q = 3; let x = begin q = 1; q + 1 end; end; q)
g3() = (let a = 1, b = begin c = a; c + 1 end, d = b + c; (a, b, c, d); end)
g4() = (let f = x -> (h = x; h + 1); f(1); end)
g5() = (o = []; for i in 1:3; let j = (t = i); push!(o, t); end; end; o)
for f in (g1, g2, g3, g4, g5); println(f, " ", r(f)); end
let x = (w = 5)
    println(w)
end
println(@isdefined w)
y = 1
let z = (y = 2); println(y, z); end
println(y)
let y = y + 1; local y; println(y); end
