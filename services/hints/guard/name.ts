/** Finds techniques called by their names, whatever their inflection, and names spelled out letter by letter. */
import { type Concept, conceptWords } from '../policy/concept.ts'
import { root } from './fold.ts'

const allConcepts = Object.keys(conceptWords) as Concept[]
const mostWords = 4

const names: ReadonlyMap<string, Concept> = new Map(
  allConcepts.flatMap((concept) => conceptWords[concept].names.map((name) => [name.split(' ').map(root).join(' '), concept] as const)),
)
const firstWords = new Set([...names.keys()].map((name) => name.split(' ')[0]))

/** The ideas that these words call by name, one after another. */
export function* namesIn(tokens: readonly string[]): Generator<Concept> {
  const roots = tokens.map(root)
  for (const [at, first] of roots.entries()) {
    if (!firstWords.has(first)) continue
    let key = first
    for (let size = 1; size <= mostWords && at + size <= roots.length; size += 1) {
      if (size > 1) key += ` ${roots[at + size - 1]}`
      const concept = names.get(key)
      if (concept !== undefined) yield concept
    }
  }
}

/** Names that everyday words run together may spell by chance. */
const everydayWhenSqueezed = new Set(
  `bothends eachend eitherend halving basecase bottomup topdown oncepass inplace inorder onescan onego onesweep oneloop sentinel prune orderofn backedge twoends
   sortthe sortit sortby sortand sortall bystart`.split(/\s+/),
)

/** Names without their spaces, long enough to mean something among letters run together. */
export const spelledNames: ReadonlyMap<string, Concept> = new Map(
  allConcepts.flatMap((concept) =>
    conceptWords[concept].names
      .map((name) => [name.replaceAll(' ', ''), concept] as const)
      .filter(([letters]) => letters.length >= 7 && !everydayWhenSqueezed.has(letters)),
  ),
)

/** Everyday words that are the heart of a technique's name, for passages that are disguised anyway. */
export const hearts: ReadonlySet<string> = new Set(
  `hash map maps set sets stack stacks queue queues heap heaps tree trees graph graphs trie tries sort sorted sorting window windows pointer pointers greedy memo cache
   table dictionary prefix suffix binary search recursion recursive dynamic linked list lists array index`.split(/\s+/),
)
