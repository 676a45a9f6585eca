/** The fewest letters by which each word is known among the others: a trie, walked until one is left. */
import type { Problem } from '../problem.ts'

function callSigns(words: string[]): string[] {
  interface Node {
    count: number
    readonly below: Map<string, Node>
  }
  const root: Node = { count: 0, below: new Map() }
  for (const word of words) {
    let node = root
    for (const letter of word) {
      const next = node.below.get(letter) ?? { count: 0, below: new Map<string, Node>() }
      node.below.set(letter, next)
      next.count += 1
      node = next
    }
  }
  const signOf = (word: string): string => {
    let node: Node | undefined = root
    for (let length = 1; length <= word.length; length += 1) {
      node = node?.below.get(word[length - 1] ?? '')
      if (node?.count === 1) return word.slice(0, length)
    }
    return word
  }
  return words.map(signOf)
}

function looksAtTheNextWordOnly(words: string[]): string[] {
  return words.map((word, at) => {
    const after = words[at + 1] ?? ''
    let length = 0
    while (length < word.length && word[length] === after[length]) length += 1
    return word.slice(0, length + 1)
  })
}

function makesSignsDifferentOnly(words: string[]): string[] {
  const taken = new Set<string>()
  return words.map((word) => {
    let length = 1
    while (length < word.length && taken.has(word.slice(0, length))) length += 1
    taken.add(word.slice(0, length))
    return word.slice(0, length)
  })
}

export const shortestCallSigns: Problem = {
  id: 'shortest-call-signs',
  title: 'The shortest call signs',
  difficulty: 'medium',
  topics: ['tries', 'strings'],
  statement:
    'Ships are called by the first letters of their names, as few as make clear which ship is meant: no other name may begin with them. A name that another name begins with has to be called in full. Given the names, all different, give the call sign of each, in the same order.',
  constraints: ['0 to 5 000 names of 1 to 30 small letters', 'no two names are equal'],
  parameters: [['words', 'string[]']],
  returns: 'string[]',
  examples: [
    { args: [['zebra', 'dog', 'duck', 'dove']], output: ['z', 'dog', 'du', 'dov'], explanation: 'dog and dove part at the third letter.' },
    { args: [['sea', 'seal']], output: ['sea', 'seal'], explanation: 'sea is called in full, since seal begins with it.' },
  ],
  solve: callSigns,
  python: `def call_signs(words):
    root = [0, {}]
    for word in words:
        node = root
        for letter in word:
            node = node[1].setdefault(letter, [0, {}])
            node[0] += 1

    def sign(word):
        node = root
        for length, letter in enumerate(word, 1):
            node = node[1][letter]
            if node[0] == 1:
                return word[:length]
        return word

    return [sign(word) for word in words]
`,
  edges: [[[]], [['abc']], [['a', 'b', 'c']], [['a', 'ab', 'abc', 'abcd']], [['abcd', 'abce', 'x']], [['aab', 'aac', 'ab', 'b']]],
  generate(size, random) {
    const words = new Set<string>()
    for (let tries = 0; words.size < size && tries < 4 * size; tries += 1) words.add(random.text(random.int(1, 8), tries % 3 === 0 ? 'ab' : 'abcdef'))
    return [[...words]]
  },
  // Each name is called in full: another goes on where it ends.
  hardest(size) {
    const name = (at: number): string => [...String(1_000_000 + (at >> 1))].map((digit) => 'abcdefghij'[Number(digit)]).join('')
    return [Array.from({ length: size }, (_, at) => (at % 2 === 0 ? name(at) : `${name(at)}z`))]
  },
  sizes: [2, 4, 6, 12, 60, 300, 1000, 4000],
  ambiguities: [
    { question: 'May the sign of one ship be the start of another ship’s name?', answer: 'No, except for a name that has to be called in full.' },
    { question: 'Can two names be equal?', answer: 'No.' },
    { question: 'What if there is one ship only?', answer: 'Its first letter.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['What if ships come and go?', 'Could sorting do it, and how fast?', 'What if any part of a name could be its sign?'],
  wrong: [
    { because: 'it compares with the next name only', solve: looksAtTheNextWordOnly },
    { because: 'it makes the signs different, though names may still begin with them', solve: makesSignsDifferentOnly },
  ],
}
