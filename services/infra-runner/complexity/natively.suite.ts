/** Programs of each family in the languages that are compiled, run whole behind bubblewrap and measured. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openQueue } from '../queue.ts'
import { measureCode } from '../run/growth.ts'
import { countedSource, countsOf } from '../sandbox/counting.ts'
import { openSandbox } from '../sandbox/open.ts'
import type { Language } from '../sandbox/sandbox.ts'
import type { Growth } from './measure.ts'

const sandbox = await openSandbox({ bubblewrap: process.env.RUNNER_BUBBLEWRAP ?? 'bwrap', warm: 1, idleMs: 60_000, cacheFolder: '' })
after(() => sandbox[Symbol.asyncDispose]())
const runner = { sandbox, queue: openQueue({ concurrent: 1, perLearner: 1, mostWaiting: 1 }) }

/** Its input is a list and a number behind it. */
const problemId = 'pair-to-target'

async function growth(language: Language, code: string): Promise<Growth> {
  const asked = { learner: 'ada', request: { language, code, problemId }, signal: new AbortController().signal, budgetMs: 1500 }
  for await (const one of measureCode(runner, asked)) if ('by' in one) return one
  throw new Error('nothing was told')
}

const c = (work: string): string =>
  `#include <stdio.h>\n#include <stdlib.h>\nint n, t, *a;\nint cmp(const void *x, const void *y) { return *(int *)x - *(int *)y; }\nint go(int i) { return i == n ? 1 : go(i + 1) + go(i + 1); }\nint main() { scanf("%d", &n); a = malloc(n * sizeof(int) + 4); for (int i = 0; i < n; i++) scanf("%d", a + i); scanf("%d", &t); long s = 0; ${work} printf("%ld\\n", s); }`
const cpp = (work: string): string =>
  `#include <bits/stdc++.h>\nusing namespace std;\nint main() { ios::sync_with_stdio(false); cin.tie(nullptr); int n, t; cin >> n; vector<int> a(n); for (auto &x : a) cin >> x; cin >> t; long s = 0; ${work} cout << s << endl; }`
const java = (work: string): string =>
  `import java.util.*;\npublic class Main { public static void main(String[] args) { Scanner in = new Scanner(System.in); int n = in.nextInt(); int[] a = new int[n]; for (int i = 0; i < n; i++) a[i] = in.nextInt(); int t = in.nextInt(); long s = 0; ${work} System.out.println(s); } }`
const go = (work: string): string =>
  `package main\n\nimport (\n\t"bufio"\n\t"fmt"\n\t"os"\n\t"sort"\n)\n\nfunc main() {\n\tin := bufio.NewReader(os.Stdin)\n\tvar n, t, s int\n\tfmt.Fscan(in, &n)\n\ta := make([]int, n)\n\tfor i := range a {\n\t\tfmt.Fscan(in, &a[i])\n\t}\n\tfmt.Fscan(in, &t)\n\t_ = sort.Ints\n\t${work}\n\tfmt.Println(s, len(os.Args))\n}\n`

const halving = 'int lo = 0, hi = n; while (lo < hi) { int m = (lo + hi) / 2; if (m < 3) lo = m + 1; else hi = m; } s = lo;'
const pairs = 'for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) if (a[i] + a[j] == t) s++;'
const sum = 'for (int i = 0; i < n; i++) s += a[i];'

