/** What the routes of the lab take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

/** The runner knows the workloads, and which language runs where. */
const name = text(64).min(1)
const language = z.enum(['javascript', 'typescript', 'python', 'c', 'cpp', 'java', 'go', 'rust'])

/** What delays messages lets them overtake each other. */
const faults = { partition: 'partition', 'one-way': 'one-way', loss: 'loss', delay: 'delay', reorder: 'delay', duplicate: 'duplicate' } as const
const ends = { kill: 'kill', 'torn-writes': 'torn-writes', pause: 'pause', clock: 'clock' } as const
export const faultOf = { ...faults, ...ends }
export type Fault = keyof typeof faultOf

/** What the contract calls a transport, in the runner's words. */
export const styleOf = { simulation: 'sdk', maelstrom: 'maelstrom', grpc: 'grpc' } as const

export const run = z.strictObject({
  workload: name,
  nodeCount: z.int().min(1).max(25).default(5),
  timeLimitSeconds: z.int().min(1).max(60).default(10),
  rate: z.int().min(1).max(1000).default(20),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  nemesis: z
    .array(z.enum(Object.keys(faultOf) as [Fault, ...Fault[]]))
    .max(20)
    .default([]),
  program: z.strictObject({
    language,
    files: z
      .record(text(100), text(65_536))
      .refine((files) => Object.keys(files).length === 1, 'must be one file: a program of the lab stands in one')
      .refine((files) => Object.values(files).every((source) => source.trim() !== ''), 'must not be empty'),
  }),
  transport: z.enum(['simulation', 'maelstrom', 'grpc']).default('simulation'),
})

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: text(512).optional(),
})
export const list = page.extend({ workload: name.optional() })
export const board = page.extend({ workload: name })
export const compare = z.strictObject({ ids: text(80).regex(/^[0-9a-f-]{36},[0-9a-f-]{36}$/, 'must be two ids with a comma between them') })
export const membership = z.strictObject({ joined: z.boolean() })
