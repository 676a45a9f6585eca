/** Accounts that belong together over shared addresses: union-find over names. */
import type { Problem } from '../problem.ts'

function ownersOf(accounts: string[][]): number[] {
  const leader = accounts.map((_, account) => account)
  const find = (account: number): number => {
    let at = account
    while (leader[at] !== at) {
      leader[at] = leader[leader[at] ?? 0] ?? 0
      at = leader[at] ?? 0
    }
    return at
  }
  const firstWith = new Map<string, number>()
  for (const [account, addresses] of accounts.entries()) {
    for (const address of addresses) {
      const [a, b] = [find(firstWith.get(address) ?? account), find(account)]
      leader[Math.max(a, b)] = Math.min(a, b)
      if (!firstWith.has(address)) firstWith.set(address, account)
    }
  }
  return accounts.map((_, account) => find(account))
}

function joinsDirectlyOnly(accounts: string[][]): number[] {
  return accounts.map((addresses) => accounts.findIndex((others) => others === addresses || others.some((one) => addresses.includes(one))))
}

function joinsOncePerAccount(accounts: string[][]): number[] {
  const ownerWith = new Map<string, number>()
  return accounts.map((addresses, account) => {
    const known = addresses.find((address) => ownerWith.has(address))
    const owner = known === undefined ? account : (ownerWith.get(known) ?? account)
    for (const address of addresses) if (!ownerWith.has(address)) ownerWith.set(address, owner)
    return owner
  })
}

export const sameOwner: Problem = {
  id: 'same-owner',
  title: 'Accounts of the same owner',
  difficulty: 'medium',
  topics: ['union-find', 'hash tables', 'graphs'],
  statement:
    'Each account has a list of e-mail addresses. Two accounts with an address in common belong to the same person, and so do two that are joined by a chain of such accounts. For each account give the number of the first account, counted from 0, of the same person.',
  constraints: ['0 to 5 000 accounts with 0 to 10 addresses each', 'an address can be named twice in an account'],
  parameters: [['accounts', 'string[][]']],
  returns: 'number[]',
  examples: [
    { args: [[['a@x', 'b@x'], ['c@x'], ['b@x', 'd@x']]], output: [0, 1, 0], explanation: 'b@x joins the first and the last.' },
    { args: [[['a'], ['b'], ['a', 'b']]], output: [0, 0, 0], explanation: 'The last joins the two before it.' },
  ],
  solve: ownersOf,
  python: `def owners_of(accounts):
    leader = list(range(len(accounts)))

    def find(at):
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    first_with = {}
    for account, addresses in enumerate(accounts):
        for address in addresses:
            one, other = find(first_with.setdefault(address, account)), find(account)
            leader[max(one, other)] = min(one, other)
    return [find(account) for account in range(len(accounts))]
`,
  edges: [
    [[]],
    [[[]]],
    [[[], []]],
    [[['a', 'a'], ['b']]],
    [[['c'], ['b'], ['a'], ['a', 'b'], ['b', 'c']]],
    [[['a', 'b'], ['b', 'c'], ['c', 'd'], ['e']]],
    [[['a'], ['b'], ['c'], ['c', 'b'], ['b', 'a']]],
  ],
  generate(size, random) {
    const account = (): string[] => Array.from({ length: random.int(0, 3) }, () => `p${random.int(0, size * 2)}@x`)
    return [Array.from({ length: size }, account)]
  },
  sizes: [2, 3, 5, 9, 20, 60, 400, 4000],
  ambiguities: [
    { question: 'Is an account without addresses somebody?', answer: 'Yes, a person of its own.' },
    { question: 'Do two accounts have to share an address directly?', answer: 'No, a chain of accounts is enough.' },
    { question: 'By which account is a person named?', answer: 'By the first of theirs.' },
  ],
  complexity: { time: 'n', space: 'n' },
  followUps: [
    'How would a search through the graph do it?',
    'What if accounts come in one by one, and the answer is wanted at any time?',
    'How would you list all addresses of a person?',
  ],
  wrong: [
    { because: 'it joins only accounts that share an address directly', solve: joinsDirectlyOnly },
    { because: 'it never joins two persons who turn out to be one', solve: joinsOncePerAccount },
  ],
}
