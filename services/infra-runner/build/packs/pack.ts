/** A design problem: what is asked at which scale, what is expected, and two designs of it, one that holds and one that does not. */
import type { Blueprint, BlueprintDraft, ComponentKind } from '../blueprint/blueprint.ts'

export interface Pack {
  /** Kebab-case, for ever. */
  readonly id: string
  readonly title: string
  readonly difficulty: 'easy' | 'medium' | 'hard'
  readonly description: string
  readonly scale: Blueprint['requirements']
  /** SQL, as the wizard starts with it. */
  readonly schema: string
  readonly endpoints: readonly { readonly method: string; readonly path: string; readonly does: string }[]
  /** Kinds that a design of it cannot do without, and why. */
  readonly needs: readonly { readonly kind: ComponentKind; readonly because: string }[]
  readonly hints: readonly string[]
  /** What has to be true of every design of it, by asking the running system. */
  readonly semantics: readonly Semantic[]
  readonly tags: readonly string[]
  readonly good: BlueprintDraft
  readonly bad: BlueprintDraft
  readonly badBecause: BadBecause
}

/** Why a bad design fails: by a rule before anything of it runs, by what is measured when it runs, or by both. */
interface BadBecause {
  /** Of the error among its findings. */
  readonly rule?: string
  /** The requirement that it misses, and no other but those that follow from it. */
  readonly missed?: Missed
}

export type Missed =
  | { readonly requirement: 'throughput' | 'consistency' }
  | { readonly requirement: 'availability'; readonly fault: string }
  /** One of the problem's semantics. */
  | { readonly requirement: 'semantics'; readonly title: string }

/** Requests in order; what an answer gives can be used by those after it as `{name}`. */
export interface Semantic {
  readonly title: string
  readonly steps: readonly SemanticStep[]
}

export interface SemanticStep {
  readonly method: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly status: number
  /** Not at once: within a few seconds. */
  readonly eventually?: true
  /** Asked so often, one after the other, as by a client that heard nothing: under one key, and to one answer. */
  readonly tries?: number
  /** So many of it at the same moment; `others` is what all but one are answered, where that is not `status`. */
  readonly atOnce?: number
  readonly others?: number
  /** Fields of the answer, or `header:location`, that have to be so. */
  readonly expect?: Readonly<Record<string, unknown>>
  /** Fields of the answer, by the name under which they are kept. */
  readonly keep?: Readonly<Record<string, string>>
}
