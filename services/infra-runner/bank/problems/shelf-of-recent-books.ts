/** A cache that forgets what was used longest ago: a map that keeps an order, or a doubly linked list beside one. */
import type { Problem } from '../problem.ts'

function recentShelf(room: number, calls: [string, number, number][]): number[] {
  const shelf = new Map<number, number>()
  const found: number[] = []
  const use = (book: number, page: number): void => {
    shelf.delete(book)
    shelf.set(book, page)
  }
  for (const [what, book, page] of calls) {
    const held = shelf.get(book)
    if (what === 'get') {
      found.push(held ?? -1)
      if (held !== undefined) use(book, held)
      continue
    }
    use(book, page)
    const [oldest = book] = shelf.keys()
    if (shelf.size > room) shelf.delete(oldest)
  }
  return found
}

function forgetsWhatCameFirst(room: number, calls: [string, number, number][]): number[] {
  const shelf = new Map<number, number>()
  const found: number[] = []
  for (const [what, book, page] of calls) {
    if (what === 'get') {
      found.push(shelf.get(book) ?? -1)
      continue
    }
    shelf.set(book, page)
    const [oldest = book] = shelf.keys()
    if (shelf.size > room) shelf.delete(oldest)
  }
  return found
}

function putsAwayBeforeLooking(room: number, calls: [string, number, number][]): number[] {
  const shelf = new Map<number, number>()
  const found: number[] = []
  for (const [what, book, page] of calls) {
    const held = shelf.get(book)
    if (what === 'get') found.push(held ?? -1)
    if (what === 'get' && held === undefined) continue
    const [oldest = book] = shelf.keys()
    if (what === 'put' && shelf.size >= room) shelf.delete(oldest)
    shelf.delete(book)
    shelf.set(book, what === 'get' ? (held ?? -1) : page)
  }
  return found
}

export const shelfOfRecentBooks: Problem = {
  id: 'shelf-of-recent-books',
  title: 'A shelf of recent books',
  difficulty: 'medium',
  topics: ['design', 'hash tables', 'linked lists'],
  statement:
    'A shelf has room for some books, each with the page where one stopped. Calls come in order: ["put", book, page] puts a book there, or changes its page; ["get", book, 0] asks for the page, -1 if the book is not on the shelf. Both use the book. When there is one book too many, the one that was not used for longest leaves. Give the answers to all "get" in order. Each call should take the same short time, however large the shelf is.',
  constraints: ['1 ≤ room ≤ 5 000', '0 to 20 000 calls', 'books and pages from 0 to 100 000'],
  parameters: [
    ['room', 'number'],
    ['calls', '[string, number, number][]'],
  ],
  returns: 'number[]',
  examples: [
    {
      args: [
        2,
        [
          ['put', 1, 10],
          ['put', 2, 20],
          ['get', 1, 0],
          ['put', 3, 30],
          ['get', 2, 0],
          ['get', 1, 0],
        ],
      ],
      output: [10, -1, 10],
      explanation: 'Book 1 was used after book 2, so book 2 leaves.',
    },
    {
      args: [
        1,
        [
          ['put', 4, 7],
          ['put', 4, 8],
          ['get', 4, 0],
        ],
      ],
      output: [8],
      explanation: 'The page changes, no book leaves.',
    },
  ],
  solve: recentShelf,
  python: `from collections import OrderedDict

def recent_shelf(room, calls):
    shelf, found = OrderedDict(), []
    for what, book, page in calls:
        if what == 'get':
            found.append(shelf.get(book, -1))
            if book in shelf:
                shelf.move_to_end(book)
        else:
            shelf[book] = page
            shelf.move_to_end(book)
            if len(shelf) > room:
                shelf.popitem(last=False)
    return found
`,
  edges: [
    [1, []],
    [3, [['get', 0, 0]]],
    [
      1,
      [
        ['put', 0, 0],
        ['get', 0, 0],
        ['put', 1, 5],
        ['get', 0, 0],
      ],
    ],
    [
      2,
      [
        ['put', 1, 1],
        ['put', 2, 2],
        ['put', 2, 3],
        ['get', 1, 0],
        ['get', 2, 0],
      ],
    ],
    [
      2,
      [
        ['put', 1, 1],
        ['put', 2, 2],
        ['put', 1, 9],
        ['put', 3, 3],
        ['get', 1, 0],
        ['get', 2, 0],
      ],
    ],
    [
      2,
      [
        ['put', 1, 1],
        ['put', 2, 2],
        ['get', 9, 0],
        ['put', 3, 3],
        ['get', 1, 0],
      ],
    ],
  ],
  generate(size, random) {
    const call = (): [string, number, number] =>
      random.int(0, 1) === 0 ? ['get', random.int(0, 9), 0] : ['put', random.int(0, 9), random.int(0, 500)]
    return [random.int(1, 6), Array.from({ length: size }, call)]
  },
  hardest(size, random) {
    const call = (_: unknown, at: number): [string, number, number] =>
      at % 2 === 0 ? ['put', random.int(0, size), at] : ['get', random.int(0, size), 0]
    return [Math.ceil(size / 3), Array.from({ length: size }, call)]
  },
  sizes: [4, 8, 15, 30, 60, 400, 8000],
  ambiguities: [
    { question: 'Does asking use a book?', answer: 'Yes, if it is on the shelf.' },
    { question: 'Does changing the page of a book use it?', answer: 'Yes, and no other book leaves for it.' },
    { question: 'What if the book is not there?', answer: '-1.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How would you do it without a map that keeps an order?',
    'What if the book that was used least often leaves?',
    'What if many use the shelf at once?',
  ],
  wrong: [
    { because: 'the book that came first leaves, used or not', solve: forgetsWhatCameFirst },
    { because: 'a book leaves even if the page of another only changes', solve: putsAwayBeforeLooking },
  ],
}
