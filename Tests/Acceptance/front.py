#!/usr/bin/env python3
"""What a person does at a browser, through the web server at https://dondoc.coquan.vn.

    front.py sees LOGIN PATH          the status, and the page
    front.py reports LOGIN PATH KIND  sends the form of that kind on a page, as it is filled in; says the status
    LOGIN is - for somebody without an account: PATH is then a link of a letter."""
import os, sys, types

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Web"))
sys.dont_write_bytecode = True
from office import Browser  # noqa: E402

URL = "https://dondoc.coquan.vn"
what, login, path = sys.argv[1:4]
browser = Browser(types.SimpleNamespace(url=URL, port=443, trial_port=0), None if login == "-" else login)
path = path.removeprefix(URL)
if what == "sees":
    answer, page = browser.get(path)
    print(answer.status)
    print(page)
else:
    answer, page = browser.post(path, browser.form(path, sys.argv[4]))
    print(answer.status)
