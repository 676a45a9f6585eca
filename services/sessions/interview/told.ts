/** What a learner tells, checked: bounded, well formed, without what Postgres cannot keep. */
import type { InterviewTask, StartInterviewRequest, TellInterviewRequest } from '@quint/proto/gen/quint/sessions/v1/interview.ts'
import { Failure } from '@quint/runtime/failure.ts'
import { type LearnerKind, learnerKinds } from './stage.ts'
import { fromPersona } from './wire.ts'

const languages = ['python', 'javascript', 'typescript', 'c', 'cpp', 'java', 'go'] as const

const longest = { statement: 100_000, words: 10_000, title: 255, requestId: 64, stdin: 64 * 1024, list: 50 }
const mostCodeBytes = 64 * 1024
const minutes = { least: 5, most: 180, usual: 45 }
/** Of one interview; what the server adds comes on top. */
const mostBytes = 2 * 1024 * 1024
const mostEntries = 800

export interface Told {
  readonly kind: LearnerKind
  readonly text: string
  readonly code: string
  readonly language: string
  readonly stdin: string | null
  readonly requestId: string
}

export function checkedTold(request: TellInterviewRequest): Told {
  const kind = learnerKinds.find((one) => one === request.kind)
  if (kind === undefined) throw invalid('kind', `must be one of ${learnerKinds.join(', ')}`)
  const bare = { kind, text: '', code: '', language: '', stdin: null, requestId: bounded(request.requestId, 'requestId', longest.requestId) }
  if (kind === 'end_session') return bare
  if (kind === 'run' || kind === 'code_submission') {
    const stdin = kind === 'run' && request.hasStdin ? bounded(request.stdin, 'stdin', longest.stdin) : null
    return { ...bare, code: checkedCode(request.code), language: checkedLanguage(request.language), stdin }
  }
  const text = bounded(request.text, 'content', kind === 'problem_description' ? longest.statement : longest.words)
  if (text.trim() === '') throw new Failure('invalid', empty[kind])
  return { ...bare, text }
}

const empty = {
  problem_description: 'Please describe the problem first!',
  explanation: 'Please explain your approach first!',
  message: 'Please write something first!',
} as const

/** A very long interview is still one message to whoever reads it whole. */
export function mustHaveRoom({ kind }: Told, interview: { readonly sizeBytes: number; readonly lastSeq: number }): void {
  if (kind === 'end_session') return
  if (interview.sizeBytes > mostBytes || interview.lastSeq > mostEntries)
    throw new Failure('conflict', 'This interview has become very long: end it, and begin another one.')
}

export interface Beginning {
  readonly language: string
  readonly persona: string
  readonly durationMinutes: number
  readonly task: InterviewTask | undefined
}

export function checkedBeginning({ task, language, persona, durationMinutes }: StartInterviewRequest): Beginning {
  const duration = durationMinutes === 0 ? minutes.usual : durationMinutes
  if (duration < minutes.least || duration > minutes.most) throw invalid('durationMinutes', `must be from ${minutes.least} to ${minutes.most}`)
  return {
    language: checkedLanguage(language === '' ? 'python' : language),
    persona: fromPersona(persona) || 'neutral',
    durationMinutes: duration,
    task: task === undefined ? undefined : checkedTask(task),
  }
}

function checkedTask(task: InterviewTask): InterviewTask {
  if (task.problemId === '' || task.problemId.length > 64) throw invalid('task.problemId', 'must name a problem of the bank')
  bounded(task.title, 'task.title', longest.title)
  bounded(task.statement, 'task.statement', longest.statement)
  return task
}

export function checkedLanguage(language: string): string {
  const known = languages.find((one) => one === language.toLowerCase())
  if (known === undefined) throw invalid('language', `must be one of ${languages.join(', ')}`)
  return known
}

export function checkedDraft(code: string): string {
  if (Buffer.byteLength(code) > mostCodeBytes) throw invalid('code', 'must be at most 64 KiB')
  return storable(code, 'code')
}

function checkedCode(code: string): string {
  if (code.trim() === '') throw new Failure('invalid', 'Please write some code first!')
  return checkedDraft(code)
}

/** A problem in the learner's own words has its first line for a title. */
export function titleOf(statement: string): string {
  const [line = ''] = statement.trim().split('\n')
  const title = line.replace(/^#+\s*/, '').trim()
  return title.length > 80 ? `${title.slice(0, 79).trimEnd()}…` : title
}

function bounded(text: string, path: string, most: number): string {
  if (text.length > most) throw invalid(path, `must be at most ${most} characters long`)
  return storable(text, path)
}

function storable(text: string, path: string): string {
  if (text.includes('\0')) throw invalid(path, 'must not contain NUL characters')
  return text.toWellFormed()
}

function invalid(path: string, message: string): Failure {
  return new Failure('invalid', `${path} ${message}`, { fields: [{ path, message }] })
}
