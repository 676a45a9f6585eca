/** The words that come most often: counting, and a heap or a sort with a tie rule. */
import type { Problem } from '../problem.ts'

function mostFrequentWords(words: string[], most: number): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([word]) => word)
}

function leavesTiesAsTheyCame(words: string[], most: number): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .sort(([, countA], [, countB]) => countB - countA)
    .slice(0, most)
    .map(([word]) => word)
}

function sortsByAlphabetAlone(words: string[], most: number): string[] {
  return [...new Set(words)].sort().slice(0, most)
}

export const topWords: Problem = {
  id: 'most-frequent-words',
  title: 'The most frequent words',
  difficulty: 'medium',
  topics: ['heaps', 'hash tables', 'sorting'],
  statement:
    'Given words and a number, give that many words that come most often, the most frequent first; of words that come equally often, the one that comes first in the alphabet goes first. If there are fewer different words, give all.',
  constraints: ['0 to 100 000 words of small letters', '0 ≤ number ≤ 1 000'],
  parameters: [
    ['words', 'string[]'],
    ['most', 'number'],
  ],
  returns: 'string[]',
  examples: [
    { args: [['to', 'be', 'or', 'not', 'to', 'be'], 2], output: ['be', 'to'], explanation: 'Both come twice; be stands before to in the alphabet.' },
    { args: [['a'], 3], output: ['a'], explanation: 'There is only one word.' },
  ],
  solve: mostFrequentWords,
  python: `from collections import Counter

def most_frequent_words(words, most):
    counts = Counter(words)
    return sorted(counts, key=lambda word: (-counts[word], word))[:most]
`,
  edges: [
    [[], 3],
    [['x', 'y'], 0],
    [['b', 'a', 'b', 'a', 'c'], 2],
    [['z', 'y', 'x', 'w'], 4],
    [['ab', 'abc', 'a', 'abc'], 3],
  ],
  generate: (size, random) => [
    Array.from({ length: size }, () => random.text(random.int(1, 2), 'abcdefgh')),
    random.int(1, Math.max(1, Math.min(1000, Math.floor(size / 2)))),
  ],
  hardest: (size, random) => [Array.from({ length: size }, () => random.text(8, 'abcdefghijklmnop')), 10],
  sizes: [2, 4, 6, 10, 30, 300, 3000, 20_000],
  ambiguities: [
    { question: 'What of words that come equally often?', answer: 'By the alphabet.' },
    { question: 'What if there are fewer words than asked for?', answer: 'All of them.' },
  ],
  complexity: { time: 'n log n', space: 'n' },
  followUps: [
    'How would a heap of the asked size help?',
    'What if the words come as an endless stream?',
    'What if they are spread over many machines?',
  ],
  wrong: [
    { because: 'it leaves ties as they came', solve: leavesTiesAsTheyCame },
    { because: 'it looks at the alphabet alone', solve: sortsByAlphabetAlone },
  ],
}
