"""The version of the app, said on its own pages and to the server."""

VERSION = "0.1.0"
