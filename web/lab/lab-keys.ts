/** Under which names the lab's answers are kept. */
export const labKeys = {
  lessons: ['lab', 'lessons'],
  lesson: (slug: string) => ['lab', 'lesson', slug],
  runs: ['lab', 'runs'],
  runsOf: (workload: string) => ['lab', 'runs', workload],
  run: (id: string) => ['lab', 'run', id],
  compare: (ids: string) => ['lab', 'compare', ids],
  board: (workload: string) => ['lab', 'board', workload],
  languages: ['run-languages'],
} as const
