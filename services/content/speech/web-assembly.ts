/** The parts of WebAssembly that are used; their types otherwise come with a browser's library alone. */

export interface Module {
  readonly exports?: never
}

export interface Instance {
  readonly exports: Readonly<Record<string, unknown>>
}

interface Api {
  compile(bytes: Uint8Array): Promise<Module>
  instantiate(module: Module, imports: Readonly<Record<string, object>>): Promise<Instance>
}

export const { compile, instantiate } = (globalThis as unknown as { readonly WebAssembly: Api }).WebAssembly
