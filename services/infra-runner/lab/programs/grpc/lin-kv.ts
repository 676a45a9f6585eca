/** Registers over gRPC: a node that passes on what it is asked to the service lin-kv. */

import { NodeServiceDefinition, RouterServiceDefinition } from '@quint/proto/gen/quint/lab/v1/node.ts'
import { createChannel, createClient, createServer, ServerError, Status } from 'nice-grpc'

const router = createClient(RouterServiceDefinition, createChannel(process.env.QUINT_ROUTER_ADDRESS ?? ''))
const waiting = new Map<number, (body: Record<string, unknown>) => void>()
let asked = 0

async function call(dest: string, body: object): Promise<Record<string, unknown>> {
  asked += 1
  const number = asked
  const { promise, resolve } = Promise.withResolvers<Record<string, unknown>>()
  waiting.set(number, resolve)
  await router.send({ dest, body: JSON.stringify({ ...body, msg_id: number }) })
  return promise
}

const server = createServer()
server.add(NodeServiceDefinition, {
  async init() {
    return {}
  },
  async deliver({ body }) {
    const { in_reply_to: number, ...answer } = JSON.parse(body)
    waiting.get(number)?.(answer)
    waiting.delete(number)
    return {}
  },
  async ask({ body }) {
    const { msg_id: _, ...answer } = await call('lin-kv', JSON.parse(body))
    return { body: JSON.stringify(answer) }
  },
  async inspect() {
    throw new ServerError(Status.UNIMPLEMENTED, 'nothing to show')
  },
})
await server.listen(process.env.QUINT_NODE_ADDRESS ?? '')
