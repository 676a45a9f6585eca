/** Everything the panel works with, put together once. */
import { type Coaching, createCoachClient } from '@quint/web/api/coach.ts'
import { sendWaiting } from '@quint/web/api/send-answer.ts'
import { openTalkLine } from '@quint/web/api/talk-line.ts'
import type { CoachClient } from '@quint/web/coach/coach-client.ts'
import { type Drafts, openDrafts } from '@quint/web/coach/drafts.ts'
import { keptClient } from '@quint/web/coach/kept-client.ts'
import { type Outbox, openOutbox } from '@quint/web/coach/outbox.ts'
import { type Account, openAccount } from '../account/account.ts'
import { loadSettings, type Settings } from '../account/settings.ts'
import { chromeStore, type Store } from '../account/store.ts'
import { openDraftStorage } from '../desk/draft-storage.ts'
import { type OpenSessions, openSessions } from '../desk/open-sessions.ts'
import { outboxStore } from '../desk/outbox-store.ts'
import { seenSessions } from '../desk/seen-sessions.ts'
import { type Page, pageOf } from '../page/page.ts'

export interface Equipment {
  readonly tabId: number
  /** Of the page at the beginning; undefined when the browser keeps it from us. */
  readonly address: string | undefined
  readonly page: Page
  readonly local: Store
  /** Lasts as long as the browser runs. */
  readonly passing: Store
  readonly settings: Settings
  readonly account: Account
  readonly coaching: Coaching
  /** Keeps what is answered without a connection. */
  readonly client: CoachClient
  readonly outbox: Outbox
  readonly drafts: Drafts
  readonly sessions: OpenSessions
  /** One import at a time, over all windows: they share one judge and its patience. Rejects when it is stopped before its turn. */
  readonly importing: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>
}

export async function equip(tabId: number): Promise<Equipment> {
  const local = chromeStore(chrome.storage.local)
  const [settings, draftStorage, tab] = await Promise.all([
    loadSettings(local),
    openDraftStorage(local),
    chrome.tabs.get(tabId).catch(() => undefined),
  ])
  const account = openAccount({ server: settings.server, store: local, fetch: (input, init) => fetch(input, init), exclusively: oneWindow('tokens') })
  const { http } = account
  const coaching = createCoachClient(http)
  const owner = async (): Promise<string | undefined> => (await account.tokens())?.userId
  const seen = seenSessions({ store: local, owner })
  const outbox = openOutbox({
    store: outboxStore({ store: local, exclusively: oneWindow('answers') }),
    send: sendWaiting(http),
    owner,
    exclusively: oneWindow('sending'),
    // Every window watches the store itself, and sends for as long as something waits.
    changed: () => undefined,
    awaited: () => undefined,
  })
  const client = keptClient({
    client: { ...coaching, converse: openTalkLine({ http, gateway: () => settings.server }) },
    outbox,
    owner,
    newKey: () => crypto.randomUUID(),
    remember: (transcript) => void seen.keep(transcript),
    recall: seen.of,
  })
  return {
    tabId,
    address: tab?.url,
    page: pageOf(tabId),
    local,
    passing: chromeStore(chrome.storage.session),
    settings,
    account,
    coaching,
    client,
    outbox,
    drafts: openDrafts(draftStorage),
    sessions: openSessions({ store: local, owner }),
    importing: oneWindow('import'),
  }
}

function oneWindow(name: string): <T>(work: () => Promise<T>, signal?: AbortSignal) => Promise<T> {
  return <T>(work: () => Promise<T>, signal?: AbortSignal) =>
    navigator.locks.request(`quint:${name}`, signal === undefined ? {} : { signal }, work) as Promise<T>
}
