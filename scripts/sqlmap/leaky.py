"""A server that puts a parameter into its SQL as text: what the search has to find, so that finding nothing elsewhere
means something. Prints its address, and answers until it is ended.
"""

import http.server
import sqlite3
import urllib.parse

DATABASE = sqlite3.connect(":memory:", check_same_thread=False)
DATABASE.execute("CREATE TABLE risk (title TEXT, state TEXT)")
DATABASE.executemany("INSERT INTO risk VALUES (?, ?)", [(f"risk {n}", "open") for n in range(5)])


class Leaky(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        state = query.get("state", [""])[0]
        try:
            rows = DATABASE.execute(f"SELECT title FROM risk WHERE state = '{state}'").fetchall()
            code, text = 200, "\n".join(title for (title,) in rows)
        except sqlite3.Error as error:
            code, text = 500, str(error)
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = http.server.HTTPServer(("127.0.0.1", 0), Leaky)
    print(f"http://127.0.0.1:{server.server_port}/?state=open", flush=True)
    server.serve_forever()
