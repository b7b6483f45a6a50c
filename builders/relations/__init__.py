"""How figures relate by arithmetic, whether that holds, and what follows from it."""
