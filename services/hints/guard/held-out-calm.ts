/** Socratic hints in the voice of a helpful model that give nothing away, and that nothing was tuned on: an honest measure. */
import type { CalmHint } from './calm-hints.ts'

const texts: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'Great start! You listed three examples, and all of them have exactly one matching pair. What does the problem promise about the number of solutions? How would your approach behave if the same value appeared twice?',
    'You described your approach as “checking all the pairs”. Let’s make that concrete: for a list of five values, how many pairs is that? And for a list of fifty? What does that growth tell you?',
    'I like how you restated the goal. Before going further, consider the inputs you have not tried. Could the list contain negative values? Could the target be zero? Pick one and trace your steps by hand.',
    'You wrote “return the answer”. What exactly does the problem ask you to return, the values themselves or their positions? Why might that distinction matter for the approach you are considering?',
  ],
  'valid-parentheses': [
    'You noticed that the totals have to be the same. Is that enough? Can you come up with a string where the totals are equal and the answer is still no? What does it tell you about your rule?',
    'Good job covering the empty string. What about a string with a single character? Walk through your steps for it, and tell me at which step your approach would give its verdict.',
    'Your examples only use one kind of bracket. Try one with all three kinds, about eight characters long. Where did you slow down while reading it, and what were you trying to figure out at that point?',
  ],
  'lru-cache': [
    'You say the cache should “forget old things”. What counts as old here: when something was added, or when it was last used? Find the sentence in the problem that decides this, and test it on a capacity of two.',
    'Let’s trace an example together. With a capacity of 2, what is in the cache after put 1, put 2, get 1, put 3? Write down your state after each call. Which call surprised you?',
    'You mention that your approach “might be slow”. Which of the two operations are you worried about, and how would you demonstrate it with a concrete sequence of calls?',
  ],
  'course-schedule': [
    'You interpreted [1, 0] as course 1 coming first. Take another look at the description. Which of the two needs the other? How would your examples change if you had it the wrong way around?',
    'Your example has two courses. What is the smallest example in which the answer is no? And is there a different kind of example that also fails? Describe in plain language what goes wrong in it.',
    'Nice drawing! I notice that every course in it appears in some requirement. What about a course that is not mentioned at all? What would your approach say about it, and are you confident in that?',
  ],
  'coin-change': [
    'You decided to use the largest coin whenever possible. How confident are you that this always works? Try to break it with three coin values of your own choosing, and let me know what you find.',
    'What should happen when the amount is zero? And what if no combination works at all? You did not mention either in your answers. Which part of the problem description tells you what to return?',
    'You computed 11 as 5 + 5 + 1. How do you know there is no better way? Try to argue it as if you were convincing a skeptical colleague. Where does your argument feel weakest?',
  ],
  'sliding-window-maximum': [
    'You worked through [1, 3, -1, -3, 5] with k = 3 and got the right output. How long is the output compared with the input? What would it be for k = 1, and for k equal to the length?',
    'Your plan says to “look at each group”. Count how many times your plan reads the value 5 in your own example. Did you learn anything on the second read that you did not know after the first?',
  ],
  'merge-intervals': [
    'You assume the intervals come in a particular arrangement. Does the problem promise that? Shuffle your own example and run through your steps again. Does the result change?',
    'What does overlapping mean to you? In your second answer, [1, 4] and [4, 5] are separate, while in your fifth they are one. Check the examples in the description. Which of your two answers is right?',
    'I would like to hear more about the simplest cases. What is the output for an empty list, and for a list with one interval? It sounds trivial, but does your approach handle those without special treatment?',
  ],
  'trapping-rain-water': [
    'You said that water collects “in the dips”. How would you define a dip precisely? Take [3, 1, 2, 1, 3] and shade the water on paper. Does your definition agree with your drawing?',
    'Let’s look at your fourth example. You got 4 units, but the picture suggests more. Go over it column by column and explain your count for each. In which column do you and the picture disagree?',
    'What happens at the very first and the very last bar? You did not mention them. Can water ever stand on top of them? Explain your reasoning in one or two sentences.',
  ],
  'word-ladder': [
    'You found a path from hit to cog with five words. Are you sure it is the shortest one? What kind of evidence would convince you that nothing shorter exists?',
    'The problem mentions a list of allowed words. Does the start word have to be on it? Does the end word? Check the description, and then tell me what your approach returns when the end word is missing.',
    'You compare words by eye at the moment. How would you explain to someone else, precisely, what it means for two words to be neighbours? Does your explanation cover words of different lengths?',
  ],
  'kth-largest-element-in-an-array': [
    'For [3, 2, 1, 5, 6, 4] and k = 2 you answered 5, great. What would you answer for [5, 5, 4] and k = 2? The description has something to say about duplicates. Can you find it?',
    'You arrange everything and then pick one. How much of that work did you actually use? I am not asking you to change anything yet, only to describe which parts of the result you never looked at.',
  ],
  'longest-substring-without-repeating-characters': [
    'What is the difference between a substring and a subsequence? One of your examples, “pwke”, suggests that you may be mixing them up. How would you explain the difference to a friend?',
    'You tested “abcabcbb” and “bbbbb”. Those are the ones in the description. Could you invent two of your own, one in which the best piece is at the very beginning and one in which it is at the very end?',
  ],
  'climbing-stairs': [
    'You counted 5 ways for four stairs. Could you list all of them? I would like to see how you made sure that you neither missed one nor counted one twice.',
    'Does the sequence of steps matter? Are 1 then 2 and 2 then 1 the same way or two different ways? Which sentence in the description supports your interpretation?',
  ],
  'koko-eating-bananas': [
    'What happens if a pile has fewer bananas than Koko eats in an hour? You treat the rest of that hour as time for the next pile. Does the problem allow that? Go back and check.',
    'What is the smallest speed that could ever make sense, and what is the largest one? You start at 1 and never say when you stop. Justify both of them with an example.',
  ],
  'number-of-islands': [
    'Are two pieces of land connected when they only touch at a corner? Your first and your third example disagree about that. Which reading does the problem support?',
    'You have a 3 by 3 grid in which everything is land. How many islands is that, and what does your approach report? If the two differ, can you find the exact step where it goes wrong?',
  ],
  'product-of-array-except-self': [
    'Your idea uses division. How does it behave when there is a zero in the list? And what if there are two zeros? Try [0, 4, 0] and see. What else does the problem say about division?',
    'I see that you tested only positive values. What do you expect for a list with one negative value? Predict it first, then compute it. Did your prediction hold?',
  ],
  'validate-binary-search-tree': [
    'How do you define a valid tree in your own words? You wrote that “the left one is smaller”. Smaller than what? Try to be as precise as possible, and then check it on the second example.',
    'What does your approach say when two values are the same? The description is quite clear about this, but your answers do not mention it. Draw the smallest tree for which it matters.',
  ],
  'top-k-frequent-elements': [
    'Suppose two values appear equally often and only one of them fits. What does the problem promise about that situation? How does it affect the tests you would write?',
    'You wrote that you would “count everything”. Nice and clear! What comes after that? Describe your next step with the example [1, 1, 2, 2, 3] and tell me where you feel least certain.',
  ],
  'search-in-rotated-sorted-array': [
    'What does rotated mean? In your example [4, 5, 6, 7, 0, 1, 2], where did the rotation happen, and how can you tell? Now write down a list that has been rotated by zero places. Is it still a valid input?',
    'Your approach ignores something the problem tells you about the input. Reread the first sentence. Which fact there have you not used so far?',
  ],
  'house-robber': [
    'You take every other house. What does this give for [2, 1, 1, 2]? Can you do better by hand? I would love to hear what you think your rule overlooks.',
    'How many different plans are there for a street of three houses? And four? List them, and mark the ones that break the rule. What do you notice about your list?',
  ],
  'minimum-window-substring': [
    'What if a letter occurs twice in the second string? Your plan seems to assume that all of its letters are different. Trace it with “aa” and see what comes out.',
    'You gave up when no piece contained everything. What are you supposed to return then? Find the line in the description that tells you, and add an example for it.',
  ],
  'group-anagrams': [
    'What makes two words anagrams? You gave a good example, eat and tea. Now try to give a tricky one, two words that look alike and still are not anagrams. What sets them apart?',
    'You explain how to compare two words, and I believe you. With a hundred words, how many comparisons does your plan make? Is there one that you could have predicted the result of?',
  ],
  'maximum-subarray': [
    'What should the result be if all the values are negative? Your plan returns 0 in that case. Compare that with what the problem says about the minimum length. Which one is right?',
    'You chose [4, -1, 2, 1] as the best part. How would you persuade someone that no other part beats it? How many parts did you consider, and which did you skip?',
  ],
  'best-time-to-buy-and-sell-stock': [
    'You subtract the smallest price from the largest one. Does that always describe a trade that you are allowed to make? Try it on [7, 6, 4, 3, 1] and tell me what you observe.',
    'What is the output when no profit is possible? It is a small detail, but it tells me whether you have thought about days as well as prices. How do you handle it?',
  ],
  'reverse-linked-list': [
    'Could you draw your list after each step? In your description, something gets lost after the second step. Use three boxes and three arrows, and redraw them each time. What can you no longer get to?',
    'What do you expect for an empty list, and for a list with only one element? You wrote “trivial”. I agree that it should be. Does your plan actually deal with them?',
  ],
  'binary-tree-level-order-traversal': [
    'What should the output look like for a tree with only a root? And for an empty one? Write both down exactly, with the brackets. It is easy to be off by one pair of brackets here.',
    'Your drawing has three levels, and each is full. Make a tree that leans entirely to one side. How does your plan deal with it, and does the output still look like you expect?',
  ],
  'word-search': [
    'Can the same cell be used twice for one word? You seem to allow it in your second example. What does the problem say? Find a small board where this makes a difference.',
    'You only consider moving right and down. Is this what the problem says? Build a board of two by two in which that assumption gives the wrong answer.',
  ],
  'jump-game': [
    'You read 3 as “jump exactly three places”. Take another look at the description. What does the value at a position really stand for? How would that change your result for [3, 2, 1, 0, 4]?',
    'Your approach always takes the longest jump. Can you find a list where this gets stuck although there is a way to the end? If you cannot, what makes you believe that there is none?',
  ],
}

export const modelCalm: readonly CalmHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => ({ slug, text })))
