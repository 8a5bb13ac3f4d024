"""来访 on the phone: who is on campus, signing in and out, one visit, and the other places of the gate."""
