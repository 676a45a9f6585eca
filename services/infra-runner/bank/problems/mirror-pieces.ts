/** All ways to cut a word into mirrors: backtracking over where the next cut goes. */
import type { Problem } from '../problem.ts'

function mirrorPieces(word: string): string[][] {
  const isMirror = (start: number, end: number): boolean => {
    for (let low = start, high = end - 1; low < high; low += 1, high -= 1) if (word[low] !== word[high]) return false
    return true
  }
  const found: string[][] = []
  const pieces: string[] = []
  const cut = (start: number): void => {
    if (start === word.length) found.push([...pieces])
    for (let end = start + 1; end <= word.length; end += 1) {
      if (!isMirror(start, end)) continue
      pieces.push(word.slice(start, end))
      cut(end)
      pieces.pop()
    }
  }
  cut(0)
  return found
}

function cutsAsFewAsPossible(word: string): string[][] {
  const isMirror = (piece: string): boolean => piece === [...piece].reverse().join('')
  const pieces: string[] = []
  for (let start = 0; start < word.length; ) {
    let end = word.length
    while (!isMirror(word.slice(start, end))) end -= 1
    pieces.push(word.slice(start, end))
    start = end
  }
  return [[...word], pieces]
}

function looksAtTheEndsOnly(word: string): string[][] {
  const found: string[][] = []
  const cut = (start: number, pieces: string[]): void => {
    if (start === word.length) found.push(pieces)
    for (let end = start + 1; end <= word.length; end += 1) if (word[start] === word[end - 1]) cut(end, [...pieces, word.slice(start, end)])
  }
  cut(0, [])
  return found
}

export const mirrorPiecesProblem: Problem = {
  id: 'mirror-pieces',
  title: 'Cut into mirrors',
  difficulty: 'medium',
  topics: ['backtracking', 'recursion', 'strings'],
  statement:
    'A mirror is a piece of text that reads the same from both sides; a single letter is one. Give all ways to cut a word into pieces that are mirrors, each as the list of its pieces from left to right. The ways can come in any order.',
  constraints: ['1 to 14 small letters', 'the whole word counts as one piece if it is a mirror'],
  parameters: [['word', 'string']],
  returns: 'string[][]',
  examples: [
    { args: ['noon'], output: [['n', 'o', 'o', 'n'], ['n', 'oo', 'n'], ['noon']], explanation: 'No cut, two cuts and three cuts.' },
    { args: ['ab'], output: [['a', 'b']], explanation: 'ab itself is no mirror.' },
  ],
  solve: mirrorPieces,
  python: `def mirror_pieces(word):
    found, pieces = [], []

    def cut(start):
        if start == len(word):
            found.append(pieces[:])
        for end in range(start + 1, len(word) + 1):
            piece = word[start:end]
            if piece == piece[::-1]:
                pieces.append(piece)
                cut(end)
                pieces.pop()

    cut(0)
    return found
`,
  edges: [['a'], ['aa'], ['aba'], ['abba'], ['abca'], ['aabaa'], ['aaaaaaa'], ['abcdcba']],
  generate: (size, random) => [random.text(Math.min(14, size), 'ab')],
  hardest: (size) => ['a'.repeat(size)],
  measured: [5, 6, 7, 8, 9, 10, 11, 12, 13, 14],
  sizes: [2, 3, 5, 7, 10, 14],
  check(answer, { expected }) {
    const told = (ways: string[][]): string[] => ways.map((way) => JSON.stringify(way)).sort()
    return JSON.stringify(told(answer as string[][])) === JSON.stringify(told(expected as string[][]))
  },
  ambiguities: [
    { question: 'Is a single letter a mirror?', answer: 'Yes.' },
    { question: 'Is it a way not to cut at all?', answer: 'Yes, if the whole word is a mirror.' },
    { question: 'In which order do the ways come?', answer: 'In any; the pieces of each from left to right.' },
  ],
  complexity: { time: '2^n', space: 'n' },
  followUps: [
    'For which words are there most ways?',
    'How would you know at once whether a piece is a mirror?',
    'What if only the fewest pieces are wanted?',
  ],
  wrong: [
    { because: 'it takes the longest mirror each time', solve: cutsAsFewAsPossible },
    { because: 'it compares only the ends of a piece', solve: looksAtTheEndsOnly },
  ],
}
