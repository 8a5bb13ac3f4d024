"""The reading statements of the screens, and the few that write what is never synced (drafts, photo places).

One named function a statement; parameters by name; what comes back are NamedTuples.
"""
