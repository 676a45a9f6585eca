/** What the coach says in a conversation. `{problem}`, `{sample}`, `{quote}` and what belongs to the kind of problem, `{draw}`, `{example}`, `{failure}`, are filled in. */
import type { Lack } from './lack.ts'

/** A few words that lead to a question, and the question. */
export interface Ask {
  readonly lead: string
  /** Left out: the question of the kind of problem for this element. */
  readonly question?: string
}

/** Around the learner's last words: they told something, asked something, or told how it fails. */
export const reactions: Readonly<Record<'statement' | 'question' | 'failure', readonly string[]>> = {
  statement: [
    'You said “{quote}”, and I keep that in mind.',
    'I read “{quote}” and would like to see where it leads.',
    'Let “{quote}” stand as it is for now.',
    'So, in your words: “{quote}”.',
  ],
  question: [
    'You asked “{quote}”, and that stays open for now.',
    'I keep “{quote}” as a question of yours.',
    'Write “{quote}” somewhere where you will see it again.',
  ],
  failure: ['So that is where it hurts: “{quote}”.', 'You saw it happen: “{quote}”.', 'I keep “{quote}” as the place where your plan gave way.'],
}

/** When none of the learner's words can be repeated. */
export const plainReactions = ['Noted.', 'All right, one step further.', 'I have read that.', 'Let us go on from there.'] as const

/** By prompt; after a pause in the conversation, or a change of element, the lead says where it goes. */
export const asks: readonly (readonly Ask[])[] = [
  [
    {
      lead: 'Let us begin with what {problem} wants from you.',
      question: 'In your own words, what goes in, what must come out, and what makes an answer right?',
    },
    {
      lead: 'Before any plan, I would like to hear the task itself.',
      question: 'How would you tell a friend what goes in, what must come out, and when it is right?',
    },
  ],
  [
    { lead: '{draw} {example}', question: 'When you work out its answer by hand, what do your eyes and hands really do?' },
    { lead: '{example} {draw}', question: 'Which moves does your hand make until the answer is there?' },
  ],
  [{ lead: 'Some of what you use is promised, and some is only hoped for.' }, { lead: 'Read the statement once more, slowly.' }],
  [
    {
      lead: 'Now for a first plan; clumsy is fine.',
      question: 'What is the first idea that comes to mind, and what happens to the work when the input is ten times longer?',
    },
    {
      lead: 'Time for an attempt that surely works, however plain it is.',
      question: 'How would you go about it, and how much more is there to do when the input is ten times longer?',
    },
  ],
  [
    { lead: 'Let us break your plan. {failure}', question: 'On which input does it go wrong or take far too long, and what happens there?' },
    { lead: 'A plan wants to be tested. {failure}', question: 'Which input hurts your plan most, written out with its values?' },
  ],
  [{ lead: 'Stay with what went wrong for a moment.' }, { lead: 'A failure is worth most when it has a place.' }],
  [
    { lead: 'For the next minute, only questions.', question: 'What do you wonder about {problem}, beginning with the most basic thing?' },
    { lead: 'You may ask now, and nothing is too simple.', question: 'What are three questions about {problem} that you cannot answer yet?' },
  ],
  [
    { lead: 'Choose the question that would help you most.', question: 'What is your best guess at its answer, and which small try would show it?' },
    {
      lead: 'Take one of your questions and leave the others.',
      question: 'What do you expect the answer to be, and how could three values on paper tell you?',
    },
  ],
  [{ lead: 'Imagine that an interviewer looks over your shoulder now.' }, { lead: 'One more question, the kind that people hope nobody asks.' }],
  [
    { lead: 'Let us look sideways.', question: 'Where have you met something like {problem}, in code or in life, and where does the likeness end?' },
    { lead: 'Think of something you know well.', question: 'What is a little like {problem} there, and what is different?' },
  ],
  [{ lead: 'Let us change the problem a little.' }, { lead: 'Allow yourself something extra for a moment.' }],
  [
    { lead: 'One last thing.', question: 'How did you get from your first idea to where you are now, and what would you try next?' },
    { lead: 'Tell me the story so far.', question: 'What did you believe first, what changed it, and what comes next?' },
  ],
]

/** The first question about an example, when the problem brings one. */
export const sampleAsk: Ask = {
  lead: 'Take “{sample}”, and then a smaller one of your own. {draw}',
  question: 'When you work out its answer by hand, what do your eyes and hands really do?',
}

/** About the same prompt once more, smaller. */
export const followUps: Readonly<Record<Lack, readonly Ask[]>> = {
  words: [
    { lead: 'I would like to see a little more of that.', question: 'What does it look like on one small case?' },
    { lead: 'That is a beginning.', question: 'How would you say it to somebody who cannot see your paper?' },
  ],
  thought: [
    { lead: 'Not knowing is a fair place to start. {draw}', question: 'What is the one thing that you can say about it for sure?' },
    { lead: 'Then let us make it smaller. {example}', question: 'What do you notice about it, even if it seems too simple to say?' },
  ],
  own_words: [
    {
      lead: 'That is close to how the statement puts it.',
      question: 'How would you say it to somebody who has never read such a sentence?',
    },
  ],
  values: [
    { lead: 'It needs real values. {example}', question: 'Which values did you take, and what came out?' },
    { lead: 'Let us put values to it. {example}', question: 'What happens to them, one after the other?' },
  ],
  growth: [
    { lead: 'You have a plan, and no picture yet of how it grows.', question: 'What is there more to do when the input is ten times longer?' },
  ],
  failing_input: [{ lead: 'It needs an input that can be written down. {failure}', question: 'Which of these does your plan not survive?' }],
  step: [{ lead: 'The failure has a place.', question: 'At which single step does it happen, and what was not known there?' }],
  questions: [
    { lead: 'I hear what you think, and not yet what you wonder.', question: 'What about {problem} can you not explain yet?' },
    { lead: 'Turn one of those sentences into a question.', question: 'What would you ask the author of the problem, if you had one question only?' },
  ],
  guess: [{ lead: 'A guess costs nothing here.', question: 'What do you expect, and what makes you expect it?' }],
  likeness: [{ lead: 'It may be far from computers.', question: 'Which everyday thing is a little like it?' }],
  because: [{ lead: 'The thoughts are there, and not yet what joins them.', question: 'What made you go from one thought to the next?' }],
}

/** When every prompt is answered. */
export const farewells = [
  'That was my last question. Everything you said is kept, element by element. Read it once more, change what you see differently now, and then ask for your hint.',
  'We have been through all four elements. What you said is kept as your answers. Look over them, and when nothing is left to change, ask for your hint.',
] as const
