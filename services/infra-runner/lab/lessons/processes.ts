/** The program that a node which is a process begins with, the same for each lesson: over lines one that knows nothing yet, over gRPC one that only echoes. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

const read = (...file: string[]): string => readFileSync(path.join(import.meta.dirname, ...file), 'utf8')
const lines = read('lines', 'node.js')
/** As its author writes it: with the generated client beside it. */
const typescript = read('../programs/grpc/echo.ts').replace('@quint/proto/gen/quint/lab/v1/node.ts', './node.ts')

/** By language and way. */
export const processStarters = {
  'javascript/lines': lines,
  'typescript/lines': lines,
  'python/lines': read('lines', 'node.py'),
  'go/lines': read('lines', 'node.go'),
  'javascript/grpc': typescript,
  'typescript/grpc': typescript,
  'python/grpc': read('../programs/grpc/echo.py'),
  'go/grpc': read('../programs/grpc/echo.go'),
} as const
