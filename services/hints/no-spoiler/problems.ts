/** Well-known interview problems in our own words, each with reference solutions that no hint may come near. */
import type { Algorithm } from '@quint/proto/gen/quint/coach/v1/coach.ts'
import { type Slug, slugs } from './slug.ts'
import { chinese, french, german, spanish } from './solutions/abroad.ts'
import { java } from './solutions/java.ts'
import { javascript } from './solutions/javascript.ts'
import { python } from './solutions/python.ts'
import { prose, pseudo, synonyms } from './solutions/words.ts'

/** One correct solution told in ten ways; `synonyms` describes it without naming a technique. */
export interface Solutions {
  readonly prose: string
  readonly synonyms: string
  readonly pseudo: string
  readonly python: string
  readonly java: string
  readonly javascript: string
  readonly spanish: string
  readonly french: string
  readonly german: string
  readonly chinese: string
}

export interface ReferenceProblem {
  readonly slug: Slug
  readonly algorithm: Algorithm
  readonly solutions: Solutions
}

interface Wording {
  readonly title: string
  readonly difficulty: 'easy' | 'medium' | 'hard'
  readonly statement: string
  readonly tags: readonly string[]
  readonly examples: readonly string[]
}

const wordings: Readonly<Record<Slug, Wording>> = {
  'two-sum': {
    title: 'Two Sum',
    difficulty: 'easy',
    statement:
      'You are given a list of whole numbers and a target. Return the positions of the two different entries that add up to the target. Exactly one such pair exists, and an entry may not be used twice.',
    tags: ['Array', 'Hash Table'],
    examples: ['nums = [2, 7, 11, 15], target = 9 gives [0, 1]', 'nums = [3, 3], target = 6 gives [0, 1]'],
  },
  'container-with-most-water': {
    title: 'Container With Most Water',
    difficulty: 'medium',
    statement:
      'Vertical lines stand at equal distances along the ground, and a list gives their heights. Choose two lines that, together with the ground, hold the most water. Return that amount. The container may not be slanted.',
    tags: ['Array', 'Two Pointers', 'Greedy'],
    examples: ['height = [1, 8, 6, 2, 5, 4, 8, 3, 7] gives 49', 'height = [1, 1] gives 1'],
  },
  'valid-parentheses': {
    title: 'Valid Parentheses',
    difficulty: 'easy',
    statement:
      'A string holds only round, square and curly brackets. Decide whether every opening bracket is closed by the same kind of bracket and in the correct order.',
    tags: ['String', 'Stack'],
    examples: ['s = "()[]{}" gives true', 's = "(]" gives false', 's = "([)]" gives false'],
  },
  'longest-substring-without-repeating-characters': {
    title: 'Longest Substring Without Repeating Characters',
    difficulty: 'medium',
    statement: 'Given a string, find the length of the longest unbroken part of it in which no character occurs more than once.',
    tags: ['Hash Table', 'String', 'Sliding Window'],
    examples: ['s = "abcabcbb" gives 3', 's = "bbbbb" gives 1', 's = "pwwkew" gives 3'],
  },
  'merge-intervals': {
    title: 'Merge Intervals',
    difficulty: 'medium',
    statement:
      'You are given a list of intervals, each with a start and an end. Join all intervals that overlap and return the intervals that do not overlap and cover the same points.',
    tags: ['Array', 'Sorting'],
    examples: ['[[1, 3], [2, 6], [8, 10], [15, 18]] gives [[1, 6], [8, 10], [15, 18]]', '[[1, 4], [4, 5]] gives [[1, 5]]'],
  },
  'number-of-islands': {
    title: 'Number of Islands',
    difficulty: 'medium',
    statement:
      'A grid holds "1" for land and "0" for water. An island is land joined side by side or up and down, with water all around. Count the islands.',
    tags: ['Array', 'Depth-First Search', 'Breadth-First Search', 'Union Find', 'Matrix'],
    examples: ['grid = ["11000", "11000", "00100", "00011"] gives 3', 'grid = ["111", "010", "111"] gives 1'],
  },
  'course-schedule': {
    title: 'Course Schedule',
    difficulty: 'medium',
    statement:
      'There are some courses numbered from 0. A list of pairs [a, b] says that course b has to be finished before course a. Decide whether all the courses can be finished.',
    tags: ['Depth-First Search', 'Breadth-First Search', 'Graph', 'Topological Sort'],
    examples: ['numCourses = 2, prerequisites = [[1, 0]] gives true', 'numCourses = 2, prerequisites = [[1, 0], [0, 1]] gives false'],
  },
  'climbing-stairs': {
    title: 'Climbing Stairs',
    difficulty: 'easy',
    statement: 'A staircase has n steps. With every move you climb either one step or two. In how many distinct ways can you reach the top?',
    tags: ['Math', 'Dynamic Programming', 'Memoization'],
    examples: ['n = 2 gives 2', 'n = 3 gives 3'],
  },
  'coin-change': {
    title: 'Coin Change',
    difficulty: 'medium',
    statement:
      'You have coins of several values, as many of each as you like, and an amount. Return the fewest coins that make up the amount, or -1 when it cannot be made.',
    tags: ['Array', 'Dynamic Programming', 'Breadth-First Search'],
    examples: ['coins = [1, 2, 5], amount = 11 gives 3', 'coins = [2], amount = 3 gives -1', 'coins = [1], amount = 0 gives 0'],
  },
  'lru-cache': {
    title: 'LRU Cache',
    difficulty: 'medium',
    statement:
      'Design a cache with a fixed capacity. get(key) returns the value or -1; put(key, value) writes it. When the cache is full, the key that was used least recently makes room. Both must be fast however full it is.',
    tags: ['Hash Table', 'Linked List', 'Design', 'Doubly-Linked List'],
    examples: ['capacity 2: put(1, 1), put(2, 2), get(1) gives 1, put(3, 3), get(2) gives -1'],
  },
  'kth-largest-element-in-an-array': {
    title: 'Kth Largest Element in an Array',
    difficulty: 'medium',
    statement: 'Given a list of whole numbers and a number k, return the k-th largest entry. Equal entries count separately.',
    tags: ['Array', 'Divide and Conquer', 'Heap (Priority Queue)', 'Quickselect'],
    examples: ['nums = [3, 2, 1, 5, 6, 4], k = 2 gives 5', 'nums = [3, 2, 3, 1, 2, 4, 5, 5, 6], k = 4 gives 4'],
  },
  'search-in-rotated-sorted-array': {
    title: 'Search in Rotated Sorted Array',
    difficulty: 'medium',
    statement:
      'A list of different numbers was in rising order, and then some of its front was moved to its back. Given the list and a target, return the position of the target or -1.',
    tags: ['Array', 'Binary Search'],
    examples: ['nums = [4, 5, 6, 7, 0, 1, 2], target = 0 gives 4', 'nums = [4, 5, 6, 7, 0, 1, 2], target = 3 gives -1'],
  },
  'reverse-linked-list': {
    title: 'Reverse Linked List',
    difficulty: 'easy',
    statement: 'Given the head of a singly linked list, turn the list around so that it runs the other way, and return its new head.',
    tags: ['Linked List', 'Recursion'],
    examples: ['1 -> 2 -> 3 gives 3 -> 2 -> 1', 'an empty list gives an empty list'],
  },
  'validate-binary-search-tree': {
    title: 'Validate Binary Search Tree',
    difficulty: 'medium',
    statement:
      'Given the root of a binary tree, decide whether it is a valid binary search tree: everything in the left part under a node is smaller than the node, everything in the right part is larger, and both parts are valid as well.',
    tags: ['Tree', 'Depth-First Search', 'Binary Search Tree'],
    examples: ['root = [2, 1, 3] gives true', 'root = [5, 1, 4, null, null, 3, 6] gives false'],
  },
  'trapping-rain-water': {
    title: 'Trapping Rain Water',
    difficulty: 'hard',
    statement: 'A list gives the heights of walls of width 1, side by side. Return how much water stays between the walls after rain.',
    tags: ['Array', 'Two Pointers', 'Dynamic Programming', 'Stack', 'Monotonic Stack'],
    examples: ['height = [0, 1, 0, 2, 1, 0, 1, 3, 2, 1, 2, 1] gives 6', 'height = [4, 2, 0, 3, 2, 5] gives 9'],
  },
  'product-of-array-except-self': {
    title: 'Product of Array Except Self',
    difficulty: 'medium',
    statement: 'Given a list of whole numbers, return a list in which each entry is the product of all the other entries. You may not use division.',
    tags: ['Array', 'Prefix Sum'],
    examples: ['nums = [1, 2, 3, 4] gives [24, 12, 8, 6]', 'nums = [-1, 1, 0, -3, 3] gives [0, 0, 9, 0, 0]'],
  },
}

export const problems: readonly ReferenceProblem[] = slugs.map((slug) => ({ slug, algorithm: algorithmOf(slug), solutions: solutionsOf(slug) }))

/** @throws RangeError when the suite has no such problem. */
export function problemOf(slug: string): ReferenceProblem {
  const found = problems.find((problem) => problem.slug === slug)
  if (found === undefined) throw new RangeError(`the suite has no problem "${slug}"`)
  return found
}

function algorithmOf(slug: Slug): Algorithm {
  const { title, difficulty, statement, tags, examples } = wordings[slug]
  const url = `https://leetcode.com/problems/${slug}/`
  return { title, url, site: 'leetcode', slug, statement, difficulty, tags: [...tags], examples: [...examples] }
}

function solutionsOf(slug: Slug): Solutions {
  return {
    prose: prose[slug],
    synonyms: synonyms[slug],
    pseudo: pseudo[slug],
    python: python[slug],
    java: java[slug],
    javascript: javascript[slug],
    spanish: spanish[slug],
    french: french[slug],
    german: german[slug],
    chinese: chinese[slug],
  }
}
