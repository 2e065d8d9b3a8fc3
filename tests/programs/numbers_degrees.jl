# Trigonometry in degrees.
for x in (0, 30, 45, 60, 90, 120, 135, 180, 210, 270, 300, 330, 360, -30, -90, 405, 1e6, 12.5, 0.001, 359.999)
    println(x, " ", sind(x), " ", cosd(x))
end
println([tand(x) for x in (0, 30, 45, 60, 135)], " ", asind(0.5), " ", acosd(0.5), " ", atand(1), " ", atand(1, -1), " ", secd(60), " ", cscd(30), " ", cotd(45))
println(sind(30f0), " ", cosd(60f0), " ", sind(-0.0), " ", sincosd(60) == (sind(60), cosd(60)), " ", sinc(0), " ", sinc(1.5), " ", sinc(2))
println(all(sind(x) == -sind(-x) for x in 1:359), " ", all(cosd(x) == cosd(-x) for x in 1:359), " ", all(isapprox(sind(x), sin(deg2rad(x)), atol = 1e-15) for x in 0:0.5:360))
println(round(acoth(2.0), digits = 10), " ", round(asech(0.5), digits = 10), " ", round(acsch(2.0), digits = 10))
try
    sind(Inf)
catch e
    println(sprint(showerror, e))
end
angle_between(u, v) = acosd(sum(u .* v) / sqrt(sum(abs2, u) * sum(abs2, v)))
println(angle_between([1, 0], [0, 2]), " ", round(angle_between([1, 1], [1, 0]), digits = 8))
polar(r, a) = (r * cosd(a), r * sind(a))
println([polar(2, a) for a in 0:90:270])
