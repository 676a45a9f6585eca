/** Log lines for the collector: the same lines that go to standard error, after the allow-list, in the trace that is active. */
import { type Logger, SeverityNumber } from '@opentelemetry/api'

const severities: Readonly<Record<string, SeverityNumber>> = {
  debug: SeverityNumber.DEBUG,
  info: SeverityNumber.INFO,
  warn: SeverityNumber.WARN,
  error: SeverityNumber.ERROR,
}

/** @param loggerOf one logger a name; a line without one is of the mesh. */
export function emitLines(loggerOf: (name: string) => Logger): (line: string) => void {
  return (line) => {
    const { level, time, message, trace_id, span_id, ...fields } = JSON.parse(line) as Readonly<Record<string, string | number | boolean | null>>
    const name = String(level)
    loggerOf(String(fields.logger ?? 'quint')).emit({
      timestamp: new Date(String(time)),
      severityText: name,
      severityNumber: severities[name] ?? SeverityNumber.UNSPECIFIED,
      body: message ?? '',
      attributes: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null)),
    })
  }
}
