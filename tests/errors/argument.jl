throw(ArgumentError("bad argument"))
