/** Air: are there real questions, and did one of them get an answer? */
import type { Finding } from '../problem.ts'
import { type Reading, whole } from './reading.ts'
import { exampleKey } from './text.ts'

export function airFindings(reading: Reading): Finding[] {
  return [fewQuestions(reading), noExperiment(reading)].filter((finding) => finding !== undefined)
}

function fewQuestions(reading: Reading): Finding | undefined {
  const air = reading.of('air')
  const asked = new Set(air.flatMap((answer) => answer.questions.map((question) => exampleKey(question.text)))).size
  if (reading.at(6) === undefined || asked >= 3) return undefined
  const said = asked === 0 ? 'no question' : asked === 1 ? 'one question' : 'two questions'
  return {
    code: 'few_questions',
    element: 'air',
    severity: asked === 0 ? 'important' : 'notice',
    message: `Three questions were asked for; I find ${said}. The one you would be embarrassed to ask is often the one that opens the door.`,
    evidence: air.map(whole),
  }
}

const guess =
  /\b(?:guess\w*|think|expect\w*|suspect\w*|bet|probably|likely|maybe|perhaps|believe|assume\w*|predict\w*|try|test\w*|experiment\w*|check\w*|would|should|if)\b|\d/i

function noExperiment(reading: Reading): Finding | undefined {
  const answer = reading.at(7)
  if (answer === undefined || !reading.english || guess.test(answer.text)) return undefined
  return {
    code: 'no_experiment',
    element: 'air',
    severity: 'info',
    message:
      'Your question is left hanging: there is neither a guess nor a small experiment. Say what you expect first; being surprised is how it teaches.',
    evidence: [whole(answer)],
  }
}
