/** Words of the same letters together: a key that does not depend on the order. */
import type { Problem, Value } from '../problem.ts'

function groupWords(words: string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const word of words) {
    const key = [...word].sort().join('')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [word])
    else group.push(word)
  }
  return [...groups.values()]
}

function looksAtTheSetOfLetters(words: string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const word of words) {
    const key = [...new Set(word)].sort().join('')
    groups.set(key, [...(groups.get(key) ?? []), word])
  }
  return [...groups.values()]
}

function addsLettersUp(words: string[]): string[][] {
  const groups = new Map<number, string[]>()
  for (const word of words) {
    const key = [...word].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
    groups.set(key, [...(groups.get(key) ?? []), word])
  }
  return [...groups.values()]
}

function dropsRepeats(words: string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const word of new Set(words)) {
    const key = [...word].sort().join('')
    groups.set(key, [...(groups.get(key) ?? []), word])
  }
  return [...groups.values()]
}

function ordered(groups: Value): string {
  return JSON.stringify((groups as string[][]).map((group) => JSON.stringify([...group].sort())).sort())
}

export const sameLetters: Problem = {
  id: 'words-of-the-same-letters',
  title: 'Words of the same letters',
  difficulty: 'medium',
  topics: ['hash tables', 'strings', 'sorting'],
  statement:
    'Given words, put those into one group that are made of the same letters, each as often, in whatever order. Give the groups; neither their order nor the order within them matters. A word given twice stands twice in its group.',
  constraints: ['0 to 20 000 words', 'each 0 to 20 small letters'],
  parameters: [['words', 'string[]']],
  returns: 'string[][]',
  examples: [
    { args: [['net', 'ten', 'tent', 'net']], output: [['net', 'ten', 'net'], ['tent']], explanation: 'tent has one t more.' },
    { args: [['']], output: [['']], explanation: 'A word may have no letters.' },
  ],
  solve: groupWords,
  python: `def group_words(words):
    groups = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return list(groups.values())
`,
  edges: [[[]], [['a', 'b']], [['ad', 'bc', 'da']], [['aab', 'abb', 'bab']], [['', 'a', '']], [['listen', 'silent', 'enlist', 'tinsel', 'inlets']]],
  generate: (size, random) => [Array.from({ length: size }, () => random.text(random.int(1, 4), 'abcde'))],
  sizes: [2, 3, 6, 10, 40, 300, 4000],
  check: (answer, { expected }) => ordered(answer) === ordered(expected),
  ambiguities: [
    { question: 'Does the order of the groups matter?', answer: 'No, nor the order within a group.' },
    { question: 'What of a word that is given twice?', answer: 'It stands twice in its group.' },
    { question: 'Are there capital letters?', answer: 'No, small ones only.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['Can the key be made without sorting?', 'What if words can be very long?', 'What if the words do not fit into memory?'],
  wrong: [
    { because: 'it does not look at how often a letter comes', solve: looksAtTheSetOfLetters },
    { because: 'it adds letters up, and other letters can add up to the same', solve: addsLettersUp },
    { because: 'it drops repeated words', solve: dropsRepeats },
  ],
}
