// Every node of the cluster is a process: a line of JSON in is a message to it, a line out is one from it. What goes to stderr is its log.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

type body map[string]any

type message struct {
	Src  string `json:"src"`
	Dest string `json:"dest"`
	Body body   `json:"body"`
}

var (
	me  string
	ids []any
	out = json.NewEncoder(os.Stdout)
)

func send(dest string, what body) {
	out.Encode(message{me, dest, what})
}

func reply(to message, what body) {
	what["in_reply_to"] = to.Body["msg_id"]
	send(to.Src, what)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	for in.Scan() {
		var got message
		if err := json.Unmarshal(in.Bytes(), &got); err != nil {
			panic(err)
		}
		switch got.Body["type"] {
		case "init":
			me, ids = got.Body["node_id"].(string), got.Body["node_ids"].([]any)
			reply(got, body{"type": "init_ok"})
		case "topology":
			// Whom to talk to, where the lesson says so.
			reply(got, body{"type": "topology_ok"})
		default:
			fmt.Fprintln(os.Stderr, me, "of", len(ids), "was asked", got.Body["type"], "by", got.Src)
			reply(got, body{"type": "error", "code": 10, "text": "not supported yet"})
		}
	}
}
