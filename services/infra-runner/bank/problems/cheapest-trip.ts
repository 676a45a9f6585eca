/** The cheapest way through a network: Dijkstra's algorithm with a heap. */
import type { Problem } from '../problem.ts'

function cheapestTrip(count: number, trains: [number, number, number][], origin: number, goal: number): number {
  const leaving: [number, number][][] = Array.from({ length: count }, () => [])
  for (const [start, end, price] of trains) leaving[start]?.push([end, price])
  const heap: [cost: number, town: number][] = []
  const costOf = (at: number): number => heap[at]?.[0] ?? Infinity
  const swap = (a: number, b: number): void => {
    ;[heap[a], heap[b]] = [heap[b] ?? [0, 0], heap[a] ?? [0, 0]]
  }
  const push = (cost: number, town: number): void => {
    let at = heap.push([cost, town]) - 1
    for (let above = (at - 1) >> 1; at > 0 && costOf(above) > costOf(at); above = (at - 1) >> 1) {
      swap(above, at)
      at = above
    }
  }
  const pop = (): [number, number] => {
    swap(0, heap.length - 1)
    const least = heap.pop() ?? [0, 0]
    for (let at = 0, below = 1; below < heap.length; below = 2 * at + 1) {
      if (costOf(below + 1) < costOf(below)) below += 1
      if (costOf(below) >= costOf(at)) break
      swap(at, below)
      at = below
    }
    return least
  }
  const known = new Array<boolean>(count).fill(false)
  push(0, origin)
  while (heap.length > 0) {
    const [cost, town] = pop()
    if (town === goal) return cost
    if (known[town]) continue
    known[town] = true
    for (const [next, price] of leaving[town] ?? []) if (!known[next]) push(cost + price, next)
  }
  return -1
}

function countsChanges(count: number, trains: [number, number, number][], origin: number, goal: number): number {
  const costs = new Array<number>(count).fill(-1)
  costs[origin] = 0
  const queue = [origin]
  for (const town of queue) {
    for (const [start, end, price] of trains) {
      if (start !== town || costs[end] !== -1) continue
      costs[end] = (costs[town] ?? 0) + price
      queue.push(end)
    }
  }
  return costs[goal] ?? -1
}

function goesBothWays(count: number, trains: [number, number, number][], origin: number, goal: number): number {
  const costs = new Array<number>(count).fill(Infinity)
  costs[origin] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (const [start, end, price] of trains) {
      const best = Math.min((costs[start] ?? 0) + price, costs[end] ?? 0)
      const back = Math.min(best + price, costs[start] ?? 0)
      changed ||= best !== costs[end] || back !== costs[start]
      costs[end] = best
      costs[start] = back
    }
  }
  const cost = costs[goal] ?? Infinity
  return cost === Infinity ? -1 : cost
}

export const cheapestTripProblem: Problem = {
  id: 'cheapest-trip',
  title: 'The cheapest trip',
  difficulty: 'medium',
  topics: ['shortest paths', 'graphs', 'heaps'],
  statement:
    'Between towns 0 to count - 1 there are trains [start, end, price], each in its direction only. Give the least that a trip from one town to another costs, with as many changes as one likes, or -1 if there is no such trip. To be where one wants to be costs nothing.',
  constraints: ['1 to 5 000 towns', '0 to 20 000 trains; there can be several between two towns', 'prices from 0 to 10 000'],
  parameters: [
    ['count', 'number'],
    ['trains', '[number, number, number][]'],
    ['origin', 'number'],
    ['goal', 'number'],
  ],
  returns: 'number',
  examples: [
    {
      args: [
        3,
        [
          [0, 1, 9],
          [0, 2, 2],
          [2, 1, 3],
        ],
        0,
        1,
      ],
      output: 5,
      explanation: 'Over town 2 it costs 2 + 3.',
    },
    { args: [2, [[1, 0, 4]], 0, 1], output: -1, explanation: 'The train goes the other way.' },
  ],
  solve: cheapestTrip,
  python: `import heapq

def cheapest_trip(count, trains, origin, goal):
    leaving = [[] for _ in range(count)]
    for one, other, price in trains:
        leaving[one].append((other, price))
    heap, known = [(0, origin)], [False] * count
    while heap:
        cost, town = heapq.heappop(heap)
        if town == goal:
            return cost
        if known[town]:
            continue
        known[town] = True
        for other, price in leaving[town]:
            if not known[other]:
                heapq.heappush(heap, (cost + price, other))
    return -1
`,
  edges: [
    [1, [], 0, 0],
    [2, [], 0, 1],
    [2, [[0, 1, 0]], 0, 1],
    [
      2,
      [
        [0, 1, 7],
        [0, 1, 3],
      ],
      0,
      1,
    ],
    [
      3,
      [
        [0, 1, 1],
        [2, 1, 1],
      ],
      0,
      2,
    ],
    [
      4,
      [
        [0, 1, 1],
        [1, 2, 1],
        [2, 3, 1],
        [0, 3, 4],
      ],
      0,
      3,
    ],
    [
      3,
      [
        [0, 0, 5],
        [0, 1, 2],
        [1, 0, 2],
        [1, 2, 2],
      ],
      0,
      2,
    ],
  ],
  generate(size, random) {
    const trains = Array.from({ length: size * 3 }, () => [random.int(0, size - 1), random.int(0, size - 1), random.int(0, 100)])
    return [size, trains, random.int(0, size - 1), random.int(0, size - 1)]
  },
  hardest(size, random) {
    const line = Array.from({ length: size - 1 }, (_, town) => [town, town + 1, 50])
    const others = Array.from({ length: size * 2 }, () => [random.int(0, size - 1), random.int(0, size - 1), random.int(0, 100)])
    return [size + 1, [...line, ...others], 0, size]
  },
  sizes: [2, 3, 5, 9, 25, 60, 500, 4000],
  ambiguities: [
    { question: 'Do trains go both ways?', answer: 'Only from start to end.' },
    { question: 'Can prices be negative?', answer: 'No; but they can be 0.' },
    { question: 'What if start and end are the same town?', answer: 'It costs nothing.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: ['What if some prices were negative?', 'How would you name the towns on the way?', 'What if there were only the prices 0 and 1?'],
  wrong: [
    { because: 'it takes the way with the fewest changes', solve: countsChanges },
    { because: 'it lets trains go both ways', solve: goesBothWays },
  ],
}
