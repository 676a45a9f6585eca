/** Schemas and APIs as learners write them are read; malformed, huge, recursive and hostile ones are refused with a place. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { asyncProperty, assert as check, jsonValue, oneof, string } from 'fast-check'
import { listening } from '../local/listening.ts'
import { readApi } from './api.ts'
import { readSchema } from './schema.ts'

async function tablesOf(text: string) {
  const read = await readSchema(text)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value
}

async function endpointsOf(text: string) {
  const read = await readApi(text)
  assert.ok(read.kind === 'read', JSON.stringify(read))
  return read.value.endpoints
}

test('tables, keys, indexes and defaults are read from SQL', async () => {
  const { tables, leftOut } = await tablesOf(`
    create table users (id uuid primary key default gen_random_uuid(), email varchar(200) not null unique);
    create table links (id bigserial, code text not null, url text not null, owner uuid references users(id), hits bigint not null default 0,
      created_at timestamptz default now(), active boolean default true, primary key (id), check (hits >= 0));
    create unique index on links (code); create index on links (owner, created_at); alter table links add column note text;`)
  assert.deepEqual(
    tables.map(({ name }) => name),
    ['users', 'links'],
  )
  const links = tables[1]
  assert.ok(links)
  assert.deepEqual(
    links.columns.map(({ name, type, fills, nullable }) => [name, type, fills, nullable]),
    [
      ['id', 'bigint', 'serial', false],
      ['code', 'text', 'none', false],
      ['url', 'text', 'none', false],
      ['owner', 'uuid', 'none', true],
      ['hits', 'bigint', 'zero', false],
      ['created_at', 'timestamp', 'now', true],
      ['active', 'boolean', 'true', true],
      ['note', 'text', 'none', true],
    ],
  )
  assert.deepEqual([links.primaryKey, links.uniques, links.indexes], [['id'], [['code']], [['owner', 'created_at']]])
  assert.deepEqual(links.foreignKeys, [{ columns: ['owner'], table: 'users', references: ['id'] }])
  assert.deepEqual(leftOut, [{ place: 'links', reason: 'a rule of the kind check' }])
})

test('the same tables are read from JSON as from SQL', async () => {
  const sql = await tablesOf(
    'create table links (code text primary key, url text not null, owner bigint references users(id)); create index on links (owner)',
  )
  for (const json of [
    {
      tables: [
        {
          name: 'links',
          columns: [
            { name: 'code', type: 'text', primary_key: true },
            { name: 'url', type: 'text', nullable: false },
            { name: 'owner', type: 'bigint', references: 'users.id', index: true },
          ],
        },
      ],
    },
    {
      tables: {
        links: {
          columns: { code: 'text primary key', url: 'varchar(200) not null', owner: { type: 'int8', foreign_key: 'users(id)' } },
          indexes: ['owner'],
        },
      },
    },
    {
      links: {
        primaryKey: 'code',
        fields: {
          code: { type: 'string', nullable: false },
          url: { type: 'string', nullable: false },
          owner: { type: 'long', references: 'users.id', indexed: true },
        },
      },
    },
  ])
    assert.deepEqual((await tablesOf(JSON.stringify(json))).tables, sql.tables)
})

const hostileSchemas: readonly (readonly [string, string, RegExp])[] = [
  ['a schema that drops another', 'create table a (id int); drop schema runner cascade', /statement 2.*Drop/],
  ['a function', "create function f() returns int language sql as 'select 1'", /CreateFunction/],
  ['a query', 'select pg_sleep(100)', /Select/],
  ['a copy to a program', "copy (select 1) to program 'sh'", /Copy/],
  ['a do block', 'do $$ begin null; end $$', /Do/],
  ['a column that is taken away', 'create table a (id int); alter table a drop column id', /only added to/],
  ['a name that is no name', 'create table "a; drop table users" (id int)', /small letters/],
  ['ten thousand tables', Array.from({ length: 10_000 }, (_, n) => `create table t${n}(i int);`).join(''), /at most/],
  ['too many brackets', `create table a (id int default ${'('.repeat(9000)}1${')'.repeat(9000)})`, /nested/],
  ['too much of it', `-- ${'x'.repeat(300_000)}`, /KiB/],
  ['no SQL at all', 'create tabel links', /tabel/],
  ['a key over a column that is not there', 'create table a (id int, primary key (other))', /no column other/],
  ['a table without columns', '{"tables":[{"name":"a","columns":[]}]}', /columns/],
  ['JSON that ends', '{"tables": [', /not JSON/],
  ['a table twice', 'create table a (id int); create table a (id int)', /twice/],
]

for (const [name, text, says] of hostileSchemas)
  test(`a schema with ${name} is refused with words about it`, async () => {
    const read = await readSchema(text)
    assert.ok(read.kind === 'refused')
    assert.match(JSON.stringify(read.problems), says)
  })

test('whatever is written as a schema or an API, it is read or refused and never thrown', async () => {
  const anything = oneof(
    string(),
    jsonValue().map((value) => JSON.stringify(value)),
  )
  await check(
    asyncProperty(anything, async (text) => {
      assert.match((await readSchema(text)).kind, /read|refused/)
      assert.match((await readSchema(`create table a (id int default ${text})`)).kind, /read|refused/)
      assert.match((await readApi(text)).kind, /read|refused/)
    }),
    { numRuns: 200 },
  )
})

async function listeningServer(told: (address: string) => void) {
  const server = createServer((request, response) => {
    told(request.url ?? '')
    response.end('{}')
  })
  const port = await listening(server)
  return { port, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

const openapi = {
  openapi: '3.0.3',
  info: { title: 'links', version: '1' },
  security: [{ bearer: [] }],
  components: {
    securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    schemas: { Link: { type: 'object', required: ['url'], properties: { url: { type: 'string' }, next: { $ref: '#/components/schemas/Link' } } } },
    parameters: { Key: { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } } },
  },
  paths: {
    '/links': {
      post: {
        operationId: 'createLink',
        parameters: [{ $ref: '#/components/parameters/Key' }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Link' } } } },
        responses: { '201': { description: 'made' }, '400': { description: 'malformed' } },
      },
      get: { parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }], responses: { '200': { description: 'some' } } },
    },
    '/{code}': {
      get: {
        security: [],
        parameters: [{ name: 'code', in: 'path', required: true, schema: { type: 'string' } }],
        responses: { '302': { description: 'there' } },
      },
    },
  },
}

test('endpoints are read from OpenAPI, through references that may lead in a circle', async () => {
  const [post, list, redirect] = await endpointsOf(JSON.stringify(openapi))
  assert.deepEqual(post, {
    id: 'createLink',
    method: 'POST',
    path: '/links',
    auth: true,
    idempotencyKey: true,
    paginated: false,
    statuses: [201, 400],
    body: [
      { name: 'url', type: 'string', required: true },
      { name: 'next', type: 'object', required: false },
    ],
  })
  assert.deepEqual([list?.id, list?.paginated, redirect?.id, redirect?.auth], ['getLinks', true, 'getByCode', false])
})

test('endpoints are read from a simple list, in JSON and in YAML', async () => {
  const wanted = await endpointsOf('{"endpoints": [{"method": "post", "path": "/links", "auth": true, "body": {"url": "string"}}, "GET /:code"]}')
  assert.deepEqual(
    wanted.map(({ id, path, auth }) => [id, path, auth]),
    [
      ['postLinks', '/links', true],
      ['getByCode', '/{code}', false],
    ],
  )
  assert.deepEqual(await endpointsOf('endpoints:\n  - {method: POST, path: /links, auth: true, body: {url: string}}\n  - GET /:code\n'), wanted)
})

const withReference = (ref: string) => JSON.stringify({ ...openapi, paths: { '/a': { get: { responses: { '200': { $ref: ref } } } } } })

test('addresses that a specification names are called by nobody', async () => {
  const called: string[] = []
  await using outside = await listeningServer((address) => called.push(address))
  const base = `http://127.0.0.1:${outside.port}`
  const spec = {
    ...openapi,
    servers: [{ url: `${base}/server` }, { url: `${base}/{path}`, variables: { path: { default: 'variable' } } }],
    externalDocs: { url: `${base}/docs` },
    components: { ...openapi.components, securitySchemes: { login: { type: 'openIdConnect', openIdConnectUrl: `${base}/.well-known` } } },
  }
  assert.equal((await endpointsOf(JSON.stringify(spec))).length, 3)
  for (const refused of [withReference(`${base}/part.json#/a`), withReference(`//127.0.0.1:${outside.port}/part.json`)])
    assert.equal((await readApi(refused)).kind, 'refused')
  assert.deepEqual(called, [])
})

const hostileApis: readonly (readonly [string, string, RegExp])[] = [
  ['a reference to another host', withReference('http://169.254.169.254/latest/meta-data'), /inside the document/],
  ['a reference to a file', withReference('file:///etc/passwd'), /inside the document/],
  ['a path out of its place', '["GET /../../etc/passwd\\u0000"]', /path/],
  ['a path with a statement in it', JSON.stringify([{ method: 'GET', path: "/a'; drop table users; --" }]), /path/],
  ['a name with a template in it', JSON.stringify([{ id: '$' + '{file("/etc/passwd")}', method: 'GET', path: '/a' }]), /letters/],
  ['a method that is none', '[{"method": "TRACE", "path": "/a"}]', /TRACE/],
  ['an endpoint twice', '["GET /a/{x}", "GET /a/{y}"]', /twice/],
  ['no endpoint', '{"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {}}', /no endpoint/],
  ['an older OpenAPI', '{"swagger": "2.0", "info": {"title": "a", "version": "1"}, "paths": {}}', /OpenAPI 3/],
  ['no paths in OpenAPI', '{"openapi": "3.0.3"}', /no valid OpenAPI/],
  ['too much depth', `${'['.repeat(5000)}${']'.repeat(5000)}`, /deep/],
  [
    'anchors that multiply',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((name, n) => `${name}: &${name} [${`*${'abcdefgh'[n]},`.repeat(9)}]`).join('\n')}\n`,
    /neither JSON nor YAML/,
  ],
  ['too much of it', `# ${'x'.repeat(300_000)}`, /KiB/],
]

for (const [name, text, says] of hostileApis)
  test(`an API with ${name} is refused with words about it`, async () => {
    const read = await readApi(text)
    assert.ok(read.kind === 'refused', JSON.stringify(read))
    assert.match(JSON.stringify(read.problems), says)
  })
