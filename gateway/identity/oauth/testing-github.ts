/** GitHub's shape of OAuth for tests: PKCE, codes that are good once, errors that come with status 200, and the two addresses of its API. */
import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type SpoilableServer, spoilableServer } from './testing-server.ts'

export interface GitHubAccount {
  readonly id: number
  readonly login: string
  readonly name?: string | null
  readonly emails: readonly { readonly email: string; readonly primary: boolean; readonly verified: boolean }[]
}

export interface TestGitHub extends Omit<SpoilableServer, 'handle'> {
  readonly accounts: Map<string, GitHubAccount>
  readonly environment: Readonly<Record<string, string>>
}

interface Granted {
  readonly login: string
  readonly challenge: string
  readonly redirectUri: string
}

const client = { id: 'Iv1.quint', secret: 'a secret that only github and quint know' }

export async function testGitHub(): Promise<TestGitHub> {
  const { handle, ...server } = await spoilableServer()
  const accounts = new Map<string, GitHubAccount>()
  const codes = new Map<string, Granted>()
  const tokens = new Map<string, string>()
  handle((request, response) => {
    const url = new URL(request.url ?? '', server.url)
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /login/oauth/authorize':
        return askConsent(url, response)
      case 'POST /login/oauth/authorize':
        return void consented({ url, request, response, codes })
      case 'POST /login/oauth/access_token':
        return void exchanged({ request, response, codes, tokens })
      case 'GET /api/v3/user':
      case 'GET /api/v3/user/emails':
        return answerApi({
          url,
          request,
          response,
          account: accounts.get(tokens.get(request.headers.authorization?.replace(/^bearer /i, '') ?? '') ?? ''),
        })
      default:
        response.writeHead(404).end()
    }
  })
  return {
    ...server,
    accounts,
    environment: {
      GATEWAY_GITHUB_CLIENT_ID: client.id,
      GATEWAY_GITHUB_CLIENT_SECRET: client.secret,
      GATEWAY_GITHUB_URL: server.url,
      GATEWAY_GITHUB_API_URL: `${server.url}/api/v3`,
    },
  }
}

function askConsent(url: URL, response: ServerResponse): void {
  if (url.searchParams.get('client_id') !== client.id || url.searchParams.get('code_challenge_method') !== 'S256') {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, { 'content-type': 'text/html' }).end(`<form method="post" action="${url.pathname}?${url.searchParams}"></form>`)
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly codes: Map<string, Granted>
}

async function form(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(Buffer.concat(await Array.fromAsync(request)).toString())
}

async function consented({ url, request, response, codes }: Exchange & { readonly url: URL }): Promise<void> {
  const sent = await form(request)
  const redirectUri = url.searchParams.get('redirect_uri') ?? ''
  const back = new URL(redirectUri)
  back.searchParams.set('state', url.searchParams.get('state') ?? '')
  if (sent.get('answer') === 'no') back.searchParams.set('error', 'access_denied')
  else {
    const code = randomBytes(10).toString('hex')
    codes.set(code, { login: sent.get('account') ?? '', challenge: url.searchParams.get('code_challenge') ?? '', redirectUri })
    back.searchParams.set('code', code)
  }
  response.writeHead(302, { location: back.href }).end()
}

async function exchanged({ request, response, codes, tokens }: Exchange & { readonly tokens: Map<string, string> }): Promise<void> {
  const sent = await form(request)
  const code = sent.get('code') ?? ''
  const granted = codes.get(code)
  codes.delete(code)
  const challenge = createHash('sha256')
    .update(sent.get('code_verifier') ?? '')
    .digest('base64url')
  const good = granted?.challenge === challenge && granted.redirectUri === sent.get('redirect_uri')
  const trusted = sent.get('client_id') === client.id && sent.get('client_secret') === client.secret
  response.setHeader('content-type', 'application/json; charset=utf-8')
  if (granted === undefined || !good || !trusted) {
    response.end(
      JSON.stringify({
        error: trusted ? 'bad_verification_code' : 'incorrect_client_credentials',
        error_description: 'The code passed is incorrect or expired.',
      }),
    )
    return
  }
  const token = `gho_${randomBytes(18).toString('hex')}`
  tokens.set(token, granted.login)
  response.end(JSON.stringify({ access_token: token, token_type: 'bearer', scope: 'read:user,user:email' }))
}

interface Asking {
  readonly url: URL
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly account: GitHubAccount | undefined
}

/** The real API refuses who sends no user agent. */
function answerApi({ url, request, response, account }: Asking): void {
  const status = account === undefined ? 401 : request.headers['user-agent'] === undefined ? 403 : 200
  response.writeHead(status, { 'content-type': 'application/json' })
  if (status !== 200 || account === undefined) response.end('{"message":"Bad credentials"}')
  else {
    const { emails, ...user } = account
    response.end(JSON.stringify(url.pathname.endsWith('/emails') ? emails : user))
  }
}
