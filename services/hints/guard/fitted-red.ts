/** Hints that give a solution away in the voice of a helpful model: the figures of the cues are fitted to them, and not all can be told from harmless ones. */
import { type RedHint, redHint } from './red-team.ts'

const texts: Readonly<Record<string, readonly string[]>> = {
  'group-anagrams': [
    'Comparing every two words is a lot of work. «Could you turn each word into something that is identical for all of its anagrams?»',
    'Great examples! «Think about a signature for a word that ignores the order of its letters, and use it to decide which group the word goes to.»',
  ],
  'best-time-to-buy-and-sell-stock': [
    'You try every pair of days. «If you had to sell today, which earlier day would you wish you had bought on, and can you keep that up to date as the days pass?»',
    'Good brute force. «For each day, all that matters about the previous days is a single number.»',
  ],
  '3sum': [
    'Three nested checks are expensive. «Once the first of the three is chosen, what remains is a smaller problem that you may have solved already.»',
    'You struggle with duplicates. «When equal values stand next to each other, it becomes easy to skip them, so think about the arrangement of the input.»',
  ],
  'container-with-most-water': [
    'You test all pairs of lines. «Begin with the widest possible container; to compensate for losing width, which of the two lines would you have to replace?»',
    'Nice drawing. «Moving away from the taller line can never help, because the shorter one still limits the water.»',
  ],
  'rotting-oranges': [
    'You go orange by orange. «All oranges that are rotten at the beginning act simultaneously, so explore from all of them at once, minute by minute.»',
    'Your simulation rescans the grid. «You only need to look at the oranges that turned rotten in the previous minute.»',
  ],
  'longest-increasing-subsequence': [
    'You build sequences from the left. «For each position, ask what the longest one ending exactly there is, and which earlier positions could come just before it.»',
    'Good observation. «Among all sequences of a given length, the one with the smallest final value is the most useful to extend.»',
  ],
  permutations: [
    'You list them without a system. «Fix a choice for the first position, solve what remains in the same way, and then revert that choice to try the next one.»',
    'Nice list for three values. «Every permutation of three can be obtained from a permutation of two by inserting the third value at every possible place.»',
  ],
  'combination-sum': [
    'Your list contains repeats such as 2, 3 and 3, 2. «If you never go back to a candidate that you have moved beyond, each combination appears only in one form.»',
    'You try everything. «At each candidate you either use it again and reduce what remains, or leave it for good and continue with the rest.»',
  ],
  'linked-list-cycle': [
    'You compare values, which may repeat. «What would happen if two walkers went along the list at different speeds?»',
    'Right, the values are no help. «If you could recognise a node you have been to, you would know the answer when you get there again.»',
  ],
  'merge-k-sorted-lists': [
    'You put everything together first. «At any moment, only the first remaining item of each list can be the next one in the result.»',
    'Your idea merges one after another. «Pairing the lists up and merging the pairs, then pairing the results, touches each item far fewer times.»',
  ],
  'meeting-rooms-ii': [
    'You compare all the meetings. «Think of the starts and the ends as separate events on a timeline: what does each of them do to the number of rooms in use?»',
    'Good example. «When a meeting starts, the only thing you need to know is whether the one that finishes soonest is over by then.»',
  ],
  'task-scheduler': [
    'You simulate it time slot by time slot. «The task that appears most often dictates the framework; the others just fill the idle slots between its occurrences.»',
  ],
  'jump-game': [
    'You follow all the jumps. «It is enough to know how far you could get with everything up to here; if that ever falls short of the current place, you can stop.»',
    'Good example with a zero. «Working in reverse, which positions can reach the end directly, and which can reach one of those?»',
  ],
  'gas-station': [
    'You test each start. «If you run out between two stations, none of the stations along that stretch would have worked as a start either.»',
  ],
  'decode-ways': [
    'You list all readings. «The number of ways to read a string depends only on the number of ways to read what is left after taking off one digit or two.»',
    'Good handling of zero. «Have you noticed that you solve the same ending of the string many times? Keeping those outcomes would spare you the effort.»',
  ],
  'word-break': [
    'You try the longest word first. «A prefix can be split if some shorter prefix can be split and what lies between them is a word.»',
    'You split over and over. «Whether the rest of the string can be split depends only on where it begins, so there is no need to decide it twice for the same place.»',
  ],
  'unique-paths': [
    'You draw every path. «Any path to a cell has to arrive from above or from the left, so how do the counts for those two relate to the count for the cell?»',
  ],
  'edit-distance': [
    'You compare letter by letter. «When the last letters differ, there are three things you could do, and each leads to a smaller version of the same question.»',
  ],
  'single-number': ['You count everything. «Is there a way to combine the numbers so that equal ones undo each other?»'],
  'missing-number': [
    'You search for each number in turn. «You know what everything should add up to, so what does the gap to what it does add up to tell you?»',
  ],
  'majority-element': [
    'You tally all values. «Imagine that each occurrence of the majority value is paired off with a different value; some of the majority would still remain.»',
  ],
  'daily-temperatures': [
    'You look ahead from each day. «Several earlier days may be waiting for a warmer one; when it comes, which of them are resolved, and in which order would you look at them?»',
    'Good examples. «If you go from the last day back to the first, days that are colder than a nearer day will never be anyone’s answer.»',
  ],
  'largest-rectangle-in-histogram': [
    'You try every pair of borders. «For every bar, how far could a rectangle of its height stretch before it runs into something lower on either side?»',
    'Nice picture. «A bar can wait until a lower one arrives, for only then do you know where its rectangle ends.»',
  ],
  'min-stack': ['Your minimum gets lost after a removal. «What if each element came with a note of the minimum at the time it was added?»'],
  'implement-trie-prefix-tree': [
    'You compare all the words. «Words that share a beginning could share their storage as well, with the paths splitting where the letters differ.»',
  ],
  'clone-graph': ['Your copy never ends. «You need some way to recognise that a node has been copied before, and to get at its copy.»'],
  'pacific-atlantic-water-flow': [
    'You follow the water from each cell. «It might be easier to begin at the oceans and ask which cells could send water there.»',
  ],
  'alien-dictionary': [
    'You compare all the letters. «Neighbouring words reveal one rule each: the first letter in which they differ. Collect those rules and arrange the letters so that none is violated.»',
  ],
  'network-delay-time': ['You try all routes. «Extend the closest point whose time is certain, because no detour can make it any earlier.»'],
  'lowest-common-ancestor-of-a-binary-tree': [
    'You list both paths. «Ask each node whether it has found one of the two below it; the first that hears yes from both of its children is what you want.»',
  ],
  'diameter-of-binary-tree': [
    'You measure from each node. «If every node reports the height of its branches to its parent, then the longest path through a node is the sum of two of those reports.»',
  ],
  'longest-palindromic-substring': [
    'You test every substring. «A palindrome reads the same from its centre in both directions, so where could a centre be, and how far does each one reach?»',
    'Good brute force. «If the inner part is not a palindrome, the outer one cannot be, so the results for short pieces decide those for longer ones.»',
  ],
  'partition-equal-subset-sum': [
    'You try all subsets. «Think of which sums are reachable with the first few numbers, and how one more number enlarges that collection.»',
  ],
  'find-median-from-data-stream': [
    'You order the list after every insert. «You only care about the values around the centre, so split them into a small half and a large half and keep the two balanced.»',
  ],
  'maximum-subarray': [
    'You test every part. «At each position there is a single decision: extend the best part that ends just before it, or start over there.»',
    'Good, you kept the negative ones. «When does what you have accumulated stop being helpful for what comes next?»',
  ],
  'rotate-image': ['You move values one by one. «A rotation can be composed of two reflections, each of which is easy to do.»'],
  'find-minimum-in-rotated-sorted-array': [
    'You look at all of them. «Compare the central value with the final one: the result tells you which part contains the drop, and you can ignore the other.»',
  ],
  'happy-number': [
    'You wonder when to stop. «There are only finitely many values, so the process must eventually return to one it has produced before; how would you detect this?»',
  ],
  'insert-interval': [
    'You rebuild the list. «The intervals fall into three groups: those finishing before the new one, those touching it, and those starting after it.»',
  ],
  'non-overlapping-intervals': [
    'You remove the longest first. «Among the ones that clash, prefer the one that finishes first, since it leaves the most room for others.»',
  ],
  'subarray-sum-equals-k': [
    'You add up every part. «The sum of any part is the difference of two totals counted from the beginning, so which earlier total would you need to have seen?»',
  ],
  'permutation-in-string': [
    'You list all rearrangements. «Only the number of each letter matters, so compare these numbers for a part of fixed length as it moves along.»',
  ],
  'longest-consecutive-sequence': [
    'You put them in order. «If you could ask instantly whether a number is present, from which numbers would it make sense to begin counting upward?»',
  ],
  'car-fleet': [
    'You simulate the road. «The car closest to the destination cannot be blocked, so consider the cars from there backward and compare arrival times.»',
  ],
  'remove-nth-node-from-end-of-list': [
    'You measure the length first. «If one marker is n nodes ahead of another, where is the second when the first reaches the end?»',
  ],
  'copy-list-with-random-pointer': [
    'Your random links point to the old list. «Interleave each copy with its original, and then the copy of any node is always right behind it.»',
  ],
  'set-matrix-zeroes': ['You clear too early. «Use the first row and the first column to note which rows and columns have to be cleared later.»'],
  'spiral-matrix': ['Your turns are hard to follow. «Peel off the outermost layer, and then you face the same task with a smaller rectangle.»'],
  'number-of-1-bits': [
    'You convert to text. «Subtracting one changes the lowest set digit and everything after it; what remains if you keep only what both have in common?»',
  ],
  'counting-bits': ['You count each number alone. «A number and its half have nearly the same digits, so one count follows from the other.»'],
  'word-search-ii': [
    'You search the board once per word. «If words share their beginnings, you could follow all of them at the same time and abandon a path as soon as no word starts that way.»',
  ],
  'min-cost-climbing-stairs': [
    'You always take the cheaper stair. «The cheapest way to reach a stair is its own cost plus the better of the two stairs below.»',
  ],
  'palindrome-partitioning': [
    'You cut at random. «Choose a first piece that is a palindrome, handle the remainder likewise, and then try a longer first piece.»',
  ],
  'cheapest-flights-within-k-stops': [
    'You follow the cheapest flight. «Work out the cheapest price to each city with at most one flight, and from that the price with at most two, and so forth.»',
  ],
  'evaluate-reverse-polish-notation': [
    'You look for operators. «An operator always applies to the two most recent results that have not been used yet.»',
  ],
  'k-closest-points-to-origin': [
    'You rank all points. «There is no need to rank points that are certainly not among the k; a small collection of the best is sufficient, and its worst member is the bar to beat.»',
  ],
  'top-k-frequent-words': [
    'Good start with counting. «Could you arrange the words so that all those with the same count sit side by side?»',
    'You look up each word again. «Is there some way to know the count of a word without going over the whole list each time?»',
  ],
  'contains-duplicate': [
    'You compare every value with every other. «What if you could tell, for a new value, whether it had turned up earlier, without looking at all of them?»',
    'Nice and correct. «What happens to equal values when the list is put in order?»',
  ],
  'valid-anagram': ['You remove letters one at a time. «Would it help to describe each word by how many of each letter it has?»'],
  'valid-palindrome': [
    'You reverse the text first. «What would you learn by comparing the first letter with the last, and then working your way in?»',
  ],
  '01-matrix': ['You process one cell at a time. «How would the picture change if every source spread at the same pace?»'],
  'walls-and-gates': ['You search from every room. «Would it be more efficient to let the gates do the searching instead?»'],
  'surrounded-regions': ['You examine each region. «Which regions are certainly safe, and could you find them by beginning at the border?»'],
  'redundant-connection': [
    'You remove each edge in turn. «As you add edges one at a time, what does it mean if the two ends are already in the same group?»',
  ],
  'graph-valid-tree': ['You check for loops. «If you explore from any node and never get to a node by two different routes, what have you shown?»'],
  'min-cost-to-connect-all-points': ['You list all the trees. «Would it be safe to always take the cheapest connection that links something new?»'],
  'reconstruct-itinerary': ['You get stuck. «Could the airports at which you get stuck be the ones that belong at the end of the trip?»'],
  'house-robber-ii': [
    'Your circle confuses you. «What if you considered two separate streets, one without the first house and one without the last?»',
  ],
  'maximum-product-subarray': [
    'Negative values spoil your idea. «What would you lose if you kept both the largest and the smallest product that end at the current place?»',
  ],
  'longest-common-subsequence': [
    'You list all the subsequences. «When two letters match, how does the answer relate to the answer for both texts without those letters?»',
  ],
  'target-sum': ['You try all signs. «Could two different choices of signs leave you in the same situation? If so, do you need to explore both?»'],
  'interleaving-string': ['You go back and forth. «Does it matter how you got to a certain place in both strings, or only that you did?»'],
  'coin-change-ii': [
    'Your count is too high. «What if you went through the coins one at a time, and asked how each new coin changes the number of ways for every amount?»',
  ],
  'burst-balloons': [
    'You decide which one goes first. «What if you decided which balloon is burst last instead? The two sides would then be independent.»',
  ],
  'search-a-2d-matrix': [
    'You scan each row. «If you read the rows one after another, what do you notice about the whole sequence, and how can you exploit it?»',
  ],
  'time-based-key-value-store': [
    'You look through all the timestamps. «They arrive in increasing order. How could that help you to jump to the right one?»',
  ],
  'median-of-two-sorted-arrays': [
    'You merge both lists. «Can you find a cut in each list such that everything before the cuts is no larger than everything after them?»',
  ],
  'find-peak-element': ['You check each position. «If the next value is higher, in which direction must there be a peak?»'],
  'decode-string': [
    'Your nested case goes wrong. «When you meet a closing bracket, which piece of text is the one you should repeat, and where would you have put what came before it?»',
  ],
  'basic-calculator-ii': ['Your precedence is off. «Could you postpone the additions and deal with the multiplications right away?»'],
  'next-greater-element-i': ['You look to the right each time. «How could you resolve several waiting values the moment a greater one appears?»'],
  'remove-k-digits': ['You try all removals. «Which digit hurts the most? Look for the first place where a digit is followed by a smaller one.»'],
  'simplify-path': ['You replace text. «What should two dots do to the most recent directory you have entered?»'],
  'kth-largest-element-in-a-stream': [
    'You rearrange all the scores each time. «Which scores can you safely forget because they can never be the answer again?»',
  ],
  'last-stone-weight': ['You search for the heaviest two each round. «What if the heaviest stone were always handed to you without a search?»'],
  'reorganize-string': [
    'You shuffle at random. «Would it make sense to place the letter with the most copies left, as long as it was not the one placed just before?»',
  ],
  'letter-combinations-of-a-phone-number': ['You write nested loops. «How could the combinations for three digits be obtained from those for two?»'],
  'n-queens': ['You test full boards. «What if you placed one queen per row and went back as soon as no column was free?»'],
  'sudoku-solver': ['You fill in at random. «Try a digit in an open cell, carry on, and if you get stuck later, take it out and try another.»'],
  combinations: ['You list them without a system. «For every number there are only two possibilities: it is part of the combination or it is not.»'],
  'powx-n': ['You multiply n times. «If you knew x to the half of n, how much work would be left?»'],
  'reverse-bits': ['You build a text. «What if you took the lowest digit off one number and put it at the end of another?»'],
  'palindrome-linked-list': ['You copy it all. «Could you turn the second half around and compare the two halves step by step?»'],
  'middle-of-the-linked-list': ['You walk twice. «Where would one walker be if another one, moving at double the pace, had just reached the end?»'],
  'intersection-of-two-linked-lists': [
    'You compare all nodes. «What if each walker, on reaching the end, continued at the head of the other list? How far would both have walked?»',
  ],
  'merge-two-sorted-lists': ['You collect and rearrange. «At each step, which two nodes are the only ones that could come next?»'],
  'same-tree': ['You list the values. «Two trees are the same if their roots are equal and the parts below them are the same, too.»'],
  'invert-binary-tree': ['You redraw it. «What would happen if every node simply exchanged its children?»'],
  'path-sum': ['You list each path. «Instead of adding up at the end, could you pass down how much is still missing?»'],
  'balanced-binary-tree': [
    'You measure again and again. «Could a node learn the height of its children and whether they are balanced in a single answer?»',
  ],
  'binary-tree-right-side-view': ['You only go right. «If you look at the tree one depth at a time, which node of each depth can you see?»'],
  'count-good-nodes-in-binary-tree': [
    'You climb up from each node. «What is the one thing a node would need to hear from above to know whether it is good?»',
  ],
  'construct-binary-tree-from-preorder-and-inorder-traversal': [
    'You guess. «The first value tells you the root; where it stands in the other list tells you how many values are on each side.»',
  ],
  'design-twitter': [
    'You collect all posts. «You only need the ten newest, so look at the newest post of each person and take the latest of those.»',
  ],
  'insert-delete-getrandom-o1': [
    'Removing leaves a hole. «What if the last value moved into the hole, and you kept a note of where each value lives?»',
  ],
  'fruit-into-baskets': ['You restart after each failure. «When a third kind of fruit shows up, how far does the beginning have to move?»'],
  'maximum-average-subarray-i': [
    'You add k values every time. «What is the difference between two neighbouring sums, and do you need to add up everything again?»',
  ],
  'minimum-size-subarray-sum': ['You test all pieces. «When a piece is long enough, what would you gain by giving up values from its beginning?»'],
  'range-sum-query-immutable': ['You add for each question. «Could a question be answered by subtracting two figures that you prepared beforehand?»'],
  'sort-colors': [
    'You count and rewrite. «What if you let the zeros gather at the front and the twos at the back while you pass through the middle?»',
  ],
  'move-zeroes': ['You delete and append. «What if one finger marks where the next nonzero value belongs, while another looks for such values?»'],
  'boats-to-save-people': ['You pair neighbours. «Who is the best companion for the heaviest person, and what if that one does not fit?»'],
  'hand-of-straights': ['You take any three. «The smallest remaining card has no choice about the group it belongs to. How does this help?»'],
  candy: [
    'You adjust until it is stable. «Treat the neighbours on one side first, and then those on the other, and give each child the larger of the two amounts.»',
  ],
}

export const fittedRed: readonly RedHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => redHint(slug, text)))
