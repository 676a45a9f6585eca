/** The twelve prompts, in our own words, and how each is worded for the problem at hand. */
import { elementAt, promptCount, subElementAt } from './element.ts'

export interface Prompt {
  /** 0 to 11. */
  readonly index: number
  readonly element: string
  readonly subElement: string
  readonly text: string
  readonly guidance: string
}

/** What wording looks at; untrusted text. */
export interface Wording {
  readonly title: string
  readonly statement: string
  readonly examples: readonly string[]
}

interface Draft {
  /** `{problem}` is the problem's name; `{example}` one of its own examples. */
  readonly text: string
  /** Used in place of `text` when the problem brings an example. */
  readonly withExample?: string
  readonly guidance: string
}

const drafts: readonly Draft[] = [
  {
    text: 'In your own words, what does {problem} really ask for? Say what goes in, what must come out, and what makes an answer right.',
    guidance: 'Write it for a friend who has not seen the problem. If a sentence sounds like the statement, say it again more plainly.',
  },
  {
    text: 'Make up the smallest input that is still interesting, and work out its answer by hand, one step at a time. What did your eyes and hands actually do?',
    withExample:
      'Take {example}. Work out its answer by hand, one step at a time, then do the same with a smaller input of your own. What did your eyes and hands actually do?',
    guidance: 'Write down real values. The way you do it by hand is the first honest draft of an idea.',
  },
  {
    text: 'Which part of {problem} are you taking for granted? List what the statement promises, what it does not promise, and one thing you only assumed.',
    guidance: 'Sizes, order, repeats, signs, emptiness: which of them do you know, and which do you just hope for?',
  },
  {
    text: 'What is the first idea that comes to mind, even if it is slow or clumsy? Describe it, and say how its work grows when the input gets ten times longer.',
    guidance: 'A plain way that surely works is worth more than a clever one that might. Do not polish it.',
  },
  {
    text: 'Break it. Find an input on which your idea gives a wrong answer, or takes far too long, and show what happens there.',
    withExample: 'Break it. Start from {example} and change it until your idea gives a wrong answer or takes far too long. Show what happens there.',
    guidance: 'Try nothing at all, a single value, all the same, the largest allowed, the order that hurts most.',
  },
  {
    text: 'What did that failure teach you? Name the exact step that was to blame: what was done twice, done too late, or not known when it was needed?',
    guidance: 'A good answer points at one step. "It is slow" is where the thinking starts, not where it ends.',
  },
  {
    text: 'Ask three questions about {problem} that you cannot answer yet. Make one of them so basic that you would hesitate to ask it aloud.',
    guidance: 'Real questions, with question marks. The basic one often opens the door.',
  },
  {
    text: 'Pick the one question whose answer would help most. What is your best guess at the answer, and which small experiment would tell you?',
    guidance: 'An experiment can be three values on paper. Say what you expect before you try it.',
  },
  {
    text: 'If an interviewer watched you now, what would they ask about your idea? Ask it, then answer it honestly.',
    guidance: 'Think of the question you hope they will not ask.',
  },
  {
    text: 'Where have you met something like {problem} before, in code or in life? What is the same, and where does the likeness end?',
    guidance: 'Looking something up, lining things up, sharing out, finding a way: daily life is full of these.',
  },
  {
    text: 'Change {problem} a little: make it easier, or allow yourself something extra. What becomes possible, and how much of that survives when you take the gift back?',
    guidance: 'What if you had seen all of it already? What if it came in a kinder order? What if you could write notes as you go?',
  },
  {
    text: 'Tell the story of your thinking so far: what you believed first, what changed it, what you would try next, and why that comes next.',
    guidance: 'Link the ideas: this, because of that. The last step may still be open.',
  },
]

/** @returns all twelve, worded for the problem; without one, in general words. */
export function prompts(wording?: Wording): readonly Prompt[] {
  return Array.from({ length: promptCount }, (_, index) => promptAt(index, wording))
}

/** @param index 0 to 11. */
export function promptAt(index: number, wording?: Wording): Prompt {
  const draft = drafts[index]
  if (draft === undefined) throw new RangeError(`no prompt ${index}`)
  const example = wording === undefined ? undefined : firstExample(wording)
  const template = example !== undefined && draft.withExample !== undefined ? draft.withExample : draft.text
  const problem = wording === undefined || oneLine(wording.title) === '' ? 'this problem' : `“${clip(oneLine(wording.title), 80)}”`
  return {
    index,
    element: elementAt(index),
    subElement: subElementAt(index),
    // In one pass: a title that holds such a mark stays what it is.
    text: template.replace(/\{problem\}|\{example\}/g, (mark) => (mark === '{problem}' ? problem : `“${example}”`)),
    guidance: draft.guidance,
  }
}

const longestExample = 120

/** The input of the problem's first example, as judges print it: "Input: nums = [2,7,11,15], target = 9"; else an example that is one line. */
export function firstExample({ examples, statement }: Wording): string | undefined {
  const lines = [...examples, statement.slice(0, 20_000)].flatMap((text) => text.split('\n'))
  const printed = lines.flatMap((line) => /^\s*(?:example\s*\d*\s*:?\s*)?\*{0,2}input\*{0,2}\s*:\*{0,2}\s*(\S.*)$/i.exec(line)?.[1] ?? [])
  const alone = examples.filter((example) => !example.trim().includes('\n'))
  return [...printed, ...alone].map(withoutAnswer).find(isInput)
}

function withoutAnswer(example: string): string {
  return oneLine(example.replace(/\*{0,2}\b(?:output|explanation)\*{0,2}\s*:.*$|\s(?:gives|returns|->|=>|→)\s.*$/i, ''))
}

function isInput(text: string): boolean {
  return text !== '' && text.length <= longestExample && /\d|"|'|\[/.test(text) && !/[<>`{}]/.test(text)
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
}

function clip(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text
        .slice(0, length - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}
