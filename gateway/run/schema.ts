/** What the routes of code runs take. */
import { z } from 'zod'
import { text } from '../http/text.ts'

/** The runner counts bytes. */
const code = text(65_536)
const input = text(262_144)

const limits = z.strictObject({
  timeMs: z.int().min(100).max(10_000).optional(),
  memoryBytes: z
    .int()
    .min(32 * 1024 * 1024)
    .max(512 * 1024 * 1024)
    .optional(),
})

export const run = z
  .strictObject({
    language: text(32),
    code,
    stdin: input.optional(),
    tests: z
      .array(z.strictObject({ stdin: input, expected: input }))
      .min(1)
      .max(50)
      .optional(),
    problemId: text(64).optional(),
    limits: limits.optional(),
  })
  .refine(({ stdin, tests, problemId }) => [stdin, tests, problemId].filter((one) => one !== undefined).length <= 1, {
    path: ['tests'],
    message: 'stdin, tests and problemId exclude each other',
  })

export type RunBody = z.infer<typeof run>
