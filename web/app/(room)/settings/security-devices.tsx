'use client'
/** The devices that are signed in, and signing them out. */
import { useQueryClient } from '@tanstack/react-query'
import { messageOf } from '../../../api/problem.ts'
import { type Device, security } from '../../../api/security.ts'
import { useSending } from '../../../coach/use-sending.ts'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Skeleton, Waiting } from '../../../ui/skeleton.tsx'
import { Unavailable } from '../../../ui/unavailable.tsx'
import { isUnreadable, useLearnerQuery } from '../../../ui/use-learner-query.ts'

const queryKey = ['devices'] as const

export function SecurityDevices() {
  const queries = useQueryClient()
  const devices = useLearnerQuery({ queryKey, queryFn: ({ signal }) => security.devices(signal) })
  const { sending, error, send, retry } = useSending(async (id: string | undefined) => {
    await (id === undefined ? security.signOutOthers() : security.signOut(id))
    await queries.invalidateQueries({ queryKey })
  })
  if (devices.isPending)
    return (
      <div>
        <Waiting label="Your devices are being fetched." />
        <Skeleton className="h-24" />
      </div>
    )
  if (isUnreadable(devices)) return <Unavailable what="list" error={devices.error} onRetry={() => void devices.refetch()} />
  const others = devices.data.some(({ current }) => !current)
  return (
    <div className="grid gap-4">
      <h3 className="text-lg font-semibold">Signed-in devices</h3>
      <ul className="grid gap-3">
        {devices.data.map((device) => (
          <Row key={device.id} device={device} busy={sending} onSignOut={() => void send(device.id)} />
        ))}
      </ul>
      {error === undefined ? null : <Notice message={messageOf(error)} onRetry={() => void retry()} />}
      {others ? (
        <div>
          <Button look="quiet" busy={sending} onClick={() => void send(undefined)}>
            Sign out all others
          </Button>
        </div>
      ) : null}
    </div>
  )
}

interface RowProps {
  readonly device: Device
  readonly busy: boolean
  readonly onSignOut: () => void
}

function Row({ device, busy, onSignOut }: RowProps) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4 py-3">
      <div className="min-w-0">
        <p className="break-words font-semibold">{device.label}</p>
        <p className="text-sm text-muted">{device.current ? 'This device' : `Last used ${day(device.lastUsedAt)}`}</p>
      </div>
      {device.current ? null : (
        <Button look="plain" busy={busy} onClick={onSignOut} aria-label={`Sign out ${device.label}`}>
          Sign out
        </Button>
      )}
    </li>
  )
}

function day(time: string): string {
  return new Date(time).toLocaleDateString([], { day: 'numeric', month: 'long', year: 'numeric' })
}
