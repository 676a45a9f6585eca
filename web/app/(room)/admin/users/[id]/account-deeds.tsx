'use client'
/** What an administrator can do to an account, each with its reason. */
import { useState } from 'react'
import { Button } from '../../../../../ui/button.tsx'
import { type Account, administration } from '../../admin-api.ts'
import { ReasonDialog } from '../../reason-dialog.tsx'
import { saveFile } from '../../save-file.ts'

type Deed = 'roles' | 'suspend' | 'export' | 'delete'

export interface AccountDeedsProps {
  readonly account: Account
  /** Ends when the account is read again: before it is, it stands as it was. */
  readonly onDone: () => Promise<void>
  readonly onDeleted: () => Promise<void>
}

export function AccountDeeds({ account, onDone, onDeleted }: AccountDeedsProps) {
  const [asked, setAsked] = useState<Deed>()
  const isAdmin = account.roles.includes('admin')
  const isSuspended = account.status === 'suspended'
  return (
    <>
      <div className="mt-6 flex flex-wrap gap-3">
        <Button look="quiet" onClick={() => setAsked('roles')}>
          {isAdmin ? 'Take the administrator’s role' : 'Make an administrator'}
        </Button>
        <Button look="quiet" onClick={() => setAsked('export')}>
          Export
        </Button>
        <Button look={isSuspended ? 'quiet' : 'danger'} onClick={() => setAsked('suspend')}>
          {isSuspended ? 'Let in again' : 'Suspend'}
        </Button>
        <Button look="danger" onClick={() => setAsked('delete')}>
          Delete
        </Button>
      </div>
      {asked === undefined ? null : (
        <DeedDialog key={asked} deed={asked} account={account} onClose={() => setAsked(undefined)} onDone={asked === 'delete' ? onDeleted : onDone} />
      )}
    </>
  )
}

interface DeedDialogProps {
  readonly deed: Deed
  readonly account: Account
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}

function DeedDialog({ deed, account, onClose, onDone }: DeedDialogProps) {
  const { title, text, verb, look, act } = plan(deed, account)
  return (
    <ReasonDialog
      title={title}
      verb={verb}
      look={look}
      onClose={onClose}
      act={async (reason) => {
        await act(reason)
        await onDone()
      }}
    >
      <p>{text}</p>
    </ReasonDialog>
  )
}

interface Plan {
  readonly title: string
  readonly text: string
  readonly verb: string
  readonly look: 'primary' | 'danger'
  readonly act: (reason: string) => Promise<unknown>
}

function plan(deed: Deed, { id, displayName, roles, status }: Account): Plan {
  switch (deed) {
    case 'roles':
      return roles.includes('admin')
        ? {
            title: `Take the role from ${displayName}?`,
            text: 'They are signed out everywhere, and can sign in again as a learner.',
            verb: 'Take the role',
            look: 'danger',
            act: (reason) => administration.setRoles(id, ['learner'], reason),
          }
        : {
            title: `Make ${displayName} an administrator?`,
            text: 'They can then do everything that you can do here.',
            verb: 'Make an administrator',
            look: 'primary',
            act: (reason) => administration.setRoles(id, ['learner', 'admin'], reason),
          }
    case 'suspend':
      return status === 'suspended'
        ? {
            title: `Let ${displayName} in again?`,
            text: 'They can sign in as before. Nothing of theirs was deleted.',
            verb: 'Let in again',
            look: 'primary',
            act: (reason) => administration.suspend(id, false, reason),
          }
        : {
            title: `Suspend ${displayName}?`,
            text: 'They are signed out everywhere at once and cannot sign in. Nothing of theirs is deleted.',
            verb: 'Suspend',
            look: 'danger',
            act: (reason) => administration.suspend(id, true, reason),
          }
    case 'export':
      return {
        title: `Export what is held of ${displayName}?`,
        text: 'One file with everything from all services, for whoever is entitled to it. It stands in their own export that you asked for it.',
        verb: 'Export',
        look: 'primary',
        act: async (reason) => saveFile(await administration.exported(id, reason), `quint-export-${id}.json`),
      }
    case 'delete':
      return {
        title: `Delete the account of ${displayName}?`,
        text: 'Everything that belongs to it is deleted with it, everywhere. Nobody can bring it back.',
        verb: 'Delete everything',
        look: 'danger',
        act: (reason) => administration.remove(id, reason),
      }
  }
}
