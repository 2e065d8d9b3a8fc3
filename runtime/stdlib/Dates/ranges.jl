# Ranges of dates. A step of months is not always the same number of days, so elements are counted from the start.

(:)(a::T, step::Period, b::T) where {T<:TimeType} = StepRange{T, typeof(step)}(a, step, b)
(:)(a::T, step::CompoundPeriod, b::T) where {T<:TimeType} = throw(ArgumentError("ranges with steps of several units are not supported yet"))
(:)(a::T, b::T) where {T<:Date} = a:Day(1):b
(:)(a::T, b::T) where {T<:DateTime} = a:Day(1):b
(:)(a::T, b::T) where {T<:Time} = a:Second(1):b
(:)(a::TimeType, step::Period, b::TimeType) = (:)(promote(a, b)[1], step, promote(a, b)[2])

# How often the step fits between two dates of which the second is not before the first.
function steps_between(a::T, b::T, step::Period) where {T<:TimeType}
    n = approximate_steps(a, b, step)
    while a + step * n <= b
        n += 1
    end
    while a + step * n > b
        n -= 1
    end
    n
end
approximate_steps(a::Date, b::Date, step) = max(0, floor(Int64, (value(b) - value(a)) / span_days(step)) - 1)
approximate_steps(a::DateTime, b::DateTime, step) = max(0, floor(Int64, (value(b) - value(a)) / (span_days(step) * 86400000)) - 1)
approximate_steps(a::Time, b::Time, step) = max(0, div(value(b) - value(a), tons(step)) - 1)
span_days(p::OtherPeriod) = 30.5 * value(p) * scale(typeof(p))
span_days(p::FixedPeriod) = value(p) * scale(typeof(p)) / scale(Day)
function steps_between(a::Time, b::Time, step::TimePeriod)
    div(value(b) - value(a), tons(step))
end
function step_range_last(start::TimeType, step::Period, stop::TimeType)
    value(step) == 0 && throw(ArgumentError("step cannot be zero"))
    if value(step) > 0
        stop < start && return start - eps(start)
        return start + step * steps_between(start, stop, step)
    end
    stop > start && return start + eps(start)
    start + step * backward_steps(start, stop, -step)
end
function backward_steps(a, b, step)
    n = 0
    if step isa FixedPeriod
        n = a isa Date ? div(value(a) - value(b), max(1, days(step))) : div(value(a) - value(b), a isa Time ? tons(step) : toms(step))
        n = max(0, n - 1)
    end
    while a - step * (n + 1) >= b
        n += 1
    end
    n
end
function length(r::StepRange{<:TimeType, <:Period})
    isempty(r) && return 0
    (value(r.step) > 0 ? steps_between(r.start, r.stop, r.step) : backward_steps(r.start, r.stop, -r.step)) + 1
end
isempty(r::StepRange{<:TimeType, <:Period}) = value(r.step) > 0 ? r.stop < r.start : r.stop > r.start
function iterate(r::StepRange{<:TimeType, <:Period})
    isempty(r) ? nothing : (r.start, (length(r), 1))
end
function iterate(r::StepRange{<:TimeType, <:Period}, state)
    n, i = state
    i >= n && return nothing
    (r.start + r.step * i, (n, i + 1))
end
function getindex(r::StepRange{<:TimeType, <:Period}, i::Int)
    @boundscheck 1 <= i <= length(r) || throw(BoundsError(r, i))
    r.start + r.step * (i - 1)
end
getindex(r::StepRange{<:TimeType, <:Period}, s::OrdinalRange{<:Integer}) = isempty(s) ? (r.start:r.step:r.start - eps(r.start)) : r[first(s)]:r.step*step(s):r[last(s)]
function in(x::TimeType, r::StepRange{<:TimeType, <:Period})
    isempty(r) && return false
    low, high = value(r.step) > 0 ? (r.start, r.stop) : (r.stop, r.start)
    low <= x <= high || return false
    n = value(r.step) > 0 ? steps_between(r.start, oftype(r.start, x), r.step) : backward_steps(r.start, oftype(r.start, x), -r.step)
    r.start + r.step * n == x
end
Base.oftype(::Date, x::TimeType) = Date(x)
Base.oftype(::DateTime, x::TimeType) = DateTime(x)
Base.oftype(::Time, x::TimeType) = Time(x)
Base.reverse(r::StepRange{<:TimeType, <:Period}) = last(r):-r.step:first(r)
