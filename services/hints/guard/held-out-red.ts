/** Hints that give a solution away in the voice of a helpful model, and that nothing was tuned on: an honest measure. */
import { type RedHint, redHint } from './red-team.ts'

const texts: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'Nice work listing the pairs! You are checking every combination, and that repeats effort. «As you look at a number, you already know precisely which other number would complete it. Is there a way to have the earlier ones at your fingertips?»',
    'Great observation about the target. «Think about what information you would want to retain as you move through the list, so you never need to look back.»',
    'You are on the right track. «Rather than searching forward for a match, consider whether the match might be behind you, and how you would know that immediately.»',
    'Your brute force is a solid beginning. «If the numbers were lined up from low to high, what could you conclude when the first and last together are too big?»',
  ],
  'valid-parentheses': [
    'You count openers and closers, which misses “([)]”. «When a closing symbol shows up, which of the pending opening symbols should it be checked against?»',
    'Good catch on the empty string. «The bracket that was opened last has to be the one that is closed first; what does that suggest about how you store them?»',
    'Try “{[]}” by hand. «You will notice that you keep a mental list of unfinished brackets and only ever cross out the final one on it.»',
    'Your answers focus on totals. «Imagine nesting dolls: you cannot close an outer doll before you have closed the one inside, so the order of closing mirrors the order of opening.»',
  ],
  'lru-cache': [
    'You scan the whole list to find the entry that was used longest ago. «What if the entries were always arranged by how recently they were touched, so the victim is always at one end?»',
    'Good thinking about capacity. «You will need one structure that gives you direct access by key and another that remembers the order of use, with each pointing at the other.»',
    'Timestamps work, but finding the oldest is slow. «Consider what would let you pull an item out of the middle and reattach it at the front without shuffling everything else.»',
    'You are close. «Each time a key is read, treat it as though it had just been inserted; then the one to throw out is whatever has drifted to the back.»',
  ],
  'course-schedule': [
    'Your example with three courses is fine. «Think about which courses you could take in the very first semester, and once those are finished, which ones open up.»',
    'You check each pair separately. «The real question is whether following the requirements from some course can ever lead you back to that same course.»',
    'Great start! «Keep track, for each course, of how many requirements are outstanding, and bring that figure down whenever one of them gets completed.»',
    'Consider drawing it. «Make every course a dot and every requirement an arrow, then see if there is any way to walk along arrows and return to where you started.»',
  ],
  'coin-change': [
    'Always grabbing the biggest coin fails for [1, 3, 4] and 6. «Suppose you already knew the fewest coins needed for every smaller amount. How could you use those to get the next one?»',
    'Good counterexample! «Whatever the optimal combination is, removing one coin from it leaves an optimal combination for a smaller total.»',
    'You try all combinations and notice repeats. «Once you have figured out how many coins 7 takes, there is no reason to ever figure it out again.»',
    'Nice list of cases. «For an amount of 11 with coins 1, 2 and 5, think about 10, 9 and 6: if you knew those three results you would be one step from the final one.»',
  ],
  'sliding-window-maximum': [
    'You recompute the maximum for every position. «Notice that if a bigger value enters after a smaller one, the smaller one can never be the maximum again while both are inside.»',
    'Think about what changes between neighbouring positions. «Only a handful of candidates really matter: keep them in decreasing size and drop those from the front once they are out of range.»',
    'Good example with k = 3. «A value that has a larger value to its right within reach is useless from then on, so you can safely discard it.»',
    'Your plan is clear. «Instead of looking at all k values, cut the list into blocks of k and precompute the best from the left and from the right inside each block.»',
  ],
  'merge-intervals': [
    'You compare each interval with all the others. «Would this be simpler if the intervals were already lined up by where they begin?»',
    'Good drawing. «Once they are arranged chronologically, you only need to ask whether the next one begins before the current one has finished.»',
    'You handled [1, 4] and [4, 5] nicely. «When two of them touch, the combined one ends at whichever of the two ends comes later; otherwise, the current block is final and you begin another.»',
    'Your three nested checks are a sign. «Processing them from earliest to latest means that anything that can join must join the one you finished most recently.»',
  ],
  'trapping-rain-water': [
    'You look at neighbouring bars only, and the example shows why that fails. «The amount of water above a bar is determined by the shorter of the two tallest bars on each side of it.»',
    'Nice picture! «For each position, what do you need to know about everything to the left and everything to the right before you can say how high the water stands there?»',
    'You scan outward from every bar. «Notice that these scans repeat a lot; you could work out the tallest bar on each side for all positions beforehand.»',
    'Your reasoning is good. «If the tallest bar you have met from the left is lower than the tallest from the right, the left side alone decides the level, so you can safely settle that side.»',
  ],
  'word-ladder': [
    'You follow one chain of words until it gets stuck. «What would happen if you explored all words reachable in one change before looking at any that need two?»',
    'Good examples. «Think of words as places on a map with roads between those that differ in one letter; you are after the route with the fewest roads.»',
    'You only go forward from the start word. «Searching from the target at the same time and seeing where the two searches touch would save a lot of work.»',
    'Comparing each pair is slow. «Replace one letter by a blank, as in h_t, and group the words that share the same blanked form, so a word’s relatives are found directly.»',
  ],
  'kth-largest-element-in-an-array': [
    'You order the entire list, which does more than asked. «Do you really need all of it, or would it be enough to hold the k best you have come across and know the weakest of them?»',
    'Good point about duplicates. «Pick some value and see how many are bigger than it: that tells you on which side the one you want has to be, and the other side no longer matters.»',
    'You find the maximum k times. «Picture a leaderboard with only k spots, where a better score pushes out the lowest one on the board.»',
    'Your plan is correct. «If the values lie in a small range, you could tally them and walk down from the top until you have passed k of them.»',
  ],
  'longest-substring-without-repeating-characters': [
    'You restart from scratch at each repeat. «When a duplicate appears, the start only needs to move past the earlier copy of that letter; the rest of the stretch is still valid.»',
    'Good example with “pwwkew”. «Maintain a section that never contains duplicates, extending it on one side and trimming the other whenever the rule breaks.»',
  ],
  'climbing-stairs': [
    'You list the routes for 4 by hand. «To stand on the last stair, where could you have been just before? Use the answers for those places.»',
    'Look at your results 1, 2, 3, 5. «Can you see how every result can be obtained from the ones right before it?»',
  ],
  'koko-eating-bananas': [
    'You try each speed from 1 upward. «If a speed is fast enough, all greater speeds are as well, so you do not have to try them one after another.»',
    'Great bounds! «Since the feasible speeds form one continuous block, a test in the centre of the remaining candidates removes many of them at a stroke.»',
  ],
  'number-of-islands': [
    'You count each land cell. «When you find a piece of land that has not been dealt with, claim everything attached to it before you continue scanning.»',
    'Nice grid. «What if discovering land triggered an exploration in four directions that marks all it touches as handled?»',
  ],
  'product-of-array-except-self': [
    'You multiply everything again for each index. «The result at a position splits into what comes before and what comes after it; could you accumulate both?»',
    'Good that you avoided division. «Imagine traversing the values in one direction while carrying the product up to that point, then doing likewise from the opposite direction.»',
  ],
  'validate-binary-search-tree': [
    'You compare each node with its children only. «Every ancestor imposes a restriction too, so what would you need to hand down as you descend?»',
    'Your counterexample is great. «If you listed the values by always finishing the left part before the node and the right part after it, what would be true of that list?»',
  ],
  'top-k-frequent-elements': [
    'You count occurrences well. «A value cannot occur more often than there are values, so you could lay out places from 1 to n and file each value under its number of occurrences.»',
    'You rank every value. «Think about retaining just k of them at a time and letting the least common one go when there are too many.»',
  ],
  'search-in-rotated-sorted-array': [
    'You scan from the left. «Look at the value in the centre: one of the two parts around it is bound to be properly ordered, and you can tell at once whether the target falls inside it.»',
    'Good drawing of the jump. «First locate the place where the order breaks, and then you know in which of the two rising parts to look.»',
  ],
  'house-robber': [
    'You pick the largest houses first. «At each house you face a choice: skip it and retain your best total, or rob it and add to the best total from two houses earlier.»',
    'Good counterexample [2, 1, 1, 2]. «Try expressing the best haul for the first n houses with the best hauls for fewer houses.»',
  ],
  'minimum-window-substring': [
    'You check every substring. «Once a stretch contains all required letters, try giving up letters from its beginning until it no longer does.»',
    'Nice reading of the task. «Keep a running figure of how many required letters are still missing, and update it whenever a letter joins or leaves the stretch.»',
  ],
}

export const modelRed: readonly RedHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => redHint(slug, text)))
