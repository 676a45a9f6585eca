/** How to think about each kind of problem: what to draw, which small example to make, which failure to look for, what to ask. It never names a technique. */
import type { Element } from '../problem.ts'
import type { Category } from './category.ts'

export interface Strategy {
  /** A drawing to make. */
  readonly draw: string
  /** A small example to work out by hand. */
  readonly example: string
  /** Where plans of this kind break. */
  readonly failure: string
  /** The question that fits each element. */
  readonly questions: Readonly<Record<Element, string>>
}

export const strategies: Readonly<Record<Category, Strategy>> = {
  array: {
    draw: 'Write five values in a row and put your finger on the one you look at.',
    example: 'Make a row of four values in which one value stands twice.',
    failure: 'Try a row with nothing in it, a row of one value, and a row of equal values.',
    questions: {
      earth:
        'Which of these does the statement promise, and which do you only assume: an order, no repeats, no value below zero, at least one value?',
      fire: 'At which value did your hand do something that it had done before?',
      air: 'What would you want to know about the values to the right of your finger, and why then?',
      water: 'If the row came in an order of your choice, what would become easy, and what of that is left without the order?',
    },
  },
  string: {
    draw: 'Write a word of six letters with a gap between the letters, and put a mark under the one you read.',
    example: 'Make a word of five letters in which one letter comes back.',
    failure: 'Try the word without letters, a word of one letter, and a word that is one letter over and over.',
    questions: {
      earth: 'What does the statement say about capitals, spaces and marks, and what have you only assumed about them?',
      fire: 'At which letter does your attempt give up, and which letters does it read again afterwards?',
      air: 'Which two letters of your example would you exchange to make your plan fail?',
      water: 'If somebody had told you beforehand where the trouble starts in the word, what could you skip, and why?',
    },
  },
  matrix: {
    draw: 'Draw a grid of three rows and four columns and number its cells.',
    example: 'Fill a grid of two rows and three columns with values that you can tell apart.',
    failure: 'Try a grid with a single row, one with a single column, and one with a single cell.',
    questions: {
      earth: 'Which rows and columns does the statement count from where, and what have you only assumed about the shape of the grid?',
      fire: 'Which cell is spoilt first when you follow your plan, and what did you still need from it?',
      air: 'For one cell that you choose, what would you have to ask to say where its value belongs?',
      water: 'If you had a second, empty grid to write in, what would become easy, and what of that is left without it?',
    },
  },
  list: {
    draw: 'Draw four boxes with one arrow each, and write beside every box who points at it.',
    example: 'Make a chain of three boxes with different values in them.',
    failure: 'Try a chain without boxes, a chain of one box, and the last box of a longer chain.',
    questions: {
      earth: 'What may you change, the values in the boxes or only the arrows, and where does the statement say so?',
      fire: 'After which change of an arrow can a box no longer be reached?',
      air: 'At the second box of your drawing, what would you like to know that is not written there?',
      water: 'If you could stand at two boxes at the same time, what would you want the second one for?',
    },
  },
  tree: {
    draw: 'Draw a tree with one parent, two children and a single grandchild, and write a value in each.',
    example: 'Make a tree of four places that leans to one side.',
    failure: 'Try no tree at all, a single place, and a tree in which everybody has one child only.',
    questions: {
      earth: 'What does the statement say about places without children, and what have you only assumed about them?',
      fire: 'Which place of your drawing gets a wrong answer although its own children look fine?',
      air: 'If a place could put one question to each of its children, what would that question be?',
      water: 'Where in life do people at the top know only what the people below report, and what goes wrong there?',
    },
  },
  graph: {
    draw: 'Draw five places with the ways between them, let three of them form a ring, and leave one place apart.',
    example: 'Make a drawing of four places with one dead end.',
    failure: 'Try a drawing with a ring, one in two separate parts, and one of a single place.',
    questions: {
      earth: 'Do ways go in both directions, and can every place be reached: what does the statement say, and what did you assume?',
      fire: 'At which place of your drawing does your pencil not know what to do, and what is special about that place?',
      air: 'With your pencil at one place of your drawing, what would you like to ask before you go on?',
      water: 'Where in life have you had to find your way through a place with rings and dead ends, and what told you that you were done?',
    },
  },
  counting_ways: {
    draw: 'Write out all the ways for the cases one, two and three, each case as a list of its own.',
    example: 'Take the smallest case with more than two ways and write each of them down.',
    failure: 'Try the case of size nothing and the case of size one, and look for a way that you wrote down twice.',
    questions: {
      earth: 'When are two ways the same way, and does the order within a way matter to the statement?',
      fire: 'Which way is missing from your list for the third case, or stands in it twice?',
      air: 'Looking at your lists only, what do you wonder about the next one before you write it?',
      water: 'Which part of your third list have you seen before in a shorter one, and where does the likeness end?',
    },
  },
  best_choice: {
    draw: 'Write down every full choice for a case of three, each with what it is worth.',
    example: 'Make a case of three in which the choice that looks best at first loses in the end.',
    failure: 'Look for a case where the tempting first choice spoils the rest, and a case where choosing nothing is right.',
    questions: {
      earth: 'What exactly is to be as good as it can be, and which choices does the statement forbid?',
      fire: 'In the case you found, which decision was to blame, and what did it make impossible?',
      air: 'After the first decision, what does the rest of the work have to know about it, and what not?',
      water: 'Which two beginnings of yours leave you in the same situation, and what makes it the same?',
    },
  },
  interval: {
    draw: 'Draw four spans as bars over one line: two that share a part, one inside another, and one that only touches.',
    example: 'Draw three spans in a chain, so that two of them have nothing in common.',
    failure: 'Try a span inside another, two spans that only touch, and a chain of three.',
    questions: {
      earth: 'When two spans share nothing but an end, what does the statement want, and in which order may the spans come?',
      fire: 'Which of your bars is treated wrongly, and which other bar had you not looked at by then?',
      air: 'What would you like to ask about the other bars when you look at one of yours?',
      water: 'Think of a day full of appointments: what do you do there without thinking that your plan does not do yet?',
    },
  },
  search: {
    draw: 'Write nine values in a row, mark one of them, and cover the others with your hand.',
    example: 'Make a row of five values as the statement promises it, and choose something that is not in it.',
    failure: 'Try a row of one value, a row of two, and something smaller than everything in the row.',
    questions: {
      earth: 'What exactly does the statement promise about the order, and where could that promise be bent?',
      fire: 'Which of your looks at a value told you nothing new, and why did you look there?',
      air: 'After one single look, which places are still possible, and how can you be sure of the others?',
      water: 'Where in life do you look something up in a thing that is in order, and what do you never read there?',
    },
  },
  nesting: {
    draw: 'Write a short input that is right and draw an arc from each sign that waits to the sign that answers it.',
    example: 'Make the shortest input that is wrong although the counts agree.',
    failure: 'Try an input that begins with an answer to nothing, one that ends while something waits, and the empty one.',
    questions: {
      earth: 'What makes an input right, said without an example, and what does the statement say about the empty one?',
      fire: 'On which sign of your input does your plan say yes too early?',
      air: 'At the middle of your input, which of the things that wait must be answered first, and how do you know?',
      water: 'Where in life does one thing interrupt another, and what has to be finished first there?',
    },
  },
  selection: {
    draw: 'Write six values on slips of paper and lay those aside that can no longer matter.',
    example: 'Make six values with a tie at the place that decides.',
    failure: 'Try ties, fewer values than were asked for, and values that keep arriving.',
    questions: {
      earth: 'What does the statement want at a tie, and does the order of the answer matter?',
      fire: 'Which comparisons of your run had no influence on the answer?',
      air: 'When one more value arrives, what do you have to ask to know whether it changes anything?',
      water: 'Think of a contest with three prizes and a hundred guests: what does the jury never find out, and does it miss it?',
    },
  },
  combination: {
    draw: 'Write out the whole answer for a case of two, then for a case of three, in the order in which it comes to you.',
    example: 'Take a case of three and write down every entry of the answer.',
    failure: 'Try the empty case, a case with two equal things, and look for an entry that stands there twice.',
    questions: {
      earth: 'When are two entries the same, and does the order within an entry matter to the statement?',
      fire: 'Which entry did you nearly forget, or write twice, and what in your way of writing caused it?',
      air: 'Halfway through one entry, what is still open, and what did the beginning settle?',
      water: 'How would you explain it to a patient friend so that they list every entry without understanding the task?',
    },
  },
  number: {
    draw: 'Write the first eight cases under one another with every step of the working, in columns.',
    example: 'Take three very small numbers and work each out in full.',
    failure: 'Try zero, one, something below zero if it is allowed, and the largest number allowed.',
    questions: {
      earth: 'Which numbers are allowed, and what does the statement say about zero and about very large ones?',
      fire: 'For which number does your working take longest, and which of its steps repeat?',
      air: 'Looking down one column of your table, what do you wonder about the next line?',
      water: 'What stayed the same about the number from one step to the next, and where have you met such a thing before?',
    },
  },
  design: {
    draw: 'Write six calls under one another, and beside each what has to be known to answer it.',
    example: 'Make a story of five calls in which the same thing is put in, asked for and put in again.',
    failure: 'Try asking before anything is there, the same call twice, and a place that is full.',
    questions: {
      earth: 'What must each call give back when there is nothing to give, and what does the statement leave open?',
      fire: 'Which call of your story has to look at the most, and what is it looking for?',
      air: 'Which two of the calls want the data to lie in different ways, and what would each of them ask for?',
      water: 'Where in life do you keep things so that one habit helps and another gets in its way?',
    },
  },
  general: {
    draw: 'Draw what goes in on the left, what comes out on the right, and leave the middle empty.',
    example: 'Make the smallest input that still has something interesting in it.',
    failure: 'Try nothing at all, a single thing, everything the same, and the largest case allowed.',
    questions: {
      earth: 'What does the statement promise, what does it leave open, and what have you only assumed?',
      fire: 'Which step of your plan is to blame when it goes wrong or takes too long?',
      air: 'Which sentence of yours would you not bet on, and what would settle it?',
      water: 'If you were given one thing for free, what would you ask for, and what is left of your idea without it?',
    },
  },
}
