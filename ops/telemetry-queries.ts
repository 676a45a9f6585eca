/** Reads LogQL and TraceQL as their own parsers do, and says which names no log line and no span of the mesh has. */
import { parser as logParser } from '@grafana/lezer-logql'
import { parser as traceParser } from '@grafana/lezer-traceql'
import { logFields } from '@quint/runtime/log-fields.ts'
import { isSpanAttribute } from '@quint/telemetry/span-attributes.ts'
import { all, unreadable } from './tree.ts'

/** The only label that Loki indexes, and what it makes of every line that came over OTLP. */
const labels: ReadonlySet<string> = new Set(['service_name', 'severity_text', 'trace_id', 'span_id', ...Object.keys(logFields)])

export function logqlFaults(expr: string): readonly string[] {
  const top = logParser.parse(expr).topNode
  const broken = unreadable(top, expr)
  if (broken.length > 0) return broken
  return all(top, ({ name }) => name === 'Matcher')
    .map((node) => expr.slice(node.from, node.firstChild?.to ?? node.to))
    .filter((label) => !labels.has(label))
    .map((label) => `no log line has ${label}`)
}

export function traceqlFaults(expr: string): readonly string[] {
  const top = traceParser.parse(expr).topNode
  const broken = unreadable(top, expr)
  if (broken.length > 0) return broken
  return all(top, ({ name }) => name === 'AttributeField')
    .map((node) => expr.slice(node.from, node.to))
    .filter((attribute) => !isKnown(attribute))
    .map((attribute) => `no span has ${attribute}`)
}

function isKnown(attribute: string): boolean {
  return attribute === 'resource.service.name' || (attribute.startsWith('span.') && isSpanAttribute(attribute.slice('span.'.length)))
}
