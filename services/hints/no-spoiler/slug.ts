/** The names of the suite's problems. */

export const slugs = [
  'two-sum',
  'container-with-most-water',
  'valid-parentheses',
  'longest-substring-without-repeating-characters',
  'merge-intervals',
  'number-of-islands',
  'course-schedule',
  'climbing-stairs',
  'coin-change',
  'lru-cache',
  'kth-largest-element-in-an-array',
  'search-in-rotated-sorted-array',
  'reverse-linked-list',
  'validate-binary-search-tree',
  'trapping-rain-water',
  'product-of-array-except-self',
] as const

export type Slug = (typeof slugs)[number]
