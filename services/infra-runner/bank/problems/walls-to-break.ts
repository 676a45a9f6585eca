/** The fewest steps through a maze where some walls may be broken: breadth-first search over places and what is left. */
import type { Problem } from '../problem.ts'

function stepsThrough(maze: string[], breaks: number): number {
  const [rows, columns] = [maze.length, maze[0]?.length ?? 0]
  const mostLeft = new Array<number>(rows * columns).fill(-1)
  let front: [row: number, column: number, left: number][] = [[0, 0, breaks]]
  mostLeft[0] = breaks
  const enter = (row: number, column: number, left: number): [number, number, number][] => {
    const field = maze[row]?.[column]
    const after = left - (field === '#' ? 1 : 0)
    if (field === undefined || after <= (mostLeft[row * columns + column] ?? -1)) return []
    mostLeft[row * columns + column] = after
    return [[row, column, after]]
  }
  for (let steps = 0; front.length > 0; steps += 1) {
    if (front.some(([row, column]) => row === rows - 1 && column === columns - 1)) return steps
    front = front.flatMap(([row, column, left]) => [
      ...enter(row + 1, column, left),
      ...enter(row - 1, column, left),
      ...enter(row, column + 1, left),
      ...enter(row, column - 1, left),
    ])
  }
  return -1
}

function goesToEachFieldOnce(maze: string[], breaks: number): number {
  const [rows, columns] = [maze.length, maze[0]?.length ?? 0]
  const seen = new Set<number>([0])
  const enter = (row: number, column: number, left: number): [number, number, number][] => {
    const field = maze[row]?.[column]
    const after = left - (field === '#' ? 1 : 0)
    if (field === undefined || after < 0 || seen.has(row * columns + column)) return []
    seen.add(row * columns + column)
    return [[row, column, after]]
  }
  let front: [number, number, number][] = [[0, 0, breaks]]
  for (let steps = 0; front.length > 0; steps += 1) {
    if (seen.has(rows * columns - 1)) return rows * columns === 1 ? 0 : steps
    front = front.flatMap(([row, column, left]) => [
      ...enter(row + 1, column, left),
      ...enter(row - 1, column, left),
      ...enter(row, column + 1, left),
      ...enter(row, column - 1, left),
    ])
  }
  return -1
}

function goesRightAndDownOnly(maze: string[], breaks: number): number {
  const [rows, columns] = [maze.length, maze[0]?.length ?? 0]
  const walls = maze.map(() => new Array<number>(columns).fill(0))
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const before = Math.min(walls[row - 1]?.[column] ?? Infinity, walls[row]?.[column - 1] ?? Infinity)
      const line = walls[row] ?? []
      line[column] = (before === Infinity ? 0 : before) + (maze[row]?.[column] === '#' ? 1 : 0)
    }
  }
  return (walls[rows - 1]?.[columns - 1] ?? 0) <= breaks ? rows + columns - 2 : -1
}

export const wallsToBreak: Problem = {
  id: 'walls-to-break',
  title: 'Walls to break',
  difficulty: 'hard',
  topics: ['shortest paths', 'matrices', 'queues'],
  statement:
    'A maze is given by its rows: a dot is free, # is a wall. One walks up, down, left or right from the field at the top left to the one at the bottom right, and may break through at most the given number of walls on the way. Give the fewest steps, or -1 if there is no way. The first and the last field are free.',
  constraints: ['1 to 60 rows and columns, all rows equally long', '0 ≤ breaks ≤ 40'],
  parameters: [
    ['maze', 'string[]'],
    ['breaks', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [['.#', '#.'], 1], output: 2, explanation: 'Through either of the walls.' },
    { args: [['.#.', '.#.', '.#.'], 0], output: -1, explanation: 'Nothing leads through.' },
  ],
  solve: stepsThrough,
  python: `def steps_through(maze, breaks):
    rows, columns = len(maze), len(maze[0])
    most_left = {(0, 0): breaks}
    front, steps = [(0, 0, breaks)], 0
    while front:
        following = []
        for row, column, left in front:
            if row == rows - 1 and column == columns - 1:
                return steps
            for y, x in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
                if 0 <= y < rows and 0 <= x < columns:
                    after = left - (maze[y][x] == '#')
                    if after > most_left.get((y, x), -1):
                        most_left[y, x] = after
                        following.append((y, x, after))
        front, steps = following, steps + 1
    return -1
`,
  edges: [
    [['.'], 0],
    [['.', '.'], 0],
    [['.#.'], 0],
    [['.#.'], 1],
    [['....', '###.', '....', '.###', '....'], 0],
    [['....', '###.', '....', '.###', '....'], 1],
    [['.###', '.#..', '.#.#', '...#', '###.'], 1],
    // The near way to the last wall has used up what would break it.
    [['.#...', '.###.', '...#.', '##.#.', '...#.', '.####', '...#.'], 1],
    [['..', '#.', '#.', '..', '.#', '.#', '..', '##', '..'], 1],
  ],
  generate(size, random) {
    const side = Math.max(2, Math.round(Math.sqrt(size)))
    const maze = Array.from({ length: side }, () => random.text(side, '.##'))
    maze[0] = `.${maze[0]?.slice(1) ?? ''}`
    maze[side - 1] = `${maze[side - 1]?.slice(0, -1) ?? ''}.`
    return [maze, random.int(0, Math.ceil(side / 3))]
  },
  // Nothing to break: every field is entered once, and looked at from all sides.
  hardest(size) {
    const columns = 4
    return [Array.from({ length: Math.max(1, Math.round(size / columns)) }, () => '.'.repeat(columns)), 3]
  },
  sizes: [4, 9, 16, 25, 36, 49, 60, 400, 3600],
  ambiguities: [
    { question: 'Does breaking a wall take a step more?', answer: 'No.' },
    { question: 'Can a wall that was broken be used again?', answer: 'One could, but a shortest way never comes back.' },
    { question: 'Are there diagonal steps?', answer: 'No.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: ['How do the breaks enter the complexity?', 'When is the answer simply rows + columns - 2?', 'What if breaking costs three steps?'],
  wrong: [
    { because: 'it comes to each field once, whatever it has left', solve: goesToEachFieldOnce },
    { because: 'it walks only right and down', solve: goesRightAndDownOnly },
  ],
}
