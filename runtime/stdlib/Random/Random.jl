# The standard library's `Random`: names for the generators and functions that the library itself has.
module Random

export rand!, randn!, bitrand, randstring, randsubseq, randsubseq!, shuffle, shuffle!, randperm, randperm!, randcycle, randcycle!
export AbstractRNG, RandomDevice, TaskLocalRNG, Xoshiro

const AbstractRNG = Base.AbstractRNG
const Xoshiro = Base.Xoshiro
const TaskLocalRNG = Base.TaskLocalRNG
const RandomDevice = Base.RandomDevice
const seed! = Base.seed!
const default_rng = Base.default_rng
const GLOBAL_RNG = Base.TaskLocalRNG()
const rand = Base.rand
const randn = Base.randn
const rand! = Base.rand!
const randn! = Base.randn!
const bitrand = Base.bitrand
const randstring = Base.randstring
const randsubseq = Base.randsubseq
const randsubseq! = Base.randsubseq!
const shuffle = Base.shuffle
const shuffle! = Base.shuffle!
const randperm = Base.randperm
const randperm! = Base.randperm!
const randcycle = Base.randcycle
const randcycle! = Base.randcycle!

end
