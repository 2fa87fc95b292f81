// 64-bit fields as plain numbers, as the generated types declare them. protobufjs would otherwise decode them to Long
// objects wherever it finds that library. Imported before the generated code, which asks at load time.
import protobuf from 'protobufjs/minimal.js';

protobuf.util.Long = undefined as never;
protobuf.configure();
