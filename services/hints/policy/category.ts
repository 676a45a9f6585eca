/** What kind of problem it is: by name for the well-known ones, by its tags and statement for the rest. */
import type { Problem } from '../problem.ts'

export const categories = [
  'array',
  'string',
  'matrix',
  'list',
  'tree',
  'graph',
  'counting_ways',
  'best_choice',
  'interval',
  'search',
  'nesting',
  'selection',
  'combination',
  'number',
  'design',
  'general',
] as const

export type Category = (typeof categories)[number]

const wellKnown: Readonly<Record<Exclude<Category, 'general'>, string>> = {
  array:
    'two-sum 3sum 4sum 3sum-closest two-sum-ii-input-array-is-sorted contains-duplicate contains-duplicate-ii product-of-array-except-self container-with-most-water trapping-rain-water move-zeroes remove-duplicates-from-sorted-array remove-element majority-element rotate-array next-permutation subarray-sum-equals-k longest-consecutive-sequence first-missing-positive sort-colors merge-sorted-array best-time-to-buy-and-sell-stock sliding-window-maximum minimum-size-subarray-sum missing-number find-the-duplicate-number intersection-of-two-arrays-ii',
  string:
    'longest-substring-without-repeating-characters valid-anagram group-anagrams valid-palindrome longest-palindromic-substring palindromic-substrings minimum-window-substring longest-repeating-character-replacement permutation-in-string find-all-anagrams-in-a-string longest-common-prefix find-the-index-of-the-first-occurrence-in-a-string reverse-string reverse-words-in-a-string encode-and-decode-strings string-to-integer-atoi first-unique-character-in-a-string ransom-note roman-to-integer isomorphic-strings',
  matrix: 'rotate-image spiral-matrix set-matrix-zeroes valid-sudoku game-of-life search-a-2d-matrix-ii diagonal-traverse',
  list: 'reverse-linked-list merge-two-sorted-lists linked-list-cycle linked-list-cycle-ii remove-nth-node-from-end-of-list reorder-list add-two-numbers copy-list-with-random-pointer palindrome-linked-list intersection-of-two-linked-lists middle-of-the-linked-list swap-nodes-in-pairs reverse-nodes-in-k-group odd-even-linked-list sort-list',
  tree: 'invert-binary-tree maximum-depth-of-binary-tree diameter-of-binary-tree balanced-binary-tree same-tree subtree-of-another-tree lowest-common-ancestor-of-a-binary-search-tree lowest-common-ancestor-of-a-binary-tree binary-tree-level-order-traversal binary-tree-right-side-view count-good-nodes-in-binary-tree validate-binary-search-tree kth-smallest-element-in-a-bst construct-binary-tree-from-preorder-and-inorder-traversal binary-tree-maximum-path-sum serialize-and-deserialize-binary-tree path-sum symmetric-tree binary-tree-inorder-traversal',
  graph:
    'number-of-islands clone-graph max-area-of-island pacific-atlantic-water-flow surrounded-regions rotting-oranges walls-and-gates course-schedule course-schedule-ii redundant-connection number-of-connected-components-in-an-undirected-graph graph-valid-tree word-ladder network-delay-time cheapest-flights-within-k-stops alien-dictionary reconstruct-itinerary min-cost-to-connect-all-points swim-in-rising-water flood-fill is-graph-bipartite evaluate-division word-search',
  counting_ways:
    'climbing-stairs unique-paths unique-paths-ii decode-ways coin-change-ii target-sum distinct-subsequences combination-sum-iv fibonacci-number unique-binary-search-trees',
  best_choice:
    'coin-change house-robber house-robber-ii min-cost-climbing-stairs maximum-subarray maximum-product-subarray longest-increasing-subsequence longest-common-subsequence word-break partition-equal-subset-sum edit-distance interleaving-string burst-balloons jump-game jump-game-ii gas-station hand-of-straights partition-labels best-time-to-buy-and-sell-stock-with-cooldown best-time-to-buy-and-sell-stock-ii candy regular-expression-matching minimum-path-sum triangle perfect-squares',
  interval:
    'merge-intervals insert-interval non-overlapping-intervals meeting-rooms meeting-rooms-ii minimum-interval-to-include-each-query minimum-number-of-arrows-to-burst-balloons',
  search:
    'binary-search search-in-rotated-sorted-array find-minimum-in-rotated-sorted-array search-a-2d-matrix koko-eating-bananas median-of-two-sorted-arrays search-insert-position find-first-and-last-position-of-element-in-sorted-array first-bad-version find-peak-element sqrtx capacity-to-ship-packages-within-d-days',
  nesting:
    'valid-parentheses min-stack evaluate-reverse-polish-notation daily-temperatures car-fleet largest-rectangle-in-histogram decode-string basic-calculator basic-calculator-ii simplify-path asteroid-collision next-greater-element-i remove-k-digits minimum-remove-to-make-valid-parentheses longest-valid-parentheses',
  selection:
    'kth-largest-element-in-an-array kth-largest-element-in-a-stream last-stone-weight k-closest-points-to-origin task-scheduler top-k-frequent-elements top-k-frequent-words find-median-from-data-stream merge-k-sorted-lists reorganize-string',
  combination:
    'subsets subsets-ii permutations permutations-ii combination-sum combination-sum-ii combinations letter-combinations-of-a-phone-number generate-parentheses n-queens palindrome-partitioning sudoku-solver word-search-ii',
  number:
    'single-number number-of-1-bits counting-bits reverse-bits sum-of-two-integers reverse-integer happy-number plus-one powx-n multiply-strings palindrome-number count-primes bitwise-and-of-numbers-range excel-sheet-column-number fizz-buzz power-of-two ugly-number',
  design:
    'lru-cache lfu-cache design-twitter implement-trie-prefix-tree design-add-and-search-words-data-structure time-based-key-value-store insert-delete-getrandom-o1 design-hashmap implement-queue-using-stacks design-circular-queue my-calendar-i snapshot-array',
}

