/** What the lab can build: the languages of the sandbox, and Rust, whose programs are one file with the standard library alone. */
import { findProgram } from '../../sandbox/bubblewrap.ts'
import { installedToolchains, type Toolchain } from '../../sandbox/toolchain.ts'
import type { LabLanguage } from '../run.ts'

export type NativeToolchain = Omit<Toolchain, 'language'> & { readonly language: LabLanguage }

/** Under /usr, which every program behind bubblewrap sees: the system's package, or the compiler's own installer. */
const compilers = ['/usr/bin/rustc', '/usr/local/bin/rustc'] as const

export function rust(compiler: string): NativeToolchain {
  return {
    language: 'rust',
    file: 'solution.rs',
    beside: {},
    compile: [compiler, '--edition', '2021', '-O', '--cap-lints', 'allow', '--error-format', 'short', '-o', 'program', 'solution.rs'],
    run: ['./program'],
    reserves: false,
    processes: 32,
    shows: [],
    environment: {},
    errorLine: /solution\.rs:(\d+)/g,
  }
}

/** @returns what the lab can build on this machine. */
export function nativeToolchains(): readonly NativeToolchain[] {
  const compiler = compilers.find((one) => findProgram(one) !== undefined)
  return [...installedToolchains(), ...(compiler === undefined ? [] : [rust(compiler)])]
}
