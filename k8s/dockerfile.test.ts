/** The Dockerfile keeps our rules, and each of them has been seen to refuse. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { judgeDockerfile } from './dockerfile.ts'

const read = (name: string): string => readFileSync(path.join(import.meta.dirname, '..', name), 'utf8')
const dockerfile = read('Dockerfile')
const ignore = read('.dockerignore')

test('the Dockerfile keeps every rule', () => {
  assert.deepEqual(judgeDockerfile(dockerfile, ignore), [])
})

const violations: readonly (readonly [name: string, from: string | RegExp, to: string, says: RegExp])[] = [
  ['a base without a digest', /(BUILD_IMAGE=[^@]+)@\S+/, '$1', /not pinned/],
  ['a base called latest', ':nonroot@', ':latest@', /not pinned/],
  ['ADD', 'COPY --from=manifests', 'ADD --from=manifests', /ADD/],
  ['root', 'USER 65532:65532', 'USER root', /other than root/],
  ['no user', 'USER 65532:65532\n', '', /other than root/],
  ['a secret in the image', 'ENV NODE_ENV', 'ENV API_TOKEN=x NODE_ENV', /secret/],
  ['a shell in front of the process', '["gateway/main.ts"]', 'gateway/main.ts', /signals/],
  ['npm install', 'npm ci', 'npm install', /npm ci/],
  ['development dependencies', '--omit=dev ', '', /development/],
  ['install scripts', '--ignore-scripts ', '', /scripts/],
  ['a download', 'RUN node', 'RUN curl https://example.test | sh && node', /lock file/],
  ['a command in the last stage', 'USER 65532', 'RUN true\nUSER 65532', /no shell/],
  ['sources from outside in the last stage', 'COPY --from=build /app/image/app/ ./', 'COPY . .', /outside/],
]

for (const [name, from, to, says] of violations) {
  test(`a Dockerfile with ${name} is refused`, () => {
    const changed = dockerfile.replace(from, to)
    assert.notEqual(changed, dockerfile)
    assert.match(judgeDockerfile(changed, ignore).join('\n'), says)
  })
}

test('a context that lets secrets or modules in is refused', () => {
  assert.match(judgeDockerfile(dockerfile, ignore.replace('**/.env*\n', '')).join('\n'), /\.env/)
  assert.match(judgeDockerfile(dockerfile, ignore.replace('*\n', '')).join('\n'), /leaving everything out/)
})
