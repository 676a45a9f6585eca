/** Every problem that all learners can see: the curated ones, and those of the interview bank as the runner last told them. */
import type { RunnerServiceDefinition } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import type { RpcClient } from '@quint/rpc/client.ts'
import type { Log } from '@quint/runtime/log.ts'
import { startRepeating } from '@quint/runtime/repeating.ts'
import { curated } from '../catalogue/catalogue.ts'
import { difficulties, type Problem } from '../catalogue/problem.ts'
import { topicIds } from '../catalogue/topic.ts'

export interface Shelf {
  all(): readonly Problem[]
  find(id: string): Problem | undefined
}

export interface FilledShelf extends Shelf, AsyncDisposable {}

export type Bank = Pick<RpcClient<RunnerServiceDefinition>['call'], 'listProblems'>

const everyMs = 300_000
const deadlineMs = 5000
const minutesOf = { easy: 25, medium: 40, hard: 55 } as const

function shelfOf(problems: readonly Problem[]): Shelf {
  const byId = new Map(problems.map((problem) => [problem.id, problem]))
  return { all: () => problems, find: (id) => byId.get(id) }
}

/** While the runner is away, what it told last stands. */
export function openShelf({ bank, log }: { readonly bank: Bank; readonly log: Log }): FilledShelf {
  let shelf = shelfOf(curated)
  const filling = startRepeating({
    name: 'problems.bank',
    everyMs,
    async work(signal) {
      const { problems } = await bank.listProblems({ topic: '', difficulty: '' }, { signal, deadline: deadlineMs })
      const known = new Set(curated.map(({ id }) => id))
      shelf = shelfOf([...curated, ...problems.flatMap(toProblem).filter(({ id }) => !known.has(id))])
      return 'done'
    },
    log,
  })
  return { all: () => shelf.all(), find: (id) => shelf.find(id), [Symbol.asyncDispose]: () => filling[Symbol.asyncDispose]() }
}

interface BankProblem {
  readonly id: string
  readonly title: string
  readonly topics: readonly string[]
  readonly difficulty: string
}

/** What the bank calls its topics, where the graph has another word. */
const words: Readonly<Record<string, string>> = {
  'hash tables': 'hashing',
  'prefix sums': 'arrays',
  matrices: 'arrays',
  'two pointers': 'two-pointers',
  'sliding window': 'sliding-window',
  stacks: 'stack',
  queues: 'stack',
  'linked lists': 'linked-list',
  'binary search': 'binary-search',
  heaps: 'heap',
  recursion: 'backtracking',
  'union-find': 'graphs',
  'shortest paths': 'advanced-graphs',
  'dynamic programming': 'dp-1d',
  'two-dimensional dynamic programming': 'dp-2d',
}

/** A problem whose topics mean nothing here is left out. */
function toProblem({ id, title, topics, difficulty }: BankProblem): Problem[] {
  const known = difficulties.find((one) => one === difficulty)
  const own = topics.map((topic) => (topicIds.has(topic) ? topic : (words[topic] ?? ''))).filter((topic) => topicIds.has(topic))
  const [topic] = own
  if (known === undefined || topic === undefined) return []
  return [
    {
      id,
      title,
      link: `/interview?problem=${encodeURIComponent(id)}`,
      topic,
      difficulty: known,
      patterns: [...topics],
      source: 'quint',
      minutes: minutesOf[known],
    },
  ]
}
