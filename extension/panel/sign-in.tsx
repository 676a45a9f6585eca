/** Signing in: a code, confirmed in the web app. */
import { messageOf } from '@quint/web/api/problem.ts'
import { useSending } from '@quint/web/coach/use-sending.ts'
import { Button, buttonClass } from '@quint/web/ui/button.tsx'
import { Notice } from '@quint/web/ui/notice.tsx'
import { useEffect, useState } from 'react'
import { beginGrant, type DeviceGrant, type GrantEnd, pollGrant } from '../account/device-code.ts'
import { pause } from '../account/pause.ts'
import { t } from '../words.ts'
import type { Equipment } from './equipment.ts'
import { Section } from './section.tsx'
import { useServerAllowed } from './use-server-allowed.ts'

/** A code that is waiting to be confirmed outlives the panel: confirming opens another tab. */
const grantKey = 'quint:grant'

export function SignIn({ equipment }: { readonly equipment: Equipment }) {
  const { account, settings, passing } = equipment
  const { server } = settings
  const { allowed, ask } = useServerAllowed(server)
  const [grant, setGrant] = useState<DeviceGrant>()
  const [read, setRead] = useState(false)
  const [end, setEnd] = useState<GrantEnd['kind']>()
  const { sending, error, send } = useSending(async () => {
    setEnd(undefined)
    const begun = await beginGrant({ open: account.open, server, now: Date.now }, AbortSignal.timeout(20_000))
    await passing.set(grantKey, { ...begun, server })
    setGrant(begun)
  })
  useEffect(() => {
    passing
      .get(grantKey)
      .then(
        (kept) => setGrant(toGrant(kept, server)),
        () => undefined,
      )
      .finally(() => setRead(true))
  }, [passing, server])
  const over = (kind: GrantEnd['kind'] | undefined): void => {
    void passing.remove(grantKey)
    setGrant(undefined)
    setEnd(kind)
  }
  return (
    <Section title={t('signInTitle')}>
      <p className="text-muted">{t('signInWhy')}</p>
      {/* Nothing can be pressed before it is known what it would be. */}
      {allowed === undefined || !read ? (
        <div className="min-h-11" />
      ) : !allowed ? (
        <Button onClick={() => void ask()}>{t('allowServer', server)}</Button>
      ) : grant === undefined ? (
        <Button busy={sending} onClick={() => void send()}>
          {t('signInBegin')}
        </Button>
      ) : (
        <Confirming equipment={equipment} grant={grant} onEnd={over} />
      )}
      {end === 'denied' ? <Notice message={t('signInDenied')} /> : null}
      {end === 'expired' ? <Notice message={t('signInExpired')} /> : null}
      {error === undefined ? null : <Notice message={sayable(error, server)} />}
      <p className="text-sm text-muted">{t('signInServer', server)}</p>
    </Section>
  )
}

interface ConfirmingProps {
  readonly equipment: Equipment
  readonly grant: DeviceGrant
  readonly onEnd: (kind: GrantEnd['kind'] | undefined) => void
}

function Confirming({ equipment, grant, onEnd }: ConfirmingProps) {
  const { account, settings } = equipment
  // biome-ignore lint/correctness/useExhaustiveDependencies: one grant is asked about once, whoever is told.
  useEffect(() => {
    const controller = new AbortController()
    pollGrant(
      { open: account.open, server: settings.server, now: Date.now, grant, wait: (seconds, signal) => pause(seconds * 1000, signal) },
      controller.signal,
    ).then(
      async (end) => {
        if (end.kind === 'granted') await account.keep(end.tokens)
        onEnd(end.kind)
      },
      () => undefined,
    )
    return () => controller.abort()
  }, [account, settings, grant])
  return (
    <div className="grid gap-4">
      <p>
        <span className="block text-sm text-muted">{t('signInCode')}</span>
        <output className="font-mono text-2xl tracking-widest">{grant.userCode}</output>
      </p>
      <a href={grant.verificationUriComplete} className={buttonClass()}>
        {t('signInOpen')}
      </a>
      <p className="text-sm text-muted">{t('signInCheck')}</p>
      <p role="status" className="text-muted">
        {t('signInWaiting')}
      </p>
      <p>
        <Button look="plain" className="-ml-2" onClick={() => onEnd(undefined)}>
          {t('signInCancel')}
        </Button>
      </p>
    </div>
  )
}

function sayable(error: unknown, server: string): string {
  const away = error instanceof Error && 'status' in error && error.status === 0
  return away ? t('signInFailed', server) : messageOf(error)
}

function toGrant(kept: unknown, server: string): DeviceGrant | undefined {
  if (typeof kept !== 'object' || kept === null || !('server' in kept) || kept.server !== server) return undefined
  const grant = kept as unknown as DeviceGrant
  return grant.expiresAt > Date.now() ? grant : undefined
}
