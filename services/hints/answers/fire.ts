/** Fire: was something tried, and was its failure looked at closely? */
import type { Finding } from '../problem.ts'
import { type Reading, whole } from './reading.ts'

export function fireFindings(reading: Reading): Finding[] {
  return [vagueGrowth(reading), noEdgeCases(reading), noWrongPath(reading)].filter((finding) => finding !== undefined)
}

const growth =
  /\d|\b(?:twice|double|triple|square|squared|cube|times|per|ten|hundred|thousand|million|linear(?:ly)?|log|quadratic(?:ally)?|exponential(?:ly)?|logarithm\w*|constant|proportional\w*|same amount|every pair|nested|grows?|growth|faster|slower|longer|steps)\b/i

function vagueGrowth(reading: Reading): Finding | undefined {
  const answer = reading.at(3)
  if (answer === undefined || !reading.english || growth.test(answer.text)) return undefined
  return {
    code: 'vague_growth',
    element: 'fire',
    severity: 'notice',
    message:
      'You describe a first idea but not how its work grows. Count its steps for three values, then for thirty: the two numbers say more than “slow”.',
    evidence: [whole(answer)],
  }
}

const edges =
  /\b(?:empty|none|null|nothing|zero|single|only one|one (?:element|value|number|node|item|character|letter)|duplicates?|repeat(?:s|ed)?|same|equal|identical|negatives?|minus|largest|maximum|max|huge|very long|overflow|boundar(?:y|ies)|edge|corner|unsorted|reversed?|cycle|disconnected)\b|\[\s*\]|""|(?<!\d)0(?!\d)|-\d/i

function noEdgeCases(reading: Reading): Finding | undefined {
  if (!reading.complete('fire') || !reading.english || reading.answers.some((answer) => edges.test(answer.text))) return undefined
  const answer = reading.at(4)
  return {
    code: 'no_edge_cases',
    element: 'fire',
    severity: 'important',
    message: 'None of your answers tries an extreme: nothing at all, one lone value, all the same, an enormous one. Most wrong programs die there.',
    evidence: answer === undefined ? [] : [whole(answer)],
  }
}

const failure =
  /\b(?:fail\w*|wrong|break\w*|broke\w*|crash\w*|incorrect\w*|miss\w*|bug\w*|slow\w*|too long|too many|time ?out|times out|forever|never (?:ends|stops)|stuck|lost|loses?|error\w*|mistake\w*|worst|cannot|can't|doesn't|does not|isn't|not work|twice|again|waste\w*|redundant\w*|forg[eo]t\w*|but|instead|should have|(?:too|so) (?:early|soon|late|much|big|large)|(?:not|n't) (?:known|right|enough|best|optimal)|worse|better)\b/i

function noWrongPath(reading: Reading): Finding | undefined {
  const attempts = [reading.at(4), reading.at(5)].filter((answer) => answer !== undefined)
  if (attempts.length < 2 || !reading.english || attempts.some((answer) => failure.test(answer.text))) return undefined
  return {
    code: 'no_wrong_path',
    element: 'fire',
    severity: 'notice',
    message:
      'You were asked to break your idea, and nothing broke. An idea that you could not break has not been tried hard enough: what input does it dislike most?',
    evidence: attempts.map(whole),
  }
}
