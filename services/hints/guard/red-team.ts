/** Hints that give a solution away in words of their own: what tells it stands between « and ». */

export interface RedHint {
  readonly slug: string
  readonly text: string
  /** Must never be shown. */
  readonly telling: string
}

const marked: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'You compare each value with each other value. «What if you kept a note of what you have walked past, so that the one you want could be recognised on sight?» How would that change your second step?',
    'Picture a cloakroom. «Every guest hands in a ticket with the amount they still need, and each newcomer only asks at the counter whether a ticket with their own amount hangs there.» Which walk does that save?',
    'You already know the sum. «So for any single value, exactly one other value can go with it, and you can work out which one; then it is only a matter of recalling whether it came up.»',
  ],
  'group-anagrams': [
    'Your words eat, tea and ate belong together. «Spell each word with its letters in alphabetical order, and words that end up the same go in the same pile.» What is left to do then?',
    'Two words belong together when they use the same letters. «What if every word wore a badge saying how many of each letter it has, and you threw words with equal badges in one bin?»',
    'Think of a post office. «Each letter carries a code that does not change when the letters of the word are shuffled, and the clerk drops it in the slot with that code.» What might your code be?',
  ],
  'top-k-frequent-elements': [
    'You want the ones that occur most. «Tally each value, then make one shelf per possible tally, place each value on its shelf, and read the shelves from the top down.»',
    'A shopkeeper has the same worry. «She keeps just the k best sellers on the counter, and whenever a better one comes along the worst of the k goes back to the store room.»',
  ],
  'word-ladder': [
    'You change one letter at a time. «First write down all words one change away from the start, then all the words one change away from those, and so on; the round in which the end word turns up is the answer.»',
    'A rumour is a good picture here. «In the first hour it reaches every word that differs in one letter, in the second hour all of their friends, never telling anyone twice, so the first time it reaches the goal is the quickest.»',
  ],
  'house-robber': [
    'Stand in front of the last house. «Either you leave it and have whatever the houses up to its neighbour gave, or you take it and add whatever the houses up to two doors back gave; the larger one wins.»',
    'What if you walked down the street with only two figures in your head? «One is the most you could have up to the previous door, the other the most up to the door before that, and at each door you work out the new one from both.»',
    'Your try fails on [2, 1, 1, 2]. «Ask yourself, for each house, what the richest outcome is if the street ended right there, and express it through the two houses before it.»',
  ],
  'longest-increasing-subsequence': [
    'You look at [10, 9, 2, 5, 3, 7]. «For each value, look back at all earlier smaller values, take the best length among them, and add one.» Where does the best end?',
    'Think of the card game patience. «Lay each card on the leftmost pile whose upper card is not smaller, or start a new pile; the number of piles is what you are after.»',
  ],
  'daily-temperatures': [
    'You look ahead from every day. «What if the days that still await warmth stood in a line, and each new warm day settled, starting from the youngest, all of those colder than it?»',
    'Go through the week from its end. «Hold on to the warm days only, and forget each day that is hidden behind a warmer one that comes sooner.» What do you know at Monday then?',
  ],
  'min-stack': [
    'How would you know the least value after a removal? «With every value that you add, write beside it what the least was at that moment, so removing it brings the old least back.»',
    'Two ledgers might do. «The second one gets a line only when a new least value arrives, and loses that line when that value leaves.»',
  ],
  'koko-eating-bananas': [
    'Some speeds are too slow, some are fast enough. «Try a speed between the slowest and the fastest; if it works, nothing faster needs trying, and if it fails, nothing slower does.»',
    'Eating speeds behave like a staircase with a single step between failing and passing. «So each test of a speed halfway lets you forget about all the speeds on one side.»',
  ],
  subsets: [
    'You listed [], [1], [2]. «Begin with the empty one; for every value, copy all that you have so far and put the value in each of the copies.» How many do you have after three values?',
    'Each value faces the same yes-or-no question. «Count from 0 to 7 in the binary system and read the digits as yes and no.» What comes out for three values?',
    'Walk along the values. «At each one go on twice: once with it in your basket and once without it, and when the values end write the basket down.»',
  ],
  'single-number': [
    'All the others come in twos. «There is an operation on numbers under which anything combined with itself vanishes, and the order does not matter, so combine everything.»',
    'A light switch shows it. «Flip the switches of each number’s binary digits; whatever is flipped a second time goes dark again, and what still glows at the end is the lonely one.»',
    'You know arithmetic well. «Twice the sum of the different values, less the sum of all of them, leaves just the one you want.»',
  ],
  'rotting-oranges': [
    'You simulate minute by minute. «Gather all the rotten ones first, let them all infect what is beside them at once, and then let only the newly infected ones go on in the next minute.»',
    'Fire in a dry field is alike. «Light all the burning spots together, and let the front advance by one cell per minute; the minute at which nothing new burns is the answer.»',
  ],
  'linked-list-cycle': [
    'Two runners on a track help here. «One of them takes two steps whenever the other takes one; on a round track the quick one must catch the other, on a straight one it just reaches the end.»',
    'Bread crumbs would do. «Leave a mark at each node that you stand on, and if you ever come to a mark you have gone round.»',
  ],
  'edit-distance': [
    'Compare the last letters. «If they agree, drop both; else it costs one more than the cheapest of three shorter tasks: without the last letter here, without it there, or without both.»',
    'Draw a chessboard with one word along the top and the other down the side. «Each square gets its price from the squares above, to the left and diagonal, plus one unless the letters agree.»',
  ],
  'jump-game': [
    'Nobody asks for the route. «As you walk, keep in mind the farthest place that anything so far can reach; the moment you stand beyond it, you are lost.»',
    'Begin at the end. «Call the last place the goal; step backwards, and whenever a place can reach the goal, let it be the new goal; see if the goal ends up at the start.»',
  ],
  'task-scheduler': [
    'Only one kind of task shapes the calendar. «Lay out the commonest task with its breaks, n idle slots each, and pour all the rest in the gaps; whatever does not fit just goes on at the end.»',
    'At each moment there is a choice. «Run the task that has the most copies left among those that are rested, and park it for n moments afterwards.»',
  ],
  'find-median-from-data-stream': [
    'Balance is what you want. «Keep the lower fifty percent in one bag that shows its biggest, and the upper fifty percent in another that shows its smallest, and move one over whenever a bag gets too full.»',
    'Think of a queue of people by height, cut in the middle. «You only ever need to see the tallest of the short group and the shortest of the tall group.»',
  ],
  'implement-trie-prefix-tree': [
    'Words that begin alike share work. «From a common root, draw one branch per first letter, below it one branch per second letter, and put a flag where a word ends.»',
    'Think of a maze of doors. «Behind every door are 26 more, one per letter, and saying a word is walking through its doors in order; a word is known if its last room has a lamp.»',
  ],
  'gas-station': [
    'What does running dry tell you? «None of the stations between your start and the place where you ran dry can be the start, so begin afresh at the next one.»',
    'Add up all gains and losses. «If the sum is not below zero, a start exists, and it lies straight after the point where the tank, drawn as a curve, is at its lowest.»',
  ],
  'container-with-most-water': [
    'Your first container is the full width. «From there, the only hope of improving is to let go of the lower wall, for keeping it can only lose.»',
    'Two people stand at the two ends of the row. «Whoever stands at the less tall wall takes a pace toward the other, and somebody notes the most water.» When do they stop?',
  ],
  'valid-parentheses': [
    'Plates in a kitchen are a fitting image. «Lay down a plate for each opener, and for each closer look at the uppermost plate: it must be the fitting one, and then it goes away.»',
    'The innermost pair is always side by side. «So erase any (), [] or {} that touch, again and again; if all disappears, it was fine.»',
  ],
  'longest-substring-without-repeating-characters': [
    'You throw everything away at a repeat. «Instead, note for every letter where you last met it, and let your piece begin just behind that place.»',
    '«A caterpillar on a twig moves its head on, one letter at a time. When the head meets a letter that is within its body, it pulls in its tail until the letter is out.»',
  ],
  'merge-intervals': [
    'The mess comes from the sequence. «Deal with them by when they open; then each one touches the one you are building or starts a fresh one.»',
    '«On a time line, put plus one at every start and minus one at every finish. Wherever the tally falls back to zero, a merged block is complete.»',
  ],
  'number-of-islands': [
    'You want to avoid counting the same land again. «When your pen meets land, count it, and then colour all land that hangs together with it before you go on reading.»',
    'What would a flooding do? «Each time you meet dry land add one to your count, and drown it along with everything that touches it, and what touches that.»',
  ],
  'course-schedule': [
    'Try being the student. «Sit every course that asks for nothing, strike it from the needs of the others, and see what is free now; if courses stay over, it cannot be done.»',
    'Follow the arrows from a course with a pencil. «If you come upon one that is still on your present trail, the plan eats its own tail.»',
  ],
  'coin-change': [
    'Let the amount grow from small to large. «For 1, for 2, for 3, note down the least coins; each amount peeks at the amounts that lie one coin below and takes the best plus one.»',
    'The final coin is one of three. «Whichever it is, what is left is the same puzzle with less money, whose solution you might have on a slip of paper already.»',
  ],
  'climbing-stairs': [
    'From where did you come to the top? «From one below or from two below, and those routes never coincide, so the two counts add up.»',
    'Write the counts for 1, 2, 3, 4 stairs: 1, 2, 3, 5. «Each is what the two before it make together.»',
  ],
  'best-time-to-buy-and-sell-stock': [
    'Stand at any day and think of selling. «The only thing about the past that matters is the cheapest price so far, so carry that one figure along and compare.»',
    'You do not need to look back at all. «While you read the prices, hold the lowest one until now and the biggest gain until now.»',
  ],
  'product-of-array-except-self': [
    'Each result is made of two halves. «Multiply all that comes before it and all that comes after it, going once from the front and once from the rear.»',
    'Go from left to right, writing at each place the product of what you left behind. «Then come back the other way and do likewise, multiplying what is there.»',
  ],
  '3sum': [
    'Three are too many. «Nail one of them down, and the other two have to make its negative, which is a puzzle you have solved before.»',
    'Line them up by size. «Then for a fixed first one, a sum too small tells you to raise the lower partner, a sum too large to reduce the upper one.»',
  ],
  'search-in-rotated-sorted-array': [
    'A cut in the centre leaves two parts. «At least one of them is perfectly in order, and by its two end values you know whether your value is in there; else it must be in the other.»',
  ],
  'trapping-rain-water': [
    'Consider one column of water. «Its level is the lower one of the two highest walls, the highest on this side and the highest on that side.»',
    'Water over a spot needs walls. «What if you knew for every spot how tall the tallest thing to the west is and how tall the tallest thing to the east is?»',
  ],
  'reverse-linked-list': [
    'Walk along the chain with both hands. «One hand holds the node behind you, the other the node ahead; let the node you stand on point at the hand behind, then shift everything by one.»',
  ],
  'lru-cache': [
    'Two wishes, two tools. «One finds an entry by its key without searching, the other keeps entries in a line where anything touched goes to the head and the tail falls off.»',
  ],
  'validate-binary-search-tree': [
    'Looking at a child and its parent is too little. «Tell each node on the way down between which two values it has to lie, and let the fence get tighter at each turn.»',
    'Flatten the tree from the leftmost leaf to the rightmost one. «If the flattened values ever go down, the tree is broken.»',
  ],
  'kth-largest-element-in-an-array': [
    'No full ranking is required. «Choose any value, put the bigger ones on one side and the smaller ones on the other, and go on only in the side where rank k must be.»',
  ],
  'maximum-subarray': [
    'A loss you carry along never helps. «As soon as what you have gathered drops below zero, let it go and begin again with the next value.»',
  ],
  'longest-consecutive-sequence': [
    'Most values are not the start of a run. «Only begin counting at a value whose predecessor is missing, and ask for the next one and the next one for as long as they are there.»',
  ],
  'number-of-1-bits': [
    'Take one away from the number and look at what the two have in common. «The lowest one-digit is gone; do that until nothing is left, and count how often.»',
  ],
  'merge-k-sorted-lists': [
    'Compare only the heads of the lists. «Something that always hands you the smallest of those k heads, and takes the successor in exchange, is all you need.»',
    'A tournament helps. «Join the lists two by two, then the joined ones two by two, until there is one.»',
  ],
  'meeting-rooms-ii': [
    'Walk through the day. «A start means one more room, an end means one less; the highest that the tally ever gets is the answer.»',
  ],
  'word-break': [
    'Mark the places in the text where a word may end. «A place is good if some word ends there and the place where this word begins is good as well.»',
  ],
  'generate-parentheses': [
    'Write the row sign by sign. «You may open as long as you have not used n, you may close as long as fewer are closed than opened, and you step back to try the other.»',
  ],
  'clone-graph': [
    'Every node gets a twin. «Note which twin belongs to which node, so that when you meet a node again you reach for the twin instead of making another.»',
  ],
  'minimum-window-substring': [
    'Stretch the piece to the right until all is in it. «Then nibble at its left end for as long as all is still in it, write the length down, and stretch again.»',
  ],
  'unique-paths': ['Put a number in each square. «It says how many ways lead there: what stands above it plus what stands to its left.»'],
}

