/** The parts of WebAssembly that are used; their types otherwise come with a browser's library alone. */

export interface Memory {
  readonly buffer: ArrayBuffer
}

export interface Compiled {
  readonly compiled?: never
}

interface Api {
  readonly Module: new (bytes: Uint8Array) => Compiled
  readonly Instance: new (module: Compiled, imports: Readonly<Record<string, unknown>>) => { readonly exports: Readonly<Record<string, unknown>> }
}

export const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly
