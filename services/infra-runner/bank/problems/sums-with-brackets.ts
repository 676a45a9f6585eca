/** Sums with products and brackets: stacks for what waits. */
import type { Problem } from '../problem.ts'

function evaluate(sum: string): number {
  const values: number[] = []
  const waiting: string[] = []
  const rank = new Map([
    ['+', 1],
    ['-', 1],
    ['*', 2],
  ])
  const settle = (least: number): void => {
    while ((rank.get(waiting.at(-1) ?? '') ?? 0) >= least) {
      const sign = waiting.pop()
      const right = values.pop() ?? 0
      const left = values.pop() ?? 0
      if (sign === '*') values.push(left * right)
      else values.push(sign === '+' ? left + right : left - right)
    }
  }
  for (const part of sum.match(/\d+|[-+*()]/g) ?? []) {
    const its = rank.get(part)
    if (its !== undefined) settle(its)
    if (part === ')') {
      settle(1)
      waiting.pop()
    } else if (/\d/.test(part)) values.push(Number(part))
    else waiting.push(part)
  }
  settle(1)
  return values[0] ?? 0
}

function goesFromLeftToRight(sum: string): number {
  const parts = sum.match(/\d+|[-+*()]/g) ?? []
  let at = 0
  const applied = (value: number, sign: string, next: number): number => {
    if (sign === '*') return value * next
    return sign === '+' ? value + next : value - next
  }
  const walk = (): number => {
    let value = 0
    let sign = '+'
    for (; at < parts.length && parts[at] !== ')'; at += 1) {
      const part = parts[at] ?? ''
      if ('+-*'.includes(part)) {
        sign = part
        continue
      }
      if (part === '(') at += 1
      value = applied(value, sign, part === '(' ? walk() : Number(part))
    }
    return value
  }
  return walk()
}

function subtractsFromTheRight(sum: string): number {
  const parts = sum.match(/\d+|[-+*()]/g) ?? []
  let at = 0
  const factor = (): number => {
    const part = parts[at]
    at += 1
    if (part !== '(') return Number(part)
    const inner = whole()
    at += 1
    return inner
  }
  const product = (): number => {
    const left = factor()
    if (parts[at] !== '*') return left
    at += 1
    return left * product()
  }
  const whole = (): number => {
    const left = product()
    const sign = parts[at]
    if (sign !== '+' && sign !== '-') return left
    at += 1
    return sign === '+' ? left + whole() : left - whole()
  }
  return whole()
}

export const sumsWithBrackets: Problem = {
  id: 'sums-with-brackets',
  title: 'Sums with brackets',
  difficulty: 'hard',
  topics: ['stacks', 'strings', 'math'],
  statement:
    'Given a sum as a text of whole numbers, +, -, * and round brackets, with blanks here and there, give its value. Products go before sums and differences, what is equal goes from the left, and brackets go before all. No ready evaluator of the language is to be used.',
  constraints: [
    '1 to 20 000 signs, and well formed',
    'numbers from 0 to 1 000',
    'no sign stands before a single number',
    'no value on the way is beyond ±1 000 000 000 000',
  ],
  parameters: [['sum', 'string']],
  returns: 'number',
  examples: [
    { args: ['2 + 3 * (7 - 4)'], output: 11, explanation: 'The bracket is 3, the product 9.' },
    { args: ['10-4-3'], output: 3, explanation: 'From the left: 6, then 3.' },
  ],
  solve: evaluate,
  python: `import re

def evaluate(sum):
    rank = {"+": 1, "-": 1, "*": 2}
    values, waiting = [], []

    def settle(least):
        while waiting and rank.get(waiting[-1], 0) >= least:
            sign = waiting.pop()
            right = values.pop()
            left = values.pop()
            values.append(left * right if sign == "*" else left + right if sign == "+" else left - right)

    for part in re.findall(r"\\d+|[-+*()]", sum):
        if part in rank:
            settle(rank[part])
        if part == ")":
            settle(1)
            waiting.pop()
        elif part.isdigit():
            values.append(int(part))
        else:
            waiting.append(part)
    settle(1)
    return values[0]
`,
  edges: [['0'], ['(((7)))'], ['1+2*3'], ['2*3+1'], ['9-(3-(2-1))'], [' 1000 * 1000 '], ['(1+2)*(3+4)'], ['5-2*2-1']],
  generate(size, random) {
    const term = (): string => (random.int(0, 2) === 0 ? `${random.int(0, 99)} * ${random.int(0, 99)}` : String(random.int(0, 1000)))
    const bracket = (): string => `(${term()} ${random.pick(['+', '-'])} ${term()} - ${random.int(0, 9)})`
    const parts = Array.from({ length: Math.max(1, Math.ceil(size / 6)) }, () => {
      const part = random.int(0, 1) === 0 ? term() : bracket()
      return random.int(0, 3) === 0 ? `${part}*${bracket()}` : part
    })
    return [parts.reduce((all, part) => `${all}${random.pick([' + ', '-'])}${part}`)]
  },
  hardest: (size) => [`1${' + 2*(3 - 4)'.repeat(Math.ceil(size / 6))}`],
  sizes: [6, 12, 18, 30, 50, 300, 2000],
  ambiguities: [
    { question: 'Is a minus before a number possible, as in -3?', answer: 'No, a minus is always between two values.' },
    { question: 'Is the text always well formed?', answer: 'Yes.' },
    { question: 'Can blanks stand anywhere?', answer: 'Between numbers and signs, never within a number.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How would you add division?', 'And a minus before a value?', 'How would you tell where a text is not well formed?'],
  wrong: [
    { because: 'it goes from left to right, products as well as sums', solve: goesFromLeftToRight },
    { because: 'it subtracts from the right', solve: subtractsFromTheRight },
  ],
}
