# Paths between folders, and walks through them.

function relpath(path::AbstractString, start::AbstractString=".")
    isempty(path) && throw(ArgumentError("`path` must be specified"))
    isempty(start) && throw(ArgumentError("`start` must be specified"))
    path == start && return "."
    from = filter(!isempty, split(abspath(start), '/'))
    to = filter(!isempty, split(abspath(path), '/'))
    same = 0
    while same < min(length(from), length(to)) && from[same+1] == to[same+1]
        same += 1
    end
    parts = String[fill("..", length(from) - same); to[same+1:end]]
    isempty(parts) ? "." : join(parts, "/")
end
# For each folder its path, its folders and its other files; with `topdown` a folder comes before those in it.
function walkdir(root=pwd(); topdown::Bool=true, follow_symlinks::Bool=false, onerror=throw)
    Channel{Tuple{String, Vector{String}, Vector{String}}}(c -> walk_into(c, String(root), topdown, onerror))
end
function walk_into(c, root, topdown, onerror)
    names = try
        readdir(root)
    catch e
        onerror(e)
        return nothing
    end
    folders = String[name for name in names if isdir(joinpath(root, name))]
    files = String[name for name in names if !isdir(joinpath(root, name))]
    topdown && put!(c, (root, folders, files))
    for name in folders
        walk_into(c, joinpath(root, name), topdown, onerror)
    end
    topdown || put!(c, (root, folders, files))
    nothing
end
splitdrive(path::AbstractString) = ("", String(path))

# Timers: something that happens later, perhaps again and again.
mutable struct Timer
    is_open::Bool
    is_set::Bool
    waiting::Condition
    function Timer(delay::Real; interval::Real=0.0)
        (delay < 0 || interval < 0) && throw(ArgumentError("timer cannot have negative timeout of $(delay < 0 ? delay : interval) seconds"))
        t = new(true, false, Condition())
        schedule(Task(() -> run_timer(t, delay, interval)))
        t
    end
end
function run_timer(t, delay, interval)
    sleep(delay)
    while t.is_open
        t.is_set = true
        notify(t.waiting, nothing, true, false)
        interval > 0 || (t.is_open = false; break)
        sleep(interval)
    end
end
isopen(t::Timer) = t.is_open
function close(t::Timer)
    t.is_open = false
    notify_error(t.waiting, EOFError())
    nothing
end
function wait(t::Timer)
    t.is_set && !t.is_open && return nothing
    t.is_open || throw(EOFError())
    wait(t.waiting)
    nothing
end
function Timer(f::Function, delay::Real; interval::Real=0.0, spawn=nothing)
    t = Timer(delay; interval=interval)
    schedule(Task(() -> begin
        while true
            try
                wait(t)
            catch e
                e isa EOFError && return nothing
                rethrow()
            end
            f(t)
            isopen(t) || return nothing
            t.is_set = false
        end
    end))
    t
end
