/** The curated graph of topics: what each one stands on, and what is written about it in a plan. */

export interface Topic {
  readonly id: string
  readonly title: string
  /** Topics of which some problems come first. */
  readonly needs: readonly string[]
  /** How much of an interview it decides, 1 to 3. */
  readonly weight: number
  /** Why one practises it; stands in plans made without a model. */
  readonly why: string
}

export const topics: readonly Topic[] = [
  { id: 'arrays', title: 'Arrays', needs: [], weight: 3, why: 'Most problems begin with one pass over an array.' },
  { id: 'hashing', title: 'Hashing', needs: ['arrays'], weight: 3, why: 'Remembering what you have seen turns two loops into one.' },
  { id: 'strings', title: 'Strings', needs: ['arrays'], weight: 2, why: 'Careful indices and edge cases, which interviewers like to watch.' },
  { id: 'two-pointers', title: 'Two pointers', needs: ['arrays'], weight: 3, why: 'Two positions that move with a reason replace a nested loop.' },
  {
    id: 'sliding-window',
    title: 'Sliding window',
    needs: ['two-pointers', 'hashing'],
    weight: 3,
    why: 'A stretch that grows and shrinks keeps its answer up to date.',
  },
  { id: 'stack', title: 'Stacks and queues', needs: ['arrays'], weight: 2, why: 'The last thing opened is the first to be closed.' },
  { id: 'linked-list', title: 'Linked lists', needs: ['arrays'], weight: 2, why: 'Pointers that are rewired in the right order.' },
  { id: 'binary-search', title: 'Binary search', needs: ['arrays'], weight: 3, why: 'Halving works on answers as well as on arrays.' },
  { id: 'sorting', title: 'Sorting', needs: ['arrays'], weight: 2, why: 'An order often makes the rest simple.' },
  { id: 'intervals', title: 'Intervals', needs: ['sorting'], weight: 2, why: 'Starts and ends in order tell what overlaps.' },
  { id: 'trees', title: 'Trees', needs: ['linked-list', 'stack'], weight: 3, why: 'Recursion that returns what its caller needs.' },
  { id: 'tries', title: 'Tries', needs: ['trees', 'hashing'], weight: 1, why: 'Words that share a beginning share a path.' },
  { id: 'heap', title: 'Heaps', needs: ['sorting', 'trees'], weight: 2, why: 'The best so far without sorting everything.' },
  { id: 'backtracking', title: 'Backtracking', needs: ['trees'], weight: 2, why: 'Choose, go on, take back: a tree that is never built.' },
  { id: 'greedy', title: 'Greedy', needs: ['sorting'], weight: 2, why: 'A choice that never has to be taken back, and the reason why.' },
  { id: 'graphs', title: 'Graphs', needs: ['trees'], weight: 3, why: 'Most states of a puzzle are a graph that nobody has drawn.' },
  {
    id: 'advanced-graphs',
    title: 'Shortest paths and more',
    needs: ['graphs', 'heap'],
    weight: 2,
    why: 'Weights, orders and trees that span a graph.',
  },
  { id: 'dp-1d', title: 'Dynamic programming', needs: ['backtracking'], weight: 3, why: 'The same question asked twice is answered once.' },
  {
    id: 'dp-2d',
    title: 'Dynamic programming in two dimensions',
    needs: ['dp-1d'],
    weight: 2,
    why: 'Two indices, one table, one order to fill it in.',
  },
  { id: 'math', title: 'Mathematics', needs: ['arrays'], weight: 1, why: 'Digits, primes and powers turn up unannounced.' },
  { id: 'bits', title: 'Bits', needs: ['math'], weight: 1, why: 'A few tricks that are hard to find under time.' },
  {
    id: 'design',
    title: 'Designing a structure',
    needs: ['hashing', 'linked-list'],
    weight: 2,
    why: 'Several structures at once, each for what it is good at.',
  },
]

export const topicIds: ReadonlySet<string> = new Set(topics.map(({ id }) => id))

export const topicTitle = (id: string): string => topics.find((topic) => topic.id === id)?.title ?? id
