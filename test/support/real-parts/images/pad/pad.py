"""A pad with one page, kept in the PostgreSQL that CMD_DB_URL names. GET / answers 200 with the number of visits,
which the database counts, or 503 with the reason while the app cannot log in to it. The password is never shown."""

import http.server
import os

import psycopg2


def visit() -> int:
    connection = psycopg2.connect(os.environ["CMD_DB_URL"], connect_timeout=5)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE IF NOT EXISTS visits (at timestamptz DEFAULT now())")
            cursor.execute("INSERT INTO visits DEFAULT VALUES")
            cursor.execute("SELECT count(*) FROM visits")
            return cursor.fetchone()[0]
    finally:
        connection.close()


class Pad(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        try:
            status, text = 200, f"The pad. Visits: {visit()}\n"
        except KeyError:
            status, text = 503, "CMD_DB_URL is not set\n"
        except psycopg2.Error as error:
            status, text = 503, f"The database refuses: {str(error).strip()}\n"
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


print("The pad listens on port 3000")
http.server.ThreadingHTTPServer(("", 3000), Pad).serve_forever()
