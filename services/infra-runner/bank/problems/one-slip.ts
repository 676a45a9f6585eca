/** A palindrome but for one letter: two pointers that may skip once. */
import type { Problem } from '../problem.ts'

function readsBothWays(text: string): boolean {
  const mirrors = (from: number, to: number): boolean => {
    for (let left = from, right = to; left < right; left += 1, right -= 1) {
      if (text[left] !== text[right]) return false
    }
    return true
  }
  for (let left = 0, right = text.length - 1; left < right; left += 1, right -= 1) {
    if (text[left] !== text[right]) return mirrors(left + 1, right) || mirrors(left, right - 1)
  }
  return true
}

function leavesOutOnTheLeftOnly(text: string): boolean {
  let left = 0
  let right = text.length - 1
  let slips = 0
  while (left < right) {
    if (text[left] === text[right]) right -= 1
    else slips += 1
    left += 1
  }
  return slips <= 1
}

function changesALetter(text: string): boolean {
  let slips = 0
  for (let left = 0, right = text.length - 1; left < right; left += 1, right -= 1) {
    if (text[left] !== text[right]) slips += 1
  }
  return slips <= 1
}

export const oneSlip: Problem = {
  id: 'mirror-with-one-slip',
  title: 'A mirror with one slip',
  difficulty: 'easy',
  topics: ['two pointers', 'strings'],
  statement:
    'A text is a mirror if it reads the same from both ends. Given a text, say whether it is a mirror, or becomes one when a single letter is taken out.',
  constraints: ['0 to 50 000 small letters'],
  parameters: [['text', 'string']],
  returns: 'boolean',
  examples: [
    { args: ['racescar'], output: true, explanation: 'Without one s it is racecar.' },
    { args: ['abcd'], output: false, explanation: 'More than one letter would have to go.' },
  ],
  solve: readsBothWays,
  python: `def reads_both_ways(text):
    left, right = 0, len(text) - 1
    while left < right:
        if text[left] != text[right]:
            without_left = text[left + 1:right + 1]
            without_right = text[left:right]
            return without_left == without_left[::-1] or without_right == without_right[::-1]
        left += 1
        right -= 1
    return True
`,
  edges: [[''], ['a'], ['ab'], ['abc'], ['abca'], ['abccaa'], ['cbbcc'], ['abcxba'], ['abxyba'], ['deeee']],
  generate(size, random) {
    const half = random.text(Math.ceil(size / 2), 'ab')
    const mirror = [...half, ...[...half].reverse().slice(size % 2)]
    const slips = random.int(0, 2)
    for (let slip = 0; slip < slips; slip += 1) mirror.splice(random.int(0, mirror.length), 0, random.pick([...'abc']))
    return [mirror.join('')]
  },
  hardest: (size) => ['ab'.repeat(Math.ceil(size / 4)) + 'ba'.repeat(Math.ceil(size / 4))],
  sizes: [4, 7, 8, 12, 40, 400, 5000, 30_000],
  ambiguities: [
    { question: 'Must a letter be taken out?', answer: 'No, a text that is a mirror already is fine.' },
    { question: 'May a letter be changed in place of being taken out?', answer: 'No.' },
    { question: 'Is the empty text a mirror?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: '1' },
  followUps: ['Which letter has to go?', 'What if two letters may be taken out?', 'And k letters?'],
  wrong: [
    { because: 'it takes out on the left side only', solve: leavesOutOnTheLeftOnly },
    { because: 'it changes a letter in place of taking it out', solve: changesALetter },
  ],
}
