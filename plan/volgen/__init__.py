"""Whether it happens and shows: what is due, actions, exercises and the calendar."""
