/** The layout rules, as tests: the five siblings have the same bones, and no file is where nobody would look for it. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = import.meta.dirname
const services = readdirSync(path.join(root, 'services'))
const ignored = /node_modules|\.next|\.quint|packages\/proto\/gen|\.git\//

function sources(pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: (name) => name === 'node_modules' || name === '.next' || name === '.quint' }).filter(
    (file) => !ignored.test(file),
  )
}

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

test('every service has the same bones', () => {
  for (const service of services) {
    for (const bone of [
      'README.md',
      'main.ts',
      'service.ts',
      'config.ts',
      'rpc.ts',
      'store.ts',
      'events.ts',
      'service.test.ts',
      'store.test.ts',
      'migrations',
    ]) {
      assert.ok(existsSync(path.join(root, 'services', service, bone)), `services/${service}/${bone} is missing`)
    }
  }
})

test('every service answers the same questions in its README', () => {
  for (const service of [...services.map((name) => `services/${name}`), 'gateway']) {
    const text = read(`${service}/README.md`)
    for (const heading of ['Owns', 'Publishes', 'Consumes', 'Config', 'When a dependency is down']) {
      assert.match(text, new RegExp(`^#+ .*${heading}`, 'im'), `${service}/README.md says nothing under "${heading}"`)
    }
  }
})

test('every main.ts is the same few lines', () => {
  for (const unit of [...services.map((name) => `services/${name}`), 'gateway']) {
    const lines = read(`${unit}/main.ts`).split('\n').length
    assert.ok(lines <= 30, `${unit}/main.ts has ${lines} lines`)
  }
})

test('every TypeScript file of a package and every service.ts opens with a sentence', () => {
  const files = [...sources('packages/*/*.ts'), ...sources('services/*/*.ts'), ...sources('gateway/**/*.ts')].filter(
    (file) => !file.endsWith('.test.ts'),
  )
  assert.ok(files.length > 40)
  for (const file of files) assert.match(read(file), /^(\/\*\*|\/\/) ?\S/, `${file} does not say what it is`)
})

test('no file is named after nothing', () => {
  for (const file of sources('**/*.{ts,tsx,mjs}')) {
    assert.doesNotMatch(path.basename(file), /^(utils?|helpers?|common|shared|lib|core|types|constants|misc|index)\.(ts|tsx|mjs)$/, file)
  }
})

test('SQL stands only in stores, migrations and the packages that are about Postgres', () => {
  const allowed = /store\.ts$|\.test\.ts$|^packages\/(db|bus)\/|^bench\/|testing\.ts$/
  for (const file of sources('{services,gateway,packages}/**/*.ts')) {
    if (allowed.test(file)) continue
    assert.doesNotMatch(read(file), /\b(select|insert into|update|delete from)\b[^'"`\n]*\b(from|values|set|where)\b[^\n]*\$\d/i, `${file} holds SQL`)
  }
})

test('every table whose rows belong to a learner is protected by row level security', () => {
  const migrations = sources('{services/*,gateway}/migrations/*.sql').map(read).join('\n')
  const tables = [...migrations.matchAll(/create table (?:if not exists )?(\w+) \(([\s\S]*?)\n\)[^;]*;/g)]
  assert.ok(tables.length > 5)
  for (const [, table, body] of tables) {
    if (!/^\s*user_id uuid/m.test(body ?? '')) continue
    assert.match(migrations, new RegExp(`alter table ${table} enable row level security`), `${table} has no row level security`)
    assert.match(migrations, new RegExp(`alter table ${table} force row level security`), `${table} does not force row level security`)
  }
})

test('every dependency is pinned to one version', () => {
  for (const file of sources('{.,packages/*,services/*,gateway,web}/package.json')) {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = JSON.parse(read(file)) as Record<string, Record<string, string>>
    for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      assert.match(range, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${file}: ${name}@${range}`)
    }
  }
})

test('no promise of later work stands in the sources', () => {
  for (const file of sources('**/*.{ts,tsx,mjs,sql,proto,md}')) {
    if (file === 'siblings.test.ts') continue
    assert.doesNotMatch(read(file), /\b(TODO|FIXME|XXX|HACK)\b/, file)
  }
})
