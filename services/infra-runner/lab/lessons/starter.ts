/** The program that a lesson begins with, in three languages: the same frame, and in it what the lesson's clients ask. */

export type StarterLanguage = 'javascript' | 'typescript' | 'python'

/** Lines without their indentation; what is nested is indented by itself. */
export interface StarterParts {
  /** What a node holds. */
  readonly state?: readonly string[]
  readonly onMessage?: readonly string[]
  readonly onTimer?: readonly string[]
  readonly onClient: readonly string[]
  /** What it shows of itself. */
  readonly inspect?: string
}

export interface StarterText {
  readonly javascript: StarterParts
  readonly python: StarterParts
}

export function starterIn(language: StarterLanguage, { javascript, python }: StarterText): string {
  if (language === 'python') return pythonStarter(python)
  const typed = language === 'typescript'
  return `${typed ? "import type { Env, Program } from 'quint:lab'\n\n" : ''}${javascriptStarter(javascript, typed)}`
}

function indented(lines: readonly string[], by: number): string {
  return lines.map((line) => (line === '' ? '\n' : `${' '.repeat(by)}${line}\n`)).join('')
}

function javascriptStarter({ state = [], onMessage = [], onTimer = [], onClient, inspect }: StarterParts, typed: boolean): string {
  const plain = (lines: readonly string[]): readonly string[] =>
    lines.map((line) => (typed ? line.replaceAll(' /*any*/', ': any') : line.replaceAll(' /*any*/', '')))
  return `// Every node of the cluster runs start() once, and again after it was killed.
export function start(env${typed ? ': Env): Program' : ')'} {
${indented(plain(state), 2)}  return {
    // Another node has sent something with env.send(to, body).
    onMessage(from, body) {
${indented(plain(onMessage), 6)}    },
    // The time of env.setTimer(name, milliseconds) has come.
    onTimer(name) {
${indented(plain(onTimer), 6)}    },
    // A client asks.
    onClient({ body, reply }) {
${indented(plain(onClient), 6)}    },
${inspect === undefined ? '' : `    // What the screen shows of this node.\n    inspect: () => (${inspect}),\n`}  }
}
`
}

function pythonStarter({ state = [], onMessage = [], onTimer = [], onClient, inspect }: StarterParts): string {
  const body = (lines: readonly string[]): string => indented(lines.length === 0 ? ['pass'] : lines, 8)
  return `# Every node of the cluster runs start() once, and again after it was killed.
class Node:
    def __init__(self, env):
        self.env = env
${indented(state, 8)}
    # Another node has sent something with env.send(to, body).
    def on_message(self, sender, body):
${body(onMessage)}
    # The time of env.set_timer(name, milliseconds) has come.
    def on_timer(self, name):
${body(onTimer)}
    # A client asks.
    def on_client(self, client, body, reply):
${body(onClient)}${inspect === undefined ? '' : `\n    # What the screen shows of this node.\n    def inspect(self):\n        return ${inspect}\n`}

def start(env):
    return Node(env)
`
}
