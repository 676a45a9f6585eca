/** Two short scenes, for tests of rendering. */
import { storyboard } from '../storyboard/storyboard.ts'

export const shortBoard = storyboard.parse({
  title: 'Breadth first search',
  summary: 'A graph, ring by ring.',
  scenes: [
    { title: 'Breadth first search', keyPoint: 'What it is', narration: [{ say: 'It visits a graph in rings around the start.' }] },
    {
      title: 'Rings',
      keyPoint: 'The rings',
      bullets: ['A queue holds the frontier', 'Distance grows ring by ring'],
      diagram: {
        kind: 'graph',
        nodes: ['A', 'B', 'C'],
        edges: [
          [0, 1],
          [1, 2],
        ],
        steps: [{ marks: [0] }, { marks: [0, 1] }],
      },
      narration: [
        { say: 'Whoever is found first is looked at first.', bullets: 1 },
        { say: 'Neighbours are one step farther.', bullets: 2, step: 1 },
      ],
    },
  ],
  quiz: [{ question: 'What holds the frontier?', options: ['A queue', 'A stack'], answer: 0, why: 'First come, first served.', scene: 1 }],
})
