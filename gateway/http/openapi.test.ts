/** The OpenAPI document: whole, valid, and true of what is served. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeHints, fakeSessions } from '../coach/fake-mesh.ts'
import { testGateway } from '../testing.ts'

interface Schema {
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema & { readonly maxLength?: number }>>
  readonly additionalProperties?: boolean
}

interface Operation {
  readonly summary: string
  readonly security: readonly object[]
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema }[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } }
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>
}

interface Document {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: object }
}

async function documented() {
  const gateway = await testGateway({
    sessions: fakeSessions(),
    hints: fakeHints().implementation,
    environment: { GATEWAY_ANONYMOUS_REQUESTS_PER_MINUTE: '1000' },
  })
  const response = await gateway.send('GET', '/openapi.json')
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/)
  const document = (await response.json()) as Document
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return Object.assign(gateway, { document, operations })
}

const address = (path: string): string => path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000')

test('the document is OpenAPI 3.1: versions, answers, parameters and references are in order', async () => {
  await using gateway = await documented()
  const { document, operations } = gateway
  assert.match(document.openapi, /^3\.1\.\d+$/)
  assert.ok(document.info.title !== '' && document.info.version !== '')
  assert.deepEqual(document.servers, [{ url: gateway.url }])
  for (const { path, method, operation } of operations) {
    const shown = `${method} ${path}`
    assert.ok(path.startsWith('/') && operation.summary !== '', shown)
    assert.ok(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method), shown)
    const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
    assert.deepEqual(
      inPath.map(({ name }) => `{${name}}`),
      path.match(/\{\w+\}/g) ?? [],
      shown,
    )
    for (const parameter of inPath) assert.equal(parameter.required, true, shown)
    const names = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
    assert.equal(new Set(names).size, names.length, shown)
    for (const parameter of operation.parameters) assert.equal(typeof parameter.schema, 'object', shown)
    assert.ok(Object.keys(operation.responses).some((status) => /^[23]\d\d$/.test(status)) && 'default' in operation.responses, shown)
    for (const reply of Object.values(operation.responses)) assert.ok(reply.description !== '', shown)
    if (method === 'GET') assert.equal(operation.requestBody, undefined, shown)
  }
  for (const [, reference = ''] of JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)) {
    const found = reference
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((place, key) => Reflect.get(Object(place), key), document)
    assert.equal(typeof found, 'object', reference)
  }
})

test("the coach's routes are all in the document", async () => {
  await using gateway = await documented()
  const present = new Set(gateway.operations.map(({ method, path }) => `${method} ${path}`))
  const promised = [
    'POST /api/session/start',
    'POST /api/session/respond',
    'GET /api/session/analyze',
    'POST /api/session/complete',
    'POST /api/session/abandon',
    'GET /api/session/{id}',
    'GET /api/user/sessions',
    'GET /api/user/dashboard',
    'GET /api/elements',
    'POST /api/try/respond',
  ]
  for (const route of promised) assert.ok(present.has(route), route)
  const { analyze, start } = {
    analyze: gateway.document.paths['/api/session/analyze']?.get,
    start: gateway.document.paths['/api/session/start']?.post,
  }
  assert.deepEqual(Object.keys(analyze?.responses['200']?.content ?? {}), ['text/event-stream'])
  assert.ok(start?.parameters.some(({ name }) => name === 'Idempotency-Key'))
  assert.equal(start?.requestBody?.content['application/json'].schema.properties?.algorithm?.properties?.title?.maxLength, 255)
})

test('each documented method is served, and no other', async () => {
  await using gateway = await documented()
  for (const [path, methods] of Object.entries(gateway.document.paths)) {
    const options = await gateway.send('OPTIONS', address(path))
    const allowed = (options.headers.get('allow') ?? '').split(', ').filter((method) => method !== 'HEAD')
    assert.deepEqual(
      allowed.sort(),
      Object.keys(methods)
        .map((method) => method.toUpperCase())
        .sort(),
      path,
    )
  }
  for (const { path, method, operation } of gateway.operations.filter((entry) => entry.operation.security.length > 0)) {
    const response = await gateway.send(method, address(path), operation.requestBody === undefined ? {} : { body: {} })
    assert.equal(response.status, 401, `${method} ${path}`)
  }
})

const credentialsOf = ({ email, password }: { readonly email: string; readonly password: string }) => ({ email, password })

test('what the document calls required is what a request without it is refused for', async () => {
  await using gateway = await documented()
  const { user, credentials } = await gateway.register()
  await gateway.db.database.asLearner(user.id, (tx) => tx.query("update users set roles = '{learner,admin}'"))
  const { accessToken: token } = (await (await gateway.send('POST', '/api/auth/login', { body: credentialsOf(credentials) })).json()) as {
    accessToken: string
  }
  for (const { path, method, operation } of gateway.operations) {
    const body = operation.requestBody?.content['application/json'].schema
    const query = operation.parameters.filter((parameter) => parameter.in === 'query' && parameter.required).map(({ name }) => `query.${name}`)
    const expected = [...(body?.required ?? []), ...query]
    if (expected.length === 0) continue
    assert.notEqual(body?.additionalProperties, true, path)
    const response = await gateway.send(method, address(path), { token, ...(body === undefined ? {} : { body: {} }) })
    assert.equal(response.status, 400, `${method} ${path}`)
    const { errors } = (await response.json()) as { errors: { path: string }[] }
    assert.deepEqual(errors.map((error) => error.path).sort(), expected.sort(), `${method} ${path}`)
  }
})