const programs: readonly (readonly [Language, string, string])[] = [
  ['c', 'log n', c(halving)],
  ['c', 'n', c(sum)],
  ['c', 'n log n', c('qsort(a, n, sizeof(int), cmp); s = a[0];')],
  ['c', 'n^2', c(pairs)],
  ['c', '2^n', c('s = go(0);')],
  ['cpp', 'log n', cpp(halving)],
  ['cpp', 'n', cpp('unordered_map<int, int> m; for (int i = 0; i < n; i++) { if (m.count(t - a[i])) s++; m[a[i]] = i; }')],
  ['cpp', 'n log n', cpp('sort(a.begin(), a.end()); s = a[0];')],
  ['cpp', 'n^2', cpp(pairs)],
  ['java', 'log n', java(halving)],
  ['java', 'n', java('Map<Integer, Integer> m = new HashMap<>(); for (int i = 0; i < n; i++) { if (m.containsKey(t - a[i])) s++; m.put(a[i], i); }')],
  ['java', 'n log n', java('Arrays.sort(a); s = a[0];')],
  ['java', 'n^2', java(pairs)],
  [
    'go',
    'log n',
    go('lo, hi := 0, n\n\tfor lo < hi {\n\t\tm := (lo + hi) / 2\n\t\tif m < 3 {\n\t\t\tlo = m + 1\n\t\t} else {\n\t\t\thi = m\n\t\t}\n\t}\n\ts = lo'),
  ],
  ['go', 'n', go('m := map[int]int{}\n\tfor i, x := range a {\n\t\tif _, ok := m[t-x]; ok {\n\t\t\ts++\n\t\t}\n\t\tm[x] = i\n\t}')],
  ['go', 'n log n', go('sort.Ints(a)\n\ts = t')],
  ['go', 'n^2', go('for _, x := range a {\n\t\tfor _, y := range a {\n\t\t\tif x+y == t {\n\t\t\t\ts++\n\t\t\t}\n\t\t}\n\t}')],
]

for (const [language, family, code] of programs) {
  test(`a program in ${language} that needs ${family} is measured to need it`, { skip: sandbox.counterFor(language) === undefined }, async () => {
    const { time } = await growth(language, code)
    assert.equal(time.kind === 'told' ? time.family : time.reason, family, JSON.stringify(time))
  })
}

const holding: Readonly<Partial<Record<Language, readonly [holds: string, none: string]>>> = {
  c: [c('long *b = malloc(n * sizeof(long) + 8); for (int i = 0; i < n; i++) b[i] = a[i]; s = b[0];'), c(sum)],
  cpp: [cpp('vector<long> b; for (int x : a) b.push_back(x); s = b[0];'), cpp(sum)],
  java: [java('List<Integer> b = new ArrayList<>(); for (int x : a) b.add(x); s = b.size();'), java(sum)],
  go: [go('b := []int{}\n\tfor _, x := range a {\n\t\tb = append(b, x)\n\t}\n\ts = len(b)'), go('for _, x := range a {\n\t\ts += x\n\t}')],
}

for (const [language, [holds, none]] of Object.entries(holding)) {
  test(`in ${language} what is held beside the input grows, and a sum holds nothing`, {
    skip: sandbox.counterFor(language as Language) === undefined,
  }, async () => {
    const told = [await growth(language as Language, holds), await growth(language as Language, none)].map(({ space }) => space)
    assert.deepEqual(
      told.map((space) => (space.kind === 'told' ? space.family : space.reason)),
      ['n', '1'],
      JSON.stringify(told),
    )
  })
}

test('a program that works while it reads is told by all of its steps', { skip: sandbox.counterFor('c') === undefined }, async () => {
  const code =
    '#include <stdio.h>\nint main() { int n, x, most = 0; scanf("%d", &n); while (scanf("%d", &x) == 1) if (x > most) most = x; printf("%d\\n", most); }'
  const { time } = await growth('c', code)
  assert.equal(time.kind === 'told' && time.family, 'n', JSON.stringify(time))
})

test('what a program in Go reads and how it ends is seen, line by line as it was', () => {
  const given = 'package main\n\nimport (\n\t"fmt"\n\t"os"\n)\n\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tos.Exit(n)\n}\n'
  const counted = countedSource('go', given)
  assert.match(counted, /fmt\.Fscan\(quintStdin, &n\)\n\tquintExit\(n\)/)
  assert.match(counted, /\nvar _ = os\.Args\n$/)
  assert.match(countedSource('go', 'b = append(b, x)\nc = append(c, "text"...)'), /^b = quintAppend\(b, x\)\nc = append\(c, "text"\.\.\.\)/)
  assert.equal(counted.split('\n').indexOf('\tquintExit(n)'), given.split('\n').indexOf('\tos.Exit(n)'))
  assert.equal(countedSource('c', 'int main() {}'), 'int main() {}')
})

test('what a program tells in place of its counts is none', () => {
  assert.deepEqual(countsOf('9 4 100 0.5'), { steps: 9, readingSteps: 4, allocatedBytes: 100, cpuMs: 0.5 })
  for (const told of ['', '1 2 3', '1 2 3 x', '-1 0 0 0', '1 2 3 4 5']) assert.equal(countsOf(told), undefined, told)
})
