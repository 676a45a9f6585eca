/** Pages of a list: as long as was asked, and no row on two of them. */
import fc from 'fast-check'
import { expected, type Seen } from './asked.ts'
import type { Check, Checked } from './checks.ts'
import type { Row } from './rows.ts'

const rowsMade = 5
const mostPages = 3

interface Page {
  readonly items: readonly Row[]
  readonly next: string | null
}

export async function pagesOf({ world, operation }: Checked): Promise<Check> {
  const key = world.tableOf(operation)?.primaryKey[0] ?? ''
  for (let row = 0; row < rowsMade; row += 1) await world.subject({ ...operation, key })
  const pageAfter = async (limit: unknown, after: string | null): Promise<Page | string> => {
    const from = after === null ? '' : `&after=${encodeURIComponent(after)}`
    const answer = await world.ask({ method: 'GET', path: `${world.pathOf(operation, 'x')}?limit=${limit}${from}` })
    const wrong = expected([200], answer)
    if (wrong !== undefined) return wrong
    const { items = [], next = null } = answer.body as Partial<Page>
    return items.length > Number(limit) ? `a page of ${limit} has ${items.length} rows` : { items, next }
  }
  return {
    inputs: fc.integer({ min: 1, max: 3 }),
    runs: 3,
    async shows(limit) {
      const seen = new Set<string>()
      let after: string | null = null
      for (let pages = 0; pages < mostPages; pages += 1) {
        const page: Page | string = await pageAfter(limit, after)
        if (typeof page === 'string') return page
        const twice = repeatedIn(page, key, seen)
        if (twice !== undefined) return twice
        after = page.next
        if (after === null) return undefined
      }
      return undefined
    },
  }
}

function repeatedIn({ items }: Page, key: string, seen: Set<string>): Seen {
  for (const item of items) {
    const name = String(item[key])
    if (seen.has(name)) return `${name} is on two pages`
    seen.add(name)
  }
  return undefined
}
