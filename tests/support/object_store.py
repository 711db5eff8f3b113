"""A server that speaks S3 on this machine, in a process of its own, with objects that fail.

moto keeps the objects; what fails is told by names. In the bucket `forbidden` nothing may be
listed or read, `gone-…` is listed and not there, and of `lost-…` no more than the beginning is.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager

BUCKET = "corpus"
KEY = "AKIAverysecret"
ERROR = "<Error><Code>{}</Code><Message>{}</Message></Error>"
DENIED = ("403 Forbidden", "AccessDenied", "Access Denied")
MISSING = ("404 Not Found", "NoSuchKey", "The specified key does not exist.")


@contextmanager
def serving():
    """The environment in which clients find the server."""
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True) as server:
        port = server.stdout.readline().strip()
        yield {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": KEY,
        }
        server.kill()


class Bucket:
    """A bucket of the server, as a test fills it."""

    def __init__(self, env) -> None:
        import boto3  # noqa: PLC0415  # with moto

        key = env["AWS_ACCESS_KEY_ID"]
        self._client = boto3.client(
            "s3",
            endpoint_url=env["AWS_ENDPOINT_URL"],
            aws_access_key_id=key,
            aws_secret_access_key=key,
            region_name="us-east-1",
        )
        self._client.create_bucket(Bucket=BUCKET)

    def put(self, objects) -> None:
        """Write objects by their names; None removes one."""
        for name, data in objects.items():
            if data is None:
                self._client.delete_object(Bucket=BUCKET, Key=name)
            else:
                body = data if isinstance(data, bytes) else data.encode()
                self._client.put_object(Bucket=BUCKET, Key=name, Body=body)


def failing(application):
    """The application, but for what is to fail."""

    def serve(environ, start):
        fault = fault_of(environ)
        if fault is None:
            return application(environ, start)
        status, code, message = fault
        body = ERROR.format(code, message).encode()
        start(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body]

    return serve


def fault_of(environ):
    """What a request is answered with if it is to fail."""
    path = environ["PATH_INFO"]
    if path.startswith("/forbidden"):
        return DENIED
    first = environ.get("HTTP_RANGE", "bytes=0-").removeprefix("bytes=").partition("-")[0]
    gone = "/gone-" in path or ("/lost-" in path and first != "0")
    return MISSING if environ["REQUEST_METHOD"] == "GET" and gone else None


def serve() -> None:
    """Serve until killed; the port is printed."""
    from moto.moto_server.werkzeug_app import (  # noqa: PLC0415  # for the server alone
        DomainDispatcherApplication,
        create_backend_app,
    )
    from werkzeug.serving import make_server  # noqa: PLC0415  # as above

    application = failing(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True)
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # for life: it logs each request
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    serve()
