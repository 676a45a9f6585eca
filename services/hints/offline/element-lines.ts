/** How the coach opens, and what it asks at the end, for the element in focus. `{quote}`, `{sample}` and `{problem}` are filled in. */
import type { Element } from '../problem.ts'

export interface ElementLines {
  /** Openings around the learner's own words. */
  readonly withQuote: readonly string[]
  /** Openings when none of the learner's words can be repeated. */
  readonly withoutQuote: readonly string[]
  /** What to do next, before the question. */
  readonly exercises: readonly string[]
  /** The same, with an input of the problem. */
  readonly sampleExercises: readonly string[]
  /** The one question at the end. */
  readonly questions: readonly string[]
}

export const elementLines: Readonly<Record<Element, ElementLines>> = {
  earth: {
    withQuote: [
      'You wrote “{quote}”, and that is a sentence worth slowing down for.',
      'Stay for a moment with your own words: “{quote}”.',
      'When you say “{quote}”, a reader has to guess what it looks like on real values.',
      'Your “{quote}” carries a lot, and it has not been tried on paper yet.',
    ],
    withoutQuote: [
      'So far your answers say little about what {problem} looks like on real values.',
      'The ground under {problem} is still thin in your answers, and that is the cheapest thing to mend.',
      'Before any cleverness, {problem} deserves a picture of its own in your notes.',
    ],
    exercises: [
      'Make up an input of three or four values and work it through slowly, saying each move aloud.',
      'Take the smallest input that is not boring and write down every move your hand makes.',
      'Explain the task in two sentences to someone who has never programmed, then read what you left out.',
    ],
    sampleExercises: [
      'Take {sample} again and write down each move of your hand, even the ones that seem silly.',
      'Go back to {sample} and change a single value, then work out the new answer slowly.',
      'Work through {sample} once more, this time saying why after every move.',
    ],
    questions: [
      'At which move did you need something that you did not have at hand?',
      'Which of your moves would a friend not have understood without asking you?',
      'What did you do there that your written plan does not mention?',
      'Which single fact about the input did you use without ever having said it?',
    ],
  },
  fire: {
    withQuote: [
      'You wrote “{quote}”; let us try to break exactly that.',
      'Your own line, “{quote}”, is bold enough to be put to the test.',
      'Suppose that “{quote}” is wrong on some small input.',
      'The words “{quote}” describe an attempt, and an attempt wants to be watched while it fails.',
    ],
    withoutQuote: [
      'Your answers describe a plan for {problem}, and nothing in them has tried to break it.',
      'Nothing has gone wrong yet in your answers on {problem}, which mostly means that nothing was risked.',
      'A first, clumsy attempt at {problem} would teach you more now than a second careful sentence.',
    ],
    exercises: [
      'Let it run by hand on the nastiest input of four values that you can think of.',
      'Try it on nothing at all, on one value, and on values that are all the same.',
      'Write the attempt down as five plain steps and follow them like a machine that understands nothing.',
    ],
    sampleExercises: [
      'Start from {sample} and change it, one value at a time, until your plan stumbles.',
      'Run your plan on {sample} like a machine, and note each step that told you nothing new.',
      'Turn {sample} around, repeat one of its values, and follow your plan again to the letter.',
    ],
    questions: [
      'Which single step is to blame when it goes wrong or takes too long?',
      'What does your plan do there that it had already done before?',
      'What did you have to know earlier for that step to go well?',
      'Where exactly does the run leave what you expected, and what does that tell you?',
    ],
  },
  air: {
    withQuote: [
      'Behind “{quote}” there is a question that you have not asked yet.',
      'You wrote “{quote}” as if it were settled.',
      'Turn your own words, “{quote}”, into a question and they become more useful.',
      'I would like to know more about “{quote}”, and so should you.',
    ],
    withoutQuote: [
      'Your answers on {problem} hold few questions, and questions are what move a stuck thought.',
      'There is a basic question about {problem} that you may find too simple to ask.',
      'So far you explain {problem} more than you wonder about it.',
    ],
    exercises: [
      'Write three questions that begin with “what if”, and let one of them be almost childish.',
      'Pick one word of the statement, change it, and notice which part of your plan no longer holds.',
      'Imagine a patient interviewer pointing at your weakest sentence and saying nothing at all.',
    ],
    sampleExercises: [
      'Look at {sample} and write down three things about it that you wonder about.',
      'Put {sample} before you, hide its last value, and list what you could no longer say.',
      'Imagine {sample} were given to you one value at a time, and note the first moment of doubt.',
    ],
    questions: [
      'Which question, if somebody answered it for you now, would change your next step most?',
      'What would you ask the person who wrote this problem, if you had one question only?',
      'Which of your sentences would you not bet on, and what would settle it?',
      'What is the simplest thing here that you cannot explain yet?',
    ],
  },
  water: {
    withQuote: [
      'You wrote “{quote}”; that idea came from somewhere.',
      'Your words “{quote}” are the beginning of a path, and the next stone is missing.',
      'Follow “{quote}” one step further than you did.',
      'Between “{quote}” and your next thought there is a gap worth a sentence.',
    ],
    withoutQuote: [
      'The ideas in your answers on {problem} stand side by side; they do not lead to one another yet.',
      'Your story of {problem} stops just where it begins to flow.',
      'One idea on {problem} stands alone in your answers, and ideas show their shape only next to another.',
    ],
    exercises: [
      'Write the two ideas you had one under the other, and between them the word because.',
      'Make the problem easier in any way you like, solve that, and look at what you could carry back.',
      'Tell the story backwards, from where you are now to the first thing you believed.',
    ],
    sampleExercises: [
      'Solve {sample} with some help that you are not really allowed, then take the help away piece by piece.',
      'Make {sample} half as long, then twice as long, and watch which part of your work grows.',
      'Tell the story of {sample} in four sentences, each of which begins with because.',
    ],
    questions: [
      'What remains true of your idea when you take the gift back?',
      'What have you met before, in code or in life, that asks for the same thing?',
      'What would the idea turn into if its slowest part were no longer allowed?',
      'Which thought of yours leads to the next one, and which one leads nowhere?',
    ],
  },
}
