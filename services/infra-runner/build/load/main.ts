/** The program of the process that makes traffic: apart, so that nothing else delays what is due. */
import { randomFrom } from '../../bank/random.ts'
import { type Generator, openGenerator } from './generator.ts'
import type { Order } from './told.ts'

let generator: Generator | undefined

async function obey(order: Order): Promise<unknown> {
  if (order.kind !== 'begin') return await generator?.obey(order)
  const { int } = randomFrom(order.begin.seed)
  const parts = 1_000_000
  generator = openGenerator(order.begin, { now: () => performance.timeOrigin + performance.now(), random: () => int(0, parts - 1) / parts })
  return undefined
}

process.on('disconnect', () => process.exit(0))
process.on('message', ({ id, order }: { id: number; order: Order }) => {
  obey(order).then(
    (reply) => process.send?.({ id, reply }),
    (error: unknown) => process.send?.({ id, failed: error instanceof Error ? error.message : 'unknown' }),
  )
})
