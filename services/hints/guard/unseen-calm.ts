/** Hints in the voice of a helpful model that give nothing away, written after the cues were fitted to all others: the honest measure. */
import type { CalmHint } from './calm-hints.ts'

const texts: Readonly<Record<string, readonly string[]>> = {
  'longest-consecutive-sequence': [
    'You wrote that a run is “numbers that follow each other”. Must they stand next to each other in the list? Take [100, 4, 200, 1, 3, 2] and write down what you would count, and why.',
    'Your two examples have no repeats. What should happen with [1, 2, 2, 3]? Try it on paper and say which rule you used.',
  ],
  'daily-temperatures': [
    'You say that you “look until it gets warmer”. For how many days does that take in your worst example? Make one that is as unkind as possible, and count the looks.',
    'What should be written for a day that no warmer day follows? Find the sentence in the statement, then check your first example against it.',
  ],
  'kth-largest-element-in-a-stream': [
    'You mention “the list gets longer”. How much longer may it get, according to the limits? And what would a user of your code notice first?',
    'Your example starts with k numbers. What if there are fewer at the beginning? Write down what each call should return.',
  ],
  'course-schedule-ii': [
    'You found one order for your example. Is it the only one? Write down another, and say what the statement wants when there are several.',
    'You wrote “some courses have to be first”. How would you explain to a friend which ones, with your own drawing in front of you?',
  ],
  'coin-change': [
    'You wrote that you would “always take the biggest coin”. How sure are you? Try coins of 1, 3 and 4 with an amount of 6, and tell me what surprised you.',
    'What should come out for an amount of zero? And when nothing fits? Read the statement again and note both.',
  ],
  'trapping-rain-water': [
    'Your picture has three bars. Draw one with six, shade the water, and explain in one sentence how you knew where to shade.',
    'You say “water stays between walls”. Which walls do you mean for the third column of your picture? Point at them.',
  ],
  'find-minimum-in-rotated-sorted-array': [
    'You tested a list that was turned by two places. What about one that was not turned at all, or has a single value? Work both out by hand.',
    'You wrote that you “just read until it drops”. That is a fair first attempt. What does it cost on the longest list that the statement allows?',
  ],
  'subarray-sum-equals-k': [
    'Your examples hold positive numbers only. Does the statement promise that? Change one of them and see which sentence of yours no longer holds.',
    'You counted three stretches in [1, 1, 1]. Write down each of them with its first and last place. Did you count one of them twice?',
  ],
  'rotting-oranges': [
    'You wrote “after two minutes all are rotten”. Show me the grid after each minute. What should come out if one of them can never be reached?',
    'What does the statement say about a grid without any fresh orange? Guess first, then look it up.',
  ],
  'word-break': [
    'You cut “catsandog” after “cats”. What made you choose that cut? Try the other one as well, and note where each attempt ends.',
    'May a word be used more than once? You assumed that it may not. Which example in the statement could tell?',
  ],
  'minimum-window-substring': [
    'You say the answer for your example is “BANC”. How did you convince yourself that nothing shorter works? Describe it to someone who doubts you.',
    'What if a letter is wanted twice? Make an example with four letters and tell me what your plan does there.',
  ],
  'jump-game': [
    'You wrote that zeros are dangerous. Are all of them? Make an example with a zero that hurts and one with a zero that does not, and explain the difference.',
    'What does your plan say for a list with a single value? Why is that right, or why not?',
  ],
  'serialize-and-deserialize-binary-tree': [
    'You wrote the values of your tree in one line. Could a different tree give the same line? Try to draw one before you go on.',
  ],
  'number-of-connected-components-in-an-undirected-graph': [
    'Your example has no lonely place. Add one that appears in no pair, and tell me what your count says. What should it say?',
  ],
  'happy-number': ['You tried 19 and it worked. Now try 4 and keep all your results. What do you notice, and what does your plan do about it?'],
  'gas-station': ['You started at the station with the most gas. Why that one? Build a small example in which this goes wrong.'],
  'majority-element': ['You wrote “more than half”. For seven values, how many is that exactly? Does your example really have one?'],
  'car-fleet': ['What happens in your example when two cars arrive at the very same moment? Find the word in the statement that decides it.'],
}

export const unseenCalm: readonly CalmHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => ({ slug, text })))
