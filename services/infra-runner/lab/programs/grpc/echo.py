"""Echo over gRPC."""
import json
import os
from concurrent import futures

import grpc
import node_pb2 as pb
import node_pb2_grpc as rpc


class Node(rpc.NodeServiceServicer):
    def Init(self, request, context):
        return pb.InitResponse()

    def Deliver(self, request, context):
        return pb.DeliverResponse()

    def Ask(self, request, context):
        body = json.loads(request.body)
        if body["type"] != "echo":
            context.abort(grpc.StatusCode.UNIMPLEMENTED, f"no {body['type']} here")
        return pb.AskResponse(body=json.dumps({"type": "echo_ok", "echo": body["echo"]}))


server = grpc.server(futures.ThreadPoolExecutor(max_workers=8))
rpc.add_NodeServiceServicer_to_server(Node(), server)
server.add_insecure_port(os.environ["QUINT_NODE_ADDRESS"])
server.start()
server.wait_for_termination()
