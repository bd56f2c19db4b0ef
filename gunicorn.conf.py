"""How gunicorn serves the pages."""

import logging
import multiprocessing
import os

from workforce.logs import HideTokens

bind = os.environ.get("BIND", "127.0.0.1:8000")
# Pages keep a processor busy, so threads bring nothing: a process for each processor, 2 at least.
workers = int(os.environ.get("WEB_CONCURRENCY") or max(2, multiprocessing.cpu_count()))
preload_app = True
timeout = 30
graceful_timeout = 5
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - a heartbeat must not wait for a disk

accesslog = "-"
# Without what follows the question mark: there people search for names, addresses and phone numbers.
access_log_format = '%(t)s %(h)s "%(m)s %(U)s" %(s)s %(b)s %(M)sms'
for name in ("gunicorn.access", "gunicorn.error"):
    logging.getLogger(name).addFilter(HideTokens())
