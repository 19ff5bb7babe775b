"""What things are: frozen values. Imports nothing but itself and the standard library."""
