/** Hints that give a solution away in the voice of a helpful model, written after the cues were fitted to all others: the honest measure. */
import { type RedHint, redHint } from './red-team.ts'

const texts: Readonly<Record<string, readonly string[]>> = {
  'longest-consecutive-sequence': [
    'You walk through the list for every start. «Does a run really need to be counted from a number whose left neighbour is present as well?»',
    'Ordering everything first is more than you need. «All you have to be able to do is ask, at no cost, whether the number after this one exists.»',
  ],
  'daily-temperatures': [
    'You look ahead from each day. «Picture the days that are still hoping for warmth as people in a queue: when a hot day arrives, who among them can go home, beginning with the latest?»',
    'Your examples are well chosen. «A day that is colder than today will never matter again to anyone before it.»',
  ],
  'kth-largest-element-in-a-stream': [
    'You order the whole list after each new number. «Would it hurt to forget every number that could not be among the k best any more?»',
    'Good point about the growing list. «You only ever have to know the weakest member of the leading group, since a newcomer competes with nobody else.»',
  ],
  'course-schedule-ii': [
    'Your order fails because a course came before its requirement. «Which courses have nothing left that they wait for, and what happens to the others once you take those away?»',
    'You try all orders. «Write down a course only after everything it leads to has been written down, and read your list from the end.»',
  ],
  'coin-change': [
    'Taking the biggest coin is tempting. «If you knew the fewest coins for every smaller amount, how would you find the fewest for this one?»',
    'You try all combinations. «The last coin you lay down leaves an amount that you have solved already.»',
  ],
  'trapping-rain-water': [
    'You look at one bar at a time, which is right. «What decides the water over it is the lower of the two tallest walls, one on each hand.»',
    'Walking out from each bar is slow. «Could you know the tallest wall on its left before you get there?»',
  ],
  'find-minimum-in-rotated-sorted-array': [
    'You read all of it. «Compare what stands in the centre with what stands at the far right: which part can then not contain the break?»',
    'Your drawing of two slopes is helpful. «One look tells you on which of the slopes you are, and with it in which direction the answer lies.»',
  ],
  'subarray-sum-equals-k': [
    'You add up every stretch anew. «The sum of a stretch is the difference of two totals counted from the front.»',
    'Nice observation about negatives. «When you arrive at a total, how many earlier totals were exactly k below it?»',
  ],
  'rotting-oranges': [
    'You go through the grid again each minute. «Who can infect somebody in the next minute, other than those who fell ill in this one?»',
    'You begin at one orange. «Let all the rotten ones spread at the same time, a ring at a time, and count the rings.»',
  ],
  'word-break': [
    'You cut at the first word that fits. «Ask of every place in the text whether it can be reached from a reachable place by a single word.»',
    'You try every cut. «Has the rest of the text that begins here not been examined before, along another way?»',
  ],
  'minimum-window-substring': [
    'You test each stretch from scratch. «Once a stretch holds everything, what can you drop at its left without losing anything?»',
    'You count letters for each stretch. «From one stretch to the next only one letter enters and one leaves, so the count need not begin again.»',
  ],
  'jump-game': [
    'You follow all jumps. «Only one figure matters while you go along: how far anyone before you could have come.»',
    'Your failing case is good. «Seen from the goal, which is the nearest place that gets there, and may it not serve as the new goal?»',
  ],
  'serialize-and-deserialize-binary-tree': [
    'You only write the values. «If the missing children were written down too, would the order of a single walk not be enough to rebuild it?»',
  ],
  'number-of-connected-components-in-an-undirected-graph': [
    'You list all the pairs. «Begin with everyone alone, and let each pair merge the two groups that they belong to; what happens to the number of groups?»',
  ],
  'happy-number': ['You stop after a hundred rounds. «A number that turns up for the second time will lead you around for ever.»'],
  'gas-station': ['You try every start. «If you run dry between here and there, none of the stations between can be a good start either.»'],
  'majority-element': ['You count everyone. «Let each two different votes cancel one another: who can be left standing?»'],
  'car-fleet': ['You simulate the drive. «Work out when each would arrive alone, beginning with the one closest to the goal.»'],
}

export const unseenRed: readonly RedHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => redHint(slug, text)))
