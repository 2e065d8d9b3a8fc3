# Records written to a file and read back, appended, searched, rewritten; buffers; do-blocks that close.
struct Record
    id::Int
    name::String
    tags::Vector{String}
end
Base.:(==)(a::Record, b::Record) = a.id == b.id && a.name == b.name && a.tags == b.tags
encode(r::Record) = join((r.id, r.name, join(r.tags, '+')), '|')
function decode(line)
    id, name, tags = split(line, '|')
    return Record(parse(Int, id), name, isempty(tags) ? String[] : split(tags, '+'))
end
records = [Record(1, "ann", ["a", "b"]), Record(2, "bob", String[]), Record(3, "çé", ["x"])]
mktempdir() do folder
    path = joinpath(folder, "records.txt")
    println(isfile(path), " ", isdir(folder))
    open(path, "w") do io
        for r in records
            println(io, encode(r))
        end
    end
    println(isfile(path), " ", filesize(path), " ", countlines(path), " ", basename(path), " ", splitext(basename(path)))
    back = [decode(l) for l in eachline(path)]
    println(back == records, " ", back[1].tags, " ", length(read(path, String)))
    open(path, "a") do io
        write(io, encode(Record(4, "dan", ["y", "z"])), '\n')
    end
    println(last(readlines(path)), " ", length(readlines(path)))
    open(path) do io
        println(readline(io), " ", position(io), " ", eof(io))
        seekstart(io)
        skip(io, 2)
        println(String(read(io, 3)), " ", read(io, Char), " ", readuntil(io, '+'))
        seekend(io)
        println(eof(io))
    end
    kept = filter(l -> !startswith(l, '2'), readlines(path))
    write(path, join(kept, "\n") * "\n")
    println(countlines(path), " ", [decode(l).id for l in eachline(path)])
    cp(path, joinpath(folder, "copy.txt"))
    mv(joinpath(folder, "copy.txt"), joinpath(folder, "moved.txt"))
    mkpath(joinpath(folder, "sub", "deep"))
    touch(joinpath(folder, "sub", "empty"))
    println(sort(readdir(folder)), " ", readdir(joinpath(folder, "sub")), " ", filesize(joinpath(folder, "sub", "empty")))
    rm(joinpath(folder, "sub"), recursive = true)
    println(readdir(folder), " ", isdir(joinpath(folder, "sub")))
    result = try
        open(joinpath(folder, "missing.txt"))
    catch e
        e isa SystemError
    end
    println(result)
    bytes = UInt8[0x01, 0xff, 0x00, 0x41]
    write(joinpath(folder, "bytes"), bytes)
    println(read(joinpath(folder, "bytes")) == bytes, " ", read(joinpath(folder, "bytes"))[2])
end
io = IOBuffer()
write(io, "line one\nline two\n")
print(io, 3, ' ', 4.5, '\n')
seekstart(io)
println(readline(io), " | ", readline(io, keep = true), "| ", split(readline(io)))
println(String(take!(io)) == "", " ", read(IOBuffer("abc"), String), " ", collect(eachline(IOBuffer("x\ny\n\nz"))))
function numbered(io::IO, text)
    for (i, line) in enumerate(split(text, '\n'))
        println(io, lpad(i, 3), ": ", line)
    end
end
print(sprint(numbered, "first\nsecond"))
state = String[]
try
    open(tempname(), "w") do io
        push!(state, "open")
        error("stop")
    end
catch e
    push!(state, e.msg)
finally
    push!(state, "done")
end
println(state, " ", joinpath("a", "b", "c.jl"), " ", dirname("/x/y/z.txt"), " ", normpath("/a/../b/./c"), " ", isabspath("/x"), " ", splitdir("q/r"))
