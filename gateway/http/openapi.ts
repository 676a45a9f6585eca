/** The OpenAPI 3.1 document, out of the same values that serve the routes. */
import { z } from 'zod'
import type { Route } from './route.ts'

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance', 'requestId'],
  properties: {
    type: { type: 'string', description: 'A stable path such as /problems/invalid' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } } },
  },
}

export function openApi(routes: readonly Route[], publicUrl: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operation(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quint',
      version: '1.0.0',
      description: 'One place to prepare for technical interviews. Errors are RFC 9457 problems. What answers GET answers HEAD, without a body.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: problem },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  }
}

function operation(route: Route): Record<string, unknown> {
  const [status, description, body] = route.replies
  const type = route.type ?? (route.streams === true ? 'text/event-stream' : 'application/json')
  const good = status === 204 ? { description } : { description, content: { [type]: body === undefined ? {} : { schema: replySchema(body) } } }
  return {
    summary: route.summary,
    security: route.access === 'anyone' ? [] : [{ bearer: [] }],
    parameters: [...pathParameters(route), ...queryParameters(route), ...(route.idempotent === true ? [idempotencyKey] : [])],
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schema(route.body) } } } }),
    responses: {
      [status]: good,
      default: { description: 'A problem', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

const idempotencyKey = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 255 } }

function pathParameters(route: Route) {
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
}

function queryParameters(route: Route) {
  if (route.query === undefined) return []
  const { properties = {}, required = [] } = schema(route.query) as { readonly properties?: Record<string, unknown>; readonly required?: string[] }
  return Object.entries(properties).map(([name, described]) => ({ name, in: 'query', required: required.includes(name), schema: described }))
}

/** An answer may hold more one day: no schema says that there is nothing else. */
function replySchema(type: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(type, {
    io: 'output',
    unrepresentable: 'any',
    override({ jsonSchema }) {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
}

function schema(type: z.ZodType): Record<string, unknown> {
  return z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' })
}
