/** Water: do the ideas lead to one another? */
import { elements, type Finding } from '../problem.ts'
import { type Reading, whole } from './reading.ts'
import { aboutWords } from './text.ts'

export function waterFindings(reading: Reading): Finding[] {
  return [shortWater(reading), onlyOneIdea(reading), noLinks(reading)].filter((finding) => finding !== undefined)
}

const shortWords = 12

function shortWater(reading: Reading): Finding | undefined {
  const water = reading.averageWords('water')
  if (!reading.complete('water') || water === undefined) return undefined
  const others = elements.filter((element) => element !== 'water').map((element) => reading.averageWords(element) ?? 0)
  const rest = others.reduce((sum, average) => sum + average, 0) / others.length
  if (water >= shortWords && water >= rest / 2) return undefined
  return {
    code: 'short_water',
    element: 'water',
    severity: water < shortWords / 2 ? 'important' : 'notice',
    message: `Your Water answers run dry at about ${aboutWords(water)} each. Where did your idea come from, and what would it turn into next?`,
    evidence: reading.of('water').map(whole),
  }
}

const another =
  /\b(?:instead|another|alternative\w*|different(?:ly)?|other way|or (?:we|i|you) (?:could|can)|second idea|second way|also could|could also|compare\w*|rather than|on the other hand|versus|vs|better (?:idea|way)|(?:could|can|should) (?:i|we) (?:use|try)|if\b[^.?!\n]{1,60}\b(?:would|could|can|only))\b/i

function onlyOneIdea(reading: Reading): Finding | undefined {
  const later = reading.answers.filter((answer) => answer.promptIndex >= 3)
  if (reading.answers.length < 12 || !reading.english || later.some((answer) => another.test(answer.text))) return undefined
  const answer = reading.at(10)
  return {
    code: 'only_one_idea',
    element: 'water',
    severity: 'notice',
    message: 'All your answers follow a single idea. Put a second one beside it, even a bad one: you only see the shape of an idea next to another.',
    evidence: answer === undefined ? [] : [whole(answer)],
  }
}

const link =
  /\b(?:because|since|so|therefore|which (?:means|led)|led (?:me )?to|that is why|that's why|due to|as a result|hence|then|after|first|at first|until|changed)\b/i

function noLinks(reading: Reading): Finding | undefined {
  const answer = reading.at(11)
  if (answer === undefined || answer.words.length < 5 || !reading.english || link.test(answer.text)) return undefined
  return {
    code: 'no_links',
    element: 'water',
    severity: 'info',
    message: 'Your story names steps but not what led from one to the next. Try joining two of them with “because”.',
    evidence: [whole(answer)],
  }
}
