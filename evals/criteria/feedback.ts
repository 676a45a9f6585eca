/** What is said of a program: true, specific, and linked to what it rests on. */
import type { Claim, CodeAnalysis, Interview, Reference, Summary } from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { all, type Criterion } from '../criterion.ts'
import type { Played } from '../play.ts'

const passing = 6

function claimsOf({ technicalClaims, complexityClaims, qualityClaims, suggestions }: CodeAnalysis): Claim[] {
  return [...technicalClaims, ...complexityClaims, ...qualityClaims, ...suggestions]
}

function claimsIn({ analyses, summary }: Played): Claim[] {
  return [...analyses.flatMap(({ analysis }) => claimsOf(analysis)), ...claimsOfSummary(summary)]
}

function claimsOfSummary({ rubric, strengths, improvements, nextSteps, comparison }: Summary): Claim[] {
  return [...rubric.flatMap(({ claims }) => claims), ...strengths, ...improvements, ...nextSteps, ...comparison]
}

/** What a reader finds there; undefined when there is no such place. */
function read({ at, start, end }: Reference, { transcript, submissions, problem }: Interview): string | undefined {
  const source = at === undefined ? undefined : sourceOf(at, { transcript, submissions, problem })
  return source === undefined || start < 0 || start > end || end > source.length ? undefined : source.slice(start, end)
}

function sourceOf(
  at: NonNullable<Reference['at']>,
  { transcript, submissions, problem }: Pick<Interview, 'transcript' | 'submissions' | 'problem'>,
): string | undefined {
  switch (at.$case) {
    case 'seq':
      return transcript.find(({ seq }) => seq === at.value)?.text
    case 'submissionId':
      return submissions.find(({ submissionId }) => submissionId === at.value)?.code
    case 'statement':
      return problem?.algorithm?.statement
    case 'interviewId':
      return ''
  }
}

function everythingIn({ transcript, submissions, problem }: Interview): string {
  const runs = submissions.flatMap(({ failing, message }) => [failing?.input, failing?.output, failing?.expected, message])
  return [...transcript.map(({ text }) => text), ...submissions.map(({ code }) => code), ...runs, problem?.algorithm?.title]
    .join('\n')
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
}

export const feedback: readonly Criterion[] = [
  {
    code: 'references_there',
    kind: 'feedback',
    holds: 'every claim of analyses and summary has a reference',
    asks: (played) => all(claimsIn(played), ({ references }) => references.length > 0),
  },
  {
    code: 'references_resolve',
    kind: 'feedback',
    holds: 'every reference leads to words or code that are there',
    asks: (played) =>
      all(
        claimsIn(played).flatMap(({ references }) => references),
        (reference) => (read(reference, played.interview) ?? '').trim() !== '',
      ),
  },
  {
    code: 'quotes_true',
    kind: 'feedback',
    holds: 'whatever a claim quotes was said, written, or shown by a run',
    asks: (played) => {
      const source = everythingIn(played.interview)
      const quotes = claimsIn(played).flatMap(({ text }) => Array.from(text.matchAll(/“([^”]+)”/gu), (match) => match[1] ?? ''))
      return all(quotes, (quote) => source.includes(quote.replace(/ …$/u, '').replace(/\s+/g, ' ')))
    },
  },
  {
    code: 'score_fits',
    kind: 'feedback',
    holds: `a program that passes every test has ${passing} or more of 10, one that does not has less`,
    asks: ({ analyses }) =>
      all(
        analyses,
        ({ analysis, submission }) => analysis.score >= passing === (submission.outcome === 'ok' && submission.testsPassed >= submission.testsTotal),
      ),
  },
  {
    code: 'verdict_told',
    kind: 'feedback',
    holds: 'an analysis begins with what the tests have shown',
    asks: ({ analyses }) =>
      all(analyses, ({ analysis, submission }) =>
        submission.outcome === 'ok'
          ? /^(?:All|Every|Each)?.*\btests?\b/i.test(analysis.technicalFeedback)
          : !/\ball (?:of the |the )?\d* ?tests pass/i.test(analysis.technicalFeedback),
      ),
  },
  {
    code: 'growth_measured',
    kind: 'feedback',
    holds: 'where growth was measured, the measurement is told',
    asks: ({ analyses }) =>
      all(
        analyses.filter(({ analysis }) => analysis.measuredTime !== ''),
        ({ analysis }) => analysis.complexityAnalysis.includes(analysis.measuredTime),
      ),
  },
  {
    code: 'claim_checked',
    kind: 'feedback',
    holds: 'a claim that the measurement does not bear out is held against it',
    asks: ({ analyses }) =>
      all(
        analyses.filter(
          ({ analysis }) => analysis.measuredTime !== '' && analysis.claimedTime !== '' && analysis.claimedTime !== analysis.measuredTime,
        ),
        ({ analysis }) => analysis.complexityClaims.some(({ code }) => code === 'time_claim_differs'),
      ),
  },
  {
    code: 'fields_full',
    kind: 'feedback',
    holds: 'every field of an analysis says something',
    asks: ({ analyses }) =>
      all(analyses, ({ analysis }) =>
        [analysis.technicalFeedback, analysis.complexityAnalysis, analysis.codeQuality, analysis.followUpQuestion].every(
          (text) => text.trim() !== '',
        ),
      ),
  },
  {
    code: 'specific',
    kind: 'feedback',
    holds: 'an analysis has at least one claim with a figure, a quotation, or a place within the code',
    asks: ({ analyses, interview }) =>
      all(analyses, ({ analysis }) =>
        claimsOf(analysis).some(({ text, references }) => /\d|“/.test(text) || references.some((reference) => isWithin(reference, interview))),
      ),
  },
  {
    code: 'failure_advised',
    kind: 'feedback',
    holds: 'for a program that fails there is a suggestion',
    asks: ({ analyses }) =>
      all(
        analyses.filter(({ submission }) => submission.outcome !== 'ok'),
        ({ analysis }) => analysis.suggestions.length > 0,
      ),
  },
]

function isWithin(reference: Reference, interview: Interview): boolean {
  const text = read(reference, interview) ?? ''
  return reference.at?.$case === 'submissionId' && text !== '' && !interview.submissions.some(({ code }) => code === text)
}
