/** The settings' beginning. */
import { createRoot } from 'react-dom/client'
import { openAccount } from '../account/account.ts'
import { applyTheme, loadSettings } from '../account/settings.ts'
import { chromeStore } from '../account/store.ts'
import { t } from '../words.ts'
import { Options } from './options.tsx'

const local = chromeStore(chrome.storage.local)
const settings = await loadSettings(local)
applyTheme(document.documentElement, settings.theme)
document.title = t('settingsTitle')
const account = openAccount({
  server: settings.server,
  store: local,
  fetch: (input, init) => fetch(input, init),
  exclusively: <T,>(work: () => Promise<T>) => navigator.locks.request('quint:tokens', work) as Promise<T>,
})
const root = document.getElementById('options')
if (root !== null) createRoot(root).render(<Options start={settings} local={local} passing={chromeStore(chrome.storage.session)} account={account} />)
