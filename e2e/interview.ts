/** The steps that the stories of interviews are made of. */
import type { Page, WebSocketRoute } from 'playwright-core'

export const title = 'A pair that makes the target'

/** Pairs an entry with itself. */
export const wrongCode = `def pair_positions(numbers, target):
    at = {number: position for position, number in enumerate(numbers)}
    for position, number in enumerate(numbers):
        if target - number in at:
            return sorted([position, at[target - number]])
    return []
`

export const rightCode = `def pair_positions(numbers, target):
    seen_at = {}
    for position, number in enumerate(numbers):
        if target - number in seen_at:
            return [seen_at[target - number], position]
        seen_at.setdefault(number, position)
    return []
`

export const approach =
  'I go through the list once and keep a dictionary from each number to its position. For each number I look whether target minus number is there. That is O(n) time and O(n) space.'

/** Chooses the problem in the lobby and enters the room. @returns the interview's id. */
export async function beginInterview(page: Page): Promise<string> {
  await page.goto('/interview')
  await page.getByPlaceholder('A problem').fill('pair that makes')
  await page.getByLabel(title).check()
  await page.getByRole('button', { name: 'Begin the interview' }).click()
  await page.waitForURL(/\/interview\/[0-9a-f-]{36}$/)
  await inStage(page, 'approach')
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

export async function inStage(page: Page, stage: string): Promise<void> {
  await page.locator(`[data-room="${stage}"]`).waitFor({ timeout: 60_000 })
}

/** On a narrow screen one part is seen at a time. */
export async function lookAt(page: Page, part: 'Talk' | 'Problem' | 'Code'): Promise<void> {
  const tab = page.getByRole('navigation', { name: 'Parts of the room' }).getByRole('button', { name: part })
  if (await tab.isVisible()) await tab.click()
}

/** Says it by keyboard, and waits for what the interviewer says to it. */
export async function say(page: Page, text: string): Promise<void> {
  await lookAt(page, 'Talk')
  const before = await answers(page).count()
  await page.getByLabel('What you say').fill(text)
  await page.keyboard.press('Control+Enter')
  await answers(page).nth(before).waitFor({ timeout: 60_000 })
}

export function answers(page: Page) {
  return page.getByRole('log').getByText('Interviewer:', { exact: false })
}

export async function editorReady(page: Page): Promise<void> {
  await lookAt(page, 'Code')
  await page.locator('[data-editor="ready"] .view-line').first().waitFor({ timeout: 60_000 })
}

/** Replaces everything in the editor: pasted, since what is typed is indented by the editor itself. */
export async function writeCode(page: Page, code: string): Promise<void> {
  await editorReady(page)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(code)})`)
  await page.locator('.view-lines').click()
  await page.keyboard.press('Control+A')
  if (code === '') await page.keyboard.press('Delete')
  else await page.keyboard.press('Control+V')
}

/** As it is seen; an editor draws blanks that are none. */
export async function seenCode(page: Page): Promise<string> {
  return ((await page.locator('.view-lines').textContent()) ?? '').replaceAll('\u00a0', ' ')
}

export async function outcome(page: Page, status: string): Promise<void> {
  await page.locator(`[data-outcome="${status}"]`).waitFor({ timeout: 60_000 })
}

export interface Cable {
  /** Breaks the line; the next one is refused as long as `mended` is false. */
  cut(): Promise<void>
  mended: boolean
  /** Kinds of messages of the page's that do not arrive. */
  readonly lost: Set<string>
  /** Those that did not. */
  readonly dropped: string[]
  /** As if the server said it. */
  tell(message: object): void
}

/** Stands between the page and its socket. */
export async function cable(page: Page): Promise<Cable> {
  const open: WebSocketRoute[] = []
  const state: Cable = {
    mended: true,
    lost: new Set(),
    dropped: [],
    tell(message) {
      for (const socket of open) socket.send(JSON.stringify(message))
    },
    async cut() {
      for (const socket of open.splice(0)) await socket.close({ code: 1012, reason: 'come back' })
    },
  }
  await page.routeWebSocket(/\/ws$/, (socket) => {
    if (!state.mended) return void socket.close({ code: 1012, reason: 'come back' })
    open.push(socket)
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const { type } = JSON.parse(String(message)) as { readonly type: string }
      if (state.lost.has(type)) state.dropped.push(String(message))
      else server.send(message)
    })
  })
  return state
}
