/** A chain turned around group by group: pointers that change their direction. */
import type { Problem } from '../problem.ts'

function turnInGroups(next: number[], head: number, size: number): number[] {
  const links = [...next]
  const groupEnd = (from: number): number => {
    let at = from
    for (let left = size - 1; left > 0 && at !== -1; left -= 1) at = links[at] ?? -1
    return at
  }
  let first = head
  let lastOfBefore = -1
  let start = head
  for (let end = groupEnd(start); end !== -1; end = groupEnd(start)) {
    const after = links[end] ?? -1
    let previous = after
    for (let at = start; at !== after; ) {
      const following = links[at] ?? -1
      links[at] = previous
      previous = at
      at = following
    }
    if (lastOfBefore === -1) first = end
    else links[lastOfBefore] = end
    lastOfBefore = start
    start = after
  }
  const order: number[] = []
  for (let at = first; at !== -1; at = links[at] ?? -1) order.push(at)
  return order
}

function turnsTheRestAsWell(next: number[], head: number, size: number): number[] {
  const order: number[] = []
  for (let at = head; at !== -1; at = next[at] ?? -1) order.push(at)
  const turned: number[] = []
  for (let at = 0; at < order.length; at += size) turned.push(...order.slice(at, at + size).reverse())
  return turned
}

function turnsTheWholeList(next: number[], head: number): number[] {
  const order: number[] = []
  for (let at = head; at !== -1; at = next[at] ?? -1) order.unshift(at)
  return order
}

export const wagonsInGroups: Problem = {
  id: 'wagons-in-groups',
  title: 'Wagons turned in groups',
  difficulty: 'hard',
  topics: ['linked lists'],
  statement:
    'A train is a linked list of wagons: next[i] is the wagon that hangs behind wagon i, or -1, and head is the first, or -1 for no train. At each full group of size wagons, counted from the front, the order within the group is turned around; the wagons at the end that make no full group stay as they are. Give the wagons from the front to the back afterwards. Wagons are re-hung one by one: do it with the links.',
  constraints: ['0 to 20 000 wagons', '1 ≤ size ≤ 20 000', 'every wagon is part of the train'],
  parameters: [
    ['next', 'number[]'],
    ['head', 'number'],
    ['size', 'number'],
  ],
  returns: 'number[]',
  examples: [
    { args: [[1, 2, 3, 4, -1], 0, 2], output: [1, 0, 3, 2, 4], explanation: 'Two groups of two; wagon 4 stays.' },
    { args: [[-1, 0, 1], 2, 3], output: [0, 1, 2], explanation: '2, 1, 0 turned around.' },
  ],
  solve: turnInGroups,
  python: `def turn_in_groups(next, head, size):
    links = list(next)

    def group_end(at):
        for _ in range(size - 1):
            if at == -1:
                break
            at = links[at]
        return at

    first, last_of_before, start = head, -1, head
    end = group_end(start)
    while end != -1:
        after = links[end]
        previous, at = after, start
        while at != after:
            following = links[at]
            links[at] = previous
            previous, at = at, following
        if last_of_before == -1:
            first = end
        else:
            links[last_of_before] = end
        last_of_before, start = start, after
        end = group_end(start)
    order = []
    while first != -1:
        order.append(first)
        first = links[first]
    return order
`,
  edges: [
    [[], -1, 3],
    [[-1], 0, 1],
    [[-1], 0, 2],
    [[1, 2, -1], 0, 1],
    [[1, 2, 3, -1], 0, 4],
    [[1, 2, 3, 4, 5, -1], 0, 3],
    [[3, -1, 0, 1], 2, 3],
  ],
  generate(size, random) {
    const order = random.shuffled(Array.from({ length: size }, (_, wagon) => wagon))
    const next = new Array<number>(size).fill(-1)
    for (let at = 0; at + 1 < size; at += 1) next[order[at] ?? 0] = order[at + 1] ?? -1
    return [next, order[0] ?? -1, random.int(1, Math.min(7, size))]
  },
  hardest: (size) => [Array.from({ length: size }, (_, wagon) => (wagon + 1 < size ? wagon + 1 : -1)), 0, 2],
  sizes: [2, 3, 5, 8, 30, 300, 3000, 15_000],
  ambiguities: [
    { question: 'What becomes of the wagons that make no full group?', answer: 'They stay in their order.' },
    { question: 'Are groups counted from the front?', answer: 'Yes.' },
    { question: 'What if size is larger than the train?', answer: 'Nothing changes.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How often is each link looked at?',
    'How much memory is needed if the list itself may change and only its head is asked for?',
    'What changes if groups are counted from the back?',
  ],
  wrong: [
    { because: 'it turns the rest around as well', solve: turnsTheRestAsWell },
    { because: 'it turns the whole list', solve: turnsTheWholeList },
  ],
}
