/** The learner's own best answer for each element, from what they have finished. */
import type { Answer, Element, Transcript } from '../../../coach/coach-client.ts'
import { lastWordIndex } from '../../../coach/element.ts'
import { countWords } from '../../../coach/words.ts'

export interface Example {
  readonly text: string
  readonly problem: string
  readonly sessionId: string
}

const enoughWords = 12
const words = (count: number): number => Math.min(count, 80)

/** An answer that nothing was remarked about comes before one with remarks; then more words, up to a page, before fewer. */
export function bestAnswers(transcripts: readonly Transcript[]): Readonly<Partial<Record<Element, Example>>> {
  const best: Partial<Record<Element, Example & { readonly score: number }>> = {}
  for (const transcript of transcripts) {
    for (const { element, text, score } of candidates(transcript)) {
      if (score <= (best[element]?.score ?? 0)) continue
      best[element] = { text, score, problem: transcript.session.algorithmTitle, sessionId: transcript.session.id }
    }
  }
  return best
}

interface Candidate {
  readonly element: Element
  readonly text: string
  readonly score: number
}

function candidates(transcript: Transcript): readonly Candidate[] {
  const answers = transcript.responses
    .filter(({ wordCount }) => wordCount >= enoughWords)
    .map((answer) => ({ element: answer.element, text: answer.responseText, score: scoreOf(transcript, answer) }))
  const added = transcript.change?.added.length ?? 0
  if (transcript.finalResponse === null || added === 0) return answers
  return [...answers, { element: 'quintessence', text: transcript.finalResponse, score: added * 100 + words(countWords(transcript.finalResponse)) }]
}

function scoreOf(transcript: Transcript, answer: Answer): number {
  const remarks = transcript.findings.filter(({ evidence }) =>
    evidence.some(({ promptIndex }) => promptIndex === answer.promptIndex && promptIndex < lastWordIndex),
  )
  return words(answer.wordCount) + (remarks.length === 0 ? 1000 : 100 / remarks.length)
}
