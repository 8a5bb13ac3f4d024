"""来访 on the office's desk: who is on campus, every visit, what the gate keeps, and what the school decides."""
