"""Checklists as XLSForm workbooks, the spreadsheet of ODK and Kobo. For the server and the command line:
it needs pyxform and openpyxl, which the phone does not carry.
"""

from inspect_app.checklists_xlsform.reading import read_xlsform
from inspect_app.checklists_xlsform.writing import write_xlsform

__all__ = ["read_xlsform", "write_xlsform"]
