/** Which attributes a span may carry: names from the conventions, values of a known shape, never what a learner wrote. */
import { type FieldValue, masked, type Shape, shaped } from '@quint/runtime/log-fields.ts'

const shapes = {
  'error.type': 'word',
  'http.request.method': 'word',
  'http.response.status_code': 'number',
  'http.route': 'place',
  'rpc.system.name': 'word',
  'rpc.method': 'word',
  'rpc.response.status_code': 'word',
  'db.system.name': 'word',
  'db.namespace': 'word',
  'db.operation.name': 'word',
  'db.collection.name': 'word',
  'messaging.operation.name': 'word',
  'messaging.destination.name': 'word',
  'messaging.consumer.group.name': 'word',
  'messaging.message.id': 'id',
  'quint.event.type': 'word',
  'quint.service': 'word',
  'gen_ai.operation.name': 'word',
  'gen_ai.provider.name': 'word',
  'gen_ai.request.model': 'word',
  'gen_ai.request.max_tokens': 'number',
  'gen_ai.request.temperature': 'number',
  'gen_ai.usage.input_tokens': 'number',
  'gen_ai.usage.output_tokens': 'number',
  'gen_ai.response.time_to_first_chunk': 'number',
} as const satisfies Record<string, Shape>

type Name = keyof typeof shapes

export type SpanAttributes = { readonly [Key in Name]?: FieldValue }

export function allowedAttributes(attributes: SpanAttributes): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || !isSpanAttribute(name)) continue
    kept[name] = shaped(shapes[name], value) ?? masked
  }
  return kept
}

/** True for a name that spans may carry. */
export function isSpanAttribute(name: string): name is Name {
  return Object.hasOwn(shapes, name)
}
