/** A problem as a page told it: every field is bounded, and its HTML is a stranger's until it is made harmless. */
import type { Site } from './place.ts'

export interface Problem {
  /** As the judge shows it; may be words. */
  readonly number: string
  readonly title: string
  /** Neither trusted nor shown as it is. */
  readonly html: string
  readonly difficulty: string
  readonly tags: readonly string[]
  readonly examples: readonly string[]
  /** True where text between dollar signs is mathematics. */
  readonly mathematics: boolean
  readonly site: Site | ''
}

/** Why a reader has no problem to give; the words for it are in the messages. */
export type Lack =
  | 'no-answer'
  | 'not-allowed'
  | 'not-understood'
  | 'another-problem'
  | 'premium'
  | 'no-statement'
  | 'not-on-page'
  | 'too-large'
  | 'too-slow'
  | 'page-away'

export type Reading = { readonly kind: 'found'; readonly problem: Problem } | { readonly kind: 'lacking'; readonly why: Lack }

export const longestTitle = 255
export const longestHtml = 2_000_000

export function lacking(why: Lack): Reading {
  return { kind: 'lacking', why }
}

/** A field of something that a page or a server sent. */
export function field(value: unknown, ...path: readonly string[]): unknown {
  let found: unknown = value
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[key]
  }
  return found
}

export function textOf(value: unknown, longest: number): string {
  return typeof value === 'string' ? clean(value).slice(0, longest) : ''
}

/** The strings of a list, each bounded. */
export function textsOf(value: unknown, bounds: { readonly most: number; readonly longest: number }): readonly string[] {
  if (!Array.isArray(value)) return []
  return value
    .slice(0, bounds.most)
    .map((entry) => textOf(entry, bounds.longest))
    .filter((entry) => entry !== '')
}

/** Well-formed, and without what no text holds. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
}

export function isBlank(html: string): boolean {
  // No part of it looks twice at a character, however long and broken the text is.
  return html.replace(/<[^<>]*>|&nbsp;|\s/g, '') === ''
}
