print("dondocd")
