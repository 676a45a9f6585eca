/** What the image takes along for films: both programs run on nothing but the libraries that were put beside them and those of the base. */
import assert from 'node:assert/strict'
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { run } from '../gate/command.ts'

const slow = { timeout: 600_000 }
const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-rendering-'))
const image = path.join(folder, 'image')
const step = path.join(folder, 'k8s', 'rendering.ts')
const base = /^(linux-vdso|ld-linux.*|lib(c|m|mvec|dl|pthread|rt|resolv|util|gcc_s|stdc\+\+))\.so/

const build = (wanted: string) => run([process.execPath, '--no-warnings', step, wanted], {})

before(async () => {
  cpSync(path.join(import.meta.dirname, 'rendering.ts'), step)
  const { code, output } = await build('installed')
  assert.equal(code, 0, output)
}, slow)

after(() => rmSync(folder, { recursive: true, force: true }))

const environment = (): Record<string, string> => ({
  LD_LIBRARY_PATH: path.join(image, 'lib'),
  ESPEAK_DATA_PATH: path.dirname(globSync(path.join(image, 'lib', '*', 'espeak-ng-data'))[0] ?? ''),
})
const inside = (program: string, ...args: string[]) => run([path.join(image, 'bin', program), ...args], { env: environment() })

test('every library that they are linked to is beside them or in the base', async () => {
  for (const program of ['ffmpeg', 'espeak-ng']) {
    const { output } = await run(['ldd', path.join(image, 'bin', program)], { env: environment() })
    const lines = output.trim().split('\n')
    assert.ok(lines.length > 5, output)
    const strange = lines.filter((line) => !base.test(path.basename(line.trim().split(' ')[0] ?? '')) && !line.includes(` => ${image}/lib/`))
    assert.deepEqual(strange, [], program)
  }
  const bytes = readdirSync(image, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  console.log(`for films: ${(bytes.reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0) / 1e6).toFixed(0)} MB`)
})

test('a sentence is spoken and made a film with them', async () => {
  const [sound, film] = ['said.wav', 'film.mp4'].map((name) => path.join(folder, name))
  const spoken = await inside('espeak-ng', '-v', 'en-us', '-w', sound ?? '', 'Two pointers meet.')
  assert.equal(spoken.code, 0, spoken.output)
  const picture = ['-f', 'lavfi', '-i', 'color=c=white:s=320x180:r=10']
  const coded = ['-c:v', 'libx264', '-c:a', 'aac', '-shortest', film ?? '']
  const made = await inside('ffmpeg', '-v', 'error', '-y', ...picture, '-i', sound ?? '', ...coded)
  assert.equal(made.code, 0, made.output)
  assert.ok(readFileSync(film ?? '').includes('avc1'))
})

test('an image is built without them unless they are asked for, and never by a word that is not known', async () => {
  const before = readdirSync(path.join(image, 'bin'))
  rmSync(image, { recursive: true })
  assert.equal((await build('built-in')).code, 0)
  assert.deepEqual(globSync(path.join(image, '**')), [])
  const { code, output } = await build('instaled')
  assert.notEqual(code, 0)
  assert.match(output, /RENDERING is built-in or installed/)
  assert.deepEqual(before.sort(), ['espeak-ng', 'ffmpeg'])
})
