"""Registers by Raft over gRPC: an election, a log on disk, and what a majority holds is applied."""
import json
import os
import queue
import random
import threading
import time
from concurrent import futures

import grpc
import node_pb2 as pb
import node_pb2_grpc as rpc

router = rpc.RouterServiceStub(grpc.insecure_channel(os.environ["QUINT_ROUTER_ADDRESS"]))
journal = os.path.join(os.environ["QUINT_DATA_DIR"], "journal")
outgoing = queue.Queue()


def deliver_outgoing():
    while True:
        dest, body = outgoing.get()
        try:
            router.Send(pb.SendRequest(dest=dest, body=json.dumps(body)))
        except grpc.RpcError:
            pass  # Lost, as any message may be.


class Raft:
    """All of it is done under one lock."""

    def __init__(self, me, ids):
        self.me, self.others = me, [id for id in ids if id != me]
        self.majority = len(ids) // 2 + 1
        self.role, self.term, self.vote, self.leader = "follower", 0, "", ""
        self.log, self.commit, self.applied = [], 0, 0
        self.votes, self.next, self.match = set(), {}, {}
        self.stood = 0  # How often for the same seat: each time it is waited longer, as the machine may be busy.
        self.registers, self.waiting, self.passed, self.asked = {}, {}, {}, 0
        if os.path.exists(journal):
            for line in open(journal):
                if line.endswith("\n"):
                    kept = json.loads(line)
                    if "place" in kept:
                        self.log[kept["place"] - 1 :] = [kept["entry"]]
                    else:
                        self.term, self.vote = kept["term"], kept["vote"]
        self.file = open(journal, "a")
        self.wait()

    def persist(self, line):
        self.file.write(json.dumps(line) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())

    def wait(self):
        self.due = time.monotonic() + (0.7 + random.random() * 0.7) * min(8, 2**self.stood)

    def last_term(self):
        return self.log[-1]["term"] if self.log else 0

    def follow(self, term):
        if term > self.term:
            self.term, self.vote, self.leader = term, "", ""
            self.persist({"term": term, "vote": ""})
        self.role = "follower"
        self.wait()

    def tick(self):
        if time.monotonic() < self.due:
            return
        if self.role == "leader":
            self.due = time.monotonic() + 0.15
            for other in self.others:
                self.replicate(other)
            return
        self.role, self.term, self.vote, self.leader = "candidate", self.term + 1, self.me, ""
        self.votes = {self.me}
        self.persist({"term": self.term, "vote": self.me})
        self.wait()
        self.stood += 1
        for other in self.others:
            outgoing.put((other, {"type": "vote", "term": self.term, "lastIndex": len(self.log), "lastTerm": self.last_term()}))
        self.count()

    def count(self):
        if self.role != "candidate" or len(self.votes) < self.majority:
            return
        self.role, self.leader, self.due, self.stood = "leader", self.me, 0, 0
        self.next = {id: len(self.log) + 1 for id in self.others}
        self.match = {id: 0 for id in self.others}
        self.add({"term": self.term, "id": f"{self.me}:{self.term}", "body": {"type": "nothing"}})

    def add(self, entry):
        self.log.append(entry)
        self.persist({"place": len(self.log), "entry": entry})

    def replicate(self, to):
        at = self.next[to]
        before = self.log[at - 2]["term"] if at > 1 else 0
        entries = self.log[at - 1 : at + 63]
        outgoing.put((to, {"type": "append", "term": self.term, "prevIndex": at - 1, "prevTerm": before, "entries": entries, "commit": self.commit}))

    def advance(self):
        for index in range(len(self.log), self.commit, -1):
            if self.log[index - 1]["term"] != self.term:
                return
            if 1 + sum(match >= index for match in self.match.values()) >= self.majority:
                self.commit = index
                self.apply()
                return

    def apply(self):
        while self.applied < self.commit:
            entry = self.log[self.applied]
            self.applied += 1
            answer = self.do(entry["body"])
            self.answer(entry["id"], answer)

    def do(self, body):
        key = body.get("key")
        if body["type"] == "read":
            return {"type": "read_ok", "value": self.registers.get(key)}
        if body["type"] == "cas" and key not in self.registers:
            return {"type": "error", "code": 20, "text": "no such key"}
        if body["type"] == "cas" and self.registers[key] != body["from"]:
            return {"type": "error", "code": 22, "text": f"it is {self.registers[key]}"}
        if body["type"] in ("write", "cas"):
            self.registers[key] = body["value"] if body["type"] == "write" else body["to"]
        return {"type": body["type"] + "_ok"}

    def answer(self, id, body):
        """To who asked here, or by the node that passed it on."""
        if id in self.waiting:
            self.waiting.pop(id).put(body)
        elif id in self.passed and self.role == "leader":
            outgoing.put((self.passed[id], {"type": "passed", "id": id, "answer": body}))

    def ask(self, body):
        """The leader takes commands, the others pass them on."""
        if self.leader == "":
            return None
        self.asked += 1
        id = f"{self.me}:{time.time_ns()}:{self.asked}"
        answers = self.waiting[id] = queue.Queue()
        if self.role == "leader":
            self.propose(id, body)
        else:
            outgoing.put((self.leader, {"type": "pass", "id": id, "body": body}))
        return answers

    def propose(self, id, body):
        self.add({"term": self.term, "id": id, "body": body})
        for other in self.others:
            self.replicate(other)
        self.advance()

    def hear(self, sender, body):
        kind = body["type"]
        if kind == "passed":
            return self.answer(body["id"], body["answer"])
        if kind == "pass":
            # A copy of a message is no second command.
            if self.role == "leader" and body["id"] not in self.passed:
                self.passed[body["id"]] = sender
                self.propose(body["id"], body["body"])
            return
        term = body["term"]
        if term > self.term:
            self.follow(term)
        if kind == "vote":
            fresh = (body["lastTerm"], body["lastIndex"]) >= (self.last_term(), len(self.log))
            granted = term == self.term and fresh and self.vote in ("", sender)
            if granted:
                self.vote = sender
                self.persist({"term": term, "vote": sender})
                self.wait()
            outgoing.put((sender, {"type": "voted", "term": self.term, "granted": granted}))
        elif kind == "voted" and term == self.term and body["granted"]:
            self.votes.add(sender)
            self.count()
        elif kind == "append":
            self.take(sender, body)
        elif kind == "appended" and term == self.term and self.role == "leader":
            if body["ok"]:
                self.match[sender] = max(self.match[sender], body["match"])
                self.next[sender] = max(self.next[sender], body["match"] + 1)
                self.advance()
            else:
                self.next[sender] = max(1, min(self.next[sender], body["match"] + 1))

    def take(self, sender, body):
        if body["term"] < self.term:
            return outgoing.put((sender, {"type": "appended", "term": self.term, "ok": False, "match": 0}))
        self.stood = 0
        self.follow(body["term"])
        self.leader = sender
        at = body["prevIndex"]
        if at > len(self.log) or (at > 0 and self.log[at - 1]["term"] != body["prevTerm"]):
            return outgoing.put((sender, {"type": "appended", "term": self.term, "ok": False, "match": min(at - 1, len(self.log))}))
        for place, entry in enumerate(body["entries"], at):
            if place < len(self.log) and self.log[place]["term"] == entry["term"]:
                continue
            del self.log[place:]
            self.add(entry)
        known = at + len(body["entries"])
        self.commit = max(self.commit, min(body["commit"], known))
        self.apply()
        outgoing.put((sender, {"type": "appended", "term": self.term, "ok": True, "match": known}))


