/** Problems to begin with, told in our own words. */
import type { Algorithm, Prompt } from './coach/coach-client.ts'

export interface Sample extends Algorithm {
  readonly slug: string
  readonly statement: string
  readonly difficulty: string
}

export const twoSum: Sample = {
  title: 'Two Sum',
  slug: 'two-sum',
  difficulty: 'easy',
  statement: `You are given a list of whole numbers and a target. Exactly one pair of different places in the list holds two numbers that add up to the target. Say which two places they are, counted from 0, in any order.

Input: numbers = [3, 9, 4, 7], target = 11
Output: 2 and 3, because 4 + 7 = 11

The list has at least two numbers. Numbers may be negative, and the same number may stand in the list twice.`,
}

/** What the coach asks first about it: here, so that the first page stands at once. */
export const twoSumFirst: Prompt = {
  index: 0,
  element: 'earth',
  subElement: '1.0',
  text: 'In your own words, what does “Two Sum” really ask for? Say what goes in, what must come out, and what makes an answer right.',
  guidance: 'Write it for a friend who has not seen the problem. If a sentence sounds like the statement, say it again more plainly.',
}

export const samples: readonly Sample[] = [
  twoSum,
  {
    title: 'Longest run without repeats',
    slug: 'longest-run-without-repeats',
    difficulty: 'medium',
    statement: `You are given a piece of text. Find the longest stretch of neighbouring characters in which no character appears twice, and say how long it is.

Input: text = "tattoo"
Output: 2, for "ta"

The text may be empty. Capital and small letters are different characters.`,
  },
  {
    title: 'Islands on a map',
    slug: 'islands-on-a-map',
    difficulty: 'medium',
    statement: `You are given a map as a grid of land and water. Squares of land that touch along a side belong to the same island; touching at a corner is not enough. Count the islands.

Input: map = ["110", "010", "001"], where 1 is land
Output: 2

The map has at least one square, and there is nothing but water around it.`,
  },
]
