/** A step of the image's build: ffmpeg and espeak-ng, with all that they are linked to, go into image/ where they are wanted. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, globSync, mkdirSync } from 'node:fs'
import path from 'node:path'

const image = path.join(import.meta.dirname, '..', 'image')
const programs = ['ffmpeg', 'espeak-ng'] as const
/** What the base of the image has: the C and C++ libraries and the loader. */
const inBase = /^(ld-linux.*|lib(c|m|mvec|dl|pthread|rt|resolv|util|gcc_s|stdc\+\+))\.so(\.|$)/

const [, , wanted = ''] = process.argv
if (wanted === 'installed') carry()
else if (wanted !== 'built-in') throw new Error(`RENDERING is built-in or installed, and not "${wanted}"`)

function carry(): void {
  if (programs.some((program) => find(program) === '')) {
    tell('apt-get', ['update', '-qq'])
    tell('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...programs])
  }
  for (const folder of ['bin', 'lib']) mkdirSync(path.join(image, folder), { recursive: true })
  for (const program of programs) {
    const file = find(program)
    if (file === '') throw new Error(`there is no ${program}`)
    copyFileSync(file, path.join(image, 'bin', program))
    for (const [name, library] of linkedTo(file)) copyFileSync(library, path.join(image, 'lib', name))
  }
  // Where espeak-ng looks for its voices.
  const [voices] = globSync('/usr/lib/*-linux-gnu/espeak-ng-data')
  if (voices === undefined) throw new Error('espeak-ng has no voices')
  cpSync(voices, path.join(image, 'lib', path.relative('/usr/lib', voices)), { recursive: true, dereference: true })
}

/** Every library, also of libraries, by the name that is asked for. */
function linkedTo(file: string): Map<string, string> {
  const lines = tell('ldd', [file]).split('\n')
  const missing = lines.filter((line) => line.includes('not found'))
  if (missing.length > 0) throw new Error(missing.join('\n'))
  const found = lines.flatMap((line) => {
    const [, name = '', library = ''] = /^\s*(\S+) => (\/\S+)/.exec(line) ?? []
    return name === '' || inBase.test(name) ? [] : [[name, library] as const]
  })
  return new Map(found)
}

function find(program: string): string {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? ''
}

function tell(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 600_000 })
  if (status !== 0) throw new Error(`${program} ${args[0]}: ${stderr.slice(-1000)}`)
  return stdout
}