class Node(rpc.NodeServiceServicer):
    raft, lock = None, threading.Lock()

    def Init(self, request, context):
        self.raft = Raft(request.node_id, list(request.node_ids))
        threading.Thread(target=deliver_outgoing, daemon=True).start()
        threading.Thread(target=self.tick, daemon=True).start()
        return pb.InitResponse()

    def tick(self):
        while True:
            time.sleep(0.02)
            with self.lock:
                self.raft.tick()

    def Deliver(self, request, context):
        with self.lock:
            self.raft.hear(request.src, json.loads(request.body))
        return pb.DeliverResponse()

    def Ask(self, request, context):
        with self.lock:
            answers = self.raft.ask(json.loads(request.body))
        if answers is None:
            return pb.AskResponse(body='{"type":"error","code":11,"text":"there is no leader now"}')
        try:
            return pb.AskResponse(body=json.dumps(answers.get(timeout=2)))
        except queue.Empty:
            return pb.AskResponse(body='{"type":"error","code":0,"text":"not committed yet"}')

    def Inspect(self, request, context):
        with self.lock:
            raft = self.raft
            log = [{"term": entry["term"], "id": entry["id"]} for entry in raft.log]
            view = {"role": raft.role, "term": raft.term, "vote": raft.vote, "commit": raft.commit, "log": log}
        return pb.InspectResponse(view=json.dumps(view))


server = grpc.server(futures.ThreadPoolExecutor(max_workers=32))
rpc.add_NodeServiceServicer_to_server(Node(), server)
server.add_insecure_port(os.environ["QUINT_NODE_ADDRESS"])
server.start()
server.wait_for_termination()
