"""Waits until bin/run's sign-in page answers, then signs in as a counselor: try_demo.py PORT PID."""

import http.cookiejar
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

LONGEST_START = 300


def main(port, pid):
    site = f"http://localhost:{port}"
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(cookies)
    page = wait_for(browser, f"{site}/accounts/login/", int(pid))
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {"login": "counselor@demo.example", "password": "the-follow-up-desk", "csrfmiddlewaretoken": token}
    answer = browser.open(f"{site}/accounts/login/", urllib.parse.urlencode(form).encode(), timeout=30)
    assert answer.status == 200, answer.status
    assert "/login/" not in answer.url, "the demo login was refused"
    print(f"signed in; the first page is {urllib.parse.urlsplit(answer.url).path}")


def wait_for(browser, address, pid):
    last_moment = time.monotonic() + LONGEST_START
    while time.monotonic() < last_moment:
        os.kill(pid, 0)  # raises when bin/run has ended
        try:
            return browser.open(address, timeout=10).read().decode()
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    sys.exit(f"No answer within {LONGEST_START} s.")


if __name__ == "__main__":
    main(*sys.argv[1:])
