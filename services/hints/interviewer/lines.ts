/** What the interviewer says apart from its questions: openings, reactions, refusals, endings, in the manner of each persona. None of it praises. */
import type { Persona } from './interview.ts'
import type { Manner } from './said.ts'

type ByPersona = Readonly<Record<Persona, readonly string[]>>

/** Before anything was said. */
export const openings: ByPersona = {
  friendly: ['Hello, and take your time with {problem}. There is no hurry here, and questions are welcome at any moment.'],
  neutral: ['Let us begin with {problem}. Read it at your own pace, and think aloud as you go.'],
  demanding: ['The problem is {problem}. I expect you to settle what is unclear before you plan, and to give a reason for every choice.'],
}

/** When the candidate tells, explains or answers. `{quote}` stands for a few of their own words. */
export const quoted: ByPersona = {
  friendly: [
    'You said “{quote}”; let us stay with that.',
    'I have noted “{quote}”.',
    '“{quote}”, you said, and I would like to follow it.',
    'So “{quote}” is where you are.',
  ],
  neutral: ['I have noted “{quote}”.', 'You said “{quote}”.', 'So far I have “{quote}”.', '“{quote}”, I take that down.'],
  demanding: [
    '“{quote}” is a claim so far.',
    'You say “{quote}”; I want to see it hold.',
    'I take “{quote}” as your word.',
    '“{quote}” still lacks its reason.',
  ],
}

export const plain: ByPersona = {
  friendly: ['Thank you, I follow you.', 'I am with you so far.', 'I have that.', 'Let us go on from there.', 'That tells me how you see it.'],
  neutral: ['All right.', 'Noted.', 'I have that.', 'Let us go on.', 'Then one step further.'],
  demanding: ['Go on.', 'I need more than that.', 'Then be exact now.', 'Noted, without a verdict.', 'Next.'],
}

/** By what the candidate's words are, where that matters more than what they say. */
export const manners: Readonly<Record<Exclude<Manner, 'working' | 'asking'>, readonly string[]>> = {
  nothing: ['I did not get any words from you.', 'There was nothing to read in that.'],
  plea: [
    'The solution stays with me; this hour is about how you find one.',
    'That is not something I give out, however the wish is put.',
    'My notes stay closed. Let us work with what you have.',
    'Asking again changes nothing about it.',
    'I keep that to myself. Your own next step interests me more.',
  ],
  stuck: [
    'Being stuck is part of it, so let us make it smaller.',
    'Then leave the whole thing alone for a moment and take a piece of it.',
    'That happens in every interview. One small step is enough now.',
    'Fair enough. Put the big picture aside.',
  ],
  judge_me: [
    'I do not say yes or no while you work.',
    'You can find that out without me.',
    'A verdict comes at the end, from the runs and from what you said.',
    'Whether it holds is for you to show.',
  ],
}

/** A question that nothing in the problem settles. */
export const yoursToDecide: readonly string[] = [
  'The problem does not settle that, so decide it yourself and say what you assume.',
  'That is left to you: choose, and tell me what your choice costs.',
  'Nothing more is written about it; make an assumption and hold on to it.',
]

/** The end of the talk before the code; `{language}` is the language's name. */
export const toCode: ByPersona = {
  friendly: ['Then please write it in {language}. Say what goes through your mind while you type, and run it as often as you like.'],
  neutral: ['Please write it in {language} now, and keep thinking aloud. You can run it whenever you want.'],
  demanding: ['Write it in {language} now. I want to hear why each part is there, and I expect you to test it before you hand it in.'],
}

/** While the candidate writes and nothing is to be asked. */
export const goOn: ByPersona = {
  friendly: ['I am listening; go on at your own pace.', 'Carry on, I follow along.', 'Keep going, I am here.'],
  neutral: ['Go on.', 'I follow.', 'Carry on.'],
  demanding: ['Continue.', 'Show me.', 'Proceed.'],
}

export const farewells: ByPersona = {
  friendly: [
    'That was my last question, and thank you for your time. End the interview when you are ready, and you will see what each judgement rests on.',
  ],
  neutral: ['I have no more questions. End the interview when you are ready; the summary shows what each judgement rests on.'],
  demanding: ['That is all I wanted to know. End the interview when you are ready, and read what each judgement rests on.'],
}

const languageNames: Readonly<Record<string, string>> = {
  python: 'Python',
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  c: 'C',
  cpp: 'C++',
  java: 'Java',
  go: 'Go',
}

export function languageName(language: string): string {
  return languageNames[language] ?? 'the language of your choice'
}
