/** What is asked once a program works: by the ideas in it, by how it grows, and beyond its limits. It speaks of nothing that the candidate has not brought. */
import type { Concept } from '../policy/concept.ts'

/** Only asked of who used it. */
export const byConcept: Readonly<Partial<Record<Concept, readonly string[]>>> = {
  hash: [
    'Your code looks things up by key: what would a very unlucky set of keys do to it?',
    'What is the most that your lookup table holds at any moment, and for which input?',
  ],
  set: ['Your code remembers what it has seen: what is the most that it has to remember, and for which input?'],
  two_pointers: ['Why is it safe that your two positions never go back, said as an argument and not by an example?'],
  sliding_window: ['When the left edge of your window moves on, how do you know that nothing better was left behind?'],
  binary_search: [
    'At every step of your search you throw a part away: what is true of that part, in one sentence?',
    'How do you know that your search always ends, also with two values left?',
  ],
  stack: ['What is true of everything that lies on your stack at any moment, said in one sentence?'],
  queue: ['What do you know about the order in which things leave your queue, and where does your code rely on it?'],
  heap: ['How large does your heap become, and what would change if it were kept smaller?'],
  graph_search: ['How do you know that your search visits nothing twice, and which line makes sure of it?'],
  union_find: ['What keeps the chains in your groups short, and what happens to the work without it?'],
  topological_order: ['What does your code do when the order that is asked for does not exist?'],
  trie: ['How much memory does your structure take for words that share nothing?'],
  dynamic_programming: [
    'What does one entry of your table mean, in one sentence without the word “table”?',
    'Which entries does your code still need after each step, and which could be forgotten?',
  ],
  greedy: ['Why is the choice that looks best never one that you regret later, said as an argument?'],
  backtracking: ['Which branches does your code enter that can no longer succeed, and how could it know?'],
  recursion: ['How deep do the calls of your function go for the largest input allowed?'],
  bits: ['What does your code do with a negative number, or one of 64 bits?'],
  sorting: ['What does putting the values in order cost, and which part of your code needs that order?'],
  prefix_sum: ['What happens to your sums when one value of the input is changed afterwards?'],
  linked_list: ['At which moment could a node get lost in your code, and what prevents it?'],
  tree: ['What does your code do with a tree that is one long chain?'],
  shortest_path: ['What would one way of negative length do to your answer?'],
  divide_conquer: ['How much work does joining two parts take, and how often is it done?'],
  string_matching: ['Which text makes your comparison do the most work?'],
  counting: ['What if the values that you count came from a far larger range?'],
  brute_force: ['Which work does your code do more than once?'],
}

/** By the family that was measured. */
export const byGrowth: Readonly<Record<string, string>> = {
  '1': 'When the input is a hundred times larger, what in your code does take longer after all?',
  'log n': 'When the input is a hundred times larger, how many steps more does your code take, roughly?',
  n: 'When the input is a hundred times larger, which line of yours is run the most, and how often?',
  'n log n': 'Which part of your code is to blame for it growing faster than the input does?',
  'n^2': 'When the input is ten times larger, how many times more work does your code do, and which lines do it?',
  'n^3': 'Which lines of your code are run the most, and how often for a hundred values?',
  '2^n': 'From which size of the input on would your code be of no use, and why?',
}

/** For any program. */
export const beyond: readonly string[] = [
  'What would have to change if the input no longer fitted into memory?',
  'If a colleague had to change this code in a year, what would you want to tell them first?',
  'If this ran ten thousand times a second, what would you measure first?',
  'Which assumption of yours would break your code first if it turned out to be wrong?',
]
