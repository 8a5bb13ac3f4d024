"""The device ports in a browser. Importable only in Pyodide; each port is one file.

The JavaScript half is in packer/web: the worker offers it to Python as the module `inspect_web`.
"""

from inspect_app.devices.web.device import web_device

__all__ = ["web_device"]
