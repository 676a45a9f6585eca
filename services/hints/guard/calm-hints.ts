/** Hints as a good model gives them, 60 to 120 words: they make the learner look again and give nothing away. */

export interface CalmHint {
  readonly slug: string
  readonly text: string
}

const texts: Readonly<Record<string, readonly string[]>> = {
  'two-sum': [
    'Your earth answers describe the task well, and the three lists you tried are all different in length. What they share is that the two matching values stand close to each other. Try a list of six where they stand at the very start and the very end, and go through it by hand exactly as your plan says. Somewhere in the middle you will feel a small impatience. What, at that point, were you doing again that you had done before?',
    'You told me twice that comparing everything feels wasteful, but not which comparison you would happily leave out. Pick the list [4, 1, 9, 5] with target 6. Write each comparison on its own line and put a cross beside those whose result surprised nobody. Afterwards, read the crossed lines aloud. What do they have in common that the others do not?',
    'In answer five you wonder about negative values, and then you let the thought go. Take it up once more: make one list in which a negative value takes part in the answer and one in which it only stands around. Say what your plan does with both, step by step, in your own words. Would anything you believed about stopping early still hold, and if not, why not?',
  ],
  'group-anagrams': [
    'You explain anagrams nicely, yet your examples only ever have two words that belong together. Take five words, three of which belong together, and pretend you must convince a friend who refuses to compare words two at a time. What would you show that friend about a single word, so that they believe you? Try to put it in one sentence before you think about the whole list again.',
    'Your plan reads every word many times, and you call that “fine for now”. It is fine for now. Before you change it, count how many times the word tea is read for your own list of six. Then ask yourself what you learned the second time that you did not know after the first. If the honest answer is nothing, what does that suggest about where to look next?',
    'There is an empty word in none of your lists, nor are there two equal words. Add both, and do the whole thing again on paper. Which group does the empty word end up in, and how sure are you? Your fire answers are short, four words on average, and this could be a good place to make them longer. What else might a mischievous tester hand you here?',
  ],
  'top-k-frequent-elements': [
    'You write that k is “small”, and the rest of your plan leans on that. Where does the statement promise it? Suppose k were as large as the number of different values, and then suppose it were 1. Work both out with your list of seven. One of the two should make part of your work feel unnecessary. Which part is it, and what made you do it in the first place?',
    'A question you have not asked yet: what happens when two values occur equally often and only one may come back? Look at the statement again with that in mind, and underline the words that settle it. Then describe, to somebody who has never seen the task, what a correct result looks like without saying how to get it. How many sentences do you need?',
  ],
  'word-ladder': [
    'From hit to cog you found a way by trying, and it has five words. Your answers never say why there can be no shorter one. Imagine a stubborn friend who claims to have seen one with four. What would you have to show, and how much of your scribbling would you have to keep in order to show it? Start with just the first change and describe all that could happen there.',
    'Your air answers list two ideas and dismiss both with the words “too slow”. Too slow for what? Take the six words of your own example and write down how many pairs you would look at. Now take sixty. I would like you to see the difference in figures before you throw an idea away. What does the statement say about how long the list can get?',
  ],
  'house-robber': [
    'You try [2, 7, 9, 3, 1] and settle for the two biggest values that are not side by side. It works there. Make up a street of four houses where the same habit gives the wrong total, and tell me which choice you regret. When you look back on it, was the regret about a house, or about what taking that house forbade you later?',
    'Your fourth answer says that skipping two houses in a row “never makes sense”. That is a claim, and claims can be tested. Find a street where it does make sense, or tell me why there is none. Five houses are enough to try it on. Whichever way it goes, you will know something about the task that the statement does not tell you. What would it be?',
    'The rule about neighbours is clear to you, and you quote it word for word. What I miss is the smallest street. What is the right amount for no house, for one house, for two? It seems silly to ask, and yet two of your later steps rely on it without saying so. Write those three amounts down. At which number of houses does it become a real decision?',
  ],
  'longest-increasing-subsequence': [
    'You picked 2, 3, 7, 18 out of the example and stopped there. Could you have picked another four? List every choice of length four that you can find, and look at where they differ. Your answers speak of “the” result as if there were one only. Which parts of the task care about the values that were picked, and which only about how many they are?',
    'The word contiguous is not in the statement, although two of your answers behave as if it were. Read the definition again and draw your own list of six values on paper, with the ones you pick circled. What are you free to leave out, and what may you never change? If you can say that to a twelve-year-old, your earth answers are done.',
  ],
  'daily-temperatures': [
    'For each day you want to know how long the wait is, and for [73, 74, 75, 71, 69, 72] you found it by looking. Mark the days whose wait was easy to see and the days where your eyes wandered for a while. What is different about the second kind? Do not think about a method yet; describe the two kinds of days in ordinary words.',
    'You assume that a warmer day always comes. Your own third list proves you wrong, and you noticed, but your plan did not change. What should come back for a day that waits in vain, and where in your plan is that decided? Rewrite only this one step. Then check it with a week in which every day is colder than the one before. Does it still say what you want?',
  ],
  'min-stack': [
    'You know what the four operations do, and you wrote an example of six calls. All six add something. Now write a sequence in which something small goes in early and leaves late, and another in which it leaves at once. Ask for the least value after each call. At which call did you have to think hardest, and what did you wish you had remembered?',
    'Your answers mention speed, but the statement asks for it of every single operation, not on the whole. Which of your four operations would break that promise, and on what example? A sentence is enough. I ask because two of your later ideas repair an operation that was never slow. What would you rather do with all of that effort instead?',
  ],
  'koko-eating-bananas': [
    'Piles of 3, 6, 7 and 11 with eight hours: you tried a speed of 5 and it was too slow, you tried 10 and it was fine, and then you stopped. What did the first try tell you about the speed 3? What did the second tell you about 11? You probably know both without any further work. Say why you know it, as carefully as you can.',
    'You divide the bananas by the hours and call that the speed. It is a tempting idea. Take a single pile of 10 and three hours, and see what Koko does in the third hour. Then take ten piles of one banana. The two examples disagree with your formula in different ways. What does the formula not know about piles that the statement told you?',
  ],
  subsets: [
    'For [1, 2, 3] you list eight subsets and you are sure there is no ninth. How did you know when to stop? Look at the sequence in which you wrote them, because it looks random, and yet nothing is missing. If a friend had to continue your list for a fourth value, what would you tell them to be careful about?',
    'You say that the empty one “does not really count”. The statement has an opinion about this; look for it. Then count how many there are for one value, for two and for three, with and without the empty one. One of the two columns looks tidier than the other. Which one, and does that make you change your mind about anything you wrote?',
  ],
  'single-number': [
    'You count how often each value occurs, and for [4, 1, 2, 1, 2] that gives the right result. The statement adds a condition on memory that your answers do not mention at all. Copy it out, and then say in your own words what it forbids and what it still permits. Is your counting allowed under it, or not, and which word decides?',
    'Every value but one occurs twice: you quote that and never use it. Imagine the promise were weaker, and each could occur any number of times. Would a single step of your plan change? If not, then you have a promise in your pocket that you paid for and never spent. Where in your hand-worked example could it have saved you some effort?',
  ],
  'rotting-oranges': [
    'Your drawing of the crate is good, and minute one is right. In minute two you let an orange go bad that was fresh at the start of that same minute. Look at it again: what does the statement say about when things happen? Draw the crate once per minute, with a clean sheet for each. Which oranges did you treat too early?',
    'What comes back when there is no fresh orange at all, and what if a fresh one sits alone in a corner? You answered neither. Both are small crates that you can draw in ten seconds. Draw them, write the result beside them, and then see whether the sentence “I count the minutes” in your answer is still the whole story. What would you add to it?',
  ],
  'linked-list-cycle': [
    'You write that you would “walk until the end”. In one of your own examples there is no end. What would your walk look like there, and what would tell you, while walking, that something is odd? Do not repair it yet. Only describe what a tired walker can notice from the inside, with nothing to look at but the node under their feet.',
    'Two nodes may hold the same value, and your third answer forgets that. Draw a chain of four nodes that all hold a 1, once with a cycle and once without. Which of your sentences are still true for both drawings? Cross out the others. What is left is what you really know about the difference. How would you put it?',
  ],
  'edit-distance': [
    'From horse to ros you needed three changes, and you found them by feeling. Could there be two? Argue against yourself for a moment: what would two changes have to achieve, and what stands in the way? If you can convince a sceptic here, then you have understood what the task really asks for. Which letter would you begin with, and why that one?',
    'Three kinds of change are allowed, and your examples only use two of them. Invent a pair of short words that needs the third. Then invent a pair where you have a choice of two equally good ways. Your answers speak as if the way mattered; read the statement and decide whether it does. What exactly are you asked to return?',
  ],
  'jump-game': [
    'In [2, 3, 1, 1, 4] you jumped as far as you could each time and arrived. In [3, 2, 1, 0, 4] you got stuck. Was there another way that you did not try? List all the places you can get to in the second list, in any way at all. Looking at that list, what makes the zero so dangerous, and when would it be harmless?',
    'Your air answers treat this as a search for a route. Underline in the statement what has to come back. How much of a route does one need in order to say that? I am not saying that the route is useless; I only notice that your plan spends most of its effort on it. What would you lose if you left it out?',
  ],
  'task-scheduler': [
    'You found 8 for the example, and you drew the time line with its two idle moments. What if there had been one more task of a third kind? And two more? Draw both. At some point the idle moments are gone. Describe what changes then, and whether the sentence in your sixth answer about “waiting” remains true after that point.',
    'The rest period n is 0 in none of your examples. It is the kind of value that shows whether a plan means what it says. Try it with your own list of tasks, and then try n = 50 with a single task. Two results, two minutes of work. Did either of them surprise you, and which sentence of your plan was to blame?',
  ],
  'find-median-from-data-stream': [
    'You put each new value in its place and read off the middle. Think about what that costs when ten thousand values have come already and one more arrives. Which values have to move, and which of those moves make any difference to what you are asked for? Try it on paper with seven values and an eighth. What did you touch that you did not care about?',
    'With an even number of values, what is the median? You answer that in one place with “one of the two” and in another with “the average”. Only one can be right; the statement says which. After you have settled it, make an example of four values in which the two answers differ. Why is it worth having such an example at hand?',
  ],
  'implement-trie-prefix-tree': [
    'You have insert, and you have search. What does the third operation know that search does not? Write down three words, then one call of each operation for which the two give different results. I suspect that the example will make your second answer a little longer. What has to be true of a piece of text so that it counts as a word, rather than as the beginning of one?',
    'Your list of words is simple and correct. Now imagine it holds app, apple, apply and ape. Say out loud what you read when someone asks for appl. How many times did you read the letter a? There is nothing wrong with it yet; I only want you to look at the repetition before you judge your plan. What bothers you most about it?',
  ],
  'gas-station': [
    'You tried each station as the start for the example of five. When you started at the second one you ran dry at the fourth. What did that failure teach you, apart from the fact that the second is no good? Look at the stations in between with fresh eyes, and write down one thing that you now know about them. Are you sure? Test it.',
    'Your water answers say that a station with a lot of gas is a good start. Build an example where the station with the most gas is a terrible start. Four stations will do. What else besides the gas at the start decides how the first leg goes? Put that into one short sentence, and see whether your plan mentions it anywhere.',
  ],
  'valid-parentheses': [
    'You count the brackets of every kind, and you noticed that “([)]” still slips through. Good catch. So counting loses something. Take that string and take “([])”, which has the same counts, and read both aloud, sign by sign. At which sign do they begin to feel different? Try to say what you were expecting at that moment, and what you got.',
    'Your examples all begin with an opening bracket. What would your plan do with one that begins the other way round, or with a single sign? Your fire answers call these “silly inputs”, but a silly input costs one line to write and can tell you a lot. Write three of them with their results. Which one is your plan not sure about?',
  ],
  'merge-intervals': [
    'Do [1, 4] and [4, 5] overlap? You say yes in one answer and no in another. The statement has a line on this, and everything else hangs on it. After that, think of three intervals where the first and the third overlap but the second touches neither. Draw them as bars on a line. What does the drawing tell you about who has to meet whom?',
    'You compare every interval with every other, merge two, and then begin again from scratch. For your list of five that made how many comparisons? Count them honestly, also those of the last round in which nothing happened. When you look at your drawing from a distance, some comparisons are plainly pointless. What do you see there that your plan cannot see?',
  ],
  'number-of-islands': [
    'On your map you pointed at two islands within a second. Your plan needs much longer, and it counted one of them twice. Where did the second count come from? Follow your own words cell by cell until it happens. I would like you to describe what you knew with your eyes at that moment that your plan had no way of knowing.',
    'You never say whether two pieces of land that only meet at a corner are one island. Look for the sentence that decides it, then draw a three by three map in which it makes a difference. Draw also a map that is all water and one that is all land. What are the three results, and which of them does your plan get wrong?',
  ],
  'course-schedule': [
    'Your example has four courses and it can be done. Make one that cannot, with as few courses as possible. Two are enough if you are nasty. Then make one with four courses where the trouble is harder to spot. What do your two impossible examples share? Say it without looking at the statement, as if you were complaining to the dean.',
    'You read the pair [1, 0] as “first 1, then 0”. Read the statement once more, slowly, and draw the arrow again. It happens to everybody at some point, and this is the cheapest moment to notice. With the arrow turned round, which of your answers need a new example? Start with the one that you were surest about, and tell me what changed.',
  ],
  'coin-change': [
    'With coins 1, 2 and 5 you always take the biggest coin that fits, and it works out for 11. Try it with coins 1, 3 and 4 and an amount of 6. What do you get, and what could you have had? Your method made a decision early on that it could not take back. At which point did it go wrong, and how would one have known?',
    'What if the amount cannot be made at all? You mention it in a single word. Take coins 5 and 10 and an amount of 3, and describe where in your plan the trouble shows. Next take an amount of 0, which is a real input here. Two tiny examples, and yet they say a lot about how precise your plan is. Which one is harder for it?',
  ],
  'climbing-stairs': [
    'You listed all the ways for three stairs and for four. For five you say “about eight”. Make it exact. While you write them down, notice where your pen copies something from the shorter lists that you already have. I do not ask for a formula; describe in a plain sentence what you copied and why that was allowed. Does it work for four stairs too?',
    'Is 1 then 2 the same way as 2 then 1? One of your answers says so, and your count for three stairs says the opposite. Decide, with the help of the example in the statement. Then ask how a small misunderstanding like this would have shown itself later, had you not noticed it. Which example is the smallest one that reveals it?',
  ],
  'best-time-to-buy-and-sell-stock': [
    'You look for the lowest price and for the highest price, and take the difference. For [7, 1, 5, 3, 6, 4] that gives the right result by luck. Change the list just a little so that the same method promises a profit nobody could make. What does your method not know about time? Put the missing rule in one short sentence of your own.',
    'What is the best result when prices fall every day? You skip this, and I think it is worth a minute. Write a list of four falling prices, and what you would advise a friend to do. Then look at your plan and see what it would tell them. If the two disagree, who is right, and which word in the statement says so?',
  ],
  'product-of-array-except-self': [
    'Your first idea multiplies everything and then divides. The statement forbids division, and you noticed, so you started anew. Before you leave the idea for good: on which inputs would it have failed anyway, even with division? Find one with three values. It may tell you something about the input that you will need again. What is so special about that value?',
    'For [1, 2, 3, 4] you wrote out four multiplications, one below the other. Look at them as if they were lines of a poem. Which bits appear in more than one line? Underline them in different colours. I would not fix anything yet. Just tell me how much of your writing was new, and how much you had written before.',
  ],
  'trapping-rain-water': [
    'You pour water in the picture and it looks right: 6 units. Now cover the picture and tell me how much stands above position 5, and why no more and no less. You will need to mention other positions. Which ones did you mention, and which were of no interest? Your plan, as written, looks at all of them in the same way.',
    'Water over the first bar: how much can there be? You treat the edges as any other place, and the result is off by two for your own example of five bars. Pick a list that only rises and say what it holds. Pick one that only falls. What do those two teach you about what it takes to hold any water?',
  ],
  'reverse-linked-list': [
    'On paper you drew the chain and then drew it again the other way round, as a new picture. The task wants the same nodes. Take three coins and three paper arrows and do it with your hands, one arrow at a time. There is a moment at which something slips out of reach. When is that, and what exactly did you lose?',
    'What comes back for an empty chain, and for a chain of one? Your plan begins with the second node, so it silently expects one. That is an assumption, and a small example is enough to bring it to light. Write the two results down first. Then tell me whether your plan has to be changed or only its first sentence. Why?',
  ],
  'lru-cache': [
    'With a capacity of 2 you played through five calls and got one wrong: reading a key counts as using it. So who is thrown out on the fifth call? Play it again and write the state after every call. Next to every state, note what you had to look at in order to decide. Which of those looks would take long if the capacity were a million?',
    'Your answers are about what to store. The statement is mostly about how long each call may take. Read that line again and put a mark on every step of your plan that gets slower as more is stored. I count two. Which of the two worries you more, and can you say what question that step is trying to answer?',
  ],
  'validate-binary-search-tree': [
    'You check every parent against its two children. Draw a tree of three levels in which all of these checks succeed and which still breaks the rule. If you find none, look at how the rule is worded: it does not say child. When you have the drawing, point at the two nodes that should not be together. What would a check have needed to know?',
    'Are equal values allowed? Your examples avoid the matter. The statement uses one small word that settles it; copy it out. Then make a tree of two nodes that is right under one reading and wrong under the other. It is not much work, and it saves you an argument later. Which of your sentences would have to be written differently?',
  ],
  'kth-largest-element-in-an-array': [
    'You put the whole list in its final order and then pick one. It gives the right answer, so keep it as a yardstick. Now think about how much of that neat order anyone will ever look at. For a list of ten and k = 2, what did you find out that nobody asked for? Describe it as waste, in a sentence that an accountant would understand.',
    'With [3, 2, 3, 1] and k = 2, is the result 3 or 2? You answer 2, since you drop repeated values first. Look for the line that forbids or permits that. Afterwards, try k = 4 under both readings, and see where one of them gets into trouble. What does this tell you about reading the word “distinct” in a statement?',
  ],
  'maximum-subarray': [
    'You add up all the positive values and call that the best. The statement asks for a stretch. In [-2, 1, -3, 4, -1, 2, 1, -5, 4], mark the stretch that gives 6 and look at what it contains. There is a value in it that you would have thrown out. Why was it worth putting up with, and when would it not have been?',
    'A list of negative values only: what is the best there? You answer 0. Check the statement for the shortest stretch that is allowed. It is a small thing, but your whole plan starts from the number 0, so it matters. Try [-3, -1, -2] and say what you would defend in front of a strict examiner. Which of your steps would you have to look at again?',
  ],
  'longest-consecutive-sequence': [
    'For [100, 4, 200, 1, 3, 2] you found 1, 2, 3, 4 by jumping around in the list. Number your jumps. Some were hopeful and led nowhere. What were you hoping for on those, and could you have known beforehand? Your plan does not distinguish between the two sorts of jumps, although your finger did. Say what your finger knew.',
    'Your lists have no repeated value. Put the same value in twice, in the middle of a run, and do it by hand again. Does the length change? Your answer to “what could go wrong” is only six words long, and this is a good candidate to begin a longer one. What else about the input has the statement left open?',
  ],
  'merge-k-sorted-lists': [
    'You join the first two lists, then join the result with the third, and so forth. With four lists of three values each, how often do you handle a value of the first list? And one of the last? Put the two figures beside one another. The difference is not a mistake, but it is worth a thought. Is it fair that the first list has to be read so often?',
    'One list is empty in the second example, and you say “ignore it”. What if all of them are, or if there are no lists at all? Write down the three results. Then go back to your long example, in which each list has exactly three values. What happens to your plan when one has a single value and another has fifty?',
  ],
  'meeting-rooms-ii': [
    'Three meetings, two rooms: you saw it at once. Then you invented a day with six meetings and counted the rooms by trial and error. At what time of that day were most people sitting in meetings? Mark it on your drawing. Did you need to look at the whole day in order to be sure, and what did you look at first?',
    'If one meeting ends at ten and another starts at ten, do they need two rooms? It changes the result in your own third example. Look for the answer in the statement or, if it is not there, ask for it; that is a perfectly good question in an interview. How would you phrase it so that the answer is a plain yes or no?',
  ],
  'word-break': [
    'You cut leetcode by always taking the longest word that fits. Try your method on the text aaab with the words a, aa and aab. Where does it get stuck, and what could it have done differently? Do not repair it at once. First tell me how somebody would notice, in the middle of a text, that an early cut was a bad one.',
    'May a word be used twice? One of your answers depends on it and none of them asks. Go and find the sentence. Then write a text of six letters where the answer to that question decides the result. Small examples such as this one are worth more than long ones, because you can keep all of it in your head. What did yours show?',
  ],
  'generate-parentheses': [
    'For n = 3 you found four of them, and there is one more. Look at your four and see how each of them begins. What beginnings did you never try? It may help to think about which rows you rejected, and at what sign you rejected them. You do not need to finish a row in order to know that it is hopeless. When did you know?',
    'You write all rows of six signs and keep the good ones. How many rows is that, and how many survive? For n = 3 you can still do it by hand; please do. Somewhere around the tenth row you will get annoyed with a certain kind. Describe that kind in words. Why were you so sure about it before you had reached its end?',
  ],
  'clone-graph': [
    'You copy a node, then its neighbours, then theirs, and in your triangle you end up copying the first node for a second time. Draw the copy that results. How does it differ from the original? Say what a visitor, walking around in it, would notice. Until that is clear I would not change the plan. What was your plan lacking at the moment of the second copy?',
    'What makes a copy a good one? Your earth answers say “it looks the same”. A photo looks the same. Name two things that one could check in a copy and that a photo would fail. The statement gives one of them away, in its first paragraph. Then use the smallest input, a single node, and see whether your plan passes both.',
  ],
  'minimum-window-substring': [
    'For ADOBECODEBANC you found BANC by eye. Suppose I cover everything except the first eight letters. What is the best piece in there, and which letters of it would you like to be rid of? Do the same with nine letters. Between the two you did not begin from scratch. What did you leave as it was, and what did you look at again?',
    'If the short text has the same letter twice, does the piece need it twice? You do not say. Take aa as the short text and a as the long one, and state the result. It is an input that many people forget. After that, read your plan aloud and replace “contains the letters” by something that an examiner cannot misunderstand. What do you write?',
  ],
  'unique-paths': [
    'On a board of two by three you drew all three routes. On three by three you found five, and I think you lost one. Draw them again in some tidy sequence. A tidy sequence is worth something in itself here: with it, you can say why nothing is missing. What was the first thing that you decided for each route, and what was left to decide?',
    'What is the result for a board with a single row? And for one with a single square? You call them trivial, and so they are. Trivial boards are where one can be completely certain. Start with those and let the board grow by one square at a time, until you are not certain any more. Which board was it, and what made it hard?',
  ],
  'search-in-rotated-sorted-array': [
    'You walk from the start until you find the value, and you know that the statement wants better. What does it promise about the list that you have not used? Write out [4, 5, 6, 7, 0, 1, 2] and mark the only place where something unusual happens. If you could peek at one position before starting, where would you peek, and what could you conclude?',
    'What if the list was not turned at all, or turned by its full length? Your plan talks about “the break” as if there always were one. Try [1, 2, 3] and [1]. I would also like a list of two values, in both possible states. None of these takes long. For which of the four does your sentence about the break become false?',
  ],
  '3sum': [
    'Your plan tries all triples, and it also returns the same triple several times for [-1, 0, 1, 2, -1, -4]. Two complaints, then: it is slow, and it repeats itself. Look at the second one first. Write down the repeated triples just as they came out. In what way do they look different, although they mean the same thing? What would make you recognise them at a glance?',
    'Take a list of zeros only, six of them. What should come back? And for two zeros? You give no such example, and your statement that “each value is used once” could be read in two ways. Say which you mean: a value, or a position. Then correct your sentence. Does this change the result for the example in the statement?',
  ],
}

export const calmHints: readonly CalmHint[] = Object.entries(texts).flatMap(([slug, list]) => list.map((text) => ({ slug, text })))
