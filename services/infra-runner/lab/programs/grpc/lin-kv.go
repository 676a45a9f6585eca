// Registers over gRPC: a node that passes on what it is asked to the service lin-kv.
package main

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"strings"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	lab "quint/lab/node"
)

type body map[string]any

type node struct {
	lab.UnimplementedNodeServiceServer
	router  lab.RouterServiceClient
	mutex   sync.Mutex
	number  int
	waiting map[int]chan body
}

func (n *node) call(ctx context.Context, dest string, asked body) (body, error) {
	answers := make(chan body, 1)
	n.mutex.Lock()
	n.number++
	number := n.number
	n.waiting[number] = answers
	n.mutex.Unlock()
	defer func() {
		n.mutex.Lock()
		delete(n.waiting, number)
		n.mutex.Unlock()
	}()
	asked["msg_id"] = number
	text, err := json.Marshal(asked)
	if err != nil {
		return nil, err
	}
	if _, err := n.router.Send(ctx, &lab.SendRequest{Dest: dest, Body: string(text)}); err != nil {
		return nil, err
	}
	select {
	case answer := <-answers:
		delete(answer, "in_reply_to")
		return answer, nil
	case <-time.After(time.Second):
		return body{"type": "error", "code": 0, "text": "no answer from " + dest}, nil
	}
}

func (n *node) Init(context.Context, *lab.InitRequest) (*lab.InitResponse, error) {
	return &lab.InitResponse{}, nil
}

func (n *node) Deliver(_ context.Context, told *lab.DeliverRequest) (*lab.DeliverResponse, error) {
	var said body
	if err := json.Unmarshal([]byte(told.Body), &said); err != nil {
		return nil, err
	}
	if number, ok := said["in_reply_to"].(float64); ok {
		n.mutex.Lock()
		answers := n.waiting[int(number)]
		n.mutex.Unlock()
		if answers != nil {
			answers <- said
		}
	}
	return &lab.DeliverResponse{}, nil
}

func (n *node) Ask(ctx context.Context, asked *lab.AskRequest) (*lab.AskResponse, error) {
	var wanted body
	if err := json.Unmarshal([]byte(asked.Body), &wanted); err != nil {
		return nil, err
	}
	answer, err := n.call(ctx, "lin-kv", wanted)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(answer)
	return &lab.AskResponse{Body: string(text)}, err
}

func main() {
	router, err := grpc.NewClient(os.Getenv("QUINT_ROUTER_ADDRESS"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	place, err := net.Listen("unix", strings.TrimPrefix(os.Getenv("QUINT_NODE_ADDRESS"), "unix://"))
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	lab.RegisterNodeServiceServer(server, &node{router: lab.NewRouterServiceClient(router), waiting: map[int]chan body{}})
	if err := server.Serve(place); err != nil {
		panic(err)
	}
}
