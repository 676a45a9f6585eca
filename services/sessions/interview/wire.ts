/** Between rows of interviews and the contract's messages. */
import {
  type Band,
  bandFromJSON,
  CodeAnalysis,
  type Cue as CueMessage,
  cueFromJSON,
  DimensionScore,
  type InterviewStage,
  interviewStageFromJSON,
  MeasuredComplexity,
  type Persona,
  personaFromJSON,
  Summary,
} from '@quint/proto/gen/quint/hints/v1/interviewer.ts'
import { RunResult } from '@quint/proto/gen/quint/runner/v1/runner.ts'
import {
  type InterviewDuty,
  type InterviewEntry,
  type InterviewRecord,
  InterviewTask,
  InterviewStatus as StatusMessage,
} from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import type { DutyRow } from './duty-store.ts'
import { type Cue, type InterviewStatus, mustWait, type Stage } from './stage.ts'
import type { EntryRow, InterviewDetail, InterviewRow } from './store.ts'

const statuses = { in_progress: StatusMessage.IN_PROGRESS, completed: StatusMessage.COMPLETED, abandoned: StatusMessage.ABANDONED } as const

export function fromStatus(status: StatusMessage): InterviewStatus | '' {
  return (Object.keys(statuses) as InterviewStatus[]).find((name) => statuses[name] === status) ?? ''
}

export function toStage(stage: Stage): InterviewStage {
  return interviewStageFromJSON(`INTERVIEW_STAGE_${stage.toUpperCase()}`)
}

export function toPersona(persona: string): Persona {
  return personaFromJSON(`PERSONA_${persona.toUpperCase()}`)
}

/** Empty for none. */
export function fromPersona(persona: Persona): string {
  return nameOf(persona, 'PERSONA_')
}

export function toBand(band: string): Band {
  return bandFromJSON(band === '' ? 0 : `BAND_${band.toUpperCase()}`)
}

/** Empty for none. */
export function nameOf(value: string, prefix: string): string {
  const name = value.slice(prefix.length).toLowerCase()
  return name === 'unspecified' || !value.startsWith(prefix) ? '' : name
}

export function toCue(cue: Cue): CueMessage {
  return cueFromJSON(cue === '' ? 0 : `CUE_${cue.toUpperCase()}`)
}

export function toRecord(row: InterviewRow): InterviewRecord {
  const known = row.title !== '' || row.problemId !== ''
  return {
    id: row.id,
    task: known ? InterviewTask.fromPartial({ problemId: row.problemId, title: row.title, topics: [...row.topics] }) : undefined,
    language: row.language,
    persona: toPersona(row.persona),
    durationMinutes: row.durationMinutes,
    stage: toStage(row.stage),
    status: statuses[row.status],
    startedAt: row.startedAt,
    endsAt: row.endsAt,
    endedAt: row.endedAt,
    lastSeq: row.lastSeq,
    submissions: row.submissions,
    draft: '',
    draftLanguage: row.draftLanguage,
    band: toBand(row.band),
    score: row.score,
    remainingMs: row.status === 'in_progress' ? row.remainingMs : 0,
    rubric: row.rubric.map((one) => DimensionScore.fromJSON(one)),
  }
}

/** With the whole problem and the code as it stands. */
export function toWhole(row: InterviewDetail): InterviewRecord {
  return { ...toRecord(row), task: row.task === null ? undefined : InterviewTask.fromJSON(row.task), draft: row.draft }
}

export function toEntry({ found, notes: _notes, questionCode: _code, stdin, stage, ...row }: EntryRow): InterviewEntry {
  return {
    ...row,
    stage: toStage(stage),
    stdin: stdin ?? '',
    run: found.run === undefined ? undefined : RunResult.fromJSON(found.run),
    analysis: found.analysis === undefined ? undefined : CodeAnalysis.fromJSON(found.analysis),
    summary: found.summary === undefined ? undefined : Summary.fromJSON(found.summary),
    measured: found.measured === undefined ? undefined : MeasuredComplexity.fromJSON(found.measured),
  }
}

export function toDuty({ seq, kind, heldMs, said }: DutyRow, owed: readonly DutyRow[]): InterviewDuty {
  return { seq, kind, heldMs, said, waits: mustWait({ seq, kind }, owed) }
}
