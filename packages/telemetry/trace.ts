/** Spans of our own, thin: begun where a request, call, statement or event starts, and nothing at all while no tracer is set. */
import { type Context, context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'
import { allowedAttributes, type SpanAttributes } from './span-attributes.ts'

export interface SpanOptions {
  readonly kind: 'server' | 'client' | 'producer' | 'consumer'
  /** W3C traceparent of whoever caused this; the active span when it is left out. */
  readonly parent?: string | undefined
  /** No span without a parent: for what would only be noise as a trace of its own. */
  readonly within?: true
  readonly attributes?: SpanAttributes
}

export interface Step {
  /** W3C traceparent that names this span; undefined while nothing is traced. */
  readonly traceparent: string | undefined
  /** Runs the work with this span active. */
  run<T>(work: () => T): T
  /** Known better at the end, such as a route. */
  name(name: string): void
  set(attributes: SpanAttributes): void
  /** @param error a code, when it went wrong. */
  end(error?: string): void
}

let tracer: Tracer | undefined

export function tracing(): boolean {
  return tracer !== undefined
}

/** From here on spans go to this tracer; undefined ends it. */
export function traceWith(next: Tracer | undefined): void {
  tracer = next
}

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER } as const

const nothing: Step = { traceparent: undefined, run: (work) => work(), name: () => undefined, set: () => undefined, end: () => undefined }

export function begin(name: string, options: SpanOptions): Step {
  if (tracer === undefined) return nothing
  const parent = options.parent === undefined ? context.active() : remote(options.parent)
  const cause = trace.getSpanContext(parent)
  if (options.within === true && cause === undefined) return nothing
  const span = tracer.startSpan(
    name,
    {
      kind: kinds[options.kind],
      ...(options.attributes === undefined ? {} : { attributes: allowedAttributes(options.attributes) }),
      // Said twice on purpose: one trace for a learner's action, and a link for tools that show messages by their links.
      ...(options.kind === 'consumer' && cause !== undefined ? { links: [{ context: cause }] } : {}),
    },
    parent,
  )
  return step(span, trace.setSpan(parent, span))
}

function step(span: Span, within: Context): Step {
  return {
    traceparent: format(span),
    run: (work) => context.with(within, work),
    name: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(allowedAttributes(attributes)),
    end(error) {
      if (error !== undefined) {
        span.setStatus({ code: SpanStatusCode.ERROR })
        span.setAttributes(allowedAttributes({ 'error.type': error }))
      }
      span.end()
    },
  }
}

/** W3C traceparent of the active span, to be carried along; undefined while nothing is traced. */
export function activeTraceparent(): string | undefined {
  const span = tracer === undefined ? undefined : trace.getActiveSpan()
  return span === undefined ? undefined : format(span)
}

function format(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, '0')}`
}

/** A header that is not a good traceparent begins a trace of its own. */
function remote(traceparent: string): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? []
  if (traceId === undefined || spanId === undefined || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags ?? '0', 16) & 1, isRemote: true })
}

/** Drives a generator with the span active in each of its steps: a generator otherwise runs in the context of whoever asks for the next value. */
export async function* runAlong<Value, Result>(of: Step, values: AsyncGenerator<Value, Result, undefined>): AsyncGenerator<Value, Result, undefined> {
  let done = false
  try {
    for (;;) {
      const next = await of.run(() => values.next())
      if (next.done === true) {
        done = true
        return next.value
      }
      yield next.value
    }
  } catch (error) {
    done = true
    throw error
  } finally {
    // Whoever reads has left.
    if (!done) await of.run(() => values.return(undefined as Result))
  }
}
