/** Values by name and time: a list for each name, searched by halving. */
import type { Problem } from '../problem.ts'

function valuesThen(calls: [string, string, number, number][]): number[] {
  const kept = new Map<string, [time: number, price: number][]>()
  const told: number[] = []
  for (const [what, name, time, price] of calls) {
    const prices = kept.get(name) ?? []
    if (what === 'set') {
      prices.push([time, price])
      kept.set(name, prices)
      continue
    }
    let [low, high] = [0, prices.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((prices[middle]?.[0] ?? 0) <= time) low = middle + 1
      else high = middle
    }
    told.push(prices[low - 1]?.[1] ?? -1)
  }
  return told
}

function tellsTheLatest(calls: [string, string, number, number][]): number[] {
  const kept = new Map<string, number>()
  const told: number[] = []
  for (const [what, name, , price] of calls) {
    if (what === 'set') kept.set(name, price)
    else told.push(kept.get(name) ?? -1)
  }
  return told
}

function wantsTheExactTime(calls: [string, string, number, number][]): number[] {
  const kept = new Map<string, number>()
  const told: number[] = []
  for (const [what, name, time, price] of calls) {
    if (what === 'set') kept.set(`${name} ${time}`, price)
    else told.push(kept.get(`${name} ${time}`) ?? -1)
  }
  return told
}

export const whatItWasThen: Problem = {
  id: 'what-it-was-then',
  title: 'What it was then',
  difficulty: 'medium',
  topics: ['design', 'hash tables', 'binary search'],
  statement:
    'A market keeps what its goods have cost. Calls come in order: ["set", name, time, price] says that from this time on a good costs so much; ["get", name, time, 0] asks what it cost at a time: the price that was set last at that time or before it, -1 if there was none. Each "set" for a good comes with a later time than the one before it; "get" may ask for any time. Give the answers to all "get" in order.',
  constraints: ['0 to 20 000 calls', 'times and prices from 0 to 1 000 000', 'names of 1 to 10 small letters'],
  parameters: [['calls', '[string, string, number, number][]']],
  returns: 'number[]',
  examples: [
    {
      args: [
        [
          ['set', 'tea', 3, 40],
          ['set', 'tea', 8, 50],
          ['get', 'tea', 7, 0],
          ['get', 'tea', 8, 0],
          ['get', 'tea', 2, 0],
        ],
      ],
      output: [40, 50, -1],
      explanation: 'At 7 the price of 3 still holds; before 3 there was none.',
    },
    { args: [[['get', 'oil', 5, 0]]], output: [-1], explanation: 'Oil has never had a price.' },
  ],
  solve: valuesThen,
  python: `from bisect import bisect_right

def values_then(calls):
    times, prices, told = {}, {}, []
    for what, name, time, price in calls:
        if what == 'set':
            times.setdefault(name, []).append(time)
            prices.setdefault(name, []).append(price)
        else:
            at = bisect_right(times.get(name, []), time)
            told.append(prices[name][at - 1] if at else -1)
    return told
`,
  edges: [
    [[]],
    [
      [
        ['set', 'a', 0, 0],
        ['get', 'a', 0, 0],
      ],
    ],
    [
      [
        ['set', 'a', 5, 1],
        ['get', 'b', 5, 0],
      ],
    ],
    [
      [
        ['set', 'a', 1, 7],
        ['get', 'a', 900, 0],
      ],
    ],
    [
      [
        ['set', 'a', 1, 7],
        ['set', 'b', 2, 8],
        ['get', 'a', 2, 0],
        ['get', 'b', 1, 0],
      ],
    ],
    [
      [
        ['set', 'a', 1, 1],
        ['set', 'a', 2, 2],
        ['set', 'a', 3, 3],
        ['get', 'a', 2, 0],
        ['get', 'a', 1, 0],
      ],
    ],
  ],
  generate(size, random) {
    let time = 0
    const call = (): [string, string, number, number] => {
      const name = random.pick(['tea', 'oil', 'rye'])
      time += random.int(1, 3)
      return random.int(0, 1) === 0 ? ['set', name, time, random.int(0, 99)] : ['get', name, random.int(0, time + 2), 0]
    }
    return [Array.from({ length: size }, call)]
  },
  hardest(size, random) {
    const call = (_: unknown, at: number): [string, string, number, number] =>
      at < size / 2 ? ['set', 'tea', at, at] : ['get', 'tea', random.int(0, size), 0]
    return [Array.from({ length: size }, call)]
  },
  sizes: [3, 6, 12, 30, 60, 400, 8000],
  ambiguities: [
    { question: 'Does a price hold at the very time it was set?', answer: 'Yes.' },
    { question: 'Do the times of a good come in order?', answer: 'When they are set, yes; one may ask for any time.' },
    { question: 'What if there was no price yet?', answer: '-1.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: [
    'What if prices could be set for the past?',
    'What if old prices may be thrown away?',
    'How would you tell all prices between two times?',
  ],
  wrong: [
    { because: 'it tells the latest price, whatever time is asked for', solve: tellsTheLatest },
    { because: 'it finds a price only at the exact time', solve: wantsTheExactTime },
  ],
}
