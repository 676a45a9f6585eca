/** What answers have in common, as schemas that describe them. */
import { z } from 'zod'

export const id = z.uuid()
export const instant = z.iso.datetime()

export const links = z.record(z.string(), z.object({ href: z.string(), method: z.string().optional() })).describe('What can be asked for from here')

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable().describe('For the next page; null on the last') })
}
