# Files, folders, paths, the environment.

function open_flags(mode::AbstractString)
    mode == "r" && return 1
    mode == "r+" && return 3
    mode == "w" && return 14
    mode == "w+" && return 15
    mode == "a" && return 22
    mode == "a+" && return 23
    throw(ArgumentError("invalid open mode: $mode"))
end
open(name::AbstractString, mode::AbstractString) = open_file(String(name), open_flags(mode))
function open(name::AbstractString; read::Union{Bool, Nothing}=nothing, write::Union{Bool, Nothing}=nothing, create::Union{Bool, Nothing}=nothing, truncate::Union{Bool, Nothing}=nothing, append::Union{Bool, Nothing}=nothing)
    appends = append === true
    writes = write === true || appends || truncate === true
    reads = read === nothing ? !writes : read
    flags = reads | 2 * writes | 4 * (create === nothing ? writes : create) | 8 * (truncate === nothing ? writes && !appends && !(read === true) : truncate) | 16 * appends
    open_file(String(name), Int(flags))
end
function open_file(name::String, flags::Int)
    number = Core.runtime(:file_open, Int64, name, flags)
    number < 0 && throw(SystemError("opening file $(repr(name))", -number))
    IOStream(number, string("<file ", name, ">"))
end
function open(f::Function, name::AbstractString, mode::AbstractString)
    io = open(name, mode)
    try
        return f(io)
    finally
        close(io)
    end
end
function open(f::Function, name::AbstractString; keywords...)
    io = open(name; keywords...)
    try
        return f(io)
    finally
        close(io)
    end
end
read(name::AbstractString, ::Type{String}) = open(io -> read(io, String), name)
read(name::AbstractString) = open(read, name)
write(name::AbstractString, x, rest...) = open(io -> write(io, x, rest...), name, "w")
write(name::AbstractString, x) = open(io -> write(io, x), name, "w")
touch(name::AbstractString) = (close(open(name, "a")); String(name))

file_kind(name::AbstractString) = Core.runtime(:file_kind, Int64, String(name))
isfile(name::AbstractString) = file_kind(name) == 1
isdir(name::AbstractString) = file_kind(name) == 2
ispath(name::AbstractString) = file_kind(name) != 0
filesize(name::AbstractString) = max(Core.runtime(:path_size, Int64, String(name)), 0)
function check_status(status::Int64, operation, name)
    status < 0 && throw(IOError(string(operation, "(", repr(name), "): ", system_message(-status)), Int32(status)))
    nothing
end
struct IOError <: Exception
    msg::String
    code::Int32
end
showerror(io::IO, e::IOError) = print(io, "IOError: ", e.msg)
function system_message(number)
    text = lowercase(Core.runtime(:error_text, String, Int64(number)))
    name = number == 2 ? "ENOENT" : (number == 17 ? "EEXIST" : (number == 13 ? "EACCES" : (number == 39 ? "ENOTEMPTY" : (number == 20 ? "ENOTDIR" : (number == 21 ? "EISDIR" : string("errno ", number))))))
    number == 17 && (text = "file already exists")
    number == 39 && (text = "directory not empty")
    number == 21 && (text = "illegal operation on a directory")
    string(text, " (", name, ")")
end
function rm(name::AbstractString; force::Bool=false, recursive::Bool=false)
    force && !ispath(name) && return nothing
    check_status(Core.runtime(:path_remove, Int64, String(name), Int(recursive)), isdir(name) ? "rmdir" : "unlink", name)
end
function mkdir(name::AbstractString)
    check_status(Core.runtime(:path_make, Int64, String(name), 0), "mkdir", name)
    String(name)
end
function mkpath(name::AbstractString)
    check_status(Core.runtime(:path_make, Int64, String(name), 1), "mkdir", name)
    String(name)
end
function mv(from::AbstractString, to::AbstractString; force::Bool=false)
    force || !ispath(to) || throw(ArgumentError("'$to' exists. `force=true` is required to remove '$to' before moving."))
    check_status(Core.runtime(:path_rename, Int64, String(from), String(to)), "rename", from)
    String(to)
end
function cp(from::AbstractString, to::AbstractString; force::Bool=false)
    force || !ispath(to) || throw(ArgumentError("'$to' exists. `force=true` is required to remove '$to' before copying."))
    check_status(Core.runtime(:path_copy, Int64, String(from), String(to)), "sendfile", from)
    String(to)
end
# Texts that each end with a NUL.
function unpacked(s::String)
    texts = Array{String, 1}(undef, 0)
    from = 1
    for i in 1:ncodeunits(s)
        if codeunit_at(s, i) == 0x00
            push!(texts, piece(s, from, i - 1))
            from = i + 1
        end
    end
    texts
end
function readdir(name::AbstractString="."; join::Bool=false, sort::Bool=true)
    isdir(name) || throw(IOError(string("readdir(", repr(name), "): ", system_message(ispath(name) ? 20 : 2)), Int32(ispath(name) ? -20 : -2)))
    names = unpacked(Core.runtime(:path_list, String, String(name)))
    join ? map(n -> joinpath(name, n), names) : names
