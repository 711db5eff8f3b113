"""What cleaning costs, beside what people chain together today: `make bench`."""
