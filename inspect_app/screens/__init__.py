"""The screens: functions of the desk and of the place."""
