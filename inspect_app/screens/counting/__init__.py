"""盘点 on the phone: the counts, one count, a room of it, and scanning one thing after the other."""
