export !=, ==, !==, <, <=, >, >=, ≠, ≤, ≥, ≡, ≢, !, +, -, *, /, ÷, %, ^, √, &, |, ⊻, ~, <<, >>, >>>, |>, :, ∈, ∉, in, xor
export isequal, isless, isnothing, something, max, min, minmax, identity, clamp, eltype, Val
export convert, promote, promote_type, promote_rule, typejoin, Int, UInt
export sizeof, div, rem, mod, fld, cld, divrem, fldmod, mod1, fld1, gcd, lcm, count_ones, count_zeros, leading_zeros
export trailing_zeros, leading_ones, trailing_ones, bswap, signed, unsigned, zero, one, oneunit, iszero, isone, typemin, typemax
export isodd, iseven, ispow2, abs, abs2, signbit, sign, flipsign, copysign, isnan, isinf, isfinite, isinteger, widen
export float, eps, floatmax, floatmin, Inf, NaN, Inf32, NaN32, fma, muladd, trunc, floor, ceil, round, unsafe_trunc, sqrt
export AbstractArray, AbstractRange, OrdinalRange, AbstractUnitRange, AbstractVector, AbstractMatrix, UnitRange, StepRange, Colon
export first, last, step, length, isempty, size, iterate, getindex, setindex!, reverse, minimum, maximum, sum
export firstindex, lastindex, map, DenseArray, Array, Vector, Matrix, VecOrMat, NTuple, undef, UndefInitializer, ndims
export eachindex, axes, keys, fill!, fill, zeros, ones, trues, falses, collect, copy, push!, pop!, resize!, append!, empty!
export popfirst!, pushfirst!, insert!, deleteat!
export ncodeunits, codeunit, nextind, prevind, isvalid, repeat, codepoint, isdigit, isascii, parse
export stdout, stderr, IOBuffer, IOContext, take!, write, flush, print, println, string, repr, show, nameof, fieldcount
export ∘, ComposedFunction, Returns
export broadcast, broadcast!, BitArray, BitVector, BitMatrix
export getproperty, setproperty!
export NamedTuple, Pair, =>, pairs, values, haskey, get, merge
export ARGS, PROGRAM_FILE, time, exit, atexit, error, sprint, rethrow, showerror, StringIndexError, KeyError
export foreach, filter, sum, prod, any, all, count, extrema, reduce, foldl, enumerate, zip, vcat, hcat, hvcat, DimensionMismatch
export Expr, gensym, esc, macroexpand, eval, include, parentmodule, fullname, getglobal, isdefined, Meta
export @eval, @assert, @show, @isdefined, @__LINE__, @__FILE__, @__DIR__, @__MODULE__, @simd, @nospecialize, @specialize
export @static, @something, @coalesce, @label, @goto, @elapsed, @time, @allocated, @raw_str, @b_str, @macroexpand, @macroexpand1
export time_ns
export hash, objectid, Pair, =>, AbstractDict, Dict, IdDict, Set, AbstractSet, keytype, valtype, values, pairs, haskey, get, get!, getkey, delete!
export merge, merge!, mergewith, mergewith!, filter!, map!, sizehint!, empty, union, union!, intersect, intersect!, setdiff, setdiff!, symdiff, symdiff!
export ∪, ∩, issubset, ⊆, ⊇, ⊈, ⊉, ⊊, ⊋, issetequal, isdisjoint, unique, unique!, allunique, allequal, ∋, ∌, ∉
export Missing, missing, ismissing, MissingException, coalesce, Some, skipmissing, notnothing, Ref, nonmissingtype
export mapreduce, mapfoldl, mapfoldr, foldr, findmax, findmin, argmax, argmin, accumulate, accumulate!, cumsum, cumsum!, cumprod, cumprod!, diff
export IndexStyle, IndexLinear, IndexCartesian, CartesianIndex, CartesianIndices, LinearIndices, similar, copyto!, copy!, reshape, vec, parent, strides, stride
export checkbounds, checkindex, isassigned, ntuple, only, append!, prepend!, splice!, popat!, keepat!, isconcretetype, DenseVector, DenseMatrix, promote_typejoin
export findfirst, findlast, findnext, findprev, findall, indexin, reverse!, circshift, circshift!, permutedims, rotl90, rotr90, rot180
export MIME, display, summary, displaysize, keys, AbstractVecOrMat
export sort, sort!, sortperm, sortperm!, invperm, isperm, permute!, invpermute!, issorted, partialsort, partialsort!, partialsortperm
export searchsortedfirst, searchsortedlast, searchsorted, insorted, InsertionSort, QuickSort, MergeSort
export adjoint, transpose, \, inv, kron, conj, view, parentindices, eachrow, eachcol, eachslice, selectdim, stack, cat, dropdims, SubArray, foldl
export sortslices, mapslices, Val
export category_code, thisind, nextind, prevind, codeunits, SubString, cmp, ismalformed, isoverlong, isletter, isxdigit, isnumeric, islowercase, isuppercase
export iscntrl, ispunct, isspace, isprint, textwidth, uppercase, lowercase, titlecase, uppercasefirst, lowercasefirst
export startswith, endswith, occursin, contains, findfirst, findlast, findnext, findprev, findall
export split, rsplit, eachsplit, join, replace, strip, lstrip, rstrip, chomp, chop, chopprefix, chopsuffix, lpad, rpad, reverseind, only
export inv, tryparse, ndigits, digits, digits!, bitstring, gcdx, invmod, powermod, widemul, isqrt, factorial, binomial, nextpow, prevpow
export bitrotate, bitreverse, nand, nor, ⊼, ⊽, fldmod1, oftype
export sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh, exp, exp2, exp10, expm1, log, log2, log10, log1p, cbrt, ∛
export sinpi, cospi, sincos, sincospi, sec, csc, cot, asec, acsc, acot, sech, csch, coth, deg2rad, rad2deg, hypot
export RoundingMode, RoundNearest, RoundToZero, RoundUp, RoundDown, RoundFromZero, RoundNearestTiesAway, RoundNearestTiesUp
export reinterpret, precision, maxintfloat, issubnormal, nextfloat, prevfloat, exponent, significand, frexp, ldexp, modf, isapprox, ≈, ≉
export rem2pi, mod2pi, Inf16, NaN16, Inf64, NaN64, Irrational, AbstractIrrational, π, pi, ℯ
export @enum, Enum, instances, @NamedTuple, @v_str, VersionNumber, VERSION, @__dot__, @info, @warn, @error, @debug, @timed
export evalpoly, @view, @views, @evalpoly, @invokelatest, @kwdef, @showtime, Threads
export StepRangeLen, LinRange, range
export Rational, //, numerator, denominator, rationalize
export Complex, ComplexF64, ComplexF32, ComplexF16, im, complex, real, imag, reim, conj, angle, isreal, cis
export Method, methods, which, hasmethod, applicable, invoke, typeintersect, supertype, supertypes, subtypes, fieldnames, fieldname, fieldtypes
export names, propertynames, isabstracttype, ismutabletype, isstructtype, isprimitivetype, isbitstype, isbits, ismutable, isimmutable
export stdin, IOStream, EOFError, SystemError, IOError, eof, isopen, isreadable, iswritable, close, seek, seekstart, seekend, position, skip, bytesavailable, truncate
export read, peek, readavailable, readchomp, readline, readlines, readuntil, eachline, countlines, open, touch, isfile, isdir, ispath, filesize
export rm, mkdir, mkpath, mv, cp, readdir, pwd, cd, homedir, tempdir, tempname, mktemp, mktempdir, isabspath, isdirpath, joinpath, splitdir, dirname, basename
export splitext, splitpath, normpath, abspath, ENV, time_ns, sleep, printstyled, escape_string, unescape_string
export BigInt, BigFloat, setprecision, big, Regex, RegexMatch, SubstitutionString, AbstractPattern, match, eachmatch, rand, randn
export bytes2hex, hex2bytes, evalpoly, fourthroot, cispi, hton, ntoh, htol, ltoh, clamp!, nextprod
export deepcopy, dump, peek, replace!, transcode, ascii, include_string
export Iterators
export Task, @task, @async, @sync, schedule, yield, yieldto, wait, fetch, current_task, istaskstarted, istaskdone, istaskfailed, errormonitor
export task_local_storage, timedwait, asyncmap, asyncmap!, Condition, notify, ReentrantLock, lock, unlock, trylock, islocked
export AbstractChannel, Channel, put!, isready, bind, InvalidStateException, TaskFailedException, CompositeException
export sind, cosd, tand, sincosd, secd, cscd, cotd, asind, acosd, atand, asecd, acscd, acotd, acsch, acoth, BitSet
export Cchar, Cuchar, Cshort, Cushort, Cint, Cuint, Clong, Culong, Clonglong, Culonglong, Csize_t, Cssize_t, Cptrdiff_t, Cintmax_t
export Cuintmax_t, Cfloat, Cdouble, Cwchar_t, Dims, ENDIAN_BOM, isinteractive, precompile, hasfield, hasproperty, isreadonly, expanduser
export devnull, splat, isunordered, relpath, walkdir, splitdrive, Timer
export @gensym, withenv, sum!, prod!, maximum!, minimum!, any!, all!, conj!, permutedims!, retry, Sys, GC, MathConstants