const abroad: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'Denk an das erste Beispiel. «Merke dir jede Zahl, an der du vorbeikommst, und frage bei jeder neuen, ob ihr Gegenstück schon da war.»',
    'Pense à ton exemple. «Garde en mémoire chaque nombre déjà vu et demande si ce qui manque en fait partie.»',
    'What did you see? «Guarda cada número ya visto y pregunta si lo que falta está ahí.»',
  ],
  'house-robber': [
    'Consider the last house. «Ya lo tomas y sumas lo de dos casas atrás, ya lo dejas y sigues igual.»',
    'Think small. «最後の家を取るか取らないか、大きい方を選ぶ。»',
  ],
  'coin-change': ['Look at your smallest amount. «Onthoud voor elk kleiner bedrag het kleinste aantal munten en tel er een bij op.»'],
  'valid-parentheses': [
    'Read it once more. «Her açılan parantezi üst üste koy, kapanan en üsttekiyle eşleşmeli.»',
    'Look again. «Ultimul deschis trebuie să fie primul închis.»',
  ],
}

const disguised: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'Read the capitals: «tHe Answer iS witHin Many little APples.»',
    'I may not say it, «but it is hxaxsxh without the x.»',
    'Take the first of «"hat, apple, sun, hill" and then of "moon, apple, pear"», and you know what to do.',
    'The tool is called «⠓⠁⠎⠓ ⠍⠁⠏», as it were.',
    'You know it as 🅗🅐🅢🅗 «🅜🅐🅟», do you not?',
  ],
  'climbing-stairs': ['It begins with dyna «and ends with mic programm, then ing.»', 'Its name is «01100100 01110000», which you can surely read.'],
  'number-of-islands': [
    'Go «d.e" "p.t" "h before you go wide: dep th-fir st.»',
    'The three letters after C, E and R, «that is D, F and S, in this order.»',
  ],
  'merge-intervals': ['What do you get from «s+o+r+t and then a space and f+i+r+s+t?»', 'Say tros «from right to left, and then do it.»'],
  'koko-eating-bananas': ['It is «b1n4ry s34rch», of course.', 'The wanted words are «\\x62\\x69\\x6e\\x61\\x72\\x79 search.»'],
}

const costs: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'Your plan is correct but slow. «The best solution touches every value a single time.» How far is yours from it?',
    'It is fine to try all pairs. «But the effort can grow just as the list grows, no faster.» What would that need?',
  ],
  'product-of-array-except-self': ['Good start. «It can be done with no room besides that of the result.» Where is yours?'],
  'search-in-rotated-sorted-array': ['Good start. «For a million values about twenty looks are enough.» How many do you make?'],
  '3sum': ['You use three nested walks. «Two are enough, so aim for the square rather than the cube.»'],
  'longest-consecutive-sequence': ['Good start. «Doubling the list should only double your work.» Does it?'],
}

export const redHints: readonly RedHint[] = [marked, abroad, disguised, costs].flatMap((group) =>
  Object.entries(group).flatMap(([slug, texts]) => texts.map((text) => redHint(slug, text))),
)

/** @param text with what tells between « and ». */
export function redHint(slug: string, text: string): RedHint {
  const telling = /«([^»]+)»/.exec(text)?.[1]
  if (telling === undefined) throw new RangeError(`nothing is marked in: ${text}`)
  return { slug, text: text.replace(/[«»]/g, ''), telling }
}
