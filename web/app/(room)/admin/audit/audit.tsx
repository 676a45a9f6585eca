'use client'
/** The audit by deed and by day. */
import { useState } from 'react'
import { AwakeInput, AwakeSelect } from '../../../../ui/awake.tsx'
import { administration, adminKeys } from '../admin-api.ts'
import { deedWords, knownDeeds } from '../admin-words.ts'
import { PagesList } from '../pages-list.tsx'
import { DeedList } from './deed-list.tsx'

const control = 'min-h-12 max-w-full rounded-card border border-edge bg-surface px-3 text-ink'

/** A day of the browser's, as the moments at which it begins and ends. */
function bounds(day: string): { readonly from?: string; readonly to?: string } {
  if (day === '') return {}
  const from = new Date(`${day}T00:00:00`)
  const to = new Date(from)
  to.setDate(to.getDate() + 1)
  return { from: from.toISOString(), to: to.toISOString() }
}

export function Audit() {
  const [action, setAction] = useState('')
  const [day, setDay] = useState('')
  const parameters = { action, ...bounds(day) }
  return (
    <>
      <search className="mt-6 flex flex-wrap gap-4">
        <label className="grid max-w-full grid-cols-[minmax(0,auto)] gap-1.5">
          <span className="font-semibold">Deed</span>
          <AwakeSelect value={action} onChange={(event) => setAction(event.target.value)} className={control}>
            <option value="">Every deed</option>
            {knownDeeds.map((known) => (
              <option key={known} value={known}>
                {deedWords(known)}
              </option>
            ))}
          </AwakeSelect>
        </label>
        <label className="grid max-w-full grid-cols-[minmax(0,auto)] gap-1.5">
          <span className="font-semibold">Day</span>
          <AwakeInput type="date" value={day} onChange={(event) => setDay(event.target.value)} className={control} />
        </label>
      </search>
      <PagesList
        queryKey={adminKeys.list('audit', parameters)}
        read={(cursor, signal) => administration.audit({ ...parameters, cursor }, signal)}
        what="deeds"
        empty={<p>{action === '' && day === '' ? 'No administrator has done anything yet.' : 'Nothing like that was done.'}</p>}
      >
        {(deeds) => <DeedList deeds={deeds} />}
      </PagesList>
    </>
  )
}
