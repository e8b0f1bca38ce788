#!/usr/bin/env bash
# OWSLib 0.35.0: an address with a key in its query loses the last step of its path.
#
# Server: OGC API - Features below /ogc, here on this machine; many services want a key (?key=...) or a language.
# Expected: the path and the query are both kept, as GDAL keeps them.
# Seen: without a query OWSLib puts a slash behind the path and keeps it. With a query it does not, and what follows is
# joined to the address as a link is to a page: /ogc is left out and the collections of another service are asked for.
#
#     /ogc          asks for  /ogc/ /ogc/collections
#     /ogc?key=1    asks for  /ogc /collections?key=1
#     /ogc/?key=1   asks for  /ogc/ /ogc/collections?key=1
#
# The landing page is asked for without the key.
set -eu

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv python
python/bin/pip install --quiet owslib==0.35.0

python/bin/python - <<'PY'
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from owslib.ogcapi.features import Features

asked = []

class Service(BaseHTTPRequestHandler):
    def do_GET(self):
        asked.append(self.path)
        body = json.dumps({"title": "Corridors", "links": [], "collections": []}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

server = HTTPServer(("127.0.0.1", 0), Service)
Thread(target=server.serve_forever, daemon=True).start()
seen = {}
for address in ("/ogc", "/ogc?key=1", "/ogc/?key=1"):
    asked.clear()
    Features(f"http://127.0.0.1:{server.server_port}{address}").collections()
    seen[address] = list(asked)
    print(f"{address:<12}", *asked)
server.shutdown()
wanted = [["/ogc/", "/ogc/collections"], ["/ogc", "/collections?key=1"], ["/ogc/", "/ogc/collections?key=1"]]
if list(seen.values()) != wanted:
    sys.exit("changed: OWSLib asks for other addresses")
PY