const bySlug: ReadonlyMap<string, Category> = new Map(
  Object.entries(wellKnown).flatMap(([category, slugs]) => slugs.split(' ').map((slug) => [slug, category as Category] as const)),
)

/** How many well-known problems are recognised by name. */
export const wellKnownCount = bySlug.size

const signs: readonly (readonly [Category, RegExp])[] = [
  ['design', /\b(?:design|implement) (?:a|an|the)\b|\bclass\b.*\b(?:get|put|add|insert|push)\b|\bdesign\b/i],
  ['list', /\blinked[- ]lists?\b|\blistnode\b/i],
  ['tree', /\b(?:binary |search |n-ary )?trees?\b|\btreenode\b|\bbst\b/i],
  ['interval', /\bintervals?\b|\bmeetings?\b|\bstart and end\b|\boverlap/i],
  ['matrix', /\bmatrix\b|\brows? and columns?\b|\b2d\b/i],
  ['graph', /\bgraphs?\b|\bedges?\b|\bnodes?\b|\bgrid\b|\bconnected\b|\bcit(?:y|ies)\b|\broads?\b|\bprerequisites?\b|\bneighbou?rs?\b|\bisland/i],
  ['nesting', /\bparenthes[ei]s\b|\bbrackets?\b|\bnested\b|\bexpression\b|\bevaluate\b/i],
  ['counting_ways', /\b(?:how many|number of|count(?: the)?)\b.{0,40}\bways\b/i],
  ['combination', /\ball (?:possible |the )?(?:combinations?|permutations?|subsets?|arrangements?)\b|\bgenerate all\b/i],
  ['selection', /\bk(?:th|-th)?\b.{0,20}\b(?:largest|smallest|closest|frequent)\b|\bmedian\b|\btop k\b/i],
  ['search', /\b(?:sorted|rotated)\b.{0,60}\b(?:find|search|target|index)\b|\b(?:find|search)\b.{0,60}\bsorted\b/i],
  [
    'best_choice',
    /\b(?:minimum|maximum|fewest|most|least|largest|smallest|longest|shortest|best|maximize|minimize|optimal|cheapest)\b.{0,80}\b(?:cost|profit|number|sum|length|subsequence|coins?|steps?|money|value|path)\b/i,
  ],
  ['string', /\bstrings?\b|\bsubstrings?\b|\bcharacters?\b|\bletters?\b|\bwords?\b|\bpalindrom/i],
  ['array', /\barrays?\b|\bnums\b|\blists?\b|\bintegers?\b|\belements?\b|\bprices?\b/i],
  ['number', /\bnumbers?\b|\bdigits?\b|\bbits?\b|\bprime\b|\bpower\b|\binteger\b/i],
]

/** @returns the category by slug or title, else by tags, then by the first sign in the title, then in the statement. */
export function categoryOf(problem: Problem): Category {
  const named = bySlug.get(problem.slug.toLowerCase()) ?? bySlug.get(slugOf(problem.title)) ?? bySlug.get(slugInUrl(problem.url))
  if (named !== undefined) return named
  const heading = `${problem.title} ${problem.tags.join(' ')}`
  return sign(heading) ?? sign(problem.statement.slice(0, 5000)) ?? 'general'
}

function sign(text: string): Category | undefined {
  return signs.find(([, pattern]) => pattern.test(text))?.[0]
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/^\s*\d+[.:)]\s*/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

function slugInUrl(url: string): string {
  return /\/(?:problems|challenges)\/([a-z0-9-]+)/i.exec(url)?.[1]?.toLowerCase() ?? ''
}
