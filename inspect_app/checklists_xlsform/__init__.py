"""Checklists as XLSForm workbooks, the spreadsheet of ODK and Kobo. Writing one needs openpyxl; reading one
needs pyxform too, which stays on the server.
"""
