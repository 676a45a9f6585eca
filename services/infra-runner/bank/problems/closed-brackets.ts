/** Brackets that close in order: a stack. */
import type { Problem } from '../problem.ts'

function firstBadBracket(code: string): number {
  const partners = new Map([
    [')', '('],
    [']', '['],
    ['}', '{'],
  ])
  const open: number[] = []
  for (let at = 0; at < code.length; at += 1) {
    const sign = code.charAt(at)
    if ('([{'.includes(sign)) open.push(at)
    const partner = partners.get(sign)
    if (partner !== undefined && code[open.pop() ?? -1] !== partner) return at
  }
  return open[0] ?? -1
}

function countsOnly(code: string): number {
  let open = 0
  for (let at = 0; at < code.length; at += 1) {
    if ('([{'.includes(code.charAt(at))) open += 1
    if (')]}'.includes(code.charAt(at))) open -= 1
    if (open < 0) return at
  }
  return open > 0 ? code.search(/[([{]/) : -1
}

function forgetsThoseLeftOpen(code: string): number {
  const open: string[] = []
  for (let at = 0; at < code.length; at += 1) {
    const sign = code.charAt(at)
    const pair = '()[]{}'.indexOf(sign)
    if (pair >= 0 && pair % 2 === 0) open.push(sign)
    if (pair >= 0 && pair % 2 === 1 && open.pop() !== '()[]{}'[pair - 1]) return at
  }
  return -1
}

export const closedBrackets: Problem = {
  id: 'first-bad-bracket',
  title: 'The first bad bracket',
  difficulty: 'easy',
  topics: ['stacks', 'strings'],
  statement:
    'In a line of code round, square and curly brackets have to close in the reverse order of their opening. Give the position of the first closing bracket that does not fit the last one still open. If all closing ones fit, give the position of the first bracket that stays open, or -1 if none does.',
  constraints: ['0 to 50 000 signs of ASCII', 'positions count from 0', 'signs that are no brackets mean nothing'],
  parameters: [['code', 'string']],
  returns: 'number',
  examples: [
    { args: ['f(a[1)]'], output: 5, explanation: 'The round bracket closes while the square one is open.' },
    { args: ['{(x)'], output: 0, explanation: 'The curly one stays open.' },
    { args: ['(a) + [b]'], output: -1, explanation: 'All is well.' },
  ],
  solve: firstBadBracket,
  python: `def first_bad_bracket(code):
    partners = {")": "(", "]": "[", "}": "{"}
    still_open = []
    for at, sign in enumerate(code):
        if sign in "([{":
            still_open.append(at)
        elif sign in partners:
            if not still_open or code[still_open.pop()] != partners[sign]:
                return at
    return still_open[0] if still_open else -1
`,
  edges: [[''], ['('], [')'], ['()]'], ['([)]'], ['(()'], ['abc'], ['((){}[])'], ['(]']],
  generate(size, random) {
    const open: string[] = []
    const signs = Array.from({ length: size }, () => {
      if (random.int(0, size * 2) === 0) return random.pick([...')]}'])
      const kind = random.int(0, 4)
      if (kind === 0) return 'x'
      if (kind < 3 || open.length === 0) {
        const pair = random.pick(['()', '[]', '{}'])
        open.push(pair.charAt(1))
        return pair.charAt(0)
      }
      return open.pop() ?? 'x'
    })
    return [[...signs, ...(random.int(0, 1) === 0 ? open.reverse() : [])].join('')]
  },
  hardest: (size) => ['([x]{})'.repeat(Math.ceil(size / 7))],
  sizes: [2, 4, 6, 10, 40, 400, 4000, 20_000],
  ambiguities: [
    { question: 'What of signs that are no brackets?', answer: 'They mean nothing.' },
    { question: 'What goes first: a bracket left open, or one that closes wrongly?', answer: 'The one that closes wrongly, wherever it stands.' },
    { question: 'Which of several that stay open is wanted?', answer: 'The first.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['What if brackets within quotes do not count?', 'With one kind of bracket, do you need a stack?', 'How few signs would mend the line?'],
  wrong: [
    { because: 'it counts, and does not tell kinds apart', solve: countsOnly },
    { because: 'it forgets brackets that stay open', solve: forgetsThoseLeftOpen },
  ],
}
