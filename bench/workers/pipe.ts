/** What relaying costs at least: the same hops over the same transports, with nothing done to what comes in. */
import { Agent, createServer, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import {
  type HintsServiceClient,
  HintsServiceDefinition,
  type HintsServiceImplementation,
  type StreamHintRequest,
} from '@quint/proto/gen/quint/hints/v1/hints.ts'
import { learnerHeader, serviceHeader } from '@quint/rpc/headers.ts'
import { partly } from '@quint/rpc/testing.ts'
import { open } from '../connection.ts'
import { answer } from '../worker.ts'

type CallMetadata = NonNullable<NonNullable<Parameters<HintsServiceClient['streamHint']>[1]>['metadata']>

interface Grpc {
  createServer(): {
    add(definition: typeof HintsServiceDefinition, implementation: HintsServiceImplementation): void
    listen(address: string): Promise<number>
    forceShutdown(): void
  }
  createChannel(address: string): { close(): void }
  createClient(definition: typeof HintsServiceDefinition, channel: ReturnType<Grpc['createChannel']>): HintsServiceClient
  Metadata(): CallMetadata
}

// The library under @quint/rpc, without what @quint/rpc adds.
const grpc = createRequire(import.meta.resolve('@quint/rpc/client.ts'))('nice-grpc') as Grpc

export type PipeTasks = typeof tasks

const owned = new AsyncDisposableStack()
const ask: StreamHintRequest = { sessionId: 'bench', algorithm: undefined, answers: [], tier: 1, lastEventId: '', coach: '' }

const tasks = {
  /** One hop: gRPC stream in, HTTP response out. */
  relay: ({ hints }: { readonly hints: string }): Promise<{ url: string }> => front(hints),
  /** Two hops, both ends in this process as they are in the mesh: the provider's response in, gRPC, HTTP response out. */
  async path({ providerUrl }: { readonly providerUrl: string }): Promise<{ url: string }> {
    const server = grpc.createServer()
    server.add(HintsServiceDefinition, partly(HintsServiceDefinition, { streamHint: () => passOn(providerUrl) }))
    const port = await server.listen('127.0.0.1:0')
    owned.defer(() => server.forceShutdown())
    return front(`127.0.0.1:${port}`)
  },
}

/** Every chunk of the provider's body becomes one message, unread. */
async function* passOn(providerUrl: string) {
  for await (const chunk of await openProvider(providerUrl)) {
    yield { eventId: '', event: { $case: 'token' as const, value: { text: String(chunk) } } }
  }
}

const agent = new Agent({ keepAlive: true })

function openProvider(providerUrl: string): Promise<AsyncIterable<Uint8Array>> {
  return open(`${providerUrl}/chat/completions`, {
    method: 'POST',
    agent,
    headers: { authorization: 'Bearer none', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'bench', stream: true, messages: [] }),
  })
}

/** Every message's text is one write. */
async function front(address: string): Promise<{ url: string }> {
  const channel = grpc.createChannel(address)
  owned.defer(() => channel.close())
  const client = grpc.createClient(HintsServiceDefinition, channel)
  const relay = async (response: ServerResponse): Promise<void> => {
    const metadata = grpc.Metadata().set(serviceHeader, 'Bearer bench').set(learnerHeader, 'Bearer bench')
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
    for await (const { event } of client.streamHint(ask, { metadata })) {
      if (event?.$case === 'token') response.write(event.value.text)
    }
    response.end()
  }
  const server = createServer((_request, response) => {
    relay(response).catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  owned.defer(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

answer(tasks, owned)
