/** Whether the judgement at the end is fair, and the same each time. */
import { Band, Dimension } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { all, type Criterion } from '../criterion.ts'

const names: Readonly<Partial<Record<Band, string>>> = {
  [Band.STRONG_NO_HIRE]: 'strong_no_hire',
  [Band.NO_HIRE]: 'no_hire',
  [Band.HIRE]: 'hire',
  [Band.STRONG_HIRE]: 'strong_hire',
}

export function nameOf(band: Band): string {
  return names[band] ?? 'unknown'
}

const notHired: readonly Band[] = [Band.STRONG_NO_HIRE, Band.NO_HIRE]
const order = [Dimension.COMMUNICATION, Dimension.PROBLEM_SOLVING, Dimension.TECHNICAL_COMPETENCY, Dimension.TESTING]

export const rubric: readonly Criterion[] = [
  {
    code: 'band_fair',
    kind: 'rubric',
    holds: 'the band is one that this candidate has earned',
    asks: ({ summary, candidate }) => candidate.bands.includes(nameOf(summary.band)),
  },
  {
    code: 'four_dimensions',
    kind: 'rubric',
    holds: 'the four dimensions are there, each with what it rests on',
    asks: ({ summary }) =>
      summary.rubric.map(({ dimension }) => dimension).join() === order.join() && summary.rubric.every(({ claims }) => claims.length > 0),
  },
  {
    code: 'unsolved_not_hired',
    kind: 'rubric',
    holds: 'nobody is hired whose code never worked',
    asks: ({ summary, analyses }) => (analyses.some(({ submission }) => submission.outcome === 'ok') ? undefined : notHired.includes(summary.band)),
  },
  {
    code: 'length_not_paid',
    kind: 'rubric',
    holds: 'many words are no strong communication',
    asks: ({ summary, candidate }) => (candidate.name === 'verbose' ? summary.rubric[0]?.band !== Band.STRONG_HIRE : undefined),
  },
  {
    code: 'weakness_named',
    kind: 'rubric',
    holds: 'whoever is not hired is told what to work on and what to do next',
    asks: ({ summary }) => (notHired.includes(summary.band) ? summary.improvements.length > 0 && summary.nextSteps.length > 0 : undefined),
  },
  {
    code: 'skills_earned',
    kind: 'rubric',
    holds: 'skills are seen only in who has shown something',
    asks: ({ summary, candidate, analyses }) =>
      candidate.name === 'silent'
        ? summary.skillsSeen.length === 0
        : all(
            summary.skillsSeen.filter((skill) => skill === 'solved' || skill === 'correct_code'),
            () => analyses.some(({ submission }) => submission.outcome === 'ok'),
          ),
  },
  {
    code: 'same_again',
    kind: 'rubric',
    holds: 'the same interview has the same band and scores again',
    asks: ({ summary, summaryAgain }) =>
      summary.band === summaryAgain.band && summary.rubric.map(({ score }) => score).join() === summaryAgain.rubric.map(({ score }) => score).join(),
  },
  {
    code: 'summary_says_band',
    kind: 'rubric',
    holds: 'the summary’s text says the band',
    asks: ({ summary }) => summary.text.includes(nameOf(summary.band).replaceAll('_', ' ')),
  },
]
