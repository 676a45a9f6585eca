/** A provider of OpenID Connect for tests, by a library that is one: with PKCE, a page to sign in on, and keys that a test may sign with. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { interactionPolicy, Provider } from 'oidc-provider'
import { type SpoilableServer, spoilableServer } from './testing-server.ts'

export interface GoogleAccount {
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

export interface TestGoogle extends Omit<SpoilableServer, 'handle'> {
  readonly accounts: Map<string, GoogleAccount>
  readonly environment: Readonly<Record<string, string>>
  /** From here on it serves the gateway at this address, and no other. */
  serve(gatewayUrl: string): void
  /** An identity token by the provider's own key, with whatever claims. */
  signed(claims: Readonly<Record<string, unknown>>): Promise<string>
}

const client = { id: 'quint-at-google', secret: 'a secret that only google and quint know' }

/** @param smallTokens leaves the address to the userinfo endpoint. */
export async function testGoogle({ smallTokens = false } = {}): Promise<TestGoogle> {
  const { handle, ...server } = await spoilableServer()
  const pair = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(pair.privateKey)), kid: 'google-1', alg: 'RS256', use: 'sig' }
  const accounts = new Map<string, GoogleAccount>()
  return {
    ...server,
    accounts,
    environment: { GATEWAY_GOOGLE_CLIENT_ID: client.id, GATEWAY_GOOGLE_CLIENT_SECRET: client.secret, GATEWAY_GOOGLE_ISSUER: server.url },
    serve(gatewayUrl) {
      const provider = openProvider({ issuer: server.url, gatewayUrl, jwk, accounts, smallTokens })
      const standard = provider.callback()
      handle((request, response) => {
        if (request.url === '/favicon.ico') {
          response.writeHead(204).end()
          return
        }
        const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1]
        if (uid === undefined) void standard(request, response)
        else void interact(provider, request, response)
      })
    },
    signed: (claims) =>
      new SignJWT({ iss: server.url, aud: client.id, sub: 'ada', exp: Math.floor(Date.now() / 1000) + 600, ...claims })
        .setProtectedHeader({ alg: 'RS256', kid: 'google-1' })
        .setIssuedAt()
        .sign(pair.privateKey),
  }
}

interface Opening {
  readonly issuer: string
  readonly gatewayUrl: string
  readonly jwk: Record<string, unknown>
  readonly accounts: ReadonlyMap<string, GoogleAccount>
  readonly smallTokens: boolean
}

function openProvider({ issuer, gatewayUrl, jwk, accounts, smallTokens }: Opening): Provider {
  const policy = interactionPolicy.base()
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0)
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${gatewayUrl}/api/auth/oauth/google/callback`],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['of this test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: smallTokens,
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_context, interaction) => `/interaction/${interaction.uid}` },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...accounts.get(sub) }) }),
    // Who signs in agrees.
    async loadExistingGrant(context) {
      const { session, client: asking } = context.oidc
      const grant = new context.oidc.provider.Grant({ clientId: asking?.clientId ?? '', accountId: session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<!doctype html><html lang="en"><title>Sign in to the provider</title><form method="post" action="${request.url}">
<label>Account <input name="account"></label><button name="answer" value="yes">Go on</button><button name="answer" value="no">Cancel</button></form>`)
    return
  }
  const sent = new URLSearchParams(Buffer.concat(await Array.fromAsync(request)).toString())
  const result =
    sent.get('answer') === 'no'
      ? { error: 'access_denied', error_description: 'The learner said no' }
      : { login: { accountId: sent.get('account') ?? '' }, select_account: {} }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}
