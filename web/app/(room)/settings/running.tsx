/** For administrators: the way to what they look after. */
import Link from 'next/link'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'

export function Running() {
  return (
    <p>
      <Link href={paths.admin} className={buttonClass('quiet')}>
        Administration
      </Link>
    </p>
  )
}
