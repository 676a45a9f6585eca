/** What went wrong with a request, as the gateway says it (RFC 9457) or as the network shows it. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

export interface Problem {
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly requestId?: string | undefined
  readonly errors?: readonly FieldError[] | undefined
}

export class ApiError extends Error {
  /** The HTTP status; 0 when there was no answer. */
  readonly status: number
  readonly problem: Problem
  readonly retryAfterSeconds: number | undefined

  constructor(problem: Problem, retryAfterSeconds?: number, options?: ErrorOptions) {
    super(problem.detail, options)
    this.name = 'ApiError'
    this.status = problem.status
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }
}

export const noAnswer: Problem = {
  title: 'No connection',
  status: 0,
  detail: 'Quint did not answer. Check your connection and try again.',
}

/** Reads a refused response; an answer that is no problem document still becomes one. */
export async function toApiError(response: Response): Promise<ApiError> {
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN)
  const problem = toProblem(await response.json().catch(() => undefined), response.status)
  return new ApiError(problem, Number.isFinite(wait) && wait > 0 ? wait : undefined)
}

export function toProblem(body: unknown, status: number): Problem {
  const record = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const text = (key: string): string | undefined => (typeof record[key] === 'string' && record[key] !== '' ? record[key] : undefined)
  const title = text('title') ?? (status >= 500 || status === 0 ? 'Something went wrong' : 'That did not work')
  return {
    title,
    status: typeof record.status === 'number' ? record.status : status,
    detail: text('detail') ?? (status >= 500 || status === 0 ? 'This is our mistake. Try again in a moment.' : title),
    requestId: text('requestId'),
    errors: Array.isArray(record.errors) ? record.errors.filter(isFieldError) : undefined,
  }
}

/** @returns the sentence to show beside a form or view. */
export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return 'Something went wrong on this page. Try again.'
  const field = error.problem.errors?.[0]
  const text = error.problem.detail
  if (error.status === 429 && error.retryAfterSeconds !== undefined) return `${text} Try again in ${waitText(error.retryAfterSeconds)}.`
  return field === undefined ? text : `${text} (${field.path}: ${field.message})`
}

/** What is wrong with one field of a form. */
export function mistakeIn(error: unknown, field: string): string | undefined {
  return errorsOf(error).find(({ path }) => path.split('.')[0] === field)?.message
}

/** What could stand in a field in place of what does not fit. */
export function nearTo(error: unknown, field: string): readonly string[] {
  return errorsOf(error)
    .filter(({ path }) => path === `${field}.near`)
    .map(({ message }) => message)
}

const errorsOf = (error: unknown): readonly FieldError[] => (error instanceof ApiError ? (error.problem.errors ?? []) : [])

function waitText(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? '1 second' : `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}

function isFieldError(value: unknown): value is FieldError {
  return typeof value === 'object' && value !== null && 'path' in value && 'message' in value && typeof value.message === 'string'
}
