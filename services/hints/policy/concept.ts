/** The ideas that solve interview problems: what each is called, so that a hint names none that the learner did not bring. */

export type Concept =
  | 'hash'
  | 'two_pointers'
  | 'sliding_window'
  | 'binary_search'
  | 'stack'
  | 'queue'
  | 'heap'
  | 'graph_search'
  | 'union_find'
  | 'topological_order'
  | 'trie'
  | 'dynamic_programming'
  | 'greedy'
  | 'backtracking'
  | 'recursion'
  | 'bits'
  | 'sorting'
  | 'prefix_sum'
  | 'linked_list'
  | 'tree'
  | 'shortest_path'
  | 'divide_conquer'
  | 'string_matching'
  | 'counting'
  | 'set'
  | 'math'
  | 'range_tree'
  | 'brute_force'
  | 'complexity'

/**
 * `names` are said by nobody who does not mean the technique; `ordinary` are everyday words that mean it only in some company.
 * All in lower case; matching ignores inflection.
 */
export interface ConceptWords {
  readonly names: readonly string[]
  /** Patterns over folded text (lower case, single spaces, no punctuation but the sentence). */
  readonly ordinary?: readonly RegExp[]
}

function phrases(list: string): readonly string[] {
  return list.split('|').map((entry) => entry.trim())
}

const using =
  '(?:use|using|used|with|via|through|into|in|onto|to|from|keep|keeping|maintain|maintaining|build|building|create|need|needs|take|is|be|like|of|consider|try|about|think)'

