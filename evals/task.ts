/** The problems that candidates are interviewed on: from the bank, with what a candidate would say and write about each. */
import { findProblem } from '@quint/infra-runner/bank/bank.ts'
import type { Problem } from '@quint/infra-runner/bank/problem.ts'
import type { Program } from './candidate.ts'

export interface Task {
  readonly problem: Problem
  /** A plan that works, naming what makes it work. */
  readonly plan: string
  /** A plan that is slow and right. */
  readonly slowPlan: string
  readonly example: string
  readonly edges: string
  /** The idea that must not be named before the candidate has: in words, and as it looks in code. */
  readonly trick: { readonly words: RegExp; readonly code: RegExp }
  readonly programs: Readonly<Record<Program, { readonly language: string; readonly code: string }>>
}

interface Telling extends Pick<Task, 'plan' | 'slowPlan' | 'example' | 'edges' | 'trick'> {
  readonly slow: string
}

function taskOf(id: string, { slow, ...telling }: Telling): Task {
  const problem = findProblem(id)
  const [wrong] = problem?.wrong ?? []
  if (problem === undefined || wrong === undefined) throw new Error(`the bank has no problem ${id}`)
  // Learners write the function under the reference's name.
  const solve = wrong.solve.toString().replaceAll(new RegExp(`\\b${wrong.solve.name}\\b`, 'g'), problem.solve.name)
  return {
    ...telling,
    problem,
    programs: {
      right: { language: 'python', code: problem.python },
      wrong: { language: 'javascript', code: solve },
      slow: { language: 'python', code: slow },
      broken: { language: 'python', code: problem.python.replace('):', ')') },
    },
  }
}

export const tasks: readonly Task[] = [
  taskOf('pair-to-target', {
    plan: 'I would go through the list once and keep a dictionary from each value to its position; for every number I look up the partner that is missing, because then no pair is tried twice.',
    slowPlan:
      'I would take every number and then go through all the others after it and check whether they make the target, because that surely finds the pair.',
    example: 'Take [2, 7, 4] with target 6: that should give [0, 2].',
    edges: 'The empty list should give an empty list, and duplicates such as [3, 3] with 6 should give [0, 1].',
    trick: { words: /\b(?:hash\w*|dictionar\w+|dict|look(?:s|ed|ing)?[- ]?up|seen so far)\b/i, code: /\{\s*\}|new Map|dict\(/ },
    slow: `def pair_positions(numbers, target):
    for first in range(len(numbers)):
        for second in range(first + 1, len(numbers)):
            if numbers[first] + numbers[second] == target:
                return [first, second]
    return []
`,
  }),
  taskOf('first-bad-bracket', {
    plan: 'I would walk through the code and keep a stack of the brackets that are still open; when one closes I pop the last and compare, because the last opened has to close first.',
    slowPlan:
      'I would first remove every pair of brackets that stand next to each other, then start again until nothing changes, and then look at what is left.',
    example: 'For "a(b]c" the answer should be 3, since the square one does not fit.',
    edges: 'The empty line should give -1, and a single element such as "(" should give 0.',
    trick: { words: /\b(?:stack|lifo|push\w*|pop(?:s|ped|ping)?|last in)\b/i, code: /\.pop\(/ },
    slow: `def first_bad_bracket(code):
    partners = {")": "(", "]": "[", "}": "{"}
    open_at = []
    for at, sign in enumerate(code):
        if sign in "([{":
            open_at = open_at + [at]
        elif sign in partners:
            if len(open_at) == 0 or code[open_at[-1]] != partners[sign]:
                return at
            open_at = open_at[:-1]
    return open_at[0] if len(open_at) > 0 else -1
`,
  }),
  taskOf('joined-shifts', {
    plan: 'I would sort the shifts by their start and then walk along, and join each one with the last when it begins before that one ends, because after sorting only neighbours can touch.',
    slowPlan:
      'I would compare every shift with every other one and join two that overlap, then start again until nothing changes, because then nothing is left to join.',
    example: 'Take [[5, 7], [1, 6]]: that should give [[1, 7]].',
    edges: 'With no elements the answer is empty, and two shifts that are equal, a duplicate, must become one.',
    trick: { words: /\bsort(?:s|ed|ing)?\b/i, code: /sorted\(|\.sort\(/ },
    slow: `def join_shifts(shifts):
    left = [list(shift) for shift in shifts]
    joined = []
    while left:
        current = left[0]
        for shift in left:
            if shift[0] < current[0]:
                current = shift
        left.remove(current)
        if joined and current[0] <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], current[1])
        else:
            joined.append(current)
    return joined
`,
  }),
  taskOf('longest-fresh-stretch', {
    plan: 'I would use a sliding window: I move its right end letter by letter, remember where each letter was last in a map, and then move the left end behind the repeat, because nothing before it can help any more.',
    slowPlan:
      'I would start at every letter and go on to the right until a letter comes twice, then keep the longest run that I have found, because one of them must be the best.',
    example: 'For "abcb" the answer should be 3.',
    edges: 'The empty text should give 0, and a text in which all letters are the same should give 1.',
    trick: { words: /\b(?:sliding|window|two pointers?|left (?:edge|end)|shrink\w*)\b/i, code: /window|start\s*=\s*(?:max|Math\.max)/ },
    slow: `def longest_fresh_stretch(text):
    longest = 0
    for start in range(len(text)):
        run = ""
        for letter in text[start:]:
            if letter in run:
                break
            run += letter
        longest = max(longest, len(run))
    return longest
`,
  }),
]
