/** Hints that nothing was tuned on, for an honest measure: twenty that give a solution away, twenty that do not. */
import type { CalmHint } from './calm-hints.ts'
import { type RedHint, redHint } from './red-team.ts'

const telling: readonly (readonly [string, string])[] = [
  [
    'majority-element',
    'You count all of them. «Let two different values knock each other out, pair by pair; whoever is left over at the end must be the one with more than half.»',
  ],
  ['missing-number', 'You look for each value in turn. «What if you compared the total that ought to be there with the total that is there?»'],
  [
    'happy-number',
    'When would you give up? «If a value that you produced earlier shows up a second time, you are going in circles, so it pays to have a list of those.»',
  ],
  [
    'decode-ways',
    'Consider the text up to some digit. «It can close with a letter of one digit or with a letter of two digits, so its count is the count without the last digit plus the count without the last two.»',
  ],
  [
    'partition-labels',
    'A part may close when nothing in it comes back. «So find out for each letter the last place where it occurs, and push the border of the part out to the furthest such place.»',
  ],
  [
    'car-fleet',
    'Look from the finish line. «Take the cars beginning with the one nearest to the goal, work out when each would arrive, and a car that would be earlier than the one ahead simply becomes part of its fleet.»',
  ],
  [
    'pacific-atlantic-water-flow',
    'Following every drop downhill is slow. «Turn it round: climb from both coasts to all squares that are at least as high, and see which squares were climbed from either coast.»',
  ],
  [
    'sqrtx',
    'You try 1, 2, 3 and so on. «Guess a number; if its square is too big the answer lies below it, otherwise it lies above, so each guess can get rid of most of what is left.»',
  ],
  ['rotate-image', 'A quarter turn looks hard. «Mirror the picture along its diagonal and then mirror each row, and you are done.»'],
  [
    'kth-smallest-element-in-a-bst',
    'The shape of the tree knows the sequence. «Go as far left as you can, count that one, then its parent, then what hangs to its right, and stop at the k th you count.»',
  ],
  [
    'permutation-in-string',
    'The piece you are looking for has a known length. «Lay a frame of this length over the text, and when you move it by one letter, add the one that comes in and take off the one that goes out.»',
  ],
  [
    'asteroid-collision',
    'Only two kinds of meetings matter. «Let the ones flying right wait in a pile; a newcomer flying left fights the one on top, and goes on down for as long as it wins.»',
  ],
  [
    'min-cost-climbing-stairs',
    'Think about standing on some stair. «To be there as cheaply as possible you pay for it plus whichever is cheaper of the two below.»',
  ],
  [
    'reorder-list',
    'The result takes one from the front and one from the back. «Cut the chain at the halfway node, turn the second part round, and then zip the two together.»',
  ],
  [
    'maximum-depth-of-binary-tree',
    'Ask a node how deep it is. «It asks its two children the same thing, takes the larger reply and puts one on top.»',
  ],
  [
    'insert-interval',
    'Most of the list does not care. «Copy all that finish before the new one opens, melt all that touch it into one, and copy whatever remains.»',
  ],
  [
    'palindromic-substrings',
    'A palindrome has a heart. «From every letter, and from every gap, walk outwards in both directions for as long as both sides agree, and count.»',
  ],
  [
    'first-missing-positive',
    'The answer lies between 1 and n plus 1. «So send every value v home to place v, and then look for the first place whose owner is not in.»',
  ],
  [
    'network-delay-time',
    'A signal takes the quickest route. «Always settle the unsettled node with the smallest time so far, and see whether going through it makes any of its neighbours quicker.»',
  ],
  [
    'encode-and-decode-strings',
    'Any sign you put between could be part of a word. «So put the length of every word in front of it, and the reader knows how far to read.»',
  ],
]

