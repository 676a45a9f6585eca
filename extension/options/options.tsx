/** The settings of this device: server, theme, difficulty, sites, account, diagnostics. */
import { Button } from '@quint/web/ui/button.tsx'
import { Field } from '@quint/web/ui/field.tsx'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Account, tokensKey } from '../account/account.ts'
import { applyTheme, permissionFor, type Settings, serverOf, settingsKey, toSettings } from '../account/settings.ts'
import type { Store } from '../account/store.ts'
import { forgetLearner } from '../desk/forget-learner.ts'
import { Diagnostics } from '../panel/diagnostics.tsx'
import { useKept } from '../panel/use-kept.ts'
import { type MessageKey, t } from '../words.ts'

export interface OptionsProps {
  readonly start: Settings
  readonly local: Store
  readonly passing: Store
  readonly account: Account
}

const exists = (value: unknown): boolean => value !== undefined

export function Options({ start, local, passing, account }: OptionsProps) {
  const [settings, setSettings] = useState(start)
  const signedIn = useKept(local, tokensKey, exists) === true
  const latest = useRef(start)
  // Each change is of what stands then, not of what stood when it was asked for.
  const change = async (of: Partial<Settings>): Promise<void> => {
    const next = { ...latest.current, ...of }
    latest.current = next
    setSettings(next)
    applyTheme(document.documentElement, next.theme)
    await local.set(settingsKey, next)
  }
  useEffect(
    () =>
      local.watch((key, value) => {
        if (key !== settingsKey) return
        latest.current = toSettings(value)
        setSettings(latest.current)
        applyTheme(document.documentElement, latest.current.theme)
      }),
    [local],
  )
  return (
    <main className="mx-auto grid max-w-2xl gap-10 px-4 py-10">
      <h1 className="text-2xl">{t('settingsTitle')}</h1>
      <ServerForm settings={settings} onChange={change} onMove={() => signOut(account, local)} />
      <Part title={t('appearance')}>
        <ThemeChoice theme={settings.theme} onChange={(theme) => void change({ theme })} />
        <label className="flex min-h-11 items-center gap-3">
          <input
            type="checkbox"
            className="size-5 accent-quint"
            checked={settings.hideDifficulty}
            onChange={() => void change({ hideDifficulty: !settings.hideDifficulty })}
          />
          {t('hideDifficulty')}
        </label>
      </Part>
      <Sites />
      <Part title={t('accountTitle')}>
        <p>{t(signedIn ? 'signedIn' : 'signedOut')}</p>
        {signedIn ? (
          <p>
            <Button look="quiet" onClick={() => void signOut(account, local)}>
              {t('signOut')}
            </Button>
          </p>
        ) : null}
      </Part>
      <div className="-mx-4 border-t border-line">
        <Diagnostics equipment={{ settings, passing }} signedIn={signedIn} />
      </div>
    </main>
  )
}

/** Here at once; at the server as soon as it answers. */
async function signOut(account: Account, local: Store): Promise<void> {
  await account.http.json('/api/auth/logout', { method: 'POST', body: {}, deadlineMs: 5000 }).catch(() => undefined)
  await account.forget()
  await forgetLearner(local)
}

interface ServerFormProps {
  readonly settings: Settings
  readonly onChange: (change: Partial<Settings>) => Promise<void>
  readonly onMove: () => Promise<void>
}

function ServerForm({ settings, onChange, onMove }: ServerFormProps) {
  const [text, setText] = useState(settings.server)
  const [trouble, setTrouble] = useState<MessageKey>()
  const [saved, setSaved] = useState(false)
  const save = async (): Promise<void> => {
    const server = serverOf(text)
    setSaved(false)
    if (server === undefined) return setTrouble('serverWrong')
    // The browser asks only in the turn of the press itself.
    if (!(await chrome.permissions.request({ origins: [permissionFor(server)] }))) return setTrouble('serverRefused')
    setTrouble(undefined)
    if (server !== settings.server) await onMove()
    await onChange({ server })
    // What was written meanwhile is not what was saved.
    setText((now) => (now === text ? server : now))
    setSaved(true)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void save()
  }
  return (
    <form onSubmit={submit} className="grid gap-4" noValidate>
      <Field
        label={t('server')}
        type="url"
        value={text}
        onChange={setText}
        hint={t('serverHint')}
        error={trouble === undefined ? undefined : t(trouble)}
      />
      <p className="flex items-center gap-4">
        <Button type="submit">{t('save')}</Button>
        <span role="status">{saved ? t('saved') : ''}</span>
      </p>
    </form>
  )
}

const themes: readonly (readonly [Settings['theme'], MessageKey])[] = [
  ['system', 'themeSystem'],
  ['light', 'themeLight'],
  ['dark', 'themeDark'],
]

interface ThemeChoiceProps {
  readonly theme: Settings['theme']
  readonly onChange: (theme: Settings['theme']) => void
}

function ThemeChoice({ theme, onChange }: ThemeChoiceProps) {
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('appearance')}</legend>
      {themes.map(([known, words]) => (
        <label
          key={known}
          className="flex min-h-11 items-center rounded-card border border-edge bg-surface px-4 has-[:checked]:border-ink has-[:checked]:bg-ink has-[:checked]:text-paper has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-quint"
        >
          <input type="radio" name="theme" className="sr-only" checked={theme === known} onChange={() => onChange(known)} />
          {t(words)}
        </label>
      ))}
    </fieldset>
  )
}

const china = { origins: ['https://leetcode.cn/*'] }

function Sites() {
  const [allowed, setAllowed] = useState<boolean>()
  useEffect(() => {
    chrome.permissions.contains(china).then(setAllowed, () => undefined)
  }, [])
  const allow = async (): Promise<void> => setAllowed(await chrome.permissions.request(china))
  return (
    <Part title={t('sites')}>
      <p className="text-muted">{t('sitesWhy')}</p>
      {allowed === true ? (
        <p>{t('chinaAllowed')}</p>
      ) : (
        <p>
          <Button look="quiet" onClick={() => void allow()}>
            {t('allowChina')}
          </Button>
        </p>
      )}
    </Part>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="grid gap-4">
      <h2 className="text-xl">{title}</h2>
      {children}
    </section>
  )
}
