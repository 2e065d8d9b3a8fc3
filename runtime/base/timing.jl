# Time and memory: `@time`, `@elapsed`, `@timed`, `@allocated`. Allocations are counted only while somebody asks.

time_ns() = Core.runtime(:clock_ns, Int64) % UInt64

# What a measured piece of a program cost; times in nanoseconds.
struct Costs
    time::Int64
    allocations::Int64
    bytes::Int64
    collecting::Int64
    compiling::Int64
end

# What was counted when each measurement that is under way began, four numbers and the time each. They are here and not
# in the measured code, whose statements may keep every value as an object: that would count, too.
const under_way = Int64[]

# Begins a measurement; its number.
function begin_costs()
    number = length(under_way)
    resize!(under_way, number + 5)
    Core.runtime(:count_allocations, Nothing, 1)
    under_way[number + 1] = Core.runtime(:counted_objects, Int64)
    under_way[number + 2] = Core.runtime(:counted_bytes, Int64)
    under_way[number + 3] = Core.runtime(:collecting_ns, Int64)
    under_way[number + 4] = Core.runtime(:compiling_ns, Int64)
    under_way[number + 5] = Core.runtime(:clock_ns, Int64)
    number
end

# Ends a measurement, and such as an exception left unended in it.
function end_costs(number::Int64)
    time = Core.runtime(:clock_ns, Int64) - under_way[number + 5]
    Core.runtime(:count_allocations, Nothing, div(number - length(under_way), 5))
    costs = Costs(time,
        Core.runtime(:counted_objects, Int64) - under_way[number + 1],
        Core.runtime(:counted_bytes, Int64) - under_way[number + 2],
        Core.runtime(:collecting_ns, Int64) - under_way[number + 3],
        Core.runtime(:compiling_ns, Int64) - under_way[number + 4])
    resize!(under_way, number)
    costs
end

macro elapsed(code)
    quote
        local start = time_ns()
        $(esc(code))
        (time_ns() - start) / 1e9
    end
end
macro time(code)
    quote
        local number = begin_costs()
        local value = $(esc(code))
        print_time(nothing, end_costs(number))
        value
    end
end
macro time(title, code)
    quote
        local title = $(esc(title))
        local number = begin_costs()
        local value = $(esc(code))
        print_time(title, end_costs(number))
        value
    end
end
macro allocated(code)
    quote
        local number = begin_costs()
        $(esc(code))
        end_costs(number).bytes
    end
end

# What `@timed` tells of the heap.
struct GC_Diff
    allocd::Int64
    malloc::Int64
    realloc::Int64
    poolalloc::Int64
    bigalloc::Int64
    freecall::Int64
    total_time::Int64
    pause::Int64
    full_sweep::Int64
end
macro timed(code)
    quote
        local number = begin_costs()
        local value = $(esc(code))
        local costs = end_costs(number)
        (value = value, time = costs.time / 1e9, bytes = costs.bytes, gctime = costs.collecting / 1e9,
            gcstats = GC_Diff(costs.bytes, 0, 0, costs.allocations, 0, 0, costs.collecting, 0, 0))
    end
end

# A number in units that are `step` times each other: scaled, and the unit's index.
function in_units(number::Int64, step::Int64, count::Int64)
    scaled = Float64(number)
    unit = 1
    while scaled > step && unit < count
        scaled = scaled / step
        unit = unit + 1
    end
    (scaled, unit)
end
fixed_digits(number::Float64, digits::Int64) = Core.runtime(:string_fixed, String, number, digits)
function format_bytes(bytes)
    scaled, unit = in_units(Int64(bytes), 1024, 6)
    unit == 1 && return string(Int64(bytes), bytes == 1 ? " byte" : " bytes")
    string(fixed_digits(scaled, 3), " ", ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")[unit])
end
function print_time(title, costs::Costs)
    seconds = fixed_digits(costs.time / 1e9, 6)
    line = title === nothing ? repeat(" ", max(0, 10 - ncodeunits(seconds))) : string(title, ": ")
    line = string(line, seconds, " seconds")
    parts = String[]
    if costs.bytes != 0 || costs.allocations != 0
        scaled, unit = in_units(costs.allocations, 1000, 6)
        many = unit == 1 ? string(costs.allocations) : string(fixed_digits(scaled, 2), (" ", " k", " M", " G", " T", " P")[unit])
        noun = costs.allocations == 1 ? " allocation: " : " allocations: "
        push!(parts, string(many, noun, format_bytes(costs.bytes)))
    end
    costs.collecting > 0 && push!(parts, string(fixed_digits(100 * costs.collecting / costs.time, 2), "% gc time"))
    costs.compiling > 0 && push!(parts, string(fixed_digits(100 * costs.compiling / costs.time, 2), "% compilation time"))
    length(parts) > 0 && (line = string(line, " (", join(parts, ", "), ")"))
    println(stdout, line)
end
