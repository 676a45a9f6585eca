/** Deeds, one to a line: what, to whom, by whom, why. */
import Link from 'next/link'
import { paths } from '../../../../paths.ts'
import type { Deed } from '../admin-api.ts'
import { deedWords, isAccount, isVideo, momentWords, particulars, reasonOf, shortId } from '../admin-words.ts'

export function DeedList({ deeds }: { readonly deeds: readonly Deed[] }) {
  return (
    <ol className="mt-4 divide-y divide-line">
      {deeds.map((deed) => (
        <li key={deed.id} className="grid gap-1 py-3.5">
          <p className="flex flex-wrap items-baseline justify-between gap-x-6">
            <span className="font-semibold">{deedWords(deed.action)}</span>
            <time dateTime={deed.at} className="text-sm text-muted">
              {momentWords(deed.at)}
            </time>
          </p>
          {reasonOf(deed) === '' ? null : <p className="break-words">{reasonOf(deed)}</p>}
          <p className="flex flex-wrap gap-x-4 gap-y-1 break-all text-sm text-muted">
            <span>
              to <Subject deed={deed} />
            </span>
            <span>
              by <AccountLink id={deed.actor} />
            </span>
            {particulars(deed) === '' ? null : <span>{particulars(deed)}</span>}
          </p>
        </li>
      ))}
    </ol>
  )
}

function Subject({ deed }: { readonly deed: Deed }) {
  if (isVideo(deed))
    return (
      <Link href={paths.video(deed.subject)} prefetch={false} className="font-mono underline underline-offset-4">
        …{shortId(deed.subject)}
      </Link>
    )
  return isAccount(deed) ? <AccountLink id={deed.subject} /> : <code>{deed.subject}</code>
}

function AccountLink({ id }: { readonly id: string }) {
  return (
    <Link href={paths.adminUser(id)} prefetch={false} className="font-mono underline underline-offset-4">
      …{shortId(id)}
    </Link>
  )
}
