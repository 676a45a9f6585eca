/** What an interviewer would ask next, out of what was seen: never what the answer is. */
import type { Judged } from './verdicts.ts'

const most = 6

export function questionsOf({ blueprint, seen, figures }: Judged): readonly string[] {
  const worst = seen.chaos.toSorted((one, other) => other.outageMs - one.outageMs || other.errorRate - one.errorRate)
  const felt = worst.filter(({ outageMs }) => outageMs > 0).slice(0, 2)
  const withstood = worst.findLast(({ held, effect }) => held && effect.proved)
  const saturation = seen.saturations.find(({ replicas }) => replicas === 'all')
  const questions = [
    ...felt.map(
      ({ title, outageMs }) =>
        `${title}: clients felt it for ${(outageMs / 1000).toFixed(2)} s. Which number in your design decides how long that takes?`,
    ),
    ...(withstood === undefined
      ? []
      : [`${withstood.title}, and hardly anybody noticed. Which part of the design paid for that, and what does it cost when nothing fails?`]),
    ...(saturation === undefined || saturation.limitedBy !== 'design'
      ? []
      : [`It was full at ${saturation.saturationRps} requests a second; ${saturation.predictedRps} were predicted. What does the model leave out?`]),
    ...(figures.oneReplicaRps === undefined || figures.oneReplicaRps === null || figures.saturationRps === null || figures.oneReplicaRps === 0
      ? []
      : [
          `All replicas did ${(figures.saturationRps / figures.oneReplicaRps).toFixed(1)} times what one of each did. Why not as many times as there are replicas, or why just so?`,
        ]),
    ...(figures.cacheHitRate === null
      ? []
      : [
          `${Math.round(figures.cacheHitRate * 100)} % of cached reads were hits. What would that be with keys that nobody asks for twice, and who would feel it?`,
        ]),
    ...(figures.observed === 'unknown'
      ? []
      : [
          `Clients saw ${figures.observed === 'none' ? 'writes that never arrived' : figures.observed}; the design claims ${blueprint.requirements.consistency}. Which single place makes that so?`,
        ]),
    ...(figures.lostWrites === 0
      ? []
      : [`${figures.lostWrites} acknowledged writes were gone. At which moment may a service say that it has something?`]),
  ]
  return questions.slice(0, most)
}
