# Reading lines, words and numbers from input; files in a temporary folder; standard input that is empty.
text = """
3 4
hello world
1.5,2.5,3.5
last line"""
io = IOBuffer(text)
rows, cols = parse.(Int, split(readline(io)))
println(rows, "x", cols)
println(split(readline(io)), " ", sum(parse.(Float64, split(readline(io), ","))), " ", eof(io), " ", read(io, String), " ", eof(io))
for (n, line) in enumerate(eachline(IOBuffer(text)))
    println(n, ": ", line, " (", length(line), ")")
end
println(readlines(IOBuffer("a\nb\r\nc")), " ", readlines(IOBuffer("x\ny\n"), keep=true), " ", isempty(readlines(IOBuffer(""))), " ", countlines(IOBuffer("1\n2\n3")))
println(repr(readline(stdin)), " ", eof(stdin), " ", read(stdin, String) == "")
mktempdir() do dir
    path = joinpath(dir, "notes.txt")
    open(path, "w") do f
        println(f, "first")
        write(f, "second\n")
        print(f, 3, '\n')
    end
    println(read(path, String) == "first\nsecond\n3\n", " ", readlines(path), " ", filesize(path), " ", isfile(path), " ", isdir(dir), " ", readdir(dir))
    open(path, "a") do f
        write(f, "more")
    end
    f = open(path)
    println(readline(f), " ", position(f), " ", readline(f, keep=true) |> repr, " ", read(f, Char), " ", eof(f))
    seekstart(f)
    println(length(read(f, String)))
    close(f)
    println(isopen(f), " ", countlines(path), " ", [uppercase(l) for l in eachline(path)])
    cp(path, joinpath(dir, "copy.txt"))
    rm(path)
    println(isfile(path), " ", readdir(dir), " ", splitext("copy.txt"), " ", basename("/a/b.c"), " ", dirname("/a/b.c"), " ", joinpath("a", "b"))
    write(joinpath(dir, "bytes"), UInt8[1, 2, 255])
    println(read(joinpath(dir, "bytes")), " ", open(read, joinpath(dir, "bytes")) |> length)
    mkdir(joinpath(dir, "sub"))
    println(sort(readdir(dir)), " ", isdir(joinpath(dir, "sub")))
end
try
    open("/no/such/file")
catch e
    println(e isa SystemError)
end
