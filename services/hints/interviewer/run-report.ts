/** What a run has shown, said as a fact: numbers, the input that failed, the message with its line. Nothing in it is guessed. */
import { passed, type Submission } from './interview.ts'

const longest = 140

/** One or two sentences; empty while it runs. */
export function reportOf(submission: Submission): string {
  const { outcome, testsTotal, testsPassed, failing } = submission
  if (outcome === '') return ''
  if (outcome === 'unavailable') return 'That language cannot be run here at the moment, so let us go through it by hand.'
  if (passed(submission)) return `${testsTotal === 1 ? 'The one test passes' : `All ${testsTotal} tests pass`}.`
  if (outcome === 'ok') return 'Your program ran to its end.'
  const count = testsTotal > 0 && testsPassed > 0 ? `${testsPassed} of ${testsTotal} tests pass. ` : ''
  if (outcome === 'wrong_answer' && failing !== undefined && failing.input !== '')
    return `${count}With the input ${shown(failing.input)} your code gave ${shown(failing.output)}, and ${shown(failing.expected)} was expected.`
  return `${count}${failures[outcome] ?? 'The run did not end well.'}${messageOf(submission)}`
}

const failures: Readonly<Record<string, string>> = {
  wrong_answer: 'At least one answer is not what was expected.',
  compile_error: 'The code does not compile.',
  runtime_error: 'The code stopped with an error.',
  time_limit: 'A test was ended because it took too long.',
  memory_limit: 'A test was ended because it took too much memory.',
  output_limit: 'A test was ended because it printed too much.',
}

function messageOf({ message, line }: Submission): string {
  const where = line > 0 ? ` Line ${line}` : ''
  const text = oneLine(message)
  if (text === '') return where === '' ? '' : `${where} is where it happened.`
  return where === '' ? ` It says ${shown(text)}.` : `${where} is reported with ${shown(text)}.`
}

/** Somebody else's text, on one line, in quotation marks that it cannot close. */
export function shown(text: string): string {
  const line = oneLine(text).replace(/[.,;:]+$/, '')
  const short = line.length > longest ? `${line.slice(0, longest).toWellFormed()} …` : line
  return short === '' ? 'nothing' : `“${short}”`
}

function oneLine(text: string): string {
  return text
    .replace(/[“”]/g, '"')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
}
