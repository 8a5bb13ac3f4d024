"""Everything that the gate keeps about one person: found, handed out, erased. On the server alone."""
