/** Echo over gRPC. */

import { NodeServiceDefinition } from '@quint/proto/gen/quint/lab/v1/node.ts'
import { createServer, ServerError, Status } from 'nice-grpc'

const server = createServer()
server.add(NodeServiceDefinition, {
  async init() {
    return {}
  },
  async deliver() {
    return {}
  },
  async ask({ body }) {
    const { type, echo } = JSON.parse(body)
    if (type !== 'echo') throw new ServerError(Status.UNIMPLEMENTED, `no ${type} here`)
    return { body: JSON.stringify({ type: 'echo_ok', echo }) }
  },
  async inspect() {
    throw new ServerError(Status.UNIMPLEMENTED, 'nothing to show')
  },
})
await server.listen(process.env.QUINT_NODE_ADDRESS ?? '')
