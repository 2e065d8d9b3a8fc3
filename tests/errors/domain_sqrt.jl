sqrt(-1.0)
