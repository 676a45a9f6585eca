/** Between the lab's values and the contract's messages. */
import type { LabFigure, LabLesson, LabPlace, LabRun } from '@quint/proto/gen/quint/runner/v1/lab.ts'
import { processStarters } from '../lessons/processes.ts'
import type { lessons } from '../run.ts'
import type { PlaceRow } from '../runs/board-store.ts'
import type { RunRow, WholeRun } from '../runs/run-store.ts'

type Lesson = (typeof lessons)[number]

export function toLesson({ starters, faultsOffered, hints, ...lesson }: Lesson, whole: boolean): LabLesson {
  return {
    ...lesson,
    hints: whole ? [...hints] : [],
    faults: [...faultsOffered],
    starters: whole ? startersOf(starters) : {},
    style: 'sdk',
  }
}

/** By language; those of processes as `language/lines` and `language/grpc`. */
function startersOf(starters: Lesson['starters']): Record<string, string> {
  return { ...Object.fromEntries(starters.map(({ language, source }) => [language, source])), ...processStarters }
}

export function toRun(row: RunRow, ahead: number): LabRun {
  const { id, workload, language, style, nodes, seconds, rate, faults, seed, status, verdict, explanation, operations, ranked } = row
  const { leftOut, error, createdAt, startedAt, endedAt, attempt, messagesPerOperation } = row
  return {
    ...{ id, workload, language, style, nodes, seconds, rate, faults: [...faults], seed, status, verdict, explanation, operations, ranked },
    ...{ ahead, error, leftOut, createdAt, startedAt, endedAt, attempt, messagesPerOperation: messagesPerOperation ?? -1 },
  }
}

export function toPlace({ at, pseudonym, value, operations, own }: PlaceRow): LabPlace {
  return { place: at, pseudonym, value, operations, own }
}

const figureNames = [
  'operations',
  'ok',
  'failed',
  'unknown',
  'availability',
  'messages',
  'bytes',
  'messagesPerOperation',
  'medianMs',
  'p95Ms',
  'p99Ms',
  'maxMs',
  'faultsTaken',
] as const

/** Figures of two runs beside each other; runs without any have none. */
export function toFigures(first: WholeRun, second: WholeRun): LabFigure[] {
  const [one, other] = [statisticsOf(first), statisticsOf(second)]
  return figureNames.map((name) => ({ name, first: numberOf(one[name]), second: numberOf(other[name]) }))
}

function statisticsOf({ outcome }: WholeRun): Readonly<Record<string, unknown>> {
  return (outcome as { readonly statistics?: Readonly<Record<string, unknown>> | null }).statistics ?? {}
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
