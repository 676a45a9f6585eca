/** gRPC health checking (grpc.health.v1.Health/Check), as orchestrators ask it: "" is the process, a service's full name is its readiness. */
import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire'
import type { Log } from '@quint/runtime/log.ts'
import { type CallContext, ServerError, Status } from 'nice-grpc'

export interface HealthOptions {
  /** Full names of the services that this process serves. */
  readonly services: readonly string[]
  /** Rejects when something that every call needs does not answer. */
  readonly ready: () => Promise<unknown>
  /** True once the process takes leave. */
  readonly leaving: () => boolean
  readonly log: Log
}

interface CheckRequest {
  readonly service: string
}

interface CheckResponse {
  readonly status: number
}

const serving = 1
const notServing = 2

export const healthDefinition = {
  check: {
    path: '/grpc.health.v1.Health/Check',
    requestStream: false,
    responseStream: false,
    requestSerialize: (value: CheckRequest) => new BinaryWriter().uint32(10).string(value.service).finish(),
    requestDeserialize: (bytes: Uint8Array): CheckRequest => ({ service: firstField(bytes, 10, (reader) => reader.string()) ?? '' }),
    responseSerialize: (value: CheckResponse) => new BinaryWriter().uint32(8).int32(value.status).finish(),
    responseDeserialize: (bytes: Uint8Array): CheckResponse => ({ status: firstField(bytes, 8, (reader) => reader.int32()) ?? 0 }),
    options: {},
  },
} as const

export function health(options: HealthOptions) {
  return {
    async check({ service }: CheckRequest, _context: CallContext): Promise<CheckResponse> {
      if (service === '') return { status: serving }
      if (!options.services.includes(service)) throw new ServerError(Status.NOT_FOUND, 'No such service is served here.')
      if (options.leaving()) return { status: notServing }
      try {
        await options.ready()
        return { status: serving }
      } catch (error) {
        options.log.error('not ready', error)
        return { status: notServing }
      }
    },
  }
}

function firstField<T>(bytes: Uint8Array, tag: number, read: (reader: BinaryReader) => T): T | undefined {
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const found = reader.uint32()
    if (found === tag) return read(reader)
    reader.skip(found & 7)
  }
  return undefined
}
