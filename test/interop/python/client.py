"""Reads the admin API and a node's stream: client.py PROTO_DIR ADMIN_ADDRESS SYNC_ADDRESS NODE

Prints one JSON object: the status's position, an explanation, and how many updates a snapshot of the node has.
"""

import atexit
import importlib
import json
import shutil
import sys
import tempfile
import threading

import grpc
from grpc_tools import protoc

proto_dir, admin_address, sync_address, node = sys.argv[1:5]
generated = tempfile.mkdtemp(prefix="manul-python-")
atexit.register(shutil.rmtree, generated, ignore_errors=True)
files = ["felix/dataplane.proto", "manul/v1/node_sync.proto", "manul/v1/recording.proto", "manul/v1/admin.proto"]
options = [f"-I{proto_dir}", f"--python_out={generated}", f"--grpc_python_out={generated}"]
if protoc.main(["protoc", *options, *files]) != 0:
    sys.exit("the .proto files do not compile")
sys.path.insert(0, generated)
admin_pb2 = importlib.import_module("manul.v1.admin_pb2")
admin_grpc = importlib.import_module("manul.v1.admin_pb2_grpc")
sync_pb2 = importlib.import_module("manul.v1.node_sync_pb2")
sync_grpc = importlib.import_module("manul.v1.node_sync_pb2_grpc")


def snapshot():
    """Everything that the node is to hold, as an observer, who takes no driver's place."""
    hello = sync_pb2.Hello(node=node, protocol_version=1, driver_version="example", observer=True)
    done = threading.Event()

    def requests():
        """Ends when we have what we want: a stream whose requests end is over for the server."""
        yield sync_pb2.FromNode(hello=hello)
        done.wait()

    with grpc.insecure_channel(sync_address) as channel:
        call = sync_grpc.NodeSyncStub(channel).Sync(requests())
        updates = 0
        for batch in call:
            updates += len(batch.updates)
            if batch.HasField("position"):
                done.set()
                call.cancel()
                return updates
    sys.exit("the stream ended before the position")


with grpc.insecure_channel(admin_address) as channel:
    admin = admin_grpc.AdminStub(channel)
    status = admin.GetStatus(admin_pb2.StatusRequest())
    explanation = admin.Explain(admin_pb2.ExplainRequest(**{"from": "shop/web", "to": "shop/api", "port": 8080}))

result = {
    "epoch": status.position.epoch,
    "allowed": explanation.allowed,
    "answer": explanation.answer,
    "updates": snapshot(),
}
print(json.dumps(result))