const calm: readonly (readonly [string, string])[] = [
  [
    'majority-element',
    'Your example has five values, and three of them are equal. What if the list had four values, two of them equal? Read the statement again: it says “more than half”, and your plan behaves as if half were enough. It is a tiny difference in words. Write down the shortest list for which it matters. Then go through your plan with it, slowly. At which step would you notice that something is off?',
  ],
  [
    'missing-number',
    'You try [3, 0, 1] and find 2 at once, because your eye does the work. With a list of a thousand values your eye would give up. Describe what it did when the list was short: did it look for 0, then for 1, then for 2? How often did it travel through the list? I would like you to count the trips for your own example of six. What did you see on the second trip that was new?',
  ],
  [
    'happy-number',
    'With 19 you reach 1 after four rounds. With 2 you stopped after three rounds and wrote “it goes on”. It does go on. Carry it further on paper, at least ten rounds, and look at what you have written with a fresh eye. How would you explain to somebody why you may stop there, and not just because you are tired? One good sentence is enough.',
  ],
  [
    'decode-ways',
    'Your examples are 12 and 226, and neither has a zero. What does 06 mean according to the statement, and what does 10 mean? Your earth answers treat all digits alike, but the letters do not. Make a small table by hand of the two-digit texts that you find confusing, and write the result beside each. Which of them did you have to think about longest, and why?',
  ],
  [
    'partition-labels',
    'You cut the text into nine single letters and noticed that it breaks the rule. Where does the first part have to end, at the earliest? Go through ababcb with a pencil and stop as soon as you believe you can cut. Then tell me what made you hesitate at the first a. You were looking at something further on in the text. What was it?',
  ],
  [
    'car-fleet',
    'In your drawing the fast car overtakes the slow one. The statement does not allow that. Draw it again, and this time use time on one axis. It will take a few minutes, but I believe it is the best use of them. Your answers about failing mention only equal speeds. What happens if two cars meet exactly at the goal? Check what the statement says before you decide.',
  ],
  [
    'pacific-atlantic-water-flow',
    'You follow a drop from the middle of the map until it reaches one coast, and then you start the same drop again for the other coast. For your map of three by three, how many squares did you step on in total? And how many different squares are there? The two figures are far apart. What does the difference tell you about your walks?',
  ],
  [
    'sqrtx',
    'For 8 you say 2.8, and the statement asks for a whole number. Look at which one it wants. Then find the two numbers at which the result changes from 2 to 3, and from 3 to 4. It is a small piece of work, and it gives you four examples that can go wrong by one. Which of them would you show to somebody who reviews your plan?',
  ],
  [
    'rotate-image',
    'You drew the picture before and after the turn and you moved every value by looking at both drawings. Put a coloured dot on the value in the corner and one on its neighbour. Where do the dots end up? The statement does not let you use a second picture, so something will be overwritten. Which value is the first to be lost in your plan, and could you live without it?',
  ],
  [
    'kth-smallest-element-in-a-bst',
    'You write down all the values of the tree and then look for the right one. It works, so keep it for checking. But the tree is not just any tree: what did its name promise? Your answers do not mention that promise. Take the tree with 5 at the root and 3 and 6 below, and tell me what you can say about 3 without looking at anything else.',
  ],
  [
    'permutation-in-string',
    'For ab you list ab and ba and look for both of them. How many would you list for a text of ten letters? Work it out, or at least guess, before you go on. Then look at baab and ask what the two texts on your list have in common. You use the word “mixed” in three answers; try to say it without that word. What do you get?',
  ],
  [
    'asteroid-collision',
    'You let 5 and -5 meet and both vanish: right. What about 5, 10 and -5, and what about -5 and 5? In the second case they fly apart. Your plan does not look at who is on which side, and I think you felt that, since your sixth answer is full of “maybe”. Draw little arrows on your numbers. Which neighbours can ever meet?',
  ],
  [
    'min-cost-climbing-stairs',
    'You always step on the cheaper of the next two stairs. For [10, 15, 20] it leads to a total of 30, and there is a total of 15. When you decided to step on the 10, what were you not thinking of? It is not a silly method; it fails for a reason. Put this reason in your own words, so that it would apply to other lists as well.',
  ],
  [
    'reorder-list',
    'You move the last node behind the first one, then you look for the last node again. For your chain of five that meant walking how far in all? Count the steps of your finger. For a chain of a thousand it would be a long day. Your plan is right, so this is only a question about effort: which of those walks did you make just to find something again?',
  ],
  [
    'maximum-depth-of-binary-tree',
    'Does a tree with nothing but a root have depth 0 or depth 1? Your answers use both. Look at the example in the statement and decide. After that, draw the most lopsided tree of four values that you can think of, and the flattest one. Their depths are very different although they hold as many values. Which of the two would your plan find harder, and why?',
  ],
  [
    'insert-interval',
    'You add the new interval at the end and then start the whole work of merging anew. For [1, 3], [6, 9] and the new [2, 5], which of the old ones could you have left alone without even looking closely? Draw them as bars. I am curious how you would defend that in front of a sceptic. Your fire answers never place the new one before all of the others. What happens then?',
  ],
  [
    'palindromic-substrings',
    'For aaa you say three, and the example says six. What counts as a different piece: the letters, or the place? It changes the whole task. Write the six down together with where they start. After that, do the same for abc. Your plan checks all pieces from the beginning each time. Which of those checks did you know the result of before you made it?',
  ],
  [
    'first-missing-positive',
    'Can the result ever be larger than the length of the list plus one? Do not answer from the gut; try to build a list of three values where it is. You will see what gets in the way. Your answers spend a lot of time on huge values such as 900. Once you have finished this little experiment, say how much you care about the 900.',
  ],
  [
    'network-delay-time',
    'Your map has four points and every signal goes the direct way. Add a road that is longer in roads but shorter in minutes. Then find out by hand when the last point hears the signal. Was there a moment when you had to correct a time that you had already written down? Tell me about it, for this is where the task gets interesting. Which time was it?',
  ],
  [
    'encode-and-decode-strings',
    'You join the words with a comma. It is the first thing that everyone tries, so let us break it: which list of two words comes back as three? And what about a list with an empty word, or a list with no word at all? Write down what your plan would send for both. If the two look the same on the wire, what has been lost?',
  ],
]

export const heldOutRed: readonly RedHint[] = telling.map(([slug, text]) => redHint(slug, text))
export const heldOutCalm: readonly CalmHint[] = calm.map(([slug, text]) => ({ slug, text }))
