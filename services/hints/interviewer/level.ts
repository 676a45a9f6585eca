/** How an interview goes, for the choice of the next question: who struggles is asked for less, who is strong for more. */
import { measuredGrowth } from './after-code.ts'
import type { Level } from './agenda.ts'
import { type Evidence, statedGrowth } from './evidence.ts'
import { compareGrowth } from './growth-claim.ts'
import { type Interview, passed } from './interview.ts'
import { isThin, mannerOf } from './said.ts'

export function levelOf({ submissions, problem }: Interview, evidence: Evidence): Level {
  const failures = submissions.filter((run) => run.outcome !== '' && run.outcome !== 'ok' && run.outcome !== 'unavailable').length
  const solved = submissions.some(passed)
  const lost = evidence.said.slice(-3).filter(({ text }) => isThin(text) || ['stuck', 'plea', 'nothing'].includes(mannerOf(text))).length
  if ((!solved && failures >= 3) || lost >= 2) return 'struggling'
  const submitted = evidence.submitted.at(-1)
  const found = measuredGrowth(submitted?.measured, 'time')
  const claimed = statedGrowth(evidence, 'time')?.claim.family
  const isBeside = found !== undefined && ((compareGrowth(found, problem.expectedTime) ?? 0) > 0 || (claimed !== undefined && claimed !== found))
  if (isBeside) return 'steady'
  const prepared = [
    evidence.asked.length > 0,
    evidence.plan !== undefined,
    statedGrowth(evidence, 'time') !== undefined,
    evidence.edgeCases.length > 0,
  ]
  const signs = prepared.filter(Boolean).length
  return (solved && failures <= 1 && signs >= 2) || signs === prepared.length ? 'strong' : 'steady'
}
