/** Whether it hears whom it talks with. */
import { Speaker } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { all, type Criterion } from '../criterion.ts'
import type { Played, Turn } from '../play.ts'

const stuck = /\b(?:i am stuck|i do not know where|no idea, sorry|do not understand it)\b/i

function codes({ turns, analyses }: Played, stage?: Turn['stage']): string[] {
  const asked = turns.filter((turn) => stage === undefined || turn.stage === stage).map(({ questionCode }) => questionCode)
  return [...asked, ...(stage === undefined || stage === 'feedback' ? analyses.map(({ analysis }) => analysis.questionCode) : [])].filter(
    (code) => code !== '',
  )
}

function hasSaid({ interview }: Played, before: number, text: RegExp): boolean {
  return interview.transcript.some((entry) => entry.speaker === Speaker.CANDIDATE && entry.seq < before && text.test(entry.text))
}

export const adaptation: readonly Criterion[] = [
  {
    code: 'smaller_when_stuck',
    kind: 'adaptation',
    holds: 'who is stuck is asked for a smaller step',
    asks: ({ turns }) =>
      all(
        turns.filter(({ heard, stage, questionCode }) => stuck.test(heard) && stage === 'approach' && questionCode !== ''),
        ({ questionCode }) => /^(?:step|plan|example|clarify)/.test(questionCode),
      ),
  },
  {
    code: 'further_when_strong',
    kind: 'adaptation',
    holds: 'who is strong is asked for more than they have shown',
    asks: (played) => (played.candidate.name === 'strong' ? codes(played, 'feedback').some((code) => /^(?:bank|idea)/.test(code)) : undefined),
  },
  {
    code: 'not_further_when_failing',
    kind: 'adaptation',
    holds: 'who has not solved the problem is not asked for more than the problem',
    asks: (played) =>
      played.analyses.length > 0 && played.analyses.every(({ submission }) => submission.outcome !== 'ok')
        ? codes(played).every((code) => !code.startsWith('bank:'))
        : undefined,
  },
  {
    code: 'growth_not_asked_again',
    kind: 'adaptation',
    holds: 'whoever has said how the time grows is not asked for it',
    asks: (played) =>
      all(
        played.turns.filter(({ questionCode }) => questionCode === 'growth:time' || questionCode === 'growth:code'),
        (turn) => !hasSaid(played, turn.seq, /It takes O\(|O\(1\)/),
      ),
  },
  {
    code: 'plan_not_asked_again',
    kind: 'adaptation',
    holds: 'whoever has told a plan is not asked for one',
    asks: (played) =>
      all(
        played.turns.filter(({ questionCode }) => questionCode.startsWith('plan')),
        (turn) => !hasSaid(played, turn.seq, new RegExp(played.task.plan.slice(0, 40).replace(/[^\w ]/g, '.'))),
      ),
  },
  {
    code: 'hears_words',
    kind: 'adaptation',
    holds: 'a candidate who talks is quoted at least once, in words that they said',
    asks: ({ turns, interview, candidate }) => {
      const said = interview.transcript
        .filter(({ speaker, text }) => speaker === Speaker.CANDIDATE && text.split(' ').length >= 8)
        .map(({ text }) => text.replace(/\s+/g, ' '))
      if (new Set(said).size < 4 || candidate.name === 'jailbreaking') return undefined
      const quotes = turns.flatMap(({ text }) => Array.from(text.matchAll(/“([^”]+)”/gu), (match) => match[1] ?? ''))
      return quotes.some((quote) => said.some((text) => text.includes(quote)))
    },
  },
  {
    code: 'failure_followed',
    kind: 'adaptation',
    holds: 'a run that fails is followed by a question about it',
    asks: ({ turns }) =>
      all(
        turns.filter(({ run }) => run !== undefined && run.outcome !== 'ok'),
        ({ questionCode }) => /^(?:run|step):/.test(questionCode),
      ),
  },
  {
    code: 'ideas_from_code',
    kind: 'adaptation',
    holds: 'an idea is asked about only when it stands in the candidate’s code',
    asks: (played) =>
      all(
        codes(played).filter((code) => code.startsWith('idea:')),
        () => played.interview.submissions.length > 0,
      ),
  },
]
