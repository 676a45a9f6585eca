/** Fetches Monaco once, when the first editor is mounted, and never before. */
import type * as Bundle from './monaco.ts'

export type Monaco = typeof Bundle

const place = '/monaco/'
let loading: Promise<Monaco> | undefined

/** Rejects when a part does not come; the next call tries again. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function load(): Promise<Monaco> {
  Object.assign(globalThis, { MonacoEnvironment: { getWorker: () => new Worker(`${place}editor.worker.js`, { type: 'module' }) } })
  const address = `${place}monaco.js`
  const [monaco] = await Promise.all([import(/* turbopackIgnore: true */ address) as Promise<Monaco>, styles(`${place}monaco.css`)])
  for (const theme of ['light', 'dark'] as const) monaco.editor.defineTheme(`quint-${theme}`, themes[theme])
  return monaco
}

function styles(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href })
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => {
      link.remove()
      reject(new Error('The styles of the editor did not come.'))
    })
    document.head.append(link)
  })
}

/** All of one colour: those that tell levels apart are too faint. */
function brackets(colour: string): Readonly<Record<string, string>> {
  return Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`editorBracketHighlight.foreground${level}`, colour]))
}

/** Each at 4.5:1 or more on its ground. */
const themes: Readonly<Record<'light' | 'dark', Parameters<Monaco['editor']['defineTheme']>[1]>> = {
  light: {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '5f646b', fontStyle: 'italic' },
      { token: 'keyword', foreground: '6b4fd8' },
      { token: 'string', foreground: '3f6a2a' },
      { token: 'number', foreground: 'b93c0b' },
      { token: 'type', foreground: '0f766e' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#1f2328',
      'editorLineNumber.foreground': '#6b7078',
      'editorLineNumber.activeForeground': '#1f2328',
      'editorLineNumber.dimmedForeground': '#6b7078',
      'editor.lineHighlightBackground': '#fbf8f3',
      'editorCursor.foreground': '#6b4fd8',
      'editor.selectionBackground': '#ddd5f9',
      focusBorder: '#6b4fd8',
      ...brackets('#1f2328'),
    },
  },
  dark: {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: 'a3a9b3', fontStyle: 'italic' },
      { token: 'keyword', foreground: 'b8a7ff' },
      { token: 'string', foreground: '8cc26b' },
      { token: 'number', foreground: 'fb923c' },
      { token: 'type', foreground: '5eead4' },
    ],
    colors: {
      'editor.background': '#1b222c',
      'editor.foreground': '#ece9e2',
      'editorLineNumber.foreground': '#a3a9b3',
      'editorLineNumber.activeForeground': '#ece9e2',
      'editorLineNumber.dimmedForeground': '#a3a9b3',
      'editor.lineHighlightBackground': '#212a36',
      'editorCursor.foreground': '#b8a7ff',
      'editor.selectionBackground': '#40386b',
      focusBorder: '#b8a7ff',
      ...brackets('#ece9e2'),
    },
  },
}
