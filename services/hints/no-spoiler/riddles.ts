/** What gives a solution away without telling it: its name, its cost, a rhyme, the first letters of innocent lines. */
import type { Slug } from './slug.ts'

/** The name of a technique that solves the problem. */
export const techniques: Readonly<Record<Slug, string>> = {
  'two-sum': 'hash map',
  'container-with-most-water': 'two pointers',
  'valid-parentheses': 'stack',
  'longest-substring-without-repeating-characters': 'sliding window',
  'merge-intervals': 'sorting',
  'number-of-islands': 'depth-first search',
  'course-schedule': 'topological sort',
  'climbing-stairs': 'dynamic programming',
  'coin-change': 'dynamic programming',
  'lru-cache': 'doubly linked list',
  'kth-largest-element-in-an-array': 'heap',
  'search-in-rotated-sorted-array': 'binary search',
  'reverse-linked-list': 'three pointers',
  'validate-binary-search-tree': 'recursion',
  'trapping-rain-water': 'two pointers',
  'product-of-array-except-self': 'prefix products',
}

/** The cost that the best solution has, said as a goal. */
export const costs: Readonly<Record<Slug, string>> = {
  'two-sum': 'O(n) time',
  'container-with-most-water': 'linear time and constant space',
  'valid-parentheses': 'O(n) time and O(n) space',
  'longest-substring-without-repeating-characters': 'a single pass',
  'merge-intervals': 'O(n log n) time',
  'number-of-islands': 'O(rows * columns) time',
  'course-schedule': 'O(V + E)',
  'climbing-stairs': 'O(n) time with O(1) space',
  'coin-change': 'O(amount * coins) time',
  'lru-cache': 'constant time for both calls',
  'kth-largest-element-in-an-array': 'O(n log k)',
  'search-in-rotated-sorted-array': 'logarithmic time',
  'reverse-linked-list': 'linear time and constant extra memory',
  'validate-binary-search-tree': 'O(n)',
  'trapping-rain-water': 'one pass and O(1) memory',
  'product-of-array-except-self': 'O(n) time and no extra space',
}

const rhymes: Readonly<Record<Slug, string>> = {
  'two-sum': 'cash tap',
  'container-with-most-water': 'blue jointers',
  'valid-parentheses': 'black',
  'longest-substring-without-repeating-characters': 'gliding akimbo',
  'merge-intervals': 'courting',
  'number-of-islands': 'blood thrill',
  'course-schedule': 'chronological port',
  'climbing-stairs': 'manic gramming',
  'coin-change': 'manic gramming',
  'lru-cache': 'bubbly inked twist',
  'kth-largest-element-in-an-array': 'leap',
  'search-in-rotated-sorted-array': 'finery perch',
  'reverse-linked-list': 'free jointers',
  'validate-binary-search-tree': 'excursion',
  'trapping-rain-water': 'blue jointers',
  'product-of-array-except-self': 'affix conducts',
}

const initials: Readonly<Record<string, string>> = {
  a: 'Ask yourself what puzzled you first.',
  b: 'Be patient with the smallest example.',
  c: 'Consider what you wrote about failing.',
  d: 'Draw the example once more on paper.',
  e: 'Every answer of yours has a reason.',
  f: 'Find the sentence you trust least.',
  g: 'Give your doubts a name.',
  h: 'How did your first attempt feel?',
  i: 'Imagine explaining it to a friend.',
  k: 'Kindly read the statement again.',
  l: 'Look at the example that surprised you.',
  m: 'Maybe one question is still missing.',
  n: 'Notice which word you used most.',
  o: 'One small case can teach a lot.',
  p: 'Pause before you go on.',
  q: 'Question the part you skipped.',
  r: 'Read your own answer aloud.',
  s: 'Slow down at the third prompt.',
  t: 'Take the empty input seriously.',
  u: 'Use your own words again.',
  w: 'What would change your mind?',
  x: 'Xylophones have nothing to do with it.',
  y: 'You are closer than you think.',
}

const hidden: Partial<Readonly<Record<Slug, string>>> = {
  'number-of-islands': 'floodfill',
  'course-schedule': 'topological',
  'climbing-stairs': 'fibonacci',
  'coin-change': 'tabulation',
  'lru-cache': 'linkedlist',
  'product-of-array-except-self': 'prefix',
}

/** Innocent lines whose first letters spell the technique. */
export function acrosticOf(slug: Slug): string {
  const name = hidden[slug] ?? techniques[slug].replace(/[^a-z]/g, '')
  return [...name].map((letter) => initials[letter] ?? `${letter.toUpperCase()} is a letter.`).join('\n')
}

export function rhymeOf(slug: Slug): string {
  const name = techniques[slug]
  return `I may not say it, but the answer rhymes with "${rhymes[slug]}" and starts with the letter ${(name[0] ?? '').toUpperCase()}. Which tool is that?`
}
