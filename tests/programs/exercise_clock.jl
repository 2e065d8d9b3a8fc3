# A clock without dates: arithmetic wraps around midnight.
struct Clock
    minutes::Int
    Clock(h, m) = new(mod(60h + m, 1440))
end
Base.:+(c::Clock, m::Integer) = Clock(0, c.minutes + m)
Base.:-(c::Clock, m::Integer) = Clock(0, c.minutes - m)
Base.:(==)(a::Clock, b::Clock) = a.minutes == b.minutes
Base.isless(a::Clock, b::Clock) = a.minutes < b.minutes
Base.hash(c::Clock, h::UInt) = hash(c.minutes, h)
function Base.show(io::IO, c::Clock)
    h, m = divrem(c.minutes, 60)
    print(io, lpad(h, 2, '0'), ":", lpad(m, 2, '0'))
end
println(Clock(8, 0), " ", Clock(24, 0), " ", Clock(25, 160), " ", Clock(-25, -160), " ", Clock(1, -4820))
println(Clock(0, 45) + 40, " ", Clock(23, 59) + 2, " ", Clock(5, 32) + 1500)
println(Clock(10, 3) - 30, " ", Clock(0, 3) - 4, " ", Clock(2, 20) - 3000)
println(Clock(15, 37) == Clock(15, 36), " ", Clock(10, 37) == Clock(34, 37), " ", Clock(18, 7) == Clock(-54, -11513))
println(Clock(9, 0) < Clock(9, 1), " ", max(Clock(1, 1), Clock(23, 0)), " ", Clock(1, 0) != Clock(2, 0))
clocks = [Clock(12, 0), Clock(3, 30), Clock(23, 5)]
println(sort(clocks))
println(Set([Clock(1, 0), Clock(25, 0), Clock(2, 0)]) |> length)
println("It is $(clocks[1])")
println(Dict(Clock(7, 0) => "wake")[Clock(31, 0)])
