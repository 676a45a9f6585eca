/** What a learner begins with in each language: a function to fill, or a program with what it reads and prints. */
import { type Problem, snakeCase } from '../bank/problem.ts'
import type { Language } from '../sandbox/sandbox.ts'
import { inputLines, printedAnswer } from './printing.ts'

export function starters(problem: Problem): Readonly<Record<Language, string>> {
  const { solve, parameters, returns } = problem
  const names = parameters.map(([name]) => name).join(', ')
  const typed = parameters.map(([name, type]) => `${name}: ${type}`).join(', ')
  const says = comment(problem)
  return {
    python: `def ${snakeCase(solve.name)}(${names}):\n    pass\n`,
    javascript: `function ${solve.name}(${names}) {\n}\n`,
    typescript: `function ${solve.name}(${typed}): ${returns} {\n}\n`,
    c: `${says}#include <stdio.h>\n\nint main(void) {\n    return 0;\n}\n`,
    cpp: `${says}#include <iostream>\n\nint main() {\n}\n`,
    java: `${says}import java.util.*;\n\npublic class Main {\n    public static void main(String[] args) {\n        Scanner in = new Scanner(System.in);\n    }\n}\n`,
    go: `package main\n\n${says}func main() {\n}\n`,
  }
}

const longestExample = 400

function comment({ parameters, examples }: Problem): string {
  const [example] = examples
  const input = example === undefined ? '' : inputLines(example.args)
  const shown = example === undefined || input.length > longestExample ? [] : exampleLines(input, printedAnswer(example.output))
  const list = parameters.some(([, type]) => type.endsWith(']')) ? ' A list begins with its length.' : ''
  const lines = [`Reads ${parameters.map(([name]) => name).join(', ')} from its input, and prints the answer.${list}`, ...shown]
  return lines
    .map((line) => `// ${line}`.trimEnd())
    .join('\n')
    .concat('\n')
}

function exampleLines(input: string, output: string): string[] {
  const indented = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`)
  return ['The first example as input:', ...indented(input), 'and as output:', ...indented(output)]
}
