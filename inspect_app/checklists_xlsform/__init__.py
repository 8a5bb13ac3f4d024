"""Checklists as XLSForm workbooks, the spreadsheet of ODK and Kobo. For the server and the command line:
it needs pyxform and openpyxl, which the phone does not carry.
"""
