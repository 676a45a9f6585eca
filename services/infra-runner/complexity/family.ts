/** The usual families of growth, slowest first. */

export const families = ['1', 'log n', 'n', 'n log n', 'n^2', 'n^3', '2^n'] as const
export type Family = (typeof families)[number]

const logarithm = (n: number): number => Math.log2(n + 1)

export const growthOf: Readonly<Record<Family, (n: number) => number>> = {
  '1': () => 1,
  'log n': logarithm,
  n: (n) => n,
  'n log n': (n) => n * logarithm(n),
  'n^2': (n) => n * n,
  'n^3': (n) => n ** 3,
  '2^n': (n) => 2 ** Math.min(n, 900),
}
