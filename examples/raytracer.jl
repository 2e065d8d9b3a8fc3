# Three balls over a chequered floor, traced ray by ray and drawn with characters.
struct Vec
    x::Float64
    y::Float64
    z::Float64
end
Base.:+(a::Vec, b::Vec) = Vec(a.x + b.x, a.y + b.y, a.z + b.z)
Base.:-(a::Vec, b::Vec) = Vec(a.x - b.x, a.y - b.y, a.z - b.z)
Base.:*(k::Float64, a::Vec) = Vec(k * a.x, k * a.y, k * a.z)
dot(a::Vec, b::Vec) = a.x * b.x + a.y * b.y + a.z * b.z
unit(a::Vec) = (1.0 / sqrt(dot(a, a))) * a

abstract type Thing end
struct Ball <: Thing
    center::Vec
    radius::Float64
    mirror::Float64
end
struct Floor <: Thing
    height::Float64
end

# How far along the ray the thing is met; Inf if it is not.
function meet(ball::Ball, from::Vec, along::Vec)
    offset = from - ball.center
    b = dot(offset, along)
    inside = b * b - dot(offset, offset) + ball.radius^2
    inside < 0 && return Inf
    near = -b - sqrt(inside)
    near > 1.0e-4 && return near
    far = -b + sqrt(inside)
    return far > 1.0e-4 ? far : Inf
end
function meet(ground::Floor, from::Vec, along::Vec)
    abs(along.y) < 1.0e-9 && return Inf
    distance = (ground.height - from.y) / along.y
    return distance > 1.0e-4 ? distance : Inf
end

upright(ball::Ball, at::Vec) = unit(at - ball.center)
upright(::Floor, ::Vec) = Vec(0.0, 1.0, 0.0)
shade(::Ball, ::Vec) = 0.9
shade(::Floor, at::Vec) = iseven(floor(Int, at.x) + floor(Int, at.z)) ? 0.85 : 0.3
mirror(ball::Ball) = ball.mirror
mirror(::Floor) = 0.1

function first_met(things, from, along)
    nearest, which = Inf, 0
    for (number, thing) in enumerate(things)
        distance = meet(thing, from, along)
        if distance < nearest
            nearest, which = distance, number
        end
    end
    return nearest, which
end

const LIGHT = unit(Vec(-0.5, 1.0, -0.7))

function trace(things, from, along, depth)
    distance, which = first_met(things, from, along)
    which == 0 && return 0.15 + 0.35 * max(along.y, 0.0)
    thing = things[which]
    at = from + distance * along
    normal = upright(thing, at)
    direct = max(dot(normal, LIGHT), 0.0)
    if direct > 0 && first_met(things, at, LIGHT)[2] != 0
        direct = 0.0
    end
    own = shade(thing, at) * (0.15 + 0.85 * direct)
    share = mirror(thing)
    (share == 0 || depth == 0) && return own
    bounced = along - (2.0 * dot(along, normal)) * normal
    return (1.0 - share) * own + share * trace(things, at, bounced, depth - 1)
end

function draw(things, width, height)
    ramp = " .,:;i1tfLCG08@"
    eye = Vec(0.0, 1.4, -5.0)
    total = 0.0
    for row in 1:height
        line = Char[]
        for column in 1:width
            across = (column - width / 2) / (width / 2) * 1.6
            up = (height / 2 - row) / (height / 2) * 1.0
            light = trace(things, eye, unit(Vec(across, up - 0.2, 2.4)), 4)
            total += light
            push!(line, ramp[clamp(ceil(Int, light * length(ramp)), 1, length(ramp))])
        end
        println(rstrip(String(line)))
    end
    return total / (width * height)
end

things = Thing[Floor(0.0), Ball(Vec(-1.3, 1.0, 0.0), 1.0, 0.5), Ball(Vec(1.1, 0.8, -0.6), 0.8, 0.2), Ball(Vec(0.4, 0.5, 2.4), 0.5, 0.0)]
light = draw(things, 96, 36)
println("mean light: ", round(light, digits=6))
