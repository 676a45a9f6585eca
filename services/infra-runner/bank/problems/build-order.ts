/** An order in which tasks can be done: topological sorting, where several answers are right. */
import type { Problem } from '../problem.ts'

function orderOfTasks(count: number, needs: [number, number][]): number[] {
  const after: number[][] = Array.from({ length: count }, () => [])
  const missing = new Array<number>(count).fill(0)
  for (const [task, first] of needs) {
    after[first]?.push(task)
    missing[task] = (missing[task] ?? 0) + 1
  }
  const order = missing.flatMap((left, task) => (left === 0 ? [task] : []))
  for (const done of order) {
    for (const task of after[done] ?? []) {
      missing[task] = (missing[task] ?? 0) - 1
      if (missing[task] === 0) order.push(task)
    }
  }
  return order.length === count ? order : []
}

function overlooksCycles(count: number, needs: [number, number][]): number[] {
  const order: number[] = []
  const seen = new Set<number>()
  const visit = (task: number): void => {
    if (seen.has(task)) return
    seen.add(task)
    for (const [later, first] of needs) if (later === task) visit(first)
    order.push(task)
  }
  for (let task = 0; task < count; task += 1) visit(task)
  return order
}

function sortsByHowMuchIsNeeded(count: number, needs: [number, number][]): number[] {
  const needed = (task: number): number => needs.filter(([later]) => later === task).length
  return Array.from({ length: count }, (_, task) => task).sort((a, b) => needed(a) - needed(b))
}

export const buildOrder: Problem = {
  id: 'order-of-tasks',
  title: 'An order for tasks',
  difficulty: 'medium',
  topics: ['graphs', 'queues'],
  statement:
    'There are tasks from 0 to count - 1. A pair [task, first] says that first has to be done before task. Give an order in which all tasks can be done, or an empty list if there is none.',
  constraints: ['1 to 5 000 tasks', 'up to 20 000 pairs, possibly repeated'],
  parameters: [
    ['count', 'number'],
    ['needs', '[number, number][]'],
  ],
  returns: 'number[]',
  examples: [
    {
      args: [
        3,
        [
          [2, 0],
          [1, 2],
        ],
      ],
      output: [0, 2, 1],
      explanation: '0 before 2, 2 before 1.',
    },
    {
      args: [
        2,
        [
          [0, 1],
          [1, 0],
        ],
      ],
      output: [],
      explanation: 'Each needs the other.',
    },
  ],
  solve: orderOfTasks,
  python: `from collections import deque

def order_of_tasks(count, needs):
    after = [[] for _ in range(count)]
    missing = [0] * count
    for task, first in needs:
        after[first].append(task)
        missing[task] += 1
    ready = deque(task for task in range(count) if missing[task] == 0)
    order = []
    while ready:
        done = ready.popleft()
        order.append(done)
        for task in after[done]:
            missing[task] -= 1
            if missing[task] == 0:
                ready.append(task)
    return order if len(order) == count else []
`,
  edges: [
    [1, []],
    [1, [[0, 0]]],
    [
      4,
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
    [
      4,
      [
        [3, 0],
        [3, 1],
        [3, 2],
        [2, 1],
      ],
    ],
    [
      5,
      [
        [1, 0],
        [2, 1],
        [0, 2],
        [4, 3],
      ],
    ],
    [
      3,
      [
        [1, 0],
        [1, 0],
      ],
    ],
  ],
  generate(size, random) {
    const places = random.shuffled(Array.from({ length: size }, (_, task) => task))
    const needs = Array.from({ length: size * 2 }, () => {
      const [one, other] = [random.int(0, size - 1), random.int(0, size - 1)]
      const [later, first] = one > other ? [one, other] : [other, one]
      return later === first ? [] : [[places[later] ?? 0, places[first] ?? 0]]
    }).flat()
    return [size, needs]
  },
  sizes: [2, 3, 4, 6, 12, 50, 400, 3000],
  check(answer, { args, expected }) {
    const [count, needs] = args as [number, [number, number][]]
    if (!Array.isArray(answer) || !Array.isArray(expected)) return false
    if (expected.length === 0) return answer.length === 0
    const at = new Map((answer as number[]).map((task, position) => [task, position]))
    if (answer.length !== count || at.size !== count || [...at.keys()].some((task) => !Number.isInteger(task) || task < 0 || task >= count))
      return false
    return needs.every(([task, first]) => (at.get(first) ?? count) < (at.get(task) ?? -1))
  },
  ambiguities: [
    { question: 'Which order, if there are several?', answer: 'Any.' },
    { question: 'Can a task need itself, or a pair come twice?', answer: 'Both can happen.' },
    { question: 'What if there is no order?', answer: 'An empty list.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How would you find the tasks that block each other?',
    'Which tasks can be done at the same time?',
    'What if the smallest possible order is wanted?',
  ],
  wrong: [
    { because: 'it gives an order although there is a cycle', solve: overlooksCycles },
    { because: 'it sorts by how much each task needs', solve: sortsByHowMuchIsNeeded },
  ],
}
