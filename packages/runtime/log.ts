/** Structured logs by pino, one JSON object a line on standard error: only allowed fields, an error's type, code and place, and the trace it belongs to. */
import { trace } from '@opentelemetry/api'
import { type Logger, pino } from 'pino'
import { allowedFields, frame, type LogFields, shaped } from './log-fields.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Messages are constants of the code: what differs from one line to the next goes into fields. */
export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, error: unknown, fields?: LogFields): void
  child(fields: LogFields): Log
}

export type LogSink = (line: string) => void

export function createLog(service: string, level: LogLevel = 'info', sink: LogSink = (line) => process.stderr.write(line)): Log {
  return build({ service }, open(level, sink))
}

let copies: LogSink | undefined

/** From here on each line that is written goes to this sink as well; undefined ends it. */
export function copyLines(sink: LogSink | undefined): void {
  copies = sink
}

/** Drops every line: for tests that provoke errors on purpose. */
export const silentLog: Log = build(
  {},
  open('silent', () => undefined),
)

function open(level: LogLevel | 'silent', sink: LogSink): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: allowed },
      mixin: activeTrace,
    },
    {
      write(line) {
        sink(line)
        copies?.(line)
      },
    },
  )
}

function build(base: LogFields, root: Logger): Log {
  // Here and not by a formatter of pino's, which lets the bindings of a child pass.
  const logger = root.child(allowedFields(base))
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, error, fields = {}) => logger.error({ ...fields, ...describe(error) }, message),
    child: (fields) => build({ ...base, ...fields }, root),
  }
}

interface TraceIds {
  readonly trace_id?: string
  readonly span_id?: string
}

function activeTrace(): TraceIds {
  const span = trace.getActiveSpan()?.spanContext()
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId }
}

/** The mixin's fields pass here as well. */
function allowed(fields: Record<string, unknown>): Record<string, unknown> {
  const { trace_id, span_id, ...rest } = fields
  if (trace_id === undefined) return allowedFields(rest)
  return { trace_id: shaped('id', trace_id), span_id: shaped('id', span_id), ...allowedFields(rest) }
}

const deepestCause = 4

/** An error's message can carry what a learner wrote or a secret (SQL detail, upstream text), so only types, codes and places are logged. */
function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const causes: string[] = []
  for (let cause = error.cause; cause instanceof Error && causes.length < deepestCause; cause = cause.cause)
    causes.push(String(codeOf(cause) ?? cause.name))
  return {
    error: error.name,
    code: codeOf(error),
    // One word, so that it is checked as one: ECONNREFUSED/TimeoutError.
    causes: causes.length === 0 ? undefined : causes.join('/'),
    stack: framesOf(error),
  }
}

function codeOf(error: Error): string | number | undefined {
  return 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined
}

function framesOf(error: Error): string | undefined {
  // The stack begins with the message, which may hold lines that look like frames.
  const head = error.stack?.indexOf(error.message) ?? -1
  const rest = head < 0 ? error.stack : error.stack?.slice(head + error.message.length)
  return rest
    ?.split('\n')
    .filter((line) => frame.test(line))
    .slice(0, 8)
    .join('\n')
}
