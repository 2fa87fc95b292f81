// Reads the admin API and a node's stream, with no generated code: the server's reflection says what messages are.
//
//	interop ADMIN_ADDRESS SYNC_ADDRESS NODE
//
// Prints one JSON object: the status's epoch, an explanation, and how many updates a snapshot of the node has.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	reflection "google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(adminAddress, syncAddress, node string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	admin, err := dial(adminAddress)
	if err != nil {
		return err
	}
	defer admin.Close()
	files, err := describe(ctx, admin, "manul.v1.Admin")
	if err != nil {
		return err
	}
	status := message(files, "manul.v1.Status")
	if err := admin.Invoke(ctx, "/manul.v1.Admin/GetStatus", message(files, "manul.v1.StatusRequest"), status); err != nil {
		return err
	}
	request := message(files, "manul.v1.ExplainRequest")
	set(request, "from", protoreflect.ValueOfString("shop/web"))
	set(request, "to", protoreflect.ValueOfString("shop/api"))
	set(request, "port", protoreflect.ValueOfUint32(8080))
	explanation := message(files, "manul.v1.Explanation")
	if err := admin.Invoke(ctx, "/manul.v1.Admin/Explain", request, explanation); err != nil {
		return err
	}
	updates, err := snapshot(ctx, files, syncAddress, node)
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{
		"epoch":   get(get(status, "position").Message(), "epoch").Uint(),
		"allowed": get(explanation, "allowed").Bool(),
		"answer":  get(explanation, "answer").String(),
		"updates": updates,
	})
}

// snapshot counts everything that the node is to hold, as an observer, who takes no driver's place.
func snapshot(ctx context.Context, files *protoregistry.Files, address, node string) (int, error) {
	connection, err := dial(address)
	if err != nil {
		return 0, err
	}
	defer connection.Close()
	stream, err := connection.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/manul.v1.NodeSync/Sync")
	if err != nil {
		return 0, err
	}
	hello := message(files, "manul.v1.Hello")
	set(hello, "node", protoreflect.ValueOfString(node))
	set(hello, "protocol_version", protoreflect.ValueOfUint32(1))
	set(hello, "observer", protoreflect.ValueOfBool(true))
	from := message(files, "manul.v1.FromNode")
	set(from, "hello", protoreflect.ValueOfMessage(hello))
	if err := stream.SendMsg(from); err != nil {
		return 0, err
	}
	for updates := 0; ; {
		batch := message(files, "manul.v1.ToNode")
		if err := stream.RecvMsg(batch); err != nil {
			return 0, err
		}
		updates += get(batch, "updates").List().Len()
		if batch.Has(field(batch, "position")) {
			return updates, nil
		}
	}
}

func dial(address string) (*grpc.ClientConn, error) {
	return grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
}

// describe asks the server for the file that defines the symbol, and for those that it imports.
func describe(ctx context.Context, connection *grpc.ClientConn, symbol string) (*protoregistry.Files, error) {
	stream, err := reflection.NewServerReflectionClient(connection).ServerReflectionInfo(ctx)
	if err != nil {
		return nil, err
	}
	request := &reflection.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: symbol}
	if err := stream.Send(&reflection.ServerReflectionRequest{MessageRequest: request}); err != nil {
		return nil, err
	}
	response, err := stream.Recv()
	if err != nil {
		return nil, err
	}
	set := &descriptorpb.FileDescriptorSet{}
	for _, bytes := range response.GetFileDescriptorResponse().GetFileDescriptorProto() {
		file := &descriptorpb.FileDescriptorProto{}
		if err := proto.Unmarshal(bytes, file); err != nil {
			return nil, err
		}
		set.File = append(set.File, file)
	}
	return protodesc.NewFiles(set)
}

func message(files *protoregistry.Files, name protoreflect.FullName) *dynamicpb.Message {
	descriptor, err := files.FindDescriptorByName(name)
	if err != nil {
		panic(err)
	}
	return dynamicpb.NewMessage(descriptor.(protoreflect.MessageDescriptor))
}

func field(m protoreflect.Message, name protoreflect.Name) protoreflect.FieldDescriptor {
	return m.Descriptor().Fields().ByName(name)
}

func get(m protoreflect.Message, name protoreflect.Name) protoreflect.Value {
	return m.Get(field(m, name))
}

func set(m protoreflect.Message, name protoreflect.Name, value protoreflect.Value) {
	m.Set(field(m, name), value)
}
