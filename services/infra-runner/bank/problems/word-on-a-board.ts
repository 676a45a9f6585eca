/** A word along neighbouring fields of a board: backtracking that marks where it has been. */
import type { Problem } from '../problem.ts'

function wordOnBoard(board: string[], word: string): boolean {
  const fields = board.map((row) => [...row])
  const spell = (row: number, column: number, at: number): boolean => {
    if (at === word.length) return true
    const line = fields[row]
    if (line === undefined || line[column] !== word[at]) return false
    line[column] = ''
    const found = spell(row + 1, column, at + 1) || spell(row - 1, column, at + 1) || spell(row, column + 1, at + 1) || spell(row, column - 1, at + 1)
    line[column] = word[at] ?? ''
    return found
  }
  return fields.some((line, row) => line.some((_, column) => spell(row, column, 0)))
}

function comesBackToAField(board: string[], word: string): boolean {
  let places = new Set(board.flatMap((row, y) => [...row].flatMap((letter, x) => (letter === word[0] ? [`${y},${x}`] : []))))
  for (const letter of word.slice(1)) {
    const next = new Set<string>()
    for (const place of places) {
      const [y = 0, x = 0] = place.split(',').map(Number)
      for (const [row, column] of [
        [y + 1, x],
        [y - 1, x],
        [y, x + 1],
        [y, x - 1],
      ] as const)
        if (board[row]?.[column] === letter) next.add(`${row},${column}`)
    }
    places = next
  }
  return places.size > 0
}

function neverUnmarks(board: string[], word: string): boolean {
  const used = new Set<string>()
  const spell = (row: number, column: number, at: number): boolean => {
    if (at === word.length) return true
    if (board[row]?.[column] !== word[at] || used.has(`${row},${column}`)) return false
    used.add(`${row},${column}`)
    return spell(row + 1, column, at + 1) || spell(row - 1, column, at + 1) || spell(row, column + 1, at + 1) || spell(row, column - 1, at + 1)
  }
  return board.some((row, y) =>
    [...row].some((_, x) => {
      used.clear()
      return spell(y, x, 0)
    }),
  )
}

export const wordOnABoard: Problem = {
  id: 'word-on-a-board',
  title: 'A word on a board',
  difficulty: 'medium',
  topics: ['backtracking', 'matrices'],
  statement:
    'A board of letters is given by its rows, all equally long. Say whether a word can be spelled by going from field to field, up, down, left or right, without using a field twice. The walk may start anywhere.',
  constraints: ['1 to 8 rows of 1 to 8 small letters', '1 to 12 letters in the word'],
  parameters: [
    ['board', 'string[]'],
    ['word', 'string'],
  ],
  returns: 'boolean',
  examples: [
    { args: [['cat', 'ore', 'pns'], 'coat'], output: false, explanation: 'c, o, but no a beside that o.' },
    { args: [['cat', 'ore', 'pns'], 'acorn'], output: true, explanation: 'From the a to the left, down, right and down.' },
  ],
  solve: wordOnBoard,
  python: `def word_on_board(board, word):
    fields = [list(row) for row in board]

    def spell(row, column, at):
        if at == len(word):
            return True
        if not (0 <= row < len(fields) and 0 <= column < len(fields[0])) or fields[row][column] != word[at]:
            return False
        fields[row][column] = ''
        steps = ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1))
        found = any(spell(y, x, at + 1) for y, x in steps)
        fields[row][column] = word[at]
        return found

    return any(spell(row, column, 0) for row in range(len(fields)) for column in range(len(fields[0])))
`,
  edges: [
    [['a'], 'a'],
    [['a'], 'aa'],
    [['ab'], 'aba'],
    [['abce', 'sfcs', 'adee'], 'abcb'],
    [['abce', 'sfes', 'adee'], 'abceseeefs'],
    [['aaa', 'aab'], 'aaaab'],
    [['ab', 'cd'], 'ad'],
    [['caa', 'aaa', 'bcd'], 'aab'],
  ],
  generate(size, random) {
    const side = Math.max(2, Math.min(6, size))
    const board = Array.from({ length: side }, () => random.text(side, 'abc'))
    return [board, random.text(Math.min(10, 1 + size), 'abc')]
  },
  // One start, and from there every way on fits, until the last letter.
  hardest(size) {
    const rows = Array.from({ length: 8 }, () => 'a'.repeat(8))
    rows[4] = 'aaaasaaa'
    return [rows, `s${'a'.repeat(size)}b`]
  },
  measured: [1, 2, 3, 4, 5, 6, 7, 8],
  sizes: [2, 3, 4, 5, 6, 8, 9],
  ambiguities: [
    { question: 'Do diagonal steps count?', answer: 'No.' },
    { question: 'May a field be used twice?', answer: 'No, not within one word.' },
    { question: 'Can the word turn around corners?', answer: 'Yes, at every letter.' },
  ],
  complexity: { time: '3^n', space: 'n' },
  followUps: [
    'What does n mean here, and what does the board add?',
    'How would you know early that a word cannot be there?',
    'What if there are many words?',
  ],
  wrong: [
    { because: 'it uses fields twice', solve: comesBackToAField },
    { because: 'it never frees a field that led nowhere', solve: neverUnmarks },
  ],
}
