/** The largest in each window: a queue of those that can still become it. */
import type { Problem } from '../problem.ts'

function peaksOfWindows(gusts: number[], width: number): number[] {
  const peaks: number[] = []
  const queue: number[] = []
  let head = 0
  for (const [at, gust] of gusts.entries()) {
    while (queue.length > head && (gusts[queue.at(-1) ?? 0] ?? 0) <= gust) queue.pop()
    queue.push(at)
    if ((queue[head] ?? 0) <= at - width) head += 1
    if (at >= width - 1) peaks.push(gusts[queue[head] ?? 0] ?? 0)
  }
  return peaks
}

function neverForgets(gusts: number[], width: number): number[] {
  let highest = Number.NEGATIVE_INFINITY
  const soFar = gusts.map((gust) => {
    highest = Math.max(highest, gust)
    return highest
  })
  return soFar.slice(width - 1)
}

function cutsIntoBlocks(gusts: number[], width: number): number[] {
  const peaks: number[] = []
  for (let start = 0; start + width <= gusts.length; start += width) peaks.push(Math.max(...gusts.slice(start, start + width)))
  return peaks
}

export const strongestInWindow: Problem = {
  id: 'strongest-gusts',
  title: 'The strongest gusts',
  difficulty: 'hard',
  topics: ['queues', 'sliding window'],
  statement:
    'A wind meter writes down one gust a minute. Given the gusts and a width, give for every stretch of that many neighbouring minutes, in order, the strongest gust in it. If there are fewer minutes than the width, the list is empty.',
  constraints: ['0 to 10 000 minutes', 'gusts from -1 000 to 1 000 (against or with the meter)', '1 ≤ width ≤ 10 000'],
  parameters: [
    ['gusts', 'number[]'],
    ['width', 'number'],
  ],
  returns: 'number[]',
  examples: [
    { args: [[3, 1, 2, 5, 4], 3], output: [3, 5, 5], explanation: 'The stretches are 3 1 2, 1 2 5 and 2 5 4.' },
    { args: [[7, 6], 3], output: [], explanation: 'There is no stretch of three.' },
  ],
  solve: peaksOfWindows,
  python: `from collections import deque

def peaks_of_windows(gusts, width):
    peaks = []
    queue = deque()
    for at, gust in enumerate(gusts):
        while queue and gusts[queue[-1]] <= gust:
            queue.pop()
        queue.append(at)
        if queue[0] <= at - width:
            queue.popleft()
        if at >= width - 1:
            peaks.append(gusts[queue[0]])
    return peaks
`,
  edges: [
    [[], 1],
    [[4], 1],
    [[-5, -3, -9], 2],
    [[9, 8, 7, 6, 5], 2],
    [[1, 2, 3, 4], 4],
    [[2, 2, 2], 2],
    [[1, 2], 10_000],
  ],
  generate: (size, random) => [random.array(size, -1000, 1000), random.int(1, Math.max(1, Math.ceil(size / 2)))],
  sizes: [2, 4, 6, 10, 40, 400, 8000],
  ambiguities: [
    { question: 'Do stretches overlap?', answer: 'Yes, each begins a minute after the one before.' },
    { question: 'What if the width is larger than the list?', answer: 'The answer is empty.' },
    { question: 'Can gusts be negative?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'Why does every minute enter and leave the queue once?',
    'How would a heap do, and what would it cost?',
    'What of the difference of strongest and weakest?',
  ],
  wrong: [
    { because: 'it never forgets a gust that has left the stretch', solve: neverForgets },
    { because: 'it cuts the list into blocks that do not overlap', solve: cutsIntoBlocks },
  ],
}
