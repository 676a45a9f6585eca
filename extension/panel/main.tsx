/** The side panel's beginning. */
import { createRoot } from 'react-dom/client'
import { applyTheme, settingsKey } from '../account/settings.ts'
import { t } from '../words.ts'
import { equip } from './equipment.ts'
import { Panel } from './panel.tsx'
import './panel.css'

const tabId = Number(new URLSearchParams(location.search).get('tab') ?? Number.NaN)
const equipment = await equip(tabId)
applyTheme(document.documentElement, equipment.settings.theme)
// Whatever was typed is kept, so a changed setting may begin everything anew.
equipment.local.watch((key) => {
  if (key === settingsKey) location.reload()
})
const root = document.getElementById('panel')
if (root !== null) createRoot(root, { onUncaughtError: () => queueMicrotask(() => sayBroken(root)) }).render(<Panel equipment={equipment} />)

/** When the panel's own program fails, its ruins are gone and this stands alone. */
function sayBroken(place: HTMLElement): void {
  const words = Object.assign(document.createElement('p'), { className: 'p-4', role: 'alert', textContent: `${t('broken')} ` })
  const again = Object.assign(document.createElement('button'), { type: 'button', className: 'underline', textContent: t('tryAgain') })
  again.addEventListener('click', () => location.reload())
  words.append(again)
  place.replaceChildren(words)
}
