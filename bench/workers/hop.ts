/** One call over gRPC, both ends in this process: by our own client and server with identity, or by plain grpc-js. */
import { createRequire } from 'node:module'
import { learnerVerifier, remoteKeys } from '@quint/auth/learner.ts'
import { serviceIdentity, serviceVerifier } from '@quint/auth/service.ts'
import { testIssuer } from '@quint/auth/testing.ts'
import { RespondToPromptRequest, RespondToPromptResponse, SessionsServiceDefinition } from '@quint/proto/gen/quint/sessions/v1/sessions.ts'
import { connect } from '@quint/rpc/client.ts'
import { learnerOf, serve } from '@quint/rpc/server.ts'
import { silentLog } from '@quint/runtime/log.ts'
import { answers } from '../hint.ts'
import { answer } from '../worker.ts'

export type HopTasks = typeof tasks

/** The part of grpc-js that is used. */
interface Grpc {
  readonly Server: new () => {
    addService(methods: object, handlers: object): void
    bindAsync(address: string, credentials: unknown, done: (error: Error | null, port: number) => void): void
    forceShutdown(): void
  }
  readonly Client: new (
    address: string,
    credentials: unknown,
  ) => {
    makeUnaryRequest(path: string, encode: unknown, decode: unknown, request: unknown, done: (error: Error | null, response: unknown) => void): void
    close(): void
  }
  readonly ServerCredentials: { createInsecure(): unknown }
  readonly credentials: { createInsecure(): unknown }
}

/** Of @quint/rpc's own library. */
function grpcJs(): Grpc {
  const rpc = createRequire(import.meta.resolve('@quint/rpc/client.ts'))
  return createRequire(rpc.resolve('nice-grpc'))('@grpc/grpc-js') as Grpc
}

const { respondToPrompt } = SessionsServiceDefinition.methods
const definition = { ...SessionsServiceDefinition, methods: { respondToPrompt } } as const
const request = RespondToPromptRequest.fromPartial({
  sessionId: '019a0000-0000-7000-8000-000000000000',
  promptIndex: 3,
  responseText: answers[3]?.responseText ?? '',
  timeSpentSeconds: 30,
})
const response = RespondToPromptResponse.fromPartial({
  session: {
    id: request.sessionId,
    algorithmTitle: 'Two Sum',
    algorithmUrl: 'https://example.com/two-sum',
    site: 'other',
    slug: 'two-sum',
    tags: ['array'],
  },
  prompt: { index: 4, text: 'What would have to be true of the input for a simpler way to be right?' },
})

const owned = new AsyncDisposableStack()
let call: () => Promise<unknown> = () => Promise.reject(new Error('nothing is open'))

const tasks = {
  async openOurs(): Promise<void> {
    const { issuer, jwksUrl, mesh, token } = owned.use(await testIssuer(['gateway', 'sessions']))
    const learnerToken = await token('019a0000-0000-7000-8000-000000000001')
    const handler = {
      respondToPrompt: async (_request: RespondToPromptRequest, context: Parameters<typeof learnerOf>[0]) => {
        learnerOf(context)
        return response
      },
    }
    const server = owned.use(
      await serve(definition, handler, {
        listen: '127.0.0.1:0',
        verifyService: serviceVerifier('sessions', mesh.trusted),
        verifyLearner: learnerVerifier({ issuer, audience: 'quint', keys: remoteKeys(jwksUrl) }),
        log: silentLog,
      }),
    )
    const identity = await serviceIdentity('gateway', mesh.privateKeys.gateway ?? {})
    const client = owned.use(connect(definition, { address: server.address, identity, audience: 'sessions' }))
    call = () => client.call.respondToPrompt(request, { learnerToken, signal: new AbortController().signal })
  },
  async openRaw(): Promise<void> {
    const { Server, Client, ServerCredentials, credentials } = grpcJs()
    const path = `/${definition.fullName}/${respondToPrompt.name}`
    const encode = (message: RespondToPromptRequest) => Buffer.from(RespondToPromptRequest.encode(message).finish())
    const encodeAnswer = (message: RespondToPromptResponse) => Buffer.from(RespondToPromptResponse.encode(message).finish())
    const decode = (bytes: Buffer) => RespondToPromptRequest.decode(bytes)
    const decodeAnswer = (bytes: Buffer) => RespondToPromptResponse.decode(bytes)
    const method = {
      path,
      requestStream: false,
      responseStream: false,
      requestSerialize: encode,
      requestDeserialize: decode,
      responseSerialize: encodeAnswer,
      responseDeserialize: decodeAnswer,
    }
    const server = new Server()
    server.addService(
      { respondToPrompt: method },
      { respondToPrompt: (_call: unknown, done: (error: null, message: RespondToPromptResponse) => void) => done(null, response) },
    )
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => (error === null ? resolve(bound) : reject(error)))
    })
    owned.defer(() => server.forceShutdown())
    const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure())
    owned.defer(() => client.close())
    call = () =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest(path, encode, decodeAnswer, request, (error, message) => (error === null ? resolve(message) : reject(error)))
      })
  },
  async call({ count, atOnce }: { readonly count: number; readonly atOnce: number }): Promise<number> {
    let left = count
    const caller = async (): Promise<void> => {
      while (left > 0) {
        left -= 1
        await call()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, caller))
    return count
  },
}

answer(tasks, owned)
