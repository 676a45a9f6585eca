/** What the coach says of each kind of problem, one step more open at each tier; it points at the waste or the gap, never at the cure. */
import type { Category } from '../policy/category.ts'

export interface CategoryLines {
  /** Tier 1: where to look. */
  readonly pointers: readonly string[]
  /** Tier 2: what to doubt; leads up to the closing question. */
  readonly doubts: readonly string[]
  /** Tier 3: an idea of thinking that fits this kind of problem. */
  readonly concepts: readonly string[]
  /** Tier 4: a scene from daily life with the same difficulty, told until the difficulty shows. */
  readonly analogies: readonly string[]
}

export const categoryLines: Readonly<Record<Category, CategoryLines>> = {
  array: {
    pointers: [
      'With a list of values, the telling moment is the second time your eye comes to rest on a value it has been on before.',
      'Values in a row tempt us to compare everything with everything; watch which of those comparisons tells you something new.',
      'Look at the moment in your hand-worked example when you hesitated: something was not known just then.',
    ],
    doubts: [
      'You treat every value in the list alike, and some of your steps may answer a question that was answered before.',
      'Part of your plan reads the list again; it is not said what the second reading brings that the first did not.',
      'It is not yet clear what you know, at a given moment, about the values you have not reached.',
    ],
    concepts: [
      'An idea that helps here is wasted work. Write down every small fact that your hand-worked run produces, then strike out the ones that you worked out more than once; what made you lose them is what to think about.',
      'An idea that helps here is knowledge at a moment. Stop in the middle of your example and list what you know for sure, what you only need for the next step, and what you had but let go.',
    ],
    analogies: [
      'Picture a clerk who is asked for two receipts that belong together. He takes one up, goes through the whole box, puts it down, takes the next, and goes through the same box again. By the tenth receipt he has read the box ten times, and he notices that most of what he reads, he has read before; nothing in his way of working lets that help him.',
      'Picture checking a shelf in a shop against a delivery note, one line at a time, walking the whole shelf for each line. The walking is not the task, and after a few lines you could name the exact trip that was for nothing.',
    ],
  },
  string: {
    pointers: [
      'With text, look at the exact letter where your first attempt had to give up, and at what it threw away there.',
      'Read your example aloud, one letter after the other; one of them makes you go back, and that is the one to stare at.',
      'Two parts of a text that share most of their letters also share most of the work; look at where your steps ignore that.',
    ],
    doubts: [
      'Your plan begins afresh after each failure, as if nothing had been learned from the letters before it.',
      'You speak of the text as a whole, while the difficulty seems to sit in one place of it.',
      'It is open which letters your idea looks at more than it has to.',
    ],
    concepts: [
      'An idea that helps here is what stays true. After each letter, say one sentence about the part you have read that is true now and was true before; when you cannot, you have found the letter that matters.',
      'An idea that helps here is the cost of a fresh start. Each time your attempt begins again, count the letters it reads for a second time, and ask what they had already told you.',
    ],
    analogies: [
      'Picture a proofreader who, at every misprint, returns to the top of the page and begins again. The page gets checked, yet by the fifth misprint she can recite the first lines by heart, and it annoys her that her method makes no use of it.',
      'Picture listening to a song for its longest verse without a cough in the audience. You could play it again from every second onwards, but after two rounds you would know which replays can only disappoint.',
    ],
  },
  matrix: {
    pointers: [
      'On a grid, follow a single cell with your finger from before to after; one cell tells more than the whole picture.',
      'Draw the smallest grid that is still awkward, and look at its corner and its edge before its middle.',
    ],
    doubts: [
      'Your plan speaks of rows and columns in general; it does not say what happens to one certain cell.',
      'It is open in which order the cells may be touched without spoiling what is still needed.',
    ],
    concepts: [
      'An idea that helps here is following one thing. Choose a cell, write down where its value comes from and where it goes, then do the same for the cell you displaced; the pattern shows before the third.',
      'An idea that helps here is damage. After each change you make on the grid, mark what can no longer be known; the order of your steps should keep that list empty.',
    ],
    analogies: [
      'Picture rearranging the chairs of a crowded room according to a plan. The moment you put a chair where it belongs, somebody else has nowhere to sit, and whether that is a problem depends on whom you ask to stand up first.',
    ],
  },
  list: {
    pointers: [
      'Draw three boxes with arrows and change one arrow at a time; look for the moment at which a box can no longer be reached.',
      'Chains like this are lost in one step only; find that step on paper before you find its remedy.',
    ],
    doubts: [
      'Your answer speaks of the whole chain, while each step can only see one box and one arrow.',
      'It is open what you can still reach right after the first change you make.',
    ],
    concepts: [
      'An idea that helps here is reach. After every single change, list the boxes you can still get to from where you stand; the first one that vanishes shows what your step forgot.',
      'An idea that helps here is the picture before and after. Draw both for three boxes and name each arrow that differs; then say which of them a careful person would dare to touch first.',
    ],
    analogies: [
      'Picture a line of climbers, each holding only the rope of the one ahead. If one of them lets go to take another hand, somebody may be lost for good, so before anyone moves they would agree on who holds what at each moment.',
    ],
  },
  tree: {
    pointers: [
      'Cover everything under one child with your hand; look at what you would want to be told about the covered part.',
      'Look at a single leaf and its parent first; what the leaf can say of itself and what it cannot is half of the matter.',
    ],
    doubts: [
      'You look at a parent and its children, but a rule can hold for each such pair and still fail further apart.',
      'It is open what each place in the tree must be told, and what it can find out alone.',
    ],
    concepts: [
      'An idea that helps here is asking little of others. If a colleague took care of everything below one child, write down the shortest report that would let you finish; then see whether you could write the same report about yourself.',
      'An idea that helps here is the far cousin. Find two places far apart that together break the rule while every neighbour looks fine, and say what one of them would have to know of the other.',
    ],
    analogies: [
      'Picture a family that plans a reunion by passing word along: everyone speaks only to their own parent and children. Some facts arrive by themselves; others get lost, because nobody in between knew that they would matter to someone far away.',
    ],
  },
  graph: {
    pointers: [
      'Draw five places and the ways between them, and look at how you know that you have been somewhere before.',
      'Look at the place on your drawing where your pen first hesitated about going on or going back.',
    ],
    doubts: [
      'Your plan says how to go on, but not how to know when there is nowhere left to go.',
      'It is open what keeps you from walking in a ring for ever on an unkind map.',
    ],
    concepts: [
      'An idea that helps here is a promise. Before you leave a place, say what you promise about it for the rest of the run; where you cannot keep the promise, the plan has a hole.',
      'An idea that helps here is the unkind map. Draw the smallest one with a ring, one with two separate parts, and one with a single place, and let your plan run on all three with a pencil.',
    ],
    analogies: [
      'Picture showing a guest every room of an unfamiliar museum. There are rings of rooms, dead ends, and a wing that cannot be entered from here at all. The hard part is not walking; it is being able to say at the end, and to be believed, that no room was left out.',
    ],
  },
  counting_ways: {
    pointers: [
      'Write out all the ways for the three smallest cases and look at them as lists, not as totals.',
      'Look at two of the ways that differ in a single place, and at what the rest of them have in common.',
    ],
    doubts: [
      'You count the ways as one heap; they have not been put into groups yet.',
      'It is open whether any way was counted two times, and how you would notice.',
    ],
    concepts: [
      'An idea that helps here is grouping. Write out every way for a small case and put together those that look alike from one side; a good grouping leaves no way out and none in two groups.',
      'An idea that helps here is growth you can explain. Work five small cases out in full, predict the sixth, then explain your prediction with the ways themselves laid out before you.',
    ],
    analogies: [
      'Picture a baker counting the ways to lay out a tray. He could lay out each tray and make a mark, and for a small tray that is fine. With the larger tray he catches himself laying out a corner that he knows by heart, and he begins to look at the trays on the table rather than at his marks.',
    ],
  },
  best_choice: {
    pointers: [
      'Find a small case in which the choice that looks best at first turns out to be the wrong one.',
      'Look at the very first decision in your example and at what it made impossible later on.',
    ],
    doubts: [
      'Your plan trusts the choice that looks good at the time; no case has put that trust to the test.',
      'It is open what the later decisions need to know about the earlier ones, and what they do not.',
    ],
    concepts: [
      'An idea that helps here is regret. For a small case write down every full choice with its worth, mark the winner, and look at where the tempting first move loses to it; the reason is worth a sentence.',
      'An idea that helps here is what the future cares about. Two different beginnings can leave you in the same situation; write down what makes two situations the same for everything that follows.',
    ],
    analogies: [
      'Picture packing for a long trip with a small bag. Taking the most useful thing first feels right, until that thing fills the bag and three modest ones stay at home that together would have served better. The bag does not care in which order it was packed.',
    ],
  },
  interval: {
    pointers: [
      'Draw the spans as bars over one line and look at all the ways in which two bars can lie to one another.',
      'Look at the bar that swallows others whole; it breaks more plans than any partial overlap.',
    ],
    doubts: [
      'Your plan handles two bars that overlap a little; it does not say what three of them do in a chain.',
      'It is open what happens when two bars only touch.',
    ],
    concepts: [
      'An idea that helps here is all the cases. Two bars can lie to each other in only a handful of ways; draw each once, say what should come of it, and check which drawings your plan has never met.',
      'An idea that helps here is being finished with something. Look at your drawing and ask at what moment you could put one bar away and never think of it again.',
    ],
    analogies: [
      'Picture the bookings of one meeting room written on loose slips in the order in which people called. To answer when the room is free you hold slip after slip against each other, and the trouble is that every new slip may touch one that you thought was dealt with.',
    ],
  },
  search: {
    pointers: [
      'Pick any one position in your example and write down everything that its value alone tells you about the rest.',
      'Look at what the promised order gives you for free and at the one spot where that promise is bent.',
    ],
    doubts: [
      'You use each look at a value to learn about that value only.',
      'It is open how much of the input you may forget after one look, and why that is safe.',
    ],
    concepts: [
      'An idea that helps here is how much one answer tells. Ask a question about a single position and write down which places are still possible afterwards; some questions leave nearly all of them, others do not.',
      'An idea that helps here is certainty. For each place you stop considering, write the reason in one sentence that a stranger would accept; where the reason wobbles, your plan does.',
    ],
    analogies: [
      'Picture looking for a friend’s house in a long street of which you only know that the numbers behave, except at one roadworks where they start anew. Each number you read tells you about more than the house it hangs on, and you feel it, but you have not yet put into words what exactly it tells.',
    ],
  },
  nesting: {
    pointers: [
      'Take the shortest input that looks fine when you only count and is wrong all the same; look at why counting missed it.',
      'Look at one thing that waits in your example, and at what exactly ends its waiting.',
    ],
    doubts: [
      'Counts alone can agree while the order is wrong.',
      'It is open which of several waiting things should be answered, and what decides it.',
    ],
    concepts: [
      'An idea that helps here is unfinished business. Walk through your example and, at each sign, say aloud what is still waiting for its answer; listen to how that list changes and where.',
      'An idea that helps here is the smallest liar: an input that passes a simple test and is still wrong. Collect three of them; what they share is what the simple test cannot see.',
    ],
    analogies: [
      'Picture a conversation in which one story interrupts another, which had interrupted a third. A good listener is never confused about which story an ending belongs to, although nobody tells her; ask yourself what she pays attention to, and what she can forget.',
    ],
  },
  selection: {
    pointers: [
      'Look at how much of the order among the values your answer truly needs; most of it nobody asked for.',
      'Take six values by hand and look at which comparisons did not matter to the outcome.',
    ],
    doubts: [
      'Your plan finds out more than was asked, and the extra knowledge is not free.',
      'It is open what happens at ties, and when more values arrive.',
    ],
    concepts: [
      'An idea that helps here is doing less than everything. Write down all that a full ordering tells you and strike out what the question does not ask; what remains may be cheaper to get directly.',
      'An idea that helps here is who can still win. In the middle of your example, mark each value that can no longer matter and say why; the reason is the idea.',
    ],
    analogies: [
      'Picture a contest with a hundred entries of which three get a prize. A tired jury that settles every place down to the hundredth has worked hard on something that nobody asked for, and everyone in the room can tell which comparisons were idle.',
    ],
  },
  combination: {
    pointers: [
      'Write out the complete answer for the smallest interesting case and look at the order in which your hand produced it.',
      'Look at two entries of the full answer that you made one after the other, at what changed and at what stayed.',
    ],
    doubts: [
      'Your list for the small case is right, but the way you made it has not been said.',
      'It is open what keeps an entry from turning up two times.',
    ],
    concepts: [
      'An idea that helps here is a method for a patient person. Write instructions so plain that someone who understands nothing would list every entry, none of them two times; where they would ask you something, the idea is missing.',
      'An idea that helps here is the next decision. Halfway through one entry, ask what is still free to decide and what is fixed; the answer often looks like the same problem, grown smaller.',
    ],
    analogies: [
      'Picture trying every outfit from a suitcase for a photograph. Without a plan you soon photograph the same outfit again and cannot say which are missing. A friend watching from the sofa sees that you change shoes and hat at once, and that this is where the count is lost.',
    ],
  },
  number: {
    pointers: [
      'Work through three very small numbers by hand and write them under one another; look down the columns.',
      'Look at what a single step does to a number, written out digit by digit.',
    ],
    doubts: [
      'Your plan treats the number as a whole, while the interesting things happen inside it.',
      'It is open what happens at zero, below it, and at the largest number allowed.',
    ],
    concepts: [
      'An idea that helps here is a table. Write the first eight cases with every intermediate value; say which column you could fill in without doing the work, and why.',
      'An idea that helps here is what does not change. Do one step of your method and ask which property of the number survived; such a property is worth more than ten steps.',
    ],
    analogies: [
      'Picture a machine in a museum with a crank and a row of wheels. Turning the crank a thousand times shows the result, but a visitor who turns it four times and watches a single wheel begins to guess what the crank must do to it.',
    ],
  },
  design: {
    pointers: [
      'Write the calls of a small example one under the other and, beside each, what must be known to answer it.',
      'Look at the one operation that is called most often, and at what it has to find.',
    ],
    doubts: [
      'Each of your operations is fine alone; together two of them want different things.',
      'It is open which operation pays, and whether the others could pay a little for it.',
    ],
    concepts: [
      'An idea that helps here is the quarrel. Let each operation wish for its ideal arrangement of the data and write the wishes side by side; where two wishes clash is the heart of the design.',
      'An idea that helps here is the question each call asks. Put into one plain sentence what it must find and what it must change, then see which of these sentences your arrangement answers badly.',
    ],
    analogies: [
      'Picture a small desk on which you keep the papers you need. One habit makes it easy to find a paper, another easy to tell which paper could go; each habit alone is simple, and each spoils the other a little. The question is what the desk would look like if both were to be easy.',
    ],
  },
  general: {
    pointers: [
      'Look at the smallest input that still has something interesting in it, and at each move your hand made there.',
      'Look at the step in your plan that you described in the fewest words; short words often cover a gap.',
    ],
    doubts: [
      'One step of your plan is said in a few words that could mean several things.',
      'It is open what your plan relies on that the statement never promised.',
    ],
    concepts: [
      'An idea that helps here is slow motion. Play your smallest example one move at a time and write what is known after each; the first line you cannot fill in is where the thinking is needed.',
      'An idea that helps here is changing one thing. Vary a single value of your example and predict the answer before you work it out; a wrong prediction shows you what you have not understood yet.',
    ],
    analogies: [
      'Picture explaining a card game to a guest by playing one open hand. The rules you had forgotten to mention come up by themselves, at the very moment when the guest asks what happens now; that is the moment worth waiting for.',
    ],
  },
}
