/** The smallest truck that does it in time: binary search on the answer. */
import type { Problem } from '../problem.ts'

function smallestTruck(parcels: number[], trips: number): number {
  const tripsWith = (room: number): number => {
    let used = 1
    let load = 0
    for (const parcel of parcels) {
      if (load + parcel > room) {
        used += 1
        load = 0
      }
      load += parcel
    }
    return used
  }
  let low = parcels.reduce((most, parcel) => Math.max(most, parcel), 0)
  let high = parcels.reduce((sum, parcel) => sum + parcel, 0)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (tripsWith(middle) <= trips) high = middle
    else low = middle + 1
  }
  return low
}

function dividesEvenly(parcels: number[], trips: number): number {
  const sum = parcels.reduce((all, parcel) => all + parcel, 0)
  return Math.max(0, ...parcels, Math.ceil(sum / trips))
}

function packsInAnyOrder(parcels: number[], trips: number): number {
  const loads = Array.from({ length: trips }, () => 0)
  for (const parcel of [...parcels].sort((a, b) => b - a)) {
    const lightest = loads.indexOf(Math.min(...loads))
    loads[lightest] = (loads[lightest] ?? 0) + parcel
  }
  return Math.max(...loads)
}

export const leastTruck: Problem = {
  id: 'smallest-truck',
  title: 'The smallest truck',
  difficulty: 'medium',
  topics: ['binary search', 'greedy'],
  statement:
    'Parcels have to be carried in the order in which they wait, with as many of the next ones in each trip as are wanted. Given their weights and the most trips allowed, give the least load the truck must be able to take. A parcel cannot be divided.',
  constraints: ['0 to 20 000 parcels', 'each weighs 1 to 10 000', '1 ≤ trips ≤ 20 000'],
  parameters: [
    ['parcels', 'number[]'],
    ['trips', 'number'],
  ],
  returns: 'number',
  examples: [
    { args: [[4, 2, 7, 1, 3], 2], output: 11, explanation: '4 and 2, then 7, 1 and 3; with 10 it would take three trips.' },
    { args: [[5, 9], 4], output: 9, explanation: 'The heaviest parcel has to fit.' },
  ],
  solve: smallestTruck,
  python: `def smallest_truck(parcels, trips):
    def trips_with(room):
        used, load = 1, 0
        for parcel in parcels:
            if load + parcel > room:
                used += 1
                load = 0
            load += parcel
        return used

    low, high = max(parcels, default=0), sum(parcels)
    while low < high:
        middle = (low + high) // 2
        if trips_with(middle) <= trips:
            high = middle
        else:
            low = middle + 1
    return low
`,
  edges: [
    [[], 1],
    [[5], 1],
    [[5], 3],
    [[1, 1, 1, 1], 2],
    [[9, 1, 9, 1], 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5],
  ],
  generate: (size, random) => [random.array(size, 1, 500), random.int(1, Math.max(1, Math.ceil(size / 2)))],
  sizes: [3, 4, 6, 10, 40, 400, 5000],
  ambiguities: [
    { question: 'May the order of the parcels be changed?', answer: 'No.' },
    { question: 'Must all trips be used?', answer: 'No, that many at most.' },
    { question: 'Can a parcel be divided?', answer: 'No.' },
  ],
  complexity: { time: 'n log n', space: '1' },
  followUps: ['Why may one search on the answer?', 'What if the order does not matter?', 'Which trips would you make?'],
  wrong: [
    { because: 'it divides the weight evenly', solve: dividesEvenly },
    { because: 'it packs in any order', solve: packsInAnyOrder },
  ],
}
