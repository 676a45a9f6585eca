/** An account made through the front door. */
export interface BenchLearner {
  readonly id: string
  readonly token: string
}

export async function register(url: string, number: number): Promise<BenchLearner> {
  const response = await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: `bench${number}@example.com`, password: 'a long password', displayName: `Bench ${number}` }),
    signal: AbortSignal.timeout(20_000),
  })
  if (!response.ok) throw new Error(`no account: ${response.status} ${await response.text()}`)
  const { user, accessToken } = (await response.json()) as { user: { id: string }; accessToken: string }
  return { id: user.id, token: accessToken }
}