end
pwd() = Core.runtime(:current_folder, String)
cd(name::AbstractString) = check_status(Core.runtime(:change_folder, Int64, String(name)), "chdir", name)
function cd(f::Function, name::AbstractString)
    old = pwd()
    cd(name)
    try
        return f()
    finally
        cd(old)
    end
end
homedir() = get(ENV, "HOME", "/")
tempdir() = get(ENV, "TMPDIR", "/tmp")
function tempname(folder::AbstractString=tempdir())
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    seed = Core.bitcast(UInt64, Core.runtime(:random_seed, Int64))
    name = "jl_"
    for i in 1:10
        name = string(name, letters[Int(seed % 62)+1])
        seed = div(seed, 62)
    end
    joinpath(folder, name)
end
mktemp() = (name = tempname(); (name, open(name, "w+")))
function mktemp(f::Function)
    name, io = mktemp()
    try
        return f(name, io)
    finally
        close(io)
        rm(name; force=true)
    end
end
mktempdir() = mkdir(tempname())
function mktempdir(f::Function)
    name = mktempdir()
    try
        return f(name)
    finally
        rm(name; force=true, recursive=true)
    end
end

# Paths.
isabspath(path::AbstractString) = startswith(path, '/')
isdirpath(path::AbstractString) = isempty(path) || endswith(path, '/') || basename(path) == "." || basename(path) == ".."
joinpath(path::AbstractString) = String(path)
function joinpath(a::AbstractString, b::AbstractString)
    (isabspath(b) || isempty(a)) && return String(b)
    endswith(a, '/') ? string(a, b) : string(a, "/", b)
end
joinpath(a::AbstractString, b::AbstractString, rest::AbstractString...) = joinpath(joinpath(a, b), rest...)
function splitdir(path::AbstractString)
    p = String(path)
    i = findlast('/', p)
    i === nothing && return ("", p)
    name = p[nextind(p, i):end]
    folder = rstrip(p[1:i], '/')
    (isempty(folder) ? "/" : String(folder), name)
end
dirname(path::AbstractString) = splitdir(path)[1]
basename(path::AbstractString) = splitdir(path)[2]
function splitext(path::AbstractString)
    p = String(path)
    name = basename(p)
    i = findlast('.', name)
    # A name that begins with its only dots has no extension.
    (i === nothing || all(==('.'), name[1:i])) && return (p, "")
    extension = name[i:end]
    (p[1:prevind(p, ncodeunits(p) - ncodeunits(extension) + 1)], extension)
end
function splitpath(path::AbstractString)
    parts = String[]
    isabspath(path) && push!(parts, "/")
    for part in split(path, '/'; keepempty=false)
        push!(parts, String(part))
    end
    parts
end
function normpath(path::AbstractString)
    isempty(path) && return "."
    is_absolute = isabspath(path)
    kept = String[]
    for part in split(path, '/'; keepempty=false)
        if part == ".."
            if isempty(kept)
                is_absolute || push!(kept, "..")
            elseif kept[end] == ".."
                push!(kept, "..")
            else
                pop!(kept)
            end
        elseif part != "."
            push!(kept, String(part))
        end
    end
    text = join(kept, "/")
    is_absolute && return string("/", text, endswith(path, '/') && !isempty(text) ? "/" : "")
    isempty(text) && return endswith(path, '/') ? "./" : "."
    endswith(path, '/') ? string(text, "/") : text
end
abspath(path::AbstractString) = normpath(isabspath(path) ? path : joinpath(pwd(), path))
abspath(path::AbstractString, rest::AbstractString...) = abspath(joinpath(path, rest...))

# Variables of the process.
struct EnvDict <: AbstractDict{String, String} end
const ENV = EnvDict()
haskey(::EnvDict, name::AbstractString) = Core.runtime(:environment_has, Bool, String(name))
getindex(env::EnvDict, name::AbstractString) = haskey(env, name) ? Core.runtime(:environment, String, String(name)) : throw(KeyError(name))
get(env::EnvDict, name::AbstractString, default) = haskey(env, name) ? env[name] : default
get(f::Function, env::EnvDict, name::AbstractString) = haskey(env, name) ? env[name] : f()
setindex!(env::EnvDict, value, name::AbstractString) = (Core.runtime(:environment_set, Nothing, String(name), string(value)); env)
delete!(env::EnvDict, name::AbstractString) = (Core.runtime(:environment_remove, Nothing, String(name)); env)
keys(::EnvDict) = unpacked(Core.runtime(:environment_names, String))
length(env::EnvDict) = length(keys(env))
function iterate(env::EnvDict, state=nothing)
    names, i = state === nothing ? (keys(env), 1) : state
    i > length(names) ? nothing : (names[i] => env[names[i]], (names, i + 1))
end

printstyled(io::IO, xs...; bold::Bool=false, italic::Bool=false, underline::Bool=false, blink::Bool=false, reverse::Bool=false, hidden::Bool=false, color=:normal) = print(io, xs...)
printstyled(xs...; keywords...) = printstyled(stdout, xs...; keywords...)
