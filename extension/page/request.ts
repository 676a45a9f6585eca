/** What the panel asks of its script in the page, and what comes back. */
export type PageRequest =
  | { readonly wanted: 'leetcode question'; readonly slug: string; readonly query: string }
  | { readonly wanted: 'leetcode next data' }
  | { readonly wanted: 'leetcode statement'; readonly slug: string }
  | { readonly wanted: 'leetcode submissions'; readonly offset: number; readonly lastKey: string }
  | { readonly wanted: 'hackerrank challenge'; readonly slug: string; readonly contest: string }
  | { readonly wanted: 'hackerrank statement'; readonly slug: string }
  | { readonly wanted: 'selection' }

/** @property path where the page was when it answered. */
export interface PageAnswer {
  readonly path: string
  /** HTTP status where a server was asked. */
  readonly status?: number
  readonly body: unknown
}

/** Characters of a selection: more than a statement may have, so that it is said to be too much; what a page sends has an end all the same. */
export const longestSelection = 300_000
