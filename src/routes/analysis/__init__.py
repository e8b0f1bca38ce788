"""What is concluded from the atlas: tests of arguments, published times, accuracy, audit, changes, chokepoints."""
