"""What weighs most, and what people ask for: weighing, sessions and wishes."""
