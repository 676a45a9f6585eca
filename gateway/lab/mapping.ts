/** The lab in the words of the public contract. */
import type { CompareLabRunsResponse, GetLabRunResponse, LabLesson, LabPlace, LabRun } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import { Failure } from '@quint/runtime/failure.ts'

const orNull = (text: string): string | null => (text === '' ? null : text)

const verdicts: Readonly<Record<string, boolean | 'unknown'>> = { pass: true, fail: false, unknown: 'unknown' }

const transports: Readonly<Record<string, string>> = { sdk: 'simulation', maelstrom: 'maelstrom', grpc: 'grpc' }

export function toLesson({ style, starters, hints, ...rest }: LabLesson) {
  const self = { href: `/api/lab/workloads/${rest.slug}` }
  const whole = hints.length === 0 ? {} : { hints, starters }
  return { ...rest, transport: transports[style] ?? style, ...whole, _links: { self } }
}

export function toRun(run: LabRun | undefined) {
  if (run === undefined) throw new Failure('not_found', 'There is no such run.')
  const { verdict, style, nodes, seconds, faults, messagesPerOperation, explanation, error, attempt: _attempt, ...rest } = run
  const self = `/api/lab/runs/${run.id}`
  return {
    ...rest,
    nodeCount: nodes,
    timeLimitSeconds: seconds,
    nemesis: faults,
    transport: transports[style] ?? style,
    valid: verdicts[verdict] ?? null,
    explanation: orNull(explanation),
    messagesPerOperation: messagesPerOperation < 0 ? null : messagesPerOperation,
    error: orNull(error),
    startedAt: orNull(run.startedAt),
    endedAt: orNull(run.endedAt),
    _links: { self: { href: self }, events: { href: `${self}/events` }, history: { href: `${self}/history` } },
  }
}

interface Outcome {
  readonly virtual?: boolean
  readonly statistics?: object | null
  readonly verdict?: { readonly anomaly: string; readonly explanation: string; readonly witness: object | null }
}

/** With the program, the figures, and what went wrong. */
export function toWhole({ run, source, outcome }: GetLabRunResponse) {
  const { virtual = null, statistics = null, verdict } = (outcome.length === 0 ? {} : JSON.parse(Buffer.from(outcome).toString('utf8'))) as Outcome
  const { language } = run ?? { language: '' }
  return {
    ...toRun(run),
    program: { language, files: { [`node.${endings[language] ?? 'txt'}`]: source } },
    virtual,
    anomalies: verdict === undefined || verdict.anomaly === '' ? [] : [{ name: verdict.anomaly, explanation: verdict.explanation }],
    stats: statistics,
    witness: verdict?.witness ?? null,
  }
}

const endings: Readonly<Record<string, string>> = {
  ...{ javascript: 'js', typescript: 'ts', python: 'py' },
  ...{ c: 'c', cpp: 'cpp', java: 'java', go: 'go', rust: 'rs' },
}

export function toComparison({ first, second, sameProgram, sameTrial, figures }: CompareLabRunsResponse) {
  const rows = figures.map((figure) => ({ name: figure.name, values: [figure.first ?? null, figure.second ?? null] }))
  return { items: [toRun(first), toRun(second)], sameProgram, sameTrial, figures: rows }
}

export const toPlace = ({ place, pseudonym, value, operations, own }: LabPlace) => ({ place, pseudonym, value, operations, own })
