# Parses a log of events into a table of structs, groups it several ways, finds gaps and overlaps.
struct Entry
    start::Int
    stop::Int
    user::String
    tags::Set{Symbol}
end
minutes(t) = (p = split(t, ':'); 60 * parse(Int, p[1]) + parse(Int, p[2]))
clock(m) = string(lpad(m ÷ 60, 2, '0'), ':', lpad(m % 60, 2, '0'))
function Entry(line::AbstractString)
    m = match(r"^(\d\d:\d\d)-(\d\d:\d\d) (\w+)(?: #(.*))?$", line)
    m === nothing && throw(ArgumentError("cannot read $(repr(line))"))
    tags = m[4] === nothing ? Symbol[] : Symbol.(split(m[4], ','))
    Entry(minutes(m[1]), minutes(m[2]), m[3], Set(tags))
end
duration(e::Entry) = e.stop - e.start
lines = ["08:00-09:30 ann #work,mail", "09:00-09:45 bob #work", "10:00-10:20 ann", "10:10-12:00 cid #work,code", "bad line", "11:30-12:15 bob #code"]
entries, errors = Entry[], String[]
for l in lines
    try
        push!(entries, Entry(l))
    catch e
        push!(errors, e.msg)
    end
end
println(length(entries), " ", errors)
for e in entries
    println(clock(e.start), " +", lpad(duration(e), 3), " ", rpad(e.user, 4), join(sort(collect(e.tags)), ","))
end
function group(f, items)
    out = Dict()
    for x in items
        push!(get!(out, f(x), []), x)
    end
    out
end
for (user, es) in sort(collect(group(e -> e.user, entries)), by=first)
    println(user, ": ", sum(duration, es), " min in ", length(es))
end
bytag = Dict{Symbol,Int}()
for e in entries, t in e.tags
    bytag[t] = get(bytag, t, 0) + duration(e)
end
println(sort(collect(bytag), by=p -> (-p[2], p[1])))
overlaps(a, b) = a.start < b.stop && b.start < a.stop
println([(a.user, b.user) for (i, a) in enumerate(entries) for b in entries[i+1:end] if overlaps(a, b)])
function merged(intervals)
    out = Tuple{Int,Int}[]
    for (s, t) in sort(intervals)
        if isempty(out) || s > out[end][2]
            push!(out, (s, t))
        else
            out[end] = (out[end][1], max(out[end][2], t))
        end
    end
    out
end
busy = merged([(e.start, e.stop) for e in entries])
println([string(clock(s), "-", clock(t)) for (s, t) in busy], " ", sum(t - s for (s, t) in busy))
free = [(a[2], b[1]) for (a, b) in zip(busy, busy[2:end])]
println(map(((s, t),) -> clock(s) * "-" * clock(t), free), " ", maximum(duration, entries), " ", entries[argmax(duration.(entries))].user)
println(all(e -> e.stop > e.start, entries), " ", union((e.tags for e in entries)...) |> length, " ", :work in entries[1].tags)