export const conceptWords: Readonly<Record<Concept, ConceptWords>> = {
  hash: {
    names: phrases(`hash | hashmap | hash map | hash table | hashtable | hash set | hashset | hashing | hashed | dictionary | dict | lookup table |
      look up table | lookup structure | associative array | unordered map | key value | key value store | key value pair | keyed collection |
      map structure | defaultdict | treemap | multimap | symbol table | value to index | number to index | constant time lookup | instant lookup |
      fast lookup | quick lookup | constant lookup | average constant | direct address | lookup by value | reverse lookup | inverted index`),
    ordinary: [
      new RegExp(
        `\\b${using} (?:a|an|the|your|some|one|another) maps?\\b(?! of (?:the|your) (?:problem|ideas?|thinking|thoughts?|land|situation|territory))`,
      ),
      /\bmaps? (?:each|every|from|the|all|values?|numbers?|elements?|characters?|letters?|words?|nodes?|keys?)\b/,
      /\b(?:mapping) (?:from|of|between|each|every)\b/,
      /\bby its (?:value|key)\b/,
      /\bindexed by\b/,
      /\bkeys? and (?:their |its )?values?\b/,
      /\bkeyed (?:by|on)\b/,
      /\bmemo table\b/,
    ],
  },
  set: {
    names: phrases(`set membership | membership test | visited set | seen set | unordered set | bloom filter | set data structure | sets in python |
      unique collection`),
    ordinary: [
      /\b(?:use|using|keep|keeping|store|storing|maintain|maintaining|in|into|with|to|build|building|have|from|need|via) (?:a|the|your|one|two) sets?\b(?! (?:of (?:small |tiny |simple |concrete |test |real |your |hand |new |different |good |three |two |four |five |rules?|examples?|inputs?|questions?|cases?|words?|steps?|ideas?|eyes|instructions|assumptions|promises|facts|conditions|constraints|tests?|values? (?:on|by|you can|to try))|up|out|aside|down|back|amount|time|limit|goal|list))/,
      /\bset of (?:seen|visited|used|numbers? (?:already|you|we|seen)|values? (?:already|you have seen|seen)|elements? (?:already|seen)|characters? (?:in|seen|already)|nodes? (?:already|seen|visited))\b/,
    ],
  },
  two_pointers: {
    names:
      phrases(`two pointer | two pointers | twopointer | pointers technique | two indices | two indexes | two indexes moving | left and right pointer |
      left pointer | right pointer | fast and slow | slow and fast | tortoise | hare | fast pointer | slow pointer | runner technique |
      opposite ends | both ends | two ends | either end | each end | converging pointers | two markers | two fingers | two cursors |
      second pointer | meet in the middle | inward from`),
    ordinary: [
      /\b(?:two|pair of|three|second|moving|read|write|low|high) (?:pointers?|cursors?|iterators?)\b/,
      /\bpointers? (?:at|from|toward|towards|moves?|moving|starts?|inward|meet)\b/,
    ],
  },
  sliding_window: {
    names:
      phrases(`sliding window | slidingwindow | slide a window | slide the window | moving window | window size | window technique | expand the window |
      shrink the window | rolling window | variable window | caterpillar method | expand and contract | grow and shrink | stretchy window |
      left edge of the window`),
    ordinary: [
      /\b(?:a|the|your|fixed|this|of|that) windows? (?:that|which|of|over|with|across|slides?|grows?|shrinks?|expands?|moves?|holds?|contains?)\b(?! (?:time|opportunity|interview))/,
      /\bslid(?:e|es|ing) (?:it|along|across|over|the|a)\b/,
    ],
  },
  binary_search: {
    names:
      phrases(`binary search | binarysearch | bisect | bisection | halving | halve | halve the | search space in half | cut in half | cut the search |
      half interval | logarithmic search | search on the answer | lower bound search | middle element | mid point | midpoint | divide the range |
      discard half | eliminate half | throw away half | rule out half | drop half`),
    ordinary: [
      /\bsplit(?:s|ting)? (?:it|the (?:list|array|range|input)) in (?:half|two|the middle)\b/,
      /\bhalf (?:of )?(?:the |what )?(?:remaining|range|candidates?|search)\b/,
      /\b(?:repeatedly|keep|always) (?:cut|cutting|split|splitting|dividing|divide)\b/,
    ],
  },
  stack: {
    names:
      phrases(`monotonic | monotone stack | monotonic stack | lifo | last in first out | call stack | push and pop | push onto | pop from | pop off |
      pushdown | stack based | stack data structure | arraydeque |  most recently opened | most recent opening | last opened |
      last opener | most recent opener | most recent unmatched | most recent open`),
    ordinary: [
      /\b(?:a|the|your|using|use|one|two|of|this|explicit|as) stacks?\b(?! (?:of (?:\w+ )?(?:papers?|cards|books|notes|questions|ideas|examples|assumptions|thoughts|answers)|up|against|overflow))/,
      /\bpush(?:es|ed|ing)? (?:it|each|every|the|them|an?)\b(?! (?:idea|input|limit|case|boundar|question|yourself|further|point|example)s?)/,
      /\bpop(?:s|ped|ping)? (?:it|each|the|off|from|when|an?)\b(?! (?:question|quiz))/,
    ],
  },
  queue: {
    names:
      phrases(`fifo | first in first out | deque | double ended queue | enqueue | dequeue | queue data structure | circular buffer | ring buffer |
      monotonic queue`),
    ordinary: [/\b(?:use|using|keep|maintain|with|into|in|onto) (?:a|the) queues?\b(?! (?:of thoughts|of questions|of ideas|at))/],
  },
  heap: {
    names:
      phrases(`priority queue | priorityqueue | heapify | heapq | min heap | max heap | minheap | maxheap | binary heap | two heaps | heap data structure |
      heap sort | heapsort | quickselect | quick select | top k structure | selection algorithm | introselect | median of medians |
      tournament tree`),
    ordinary: [
      /\b(?:a|the|your|of size k|using|use|small) heaps?\b(?! of (?:cases|examples|questions|trouble|ideas|work|small|words|inputs))/,
      /\bof size k\b/,
      /\bk (?:largest|smallest|biggest|best) (?:so far|seen|values|numbers|elements)\b/,
    ],
  },
  graph_search: {
    names: phrases(`breadth first | breadthfirst | depth first | depthfirst | bfs | dfs | flood fill | floodfill | flood filling | graph traversal |
      adjacency list | adjacency matrix | adjacency | connected component | connected components | level order | level by level | layer by layer |
      wavefront | visit neighbors | visit neighbours | explore neighbors | explore neighbours | multi source | bidirectional search | graph search |
      visited array | visited flag | mark visited | mark as visited | mark it visited | sink the island | bipartite | in degree zero`),
    ordinary: [/\b(?:as|into|like|think of it as|build|model|is|really) (?:a |an |the )?(?:directed |undirected |dependency )?graphs?\b(?! paper)/],
  },
  union_find: {
    names: phrases(`union find | unionfind | disjoint set | disjointset | disjoint sets | path compression | union by rank | merge find | dsu`),
  },
  topological_order: {
    names:
      phrases(`topological | topological sort | topological order | toposort | kahn | in degree | indegree | in degrees | detect a cycle | cycle detection |
      detecting a cycle | find a cycle | look for a cycle | contains a cycle | has a cycle | directed cycle | acyclic | dependency graph | dag |
      three colors | three colours | back edge | no incoming | incoming edges`),
  },
  trie: { names: phrases(`  prefix tree | radix tree | suffix tree | suffix array | digital tree | ternary search tree`) },
  dynamic_programming: {
    names:
      phrases(`dynamic programming | dynamicprogramming | dp | dp table | dp array | memo | memoize | memoise | memoization | memoisation | memoized |
      memoised | tabulation | tabulate | bottom up | top down | subproblem | sub problem | overlapping subproblems | optimal substructure |
      recurrence | recurrence relation | state transition | knapsack | kadane | fibonacci | cache the results | cache results | cached results |
      rolling array | base case plus | smaller amounts | best answer for every | previous two | last two answers | two previous | two before`),
    ordinary: [/\bcach(?:e|es|ed|ing) (?:the|each|every|answers?|results?|what|values?|solutions?)\b/],
  },
  greedy: { names: phrases(`greedy | greedily | greedy choice | locally optimal | local optimum | exchange argument`) },
  backtracking: {
    names: phrases(`backtrack | backtracking | back track | backtracks | branch and bound | prune the | pruning | undo the choice | undo your choice |
      decision tree | constraint propagation`),
  },
  recursion: {
    names:
      phrases(`recursion | recursive | recursively | recurse | recursing | self calling | calls itself | call itself | base case | post order | postorder |
      pre order | preorder | in order traversal | inorder | inorder traversal | in order walk | in order visit | helper function`),
  },
  bits: {
    names: phrases(
      `xor | bitmask | bit mask | bitwise | bit manipulation | bit shift | bit trick | exclusive or | bitset | hamming weight | popcount `,
    ),
  },
  sorting: {
    names: phrases(`sort the | sort them | sort it | sort by | sort your | sorted order | sort first |  sort all | presort | pre sort | quick sort |
      quicksort | merge sort | mergesort | counting sort | bucket sort | radix sort | order them by | put them in order | ascending order |
      descending order | sort and | after sorting | by start | by starting | by their start | by end time | by their end | arranged in order |
      arrange them | sort array | sort nums | sort intervals | ordered by start`),
    ordinary: [
      /\bsorting\b/,
      /\bsort(?:s|ed|ing)?\b(?! (?:of|out)\b)(?=.*\b(?:array|list|input|numbers?|values?|intervals?|elements?|letters?|characters?)\b)/,
    ],
  },
  prefix_sum: {
    names:
      phrases(`prefix sum | prefixsum | prefix sums | cumulative sum | running sum | running total | running product | accumulated sum | partial sum |
      prefix product | suffix product | prefix and suffix | prefix array | suffix array | prefix products | difference array | cumulative product |
      product of everything before | product to the left | product to the right | left products | right products | products from the left |
      products from the right | running maximum | running max | prefix maximum | left max | right max | prefix max`),
  },
  linked_list: {
    names: phrases(`dummy node | dummy head | sentinel node | sentinel | doubly linked | doubly linked list | doublylinked | floyd | cycle finding |
      three pointers | prev pointer | previous pointer | prev curr | linkedhashmap | ordereddict | reverse the links | reverse the pointers |
      reverse each link | reverse each pointer | reverse each arrow | flip each link | flip the arrows | flip each arrow | flip each pointer |
      turn each arrow | recency list | move to front | move it to the front`),
  },
  tree: {
    names: phrases(`binary search tree property | bst | balanced tree | red black tree | avl tree | avl | tree traversal | skip list | b tree |
      lowest common ancestor | spanning tree | lower and upper bound | upper and lower bound | lower and upper limit | pass down bounds |
      valid range for each node | allowed range`),
  },
  shortest_path: {
    names: phrases(`dijkstra | bellman ford | bellman | floyd warshall | a star | shortest path algorithm | edge relaxation | prim | kruskal`),
  },
  divide_conquer: { names: phrases(`divide and conquer | divideandconquer | master theorem | merge step | split and merge`) },
  string_matching: {
    names:
      phrases(`kmp | knuth morris pratt | rabin karp | rolling hash | boyer moore | manacher | z algorithm | z function | failure function | regex engine |
      expand around center | expand around centre | expand around the center | expand from the center | expand outward`),
  },
  counting: {
    names:
      phrases(`frequency count | frequency table | frequency map | count occurrences | character count | character counts | letter counts | count array |
      counter object | counting array | tally each | tally of each | histogram | pigeonhole | frequency array | balance counter`),
    ordinary: [/\bcount(?:s|ing)? (?:how (?:often|many times) (?:each|every|any|all)|the frequency|occurrences)\b/],
  },
  math: {
    names:
      phrases(`gcd | euclidean | euclid | modular arithmetic | modular inverse | sieve | gauss | gaussian | closed form | binomial | matrix exponentiation |
      matrix power | catalan | sum formula | boyer moore voting | reservoir sampling | fast exponentiation | exponentiation by squaring`),
  },
  range_tree: {
    names: phrases(`segment tree | fenwick | binary indexed tree | interval tree | sparse table | range tree | line sweep | sweep line | sweepline |
      event points`),
  },
  brute_force: { names: [] },
  complexity: {
    names:
      phrases(`linear time | constant time | constant space | linear space | quadratic time | logarithmic | logarithmic time | log n | nlogn | n log n |
      log time | n squared | one pass | single pass | onepass | two passes | single sweep | one sweep | single scan | one scan | single loop |
      one loop | single traversal | one traversal | big o | o n | o 1 | o n2 | o log | o of n | o of one | order n | order of n |
      without nested loops | no nested loop | only once through | one go through | in place | amortized | amortised | time complexity |
      space complexity | sub linear | sublinear | subquadratic | polynomial time | look at each element once | each element once |
      each number once | each value once | once per element | visit each element once | see each number once | extra memory | extra space |
      trade memory | trade space | space for time | memory for speed | memory for time`),
    ordinary: [/\btime proportional to\b/],
  },
}
