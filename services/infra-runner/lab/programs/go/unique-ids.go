// Unique ids: a node's name, when it began, and how many it has given.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type message struct {
	Src  string         `json:"src"`
	Dest string         `json:"dest"`
	Body map[string]any `json:"body"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(make([]byte, 1<<20), 1<<20)
	out := json.NewEncoder(os.Stdout)
	began := time.Now().UnixNano()
	me, given := "", 0
	for in.Scan() {
		var got message
		if err := json.Unmarshal(in.Bytes(), &got); err != nil {
			panic(err)
		}
		body := map[string]any{"in_reply_to": got.Body["msg_id"]}
		switch got.Body["type"] {
		case "init":
			me = got.Body["node_id"].(string)
			body["type"] = "init_ok"
		case "generate":
			given++
			body["type"] = "generate_ok"
			body["id"] = fmt.Sprintf("%s-%d-%d", me, began, given)
		default:
			body["type"] = "error"
			body["code"] = 10
		}
		out.Encode(message{me, got.Src, body})
	}
}
