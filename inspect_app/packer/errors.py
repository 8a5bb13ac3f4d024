"""What the packer raises when it cannot go on."""


class PackingFailed(Exception):
    """The app could not be packed; the message says what is wrong and what to do, in one sentence."""
