/** Whether this browser carries a sign-in at all; whether it still holds is for the gateway to say. */
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { paths } from '../paths.ts'

const names = ['quint_access', 'quint_refresh', '__Host-quint_access', '__Host-quint_refresh']

export async function carriesSignIn(): Promise<boolean> {
  const jar = await cookies()
  return names.some((name) => jar.has(name))
}

/** Sends who is not signed in to the door, and back here afterwards. */
export async function needsLearner(path: string): Promise<void> {
  if (!(await carriesSignIn())) redirect(paths.signIn(path))
}
