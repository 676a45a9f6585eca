/** How many ways to pay an amount: dynamic programming over coins. */
import type { Problem } from '../problem.ts'

function waysToPay(amount: number, coins: number[]): number {
  const ways = new Array<number>(amount + 1).fill(0)
  ways[0] = 1
  for (const coin of new Set(coins)) {
    for (let sum = coin; sum <= amount; sum += 1) ways[sum] = ((ways[sum] ?? 0) + (ways[sum - coin] ?? 0)) % 1_000_000_007
  }
  return ways[amount] ?? 0
}

function countsOrders(amount: number, coins: number[]): number {
  const ways = new Array<number>(amount + 1).fill(0)
  ways[0] = 1
  for (let sum = 1; sum <= amount; sum += 1)
    for (const coin of new Set(coins)) if (coin <= sum) ways[sum] = ((ways[sum] ?? 0) + (ways[sum - coin] ?? 0)) % 1_000_000_007
  return ways[amount] ?? 0
}

function usesEachCoinOnce(amount: number, coins: number[]): number {
  const ways = new Array<number>(amount + 1).fill(0)
  ways[0] = 1
  for (const coin of new Set(coins))
    for (let sum = amount; sum >= coin; sum -= 1) ways[sum] = ((ways[sum] ?? 0) + (ways[sum - coin] ?? 0)) % 1_000_000_007
  return ways[amount] ?? 0
}

export const coinWays: Problem = {
  id: 'ways-to-pay',
  title: 'Ways to pay',
  difficulty: 'medium',
  topics: ['dynamic programming'],
  statement:
    'Given an amount and the values of coins, of each of which there are as many as one wants, give the number of ways to pay the amount exactly. Two ways are the same when they use the same coins in another order. Give the number modulo 1 000 000 007.',
  constraints: ['0 ≤ amount ≤ 20 000', '0 to 50 coins from 1 to 20 000; a value that is named twice is one coin'],
  parameters: [
    ['amount', 'number'],
    ['coins', 'number[]'],
  ],
  returns: 'number',
  examples: [
    { args: [5, [1, 2, 5]], output: 4, explanation: '5, 2+2+1, 2+1+1+1, five ones.' },
    { args: [3, [2]], output: 0, explanation: 'Three cannot be paid in twos.' },
  ],
  solve: waysToPay,
  python: `def ways_to_pay(amount, coins):
    ways = [1] + [0] * amount
    for coin in set(coins):
        for total in range(coin, amount + 1):
            ways[total] = (ways[total] + ways[total - coin]) % 1_000_000_007
    return ways[amount]
`,
  edges: [
    [0, []],
    [0, [3]],
    [7, []],
    [10, [10]],
    [6, [1, 3]],
    [4, [2, 2]],
    [100, [1, 5, 10, 25, 50]],
  ],
  generate: (size, random) => [size, random.array(Math.min(12, 2 + Math.floor(size / 4)), 1, Math.max(2, Math.floor(size / 2)))],
  hardest: (size) => [size, [1, 2, 5, 10]],
  sizes: [3, 5, 8, 12, 30, 100, 1000, 8000],
  ambiguities: [
    { question: 'Does the order of the coins matter?', answer: 'No.' },
    { question: 'How often may a coin be used?', answer: 'As often as one wants.' },
    { question: 'How many ways are there to pay nothing?', answer: 'One: with no coin.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['And if each coin were there once?', 'How would you name one way?', 'Why do the loops stand in this order?'],
  wrong: [
    { because: 'it counts orders as ways', solve: countsOrders },
    { because: 'it uses each coin once', solve: usesEachCoinOnce },
  ],
}
