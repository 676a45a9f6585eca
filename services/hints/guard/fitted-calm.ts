/** Socratic hints in the voice of a helpful model: the figures of the cues are fitted to let them pass. */
import type { CalmHint } from './calm-hints.ts'

const texts: Readonly<Record<string, readonly string[]>> = {
  'best-time-to-buy-and-sell-stock-ii': [
    'You say that you may buy only once. Is this what the description says? Compare it with the other problem you solved. What changes in your first example if you are allowed to trade more than once?',
    'Good job tracing [7, 1, 5, 3, 6, 4]. Before you go on, could you explain why holding from 1 to 6 gives less than your result? I would like to see whether you can say it without numbers.',
  ],
  '3sum': [
    'What does the problem mean by no duplicate triplets? Your output contains both [-1, 0, 1] and [0, 1, -1]. Are those the same or different, according to the description?',
    'How many triplets does your plan look at for a list of ten values? Estimate first. Then think about a list of three thousand, which the constraints allow. How do you feel about your plan now?',
  ],
  'container-with-most-water': [
    'How do you compute the amount of water between two lines? In your second example you multiplied by the taller one. Draw it, pour in some water, and see where it would spill.',
    'You chose the two tallest lines. Is that always the best choice? Make up a list of five heights in which it is not, and explain what the tallest lines lack.',
  ],
  'spiral-matrix': [
    'What does your path look like for a single row, and for a single column? Your description mentions four turns. How many turns are there in these two cases?',
    'You stop when you are back at the beginning. In your 3 by 4 example, are there values you have not reached by then? List the ones you have not written down.',
    'With three rows and four columns your finger went round nicely, and with a single column it went back over what it had read. That is worth a closer look. Draw the single column, and say for each turn of your walk whether it should have happened. You mention a rule for turning in your fifth answer. Does the rule say anything about a place where there is no room to turn? Put it into words before you mend it.',
  ],
  'meeting-rooms-ii': [
    'If one meeting ends at ten and another begins at ten, do they need two rooms? You did not say. Look at the examples and find one that settles it.',
    'Your plan says “find the clashes”. How would you describe a clash between two meetings to somebody who has only their four times? Write it down in one sentence and test it on your own example.',
  ],
  'unique-paths': [
    'What is the answer for a grid with a single row? And for a single cell? You begin with 3 by 7, which is large. Why not start with something you can draw completely?',
    'You counted 28 for the first example. How did you keep track of which paths you had already drawn? Were you ever unsure whether a path was new?',
  ],
  'word-break': [
    'May a word be used more than once? You assume not. The second example in the description might be worth another look. What would your approach answer for it?',
    'You always take the longest word that fits. Could that lead you astray? Try to find a string and a list of words for which it does, and tell me at which letter you notice the trouble.',
  ],
  'edit-distance': [
    'Which operations are allowed? You mention replacing and deleting. Read that part again. Does the missing one change the result for your example with horse and ros?',
    'For two empty words you say 0. What about one empty word and one of five letters? Explain your answer in terms of the operations that the problem gives you.',
  ],
  'pacific-atlantic-water-flow': [
    'Can water flow between two cells of the same height? Your approach says no. Look for the exact wording in the description, and build a small grid in which it matters.',
  ],
  'clone-graph': [
    'How would you check that your copy is right? Two graphs can look the same on paper. What, according to the problem, would make your answer wrong even though the picture matches?',
    'Your example is a line of three nodes. What about a triangle? Follow your own instructions for it and tell me what happens after the third node.',
  ],
  'happy-number': [
    'You computed 19, 82, 68, 100 and 1. Well done! What does the sequence look like if you begin with 4? Write down at least eight values and tell me what you notice.',
  ],
  'majority-element': [
    'What does more than half mean for a list of six values? Three, or four? Your first example does not tell the difference. Can you find one that does?',
    'Does your approach rely on a majority existing? What does the problem guarantee? If the guarantee were dropped, which of your steps would become wrong?',
  ],
  'find-median-from-data-stream': [
    'How do you define the median of an even number of values? You used the lower one. Check this against the first example, and redo your calculation for 1, 2, 3, 4.',
    'Your answers concentrate on finding the median. How often is it asked for, compared with how often a value is added? Does the problem say anything about that? Would it influence what you care about?',
  ],
  'longest-palindromic-substring': [
    'There may be several answers. For “babad” you give “bab”. Would “aba” be accepted as well? What does it mean for the way you test your approach?',
    'You check every piece of the text. For a text of length 1000, about how many pieces is that? And how long does checking one of them take? Put the two together in one sentence.',
  ],
  'jump-game-ii': [
    'What does the problem guarantee about reaching the end? You spend one answer on lists where you get stuck. Is this possible here? Reread the last sentence of the description.',
  ],
  'decode-ways': [
    'Why does “06” have no valid reading? You mention zero once and then forget about it. Make a list of all the two-character texts that contain a zero. What happens with each of them?',
  ],
  'gas-station': [
    'Is the answer unique? You found start 3. How sure are you that no other start works? The description has a sentence about it that you could use in your tests.',
    'You look for the station with the most gas. Try gas [5, 1, 2] and cost [4, 4, 0] by hand. Did your rule lead you to the right start? What did it ignore?',
  ],
  'task-scheduler': [
    'For n equal to 0, how many units of time do you need? And for a single kind of task with n equal to 2? Both are easy to work out by hand and would make good first examples.',
    'You assume that the tasks have to be done in the given order. Is there a sentence in the description that says so? If not, how would you show the difference with A, A, B?',
  ],
  'rotate-image': [
    'Where does the value in the top left corner go? And where does the one in the centre of a 3 by 3 image go? I want you to state a rule for one value before you think about all of them.',
  ],
  'min-stack': [
    'What should your structure do when it is empty and somebody asks for the minimum? The description says something about this situation. Does your design have to deal with it?',
    'You find the minimum by looking at everything. That is a correct solution! What does the problem demand about speed, and which of your operations does not comply?',
  ],
  'implement-trie-prefix-tree': [
    'What is the difference between search and startsWith? Describe it using the word app and the word apple. In which order would you have to add them to get a surprising result?',
  ],
  'diameter-of-binary-tree': [
    'Is the length measured in nodes or in edges? Your first answer uses nodes, and the example in the description disagrees. Which one is right, and where does the description say so?',
    'You assume that the longest path goes through the root. Could you draw a tree where it does not? Take your time, it may need seven or eight nodes.',
  ],
  'longest-consecutive-sequence': [
    'Do duplicates count? For [1, 2, 2, 3], what is the right answer and what does your approach return? Explain what consecutive means to you.',
  ],
  'alien-dictionary': [
    'What if the input contradicts itself? Give an example with three words where no alphabet can be right. How did you find it, and what should be returned?',
  ],
  'set-matrix-zeroes': [
    'You set a row to zero as soon as you find a zero in it. Try this on a 2 by 2 matrix with one zero. What comes out, and what did you expect? At which moment did it go wrong?',
  ],
  'add-two-numbers': [
    'The digits are stored in reverse. Which example did you use to make sure that you read them properly? Try 5 and 5. How many digits does the result have, and does your approach produce all of them?',
    'Your two numbers have the same length. What would you do if one were longer? I am not after a finished procedure, I just want to know what you would look at.',
  ],
  'remove-nth-node-from-end-of-list': [
    'What happens if n equals the length of the list? Draw a list with two nodes and n equal to 2. Which node disappears, and what is left to return?',
  ],
  subsets: [
    'How many subsets does a list of four values have? Predict it from the counts you already have for one, two and three values. Are you able to say why it should be that number?',
  ],
  'network-delay-time': [
    'What do you return when some point never gets the signal? You left that open. Which of the examples covers it? If none does, make one up with three points.',
  ],
  'contains-duplicate': [
    'How many values does your longest example have? What would you expect your approach to do with a list of one value? And with an empty list? Which of these does the problem rule out?',
    'You say that comparing is cheap. How many comparisons do you make for four values, and for eight? What happens to that number when the list gets twice as long?',
  ],
  'valid-anagram': [
    'Is the order of the letters important for what you are asked? You compare the words letter by letter, so I wonder how rat and tar come out. Try them.',
    'Would an uppercase letter be the same as a lowercase one? Where does the problem say so? If it does not, how would you find out before you begin?',
  ],
  'valid-palindrome': [
    'What counts as a letter here? Your approach keeps the commas and the spaces. Look at the first example again and describe which characters it leaves out.',
  ],
  'walls-and-gates': [
    'What should a room contain when no gate can be reached from it? You left it open. Which value does the problem give you for that, and why do you think it was chosen?',
  ],
  'graph-valid-tree': [
    'What is a tree? You wrote that it is “a graph without circles”. Is that all? Draw two separate lines with two nodes each and apply your definition to it.',
  ],
  'maximum-product-subarray': [
    'What is the best product in [-2, 3, -4]? You said 3. Could you check all six parts by hand and see whether one of them does better? If so, which of your beliefs does it contradict?',
  ],
  'longest-common-subsequence': [
    'Must the letters be next to each other in both texts? You have an example for each reading. Only one of them is what the problem asks for. Which one, and which word tells you?',
  ],
  'target-sum': [
    'In how many ways can you put signs in front of two values? And three? You found five ways for the example. How could you make sure that there is no sixth?',
  ],
  'search-a-2d-matrix': [
    'What are you told about the rows, and what about the first value of each row? You used one of these facts. Which one did you leave aside?',
    'Does a matrix with a single cell work with your approach? I am asking because your description begins with “the second row”.',
  ],
  'find-peak-element': [
    'Can there be more than one peak? If so, which one do you have to return? Your plan looks for the highest one. Is that what the problem wants from you?',
  ],
  'decode-string': [
    'What does 3[a2[c]] mean? Write out each step of how you read it, as if you had to teach it to somebody. At which point did you need to know something that came later?',
  ],
  'next-greater-element-i': [
    'What do you return for a value when nothing to its right is greater? And is the value itself ever counted? Two short examples would clear this up.',
  ],
  'last-stone-weight': [
    'What happens if two stones weigh the same? And what do you return if there are none left? You mention the first case in your third answer, and the second nowhere.',
  ],
  'letter-combinations-of-a-phone-number': [
    'How many combinations do you expect for 23, and how many for 79? Explain the difference. Is there an input for which the result has no combinations at all?',
  ],
  'n-queens': [
    'Where can a queen attack? You check rows and columns. Put two queens on a board of four so that your check is satisfied and they still attack each other.',
  ],
  'powx-n': [
    'What does it mean if n is negative? Your approach never ends in that case. What should the result be for 2 and -2? Which rule from school does it come from?',
  ],
  'palindrome-linked-list': [
    'How do you decide for a list with an odd number of nodes? You only show even ones. Draw one with three nodes and go through it with your finger.',
  ],
  'merge-two-sorted-lists': [
    'What if one of the lists is empty? And what if both are? I can imagine what you would say, but your description does not tell me.',
  ],
  'same-tree': [
    'Are two empty trees the same? And an empty one and one with only a root? Decide before you look, and then find out whether the problem agrees with you.',
  ],
  'path-sum': [
    'Where may a path begin and where does it have to end? Your second path ends in the middle of the tree. Is this allowed? Look at the definition once more.',
  ],
  'balanced-binary-tree': [
    'What exactly has to be balanced: the number of nodes or the heights? Draw a tree where it makes a difference. Then ask yourself for which nodes the condition has to hold.',
  ],
  'range-sum-query-immutable': [
    'Are both ends of the range included? Your result for the first question is 1 too small, which might be a hint. And how many questions should you be prepared for?',
  ],
  'sort-colors': [
    'What are you not allowed to use? The problem is rather strict about this. Read it once more and tell me how it affects the idea you described in your second answer.',
  ],
  'move-zeroes': [
    'Does it matter in what order the other values end up? For [0, 1, 0, 3, 12] your result is [12, 3, 1, 0, 0]. Compare it with the expected one, character by character.',
  ],
  'boats-to-save-people': [
    'How many people fit in a boat at most? You placed three in one of them. What else limits who can share a boat? List all the conditions you can find.',
  ],
  candy: [
    'Who has to get more than whom? Your rule gives the same to children with equal ratings. Does the problem ask for this? Make up three ratings to find out.',
  ],
  'min-cost-climbing-stairs': [
    'Where is the top: on the last stair or beyond it? Your total for [10, 15, 20] depends on it. Which of the two does the example support?',
  ],
  'hand-of-straights': [
    'What if the number of cards is not divisible by the group size? You can answer that one without any cards at all. What else could make it impossible?',
  ],
  'two-sum-ii': [
    'The two positions in your result are 0 and 1, and the statement counts from 1. It is a small thing, but three of your examples are off because of it. Go back to the first one and correct it. While you are there, ask yourself whether the list being sorted changed anything in what you did. You copied the word into your first answer and I have not seen it since. What would you lose if it were not there?',
  ],
  'plus-one': [
    'You add one to 129 and get 130, which is easy. What about 99? Your fire answers say that the number of digits stays the same, and I suspect you did not believe it when you wrote it. Find all the lists of two digits for which it is untrue. How many are there? When you know that, describe in a sentence what they have in common, so that somebody could recognise one of five digits.',
  ],
  'zigzag-conversion': [
    'I tried to follow your drawing of the zigzag and lost it in the fourth column. Could you draw it again, with one letter in each square, for PAYPALISHIRING and three rows? After that, write down the column in which each of the first nine letters stands. You will probably be bored by the sixth. What was it that bored you, and how would you tell a friend about it without drawing anything?',
  ],
  'string-to-integer': [
    'You list many rules, which is good, for the statement has many. Let us see whether they agree with each other. Take the text “ -042abc” and go through it character by character. After each character, say what you know about the result and what you do not know yet. Two of your rules want to act on the minus sign. Which of them is right, and where in the statement did you find it?',
  ],
  'roman-to-integer': [
    'Your first example is III and your second is LVIII. In both of them, nothing surprising happens. Look for the part of the statement that begins with “However”, and make up an example of your own for each of the six exceptions. Afterwards read MCMXCIV aloud, the way you would say it to a child. Where did your voice hesitate? I would like to know what you had to see there before you could go on.',
  ],
  'pascals-triangle': [
    'You know the triangle from school and you wrote its first five rows from memory. Pretend you do not. What does the statement say about a value in the middle of a row, and what about the ones at its borders? Your third answer treats the borders as an exception, your seventh forgets about them. Neither is wrong yet. Write the third row by your own rules and see which of the two you needed.',
  ],
  'isomorphic-strings': [
    'For egg and add you say yes, for foo and bar you say no. Both are right. Now take badc and baba. Your plan says yes to it, and I am not convinced. Explain to me, with these two words in front of you, what it is that must not happen. You have half of it in your second answer already. Which half is missing, and what would a word look like for which it matters?',
  ],
  'game-of-life': [
    'You gave every cell its new state as soon as you had looked at it. On your own board of three by three the middle cell dies, although it has three living neighbours on the picture. Who killed it? Play one round on paper, first as you described it and then as the statement does, and compare the two boards. I am interested in the first cell that differs. What had happened shortly before you came to it?',
  ],
  'trapping-rain-water': [
    'You have drawn five landscapes and there is a hole in the middle of each. A landscape that only rises, one that only falls, one that is flat: what do they hold? None of this is difficult, and yet it tells you something about where water can be at all. Put the three beside your five and look at all eight. If you had to explain to a gardener where puddles form, what would you say?',
  ],
  'number-of-islands': [
    'Your map has three islands and you found all of them. How did you know that the second was not a part of the first? You looked at the picture, and the picture made it obvious. Cover the map with a sheet that has a hole as big as one square, and try again. It will be slow. Tell me what you wanted to scribble down in the margin, and at which moment you wanted it for the first time.',
  ],
  'coin-change': [
    'In your earth answers the coins are 1, 2 and 5, and so they are in your fire answers. A wallet with 2 only, and an amount of 3: what does the statement want to see? Then a wallet with 5 and 7 and an amount of 13. Do these by hand and be patient. You claim that it “always works out somehow”. Is that sentence still true, and what would you put in its stead?',
  ],
  'sliding-window-maximum': [
    'With k equal to 3 and eight values you wrote down six results, which is right. You made each of them by looking at three values again. In how many of those looks did you see a value for the first time? Count them, and count the others too. Both counts are small here. What would they be for a list of a thousand and a k of a hundred, roughly, and does the statement let lists be as long as this?',
  ],
  'implement-queue-using-stacks': [
    'You know what a queue does, and you can say it in your own words. What you did not write down is a sequence of calls in which it matters that the first one in comes out first. Four calls will do. Put what you expect to see beside each. Then imagine somebody handed you a thing that gave the wrong result for the third call. What would you suspect they had mixed up?',
  ],
  'longest-common-prefix': [
    'Flower, flow and flight: you saw fl at once. How about a list with one word only, or a list in which one of the words is empty? You say nothing about them. I also wonder what you do about the length of the words, since your plan speaks of the fifth letter of a word that has four. Try it with flow as the second word. What goes wrong, and who should have noticed?',
  ],
  'search-insert-position': [
    'The value 5 is in your list, and its place is 2. What about 2, and 7, and 0? You worked out one of these and guessed the others. Guesses are welcome here as long as you test them. Which of the three would be the easiest to get wrong by one, and why that one? Say it so that you would still understand it next week, and add an example to your fire answers if you need it.',
  ],
}

export const fittedCalm: readonly CalmHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => ({ slug, text })))
