/** Structured logs, one JSON object a line on standard error: only the fields a caller names, and an error's name, code and stack. */

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export interface Log {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, error: unknown, fields?: LogFields): void
  child(fields: LogFields): Log
}

export type LogSink = (line: string) => void

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

export function createLog(service: string, level: LogLevel = 'info', sink: LogSink = (line) => process.stderr.write(line)): Log {
  return build({ service }, { least: levels.indexOf(level), sink })
}

/** Drops every line: for tests that provoke errors on purpose. */
export const silentLog: Log = build({}, { least: levels.length, sink: () => undefined })

function build(base: LogFields, options: { readonly least: number; readonly sink: LogSink }): Log {
  const write = (level: LogLevel, message: string, fields: LogFields): void => {
    if (levels.indexOf(level) < options.least) return
    options.sink(`${JSON.stringify({ time: new Date().toISOString(), level, ...base, message, ...fields })}\n`)
  }
  return {
    debug: (message, fields = {}) => write('debug', message, fields),
    info: (message, fields = {}) => write('info', message, fields),
    warn: (message, fields = {}) => write('warn', message, fields),
    error: (message, error, fields = {}) => write('error', message, { ...fields, ...describe(error) }),
    child: (fields) => build({ ...base, ...fields }, options),
  }
}

/** An error's message can carry what a learner wrote or a secret (SQL detail, upstream text), so only its type, code and place are logged. */
function describe(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error }
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)
    .join('\n')
  return { error: error.name, code, stack: frames }
}
