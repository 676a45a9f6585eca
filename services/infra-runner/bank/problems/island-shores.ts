/** The longest shore of an island on a grid: walking through what hangs together. */
import type { Problem } from '../problem.ts'

function longestShore(map: string[]): number {
  const seen = map.map((row) => [...row].map(() => false))
  const isLand = (row: number, column: number): boolean => map[row]?.[column] === '#'
  const isFresh = (row: number, column: number): boolean => {
    if (seen[row]?.[column] !== false) return false
    seen[row][column] = true
    return true
  }
  const shoreFrom = (start: [number, number]): number => {
    let shore = 0
    const waiting = [start]
    for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
      const [y, x] = cell
      const around: [number, number][] = [
        [y - 1, x],
        [y + 1, x],
        [y, x - 1],
        [y, x + 1],
      ]
      for (const next of around) {
        if (!isLand(...next)) shore += 1
        else if (isFresh(...next)) waiting.push(next)
      }
    }
    return shore
  }
  let longest = 0
  for (const [row, cells] of map.entries())
    for (let column = 0; column < cells.length; column += 1)
      if (isLand(row, column) && isFresh(row, column)) longest = Math.max(longest, shoreFrom([row, column]))
  return longest
}

function countsTheWholeMap(map: string[]): number {
  let shore = 0
  for (const [y, row] of map.entries()) {
    for (const [x, cell] of [...row].entries()) {
      if (cell !== '#') continue
      for (const other of [map[y - 1]?.[x], map[y + 1]?.[x], row[x - 1], row[x + 1]]) if (other !== '#') shore += 1
    }
  }
  return shore
}

function takesTheEdgeForLand(map: string[]): number {
  const seen = new Set<string>()
  let longest = 0
  const walk = (y: number, x: number): number => {
    const cell = map[y]?.[x]
    if (cell === undefined) return 0
    if (cell !== '#') return 1
    const key = `${y} ${x}`
    if (seen.has(key)) return 0
    seen.add(key)
    return walk(y - 1, x) + walk(y + 1, x) + walk(y, x - 1) + walk(y, x + 1)
  }
  for (const [y, row] of map.entries()) for (let x = 0; x < row.length; x += 1) if (row[x] === '#') longest = Math.max(longest, walk(y, x))
  return longest
}

export const islandShores: Problem = {
  id: 'longest-shore',
  title: 'The longest shore',
  difficulty: 'medium',
  topics: ['matrices', 'graphs'],
  statement:
    'A map is a list of rows of equal length; # is land and . is water. Land that touches by a side is one island. The shore of an island is the number of sides of its cells that touch water or the edge of the map. Give the longest shore, 0 without land.',
  constraints: ['0 to 300 rows of 0 to 300 cells', 'cells that touch at a corner alone are not connected'],
  parameters: [['map', 'string[]']],
  returns: 'number',
  examples: [
    { args: [['##.', '#..', '..#']], output: 8, explanation: 'The island of three cells has 8 sides to water or the edge, the single cell has 4.' },
    { args: [['..', '..']], output: 0, explanation: 'There is no land.' },
  ],
  solve: longestShore,
  python: `def longest_shore(map):
    rows, columns = len(map), len(map[0]) if map else 0
    seen = [[False] * columns for _ in range(rows)]
    longest = 0
    for row in range(rows):
        for column in range(columns):
            if map[row][column] != '#' or seen[row][column]:
                continue
            seen[row][column] = True
            waiting, shore = [(row, column)], 0
            while waiting:
                y, x = waiting.pop()
                for to_y, to_x in ((y - 1, x), (y + 1, x), (y, x - 1), (y, x + 1)):
                    if not (0 <= to_y < rows and 0 <= to_x < columns) or map[to_y][to_x] != '#':
                        shore += 1
                    elif not seen[to_y][to_x]:
                        seen[to_y][to_x] = True
                        waiting.append((to_y, to_x))
            longest = max(longest, shore)
    return longest
`,
  edges: [[[]], [['#']], [['###', '#.#', '###']], [['#.#', '.#.', '#.#']], [['##', '##']], [['.#.', '###', '.#.']]],
  generate(size, random) {
    const side = Math.max(1, Math.round(Math.sqrt(size)))
    return [Array.from({ length: side }, () => random.text(side, '##.'))]
  },
  sizes: [4, 6, 9, 16, 25, 100, 900, 4900],
  ambiguities: [
    { question: 'Do cells connect over corners?', answer: 'No.' },
    { question: 'Does a lake inside an island count as shore?', answer: 'Yes, every side to water counts.' },
    { question: 'Is the edge of the map shore?', answer: 'Yes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How would you leave lakes out?', 'What if the map does not fit into memory?', 'What if cells turn to land one by one?'],
  wrong: [
    { because: 'it adds up all islands', solve: countsTheWholeMap },
    { because: 'it counts no shore at the edge of the map', solve: takesTheEdgeForLand },
  ],
}
