"""What is open and how it joins: scenarios, parameters, estimates, journeys, the graph, and the one planner."""
