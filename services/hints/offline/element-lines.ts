/** How the coach opens, what it asks the learner to do, and the one question that belongs to it. `{quote}`, `{sample}` and `{problem}` are filled in. */
import type { Element } from '../problem.ts'

/** Something to do on paper, and the question that it leads to. */
export interface Task {
  readonly plain: string
  /** The same with an input of the problem. */
  readonly withSample: string
  /** Makes sense only of an input that holds several values. */
  readonly several?: true
  readonly question: string
}

export interface ElementLines {
  /** Openings around the learner's own words. */
  readonly withQuote: readonly string[]
  /** Openings when none of the learner's words can be repeated. */
  readonly withoutQuote: readonly string[]
  readonly tasks: readonly Task[]
}

/** Openings around what the learner asked, and around how they saw their idea fail: such words are neither a claim nor a plan. */
export const quotedLines: Readonly<Record<'question' | 'failure', readonly string[]>> = {
  question: [
    'You asked “{quote}”, and a question like that is worth more than a guess.',
    'Of all that you wrote, “{quote}” is a question to come back to.',
    'Your own question, “{quote}”, may reach further than you let it.',
    'Take “{quote}” seriously for a moment, as if an interviewer had asked it.',
  ],
  failure: [
    'You saw something that matters when you wrote “{quote}”.',
    'Stay a little longer with the break that you found: “{quote}”.',
    'Your words “{quote}” say that it hurts, and not yet why it has to.',
    'That “{quote}” is a find; most people hurry past it.',
  ],
}

export const elementLines: Readonly<Record<Element, ElementLines>> = {
  earth: {
    withQuote: [
      'You wrote “{quote}”, and that is a sentence worth slowing down for.',
      'Stay for a moment with your own words: “{quote}”.',
      'When you say “{quote}”, a reader has to guess what it looks like on real values.',
      'Your “{quote}” carries a lot, and a reader who was not there sees little of it.',
    ],
    withoutQuote: [
      'So far your answers say little about what {problem} looks like on real values.',
      'The ground under {problem} is still thin in your answers, and that is the cheapest thing to mend.',
      'Before any cleverness, {problem} deserves a picture of its own in your notes.',
    ],
    tasks: [
      {
        plain: 'Make up an input of three or four values and work it through slowly, saying each move aloud.',
        withSample: 'Take “{sample}” again and write down each move of your hand, even the ones that seem silly.',
        question: 'At which move did you need something that you did not have at hand?',
      },
      {
        plain: 'Take the smallest input that is not boring and write down every move your hand makes.',
        withSample: 'Go back to “{sample}”, change a single value, and work out the new answer slowly.',
        question: 'What did you do there that your written plan does not mention?',
      },
      {
        plain: 'Explain the task in two sentences to someone who has never programmed, then read what you left out.',
        withSample: 'Work through “{sample}” once more, this time saying why after every move.',
        question: 'Which of your sentences would a friend not have understood without asking you?',
      },
      {
        plain: 'List what the statement promises about the input, one short line each.',
        withSample: 'List what the statement promises about inputs such as “{sample}”, one short line each.',
        question: 'Which single fact about the input did you use without ever having said it?',
      },
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
    tasks: [
      {
        plain: 'Let your plan run by hand on the nastiest input of four values that you can think of.',
        withSample: 'Start from “{sample}” and change it, a little at a time, until your plan stumbles.',
        question: 'Which single step is to blame when it goes wrong or takes too long?',
      },
      {
        plain: 'Write the attempt down as five plain steps and follow them like a machine that understands nothing.',
        withSample: 'Run your plan on “{sample}” like a machine, and put a mark beside each step that told you nothing new.',
        question: 'What did it do there that it had already done before?',
      },
      {
        plain: 'Try it on nothing at all, on one value, and on values that are all the same.',
        withSample: 'Turn “{sample}” around, repeat one of its values, and follow your plan again to the letter.',
        several: true,
        question: 'Where exactly does the run leave what you expected, and what does that tell you?',
      },
      {
        plain: 'Choose the step of your plan that worries you most and give it an input that hurts.',
        withSample: 'Make “{sample}” three times as large in your mind and follow your plan through it.',
        question: 'What would you have had to know earlier for that step to go well?',
      },
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
    tasks: [
      {
        plain: 'Write three questions that begin with “what if”, and let one of them be almost childish.',
        withSample: 'Look at “{sample}” and write down three things about it that you wonder about.',
        question: 'Which of them, if somebody answered it for you now, would change your next step most?',
      },
      {
        plain: 'Pick one word of the statement, change it, and notice which part of your plan no longer holds.',
        withSample: 'Put “{sample}” before you, hide its last value, and list what you could no longer say.',
        several: true,
        question: 'What is the simplest thing there that you cannot explain yet?',
      },
      {
        plain: 'Imagine a patient interviewer pointing at your weakest sentence and saying nothing at all.',
        withSample: 'Imagine “{sample}” were given to you one value at a time, and mark the first moment of doubt.',
        several: true,
        question: 'Which of your sentences would you not bet on, and what would settle it?',
      },
      {
        plain: 'Read the statement as if its author sat beside you.',
        withSample: 'Read “{sample}” as if the author of the problem sat beside you.',
        question: 'What would you ask that person, if you had one question only?',
      },
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
    tasks: [
      {
        plain: 'Make the problem easier in any way you like, solve that, and look at what you could carry back.',
        withSample: 'Solve “{sample}” with some help that you are not really allowed, then take the help away piece by piece.',
        question: 'What remains true of your idea when the help is gone?',
      },
      {
        plain: 'Write the two ideas you had one under the other, and between them the word because.',
        withSample: 'Tell how you get through “{sample}” in four sentences, and begin each of them with because.',
        question: 'Which thought of yours leads to the next one, and which one leads nowhere?',
      },
      {
        plain: 'Tell the story backwards, from where you are now to the first thing you believed.',
        withSample: 'Make “{sample}” half as large, then twice as large, and watch which part of your work grows.',
        question: 'What would the idea turn into if its slowest part were no longer allowed?',
      },
      {
        plain: 'Look up from the screen and think of a place where people do the same all day.',
        withSample: 'Explain what is to be done with “{sample}” to somebody who works with their hands all day.',
        question: 'What have you met before, in code or in life, that asks for the same thing?',
      },
    ],
  },
}
