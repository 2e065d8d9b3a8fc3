factorial(30)
