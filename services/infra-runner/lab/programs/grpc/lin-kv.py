"""Registers over gRPC: a node that passes on what it is asked to the service lin-kv."""
import itertools
import json
import os
import queue
from concurrent import futures

import grpc
import node_pb2 as pb
import node_pb2_grpc as rpc

router = rpc.RouterServiceStub(grpc.insecure_channel(os.environ["QUINT_ROUTER_ADDRESS"]))
numbers = itertools.count(1)
waiting = {}


def call(dest, body):
    number = next(numbers)
    waiting[number] = queue.Queue()
    router.Send(pb.SendRequest(dest=dest, body=json.dumps({**body, "msg_id": number})))
    try:
        return waiting[number].get(timeout=1)
    except queue.Empty:
        return {"type": "error", "code": 0, "text": "no answer from " + dest}
    finally:
        del waiting[number]


class Node(rpc.NodeServiceServicer):
    def Init(self, request, context):
        return pb.InitResponse()

    def Deliver(self, request, context):
        body = json.loads(request.body)
        answers = waiting.get(body.pop("in_reply_to", None))
        if answers is not None:
            answers.put(body)
        return pb.DeliverResponse()

    def Ask(self, request, context):
        return pb.AskResponse(body=json.dumps(call("lin-kv", json.loads(request.body))))


server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
rpc.add_NodeServiceServicer_to_server(Node(), server)
server.add_insecure_port(os.environ["QUINT_NODE_ADDRESS"])
server.start()
server.wait_for_termination()
