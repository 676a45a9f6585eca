// Echo over gRPC.
package main

import (
	"context"
	"encoding/json"
	"net"
	"os"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	lab "quint/lab/node"
)

type node struct {
	lab.UnimplementedNodeServiceServer
}

func (node) Init(context.Context, *lab.InitRequest) (*lab.InitResponse, error) {
	return &lab.InitResponse{}, nil
}

func (node) Deliver(context.Context, *lab.DeliverRequest) (*lab.DeliverResponse, error) {
	return &lab.DeliverResponse{}, nil
}

func (node) Ask(_ context.Context, asked *lab.AskRequest) (*lab.AskResponse, error) {
	var body struct {
		Type string          `json:"type"`
		Echo json.RawMessage `json:"echo"`
	}
	if err := json.Unmarshal([]byte(asked.Body), &body); err != nil {
		return nil, status.Error(codes.InvalidArgument, err.Error())
	}
	if body.Type != "echo" {
		return nil, status.Errorf(codes.Unimplemented, "no %s here", body.Type)
	}
	answer, err := json.Marshal(map[string]any{"type": "echo_ok", "echo": body.Echo})
	return &lab.AskResponse{Body: string(answer)}, err
}

func main() {
	place, err := net.Listen("unix", strings.TrimPrefix(os.Getenv("QUINT_NODE_ADDRESS"), "unix://"))
	if err != nil {
		panic(err)
	}
	server := grpc.NewServer()
	lab.RegisterNodeServiceServer(server, node{})
	if err := server.Serve(place); err != nil {
		panic(err)
	}
}
