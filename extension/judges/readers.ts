/** The readers of each site, in the order they are tried: what the site's own data says before what stands on the page. */
import type { Page } from '../page/page.ts'
import type { PageAnswer, PageRequest } from '../page/request.ts'
import type { Reader } from './chain.ts'
import { fromRest } from './hackerrank.ts'
import { fromGraphql, fromNextData, fromPagePiece, questionQuery } from './leetcode.ts'
import { addressOf, keyOf, type Practice, placeOf } from './place.ts'
import { lacking, type Reading } from './problem.ts'

const serverDeadlineMs = 8000
const pageDeadlineMs = 4000

interface Step {
  readonly name: string
  readonly deadlineMs: number
  readonly request: (place: Practice) => PageRequest
  readonly understand: (body: unknown, place: Practice) => Reading
}

const leetcode: readonly Step[] = [
  {
    name: 'leetcode graphql',
    deadlineMs: serverDeadlineMs,
    request: ({ slug }) => ({ wanted: 'leetcode question', slug, query: questionQuery }),
    understand: fromGraphql,
  },
  { name: 'leetcode next data', deadlineMs: pageDeadlineMs, request: () => ({ wanted: 'leetcode next data' }), understand: fromNextData },
  {
    name: 'leetcode page',
    deadlineMs: pageDeadlineMs,
    request: ({ slug }) => ({ wanted: 'leetcode statement', slug }),
    understand: (body) => fromPagePiece(body, 'leetcode'),
  },
]

const hackerrank: readonly Step[] = [
  {
    name: 'hackerrank rest',
    deadlineMs: serverDeadlineMs,
    request: ({ slug, contest }) => ({ wanted: 'hackerrank challenge', slug, contest }),
    understand: fromRest,
  },
  {
    name: 'hackerrank page',
    deadlineMs: pageDeadlineMs,
    request: ({ slug }) => ({ wanted: 'hackerrank statement', slug }),
    understand: (body) => fromPagePiece(body, 'hackerrank'),
  },
]

export function readersOf(place: Practice, page: Pick<Page, 'ask'>): readonly Reader[] {
  const steps = place.site === 'leetcode' ? leetcode : hackerrank
  return steps.map(({ name, deadlineMs, request, understand }) => ({
    name,
    deadlineMs,
    async read(asked) {
      const answer = await page.ask(request(asked))
      if (!isStillAt(answer, asked)) return lacking('another-problem')
      return refusedBy(answer) ?? understand(answer.body, asked)
    },
  }))
}

/** The page may have moved on while it was asked. */
function isStillAt({ path }: PageAnswer, asked: Practice): boolean {
  const place = placeOf(new URL(path, addressOf(asked)).href)
  return place.kind === 'practice' && keyOf(place) === keyOf(asked)
}

function refusedBy({ status }: PageAnswer): Reading | undefined {
  if (status === undefined || (status >= 200 && status < 300)) return undefined
  return lacking(status === 401 || status === 403 || status === 429 ? 'not-allowed' : 'no-answer')
}
