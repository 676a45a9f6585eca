// Broadcast with goroutines: each neighbour is told what it has not acknowledged, batch by batch.
package main

import (
	"bufio"
	"encoding/json"
	"os"
	"sync"
	"time"
)

type message struct {
	Src  string         `json:"src"`
	Dest string         `json:"dest"`
	Body map[string]any `json:"body"`
}

type node struct {
	sync.Mutex
	me    string
	ids   []string
	known map[float64]bool
	owed  map[string]map[float64]bool
	out   *json.Encoder
}

func (n *node) send(dest string, body map[string]any) {
	n.out.Encode(message{n.me, dest, body})
}

func (n *node) learn(values []any, from string) {
	for _, one := range values {
		value := one.(float64)
		if n.known[value] {
			continue
		}
		n.known[value] = true
		for id, those := range n.owed {
			if id != from {
				those[value] = true
			}
		}
	}
}

func (n *node) tell() {
	for range time.Tick(150 * time.Millisecond) {
		n.Lock()
		for id, those := range n.owed {
			values := []float64{}
			for value := range those {
				values = append(values, value)
			}
			if len(values) > 0 {
				n.send(id, map[string]any{"type": "tell", "values": values})
			}
		}
		n.Unlock()
	}
}

func (n *node) handle(got message) {
	n.Lock()
	defer n.Unlock()
	answer := map[string]any{"in_reply_to": got.Body["msg_id"]}
	switch got.Body["type"] {
	case "init":
		n.me = got.Body["node_id"].(string)
		for _, id := range got.Body["node_ids"].([]any) {
			if id != n.me {
				n.owed[id.(string)] = map[float64]bool{}
			}
		}
		answer["type"] = "init_ok"
		go n.tell()
	case "topology":
		answer["type"] = "topology_ok"
	case "broadcast":
		n.learn([]any{got.Body["message"]}, n.me)
		answer["type"] = "broadcast_ok"
	case "read":
		values := []float64{}
		for value := range n.known {
			values = append(values, value)
		}
		answer["type"] = "read_ok"
		answer["messages"] = values
	case "tell":
		values := got.Body["values"].([]any)
		n.learn(values, got.Src)
		n.send(got.Src, map[string]any{"type": "told", "values": values})
		return
	case "told":
		for _, value := range got.Body["values"].([]any) {
			delete(n.owed[got.Src], value.(float64))
		}
		return
	}
	n.send(got.Src, answer)
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	n := &node{known: map[float64]bool{}, owed: map[string]map[float64]bool{}, out: json.NewEncoder(os.Stdout)}
	for in.Scan() {
		var got message
		if err := json.Unmarshal(in.Bytes(), &got); err != nil {
			panic(err)
		}
		n.handle(got)
	}
}
