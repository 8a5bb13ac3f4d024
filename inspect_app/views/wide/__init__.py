"""What the office's wide screens show, as frozen values. No Flet, no language, no writing."""
