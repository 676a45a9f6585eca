import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'
import { workerFiles } from './worker-files.ts'

const web = path.join(import.meta.dirname, '..')

test('the service worker gets every source that it imports, and no other', () => {
  const needed = new Set<string>()
  const visit = (file: string): void => {
    if (needed.has(file)) return
    needed.add(file)
    const source = stripTypeScriptTypes(readFileSync(path.join(web, file), 'utf8'), { mode: 'strip' })
    for (const [, specifier = ''] of source.matchAll(/^(?:import|\} from|import .* from) '([^']+)'/gm)) {
      assert.match(specifier, /^\.{1,2}\/.*\.ts$/, `${file} imports ${specifier}, which a browser does not find`)
      visit(path.posix.join(path.posix.dirname(file), specifier))
    }
  }
  visit('offline/service-worker.ts')
  assert.deepEqual([...needed].toSorted(), workerFiles.toSorted())
})
