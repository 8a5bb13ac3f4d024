"""What screens show, as frozen values read from the store. No Flet, no language, no writing."""
