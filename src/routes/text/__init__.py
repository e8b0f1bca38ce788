"""Words for numbers, dates, units, states and sentences about journeys; no HTML here."""
