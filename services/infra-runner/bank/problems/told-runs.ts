/** Text told as runs: count, then letter. */
import type { Problem } from '../problem.ts'

function tellRuns(text: string): string {
  let told = ''
  let start = 0
  for (let end = 1; end <= text.length; end += 1) {
    if (end < text.length && text[end] === text[start]) continue
    told += (end - start > 1 ? String(end - start) : '') + text.slice(start, start + 1)
    start = end
  }
  return told
}

function countsOverTheWholeText(text: string): string {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts].map(([letter, count]) => (count > 1 ? `${count}${letter}` : letter)).join('')
}

function forgetsTheLastRun(text: string): string {
  let told = ''
  let count = 1
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === text[at - 1]) count += 1
    else {
      told += (count > 1 ? String(count) : '') + text.charAt(at - 1)
      count = 1
    }
  }
  return told
}

export const toldRuns: Problem = {
  id: 'told-in-runs',
  title: 'Told in runs',
  difficulty: 'easy',
  topics: ['strings'],
  statement:
    'A text is told in runs: each run of equal neighbouring letters becomes its length and the letter, and a letter that stands alone stays as it is, without a number. Given the text, give it as it is told.',
  constraints: ['0 to 30 000 small letters'],
  parameters: [['text', 'string']],
  returns: 'string',
  examples: [
    { args: ['aaabccd'], output: '3ab2cd', explanation: 'Runs of 3, 1, 2 and 1.' },
    { args: ['abab'], output: 'abab', explanation: 'No letter has an equal neighbour.' },
  ],
  solve: tellRuns,
  python: `from itertools import groupby

def tell_runs(text):
    told = []
    for letter, run in groupby(text):
        length = sum(1 for _ in run)
        told.append((str(length) if length > 1 else "") + letter)
    return "".join(told)
`,
  edges: [[''], ['a'], ['aa'], ['aab'], ['abb'], ['aba'], ['zzzzzzzzzzzz']],
  generate: (size, random) => [random.text(size, 'aaab')],
  sizes: [3, 5, 8, 12, 40, 400, 4000, 20_000],
  ambiguities: [
    { question: 'Is a 1 written for a letter that stands alone?', answer: 'No.' },
    { question: 'Can the text hold digits?', answer: 'No, small letters only.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How would you turn it back?', 'Can it become longer than the text?', 'What if the text may hold digits?'],
  wrong: [
    { because: 'it counts letters over the whole text', solve: countsOverTheWholeText },
    { because: 'it forgets the last run', solve: forgetsTheLastRun },
  ],
}
