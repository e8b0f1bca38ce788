"""The profile of a journey: line, countries, states and stops on one scale of kilometres, as SVG."""
