/** The cloud that an operator lends: which one, with whose credentials, how much of it, and for how long. */
import { Failure } from '@quint/runtime/failure.ts'
import { z } from 'zod'
import type { Blueprint } from '../blueprint/blueprint.ts'
import type { Cost } from '../derive/cost.ts'

export type Cloud = 'aws' | 'google'

export interface CloudPlace {
  readonly cloud: Cloud
  /** Terraform, by name or path. */
  readonly binary: string
  /** A folder for each deployment. */
  readonly folder: string
  /** Where providers are kept for machines without a registry; empty: they are fetched. */
  readonly plugins: string
  /** Values of the module's variables. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Everything of our environment that Terraform sees beside its own. */
  readonly environment: Readonly<Record<string, string>>
  /** What of it nobody may read. */
  readonly secrets: readonly string[]
  readonly limits: CloudLimits
}

export interface CloudLimits {
  /** Replicas of all components that are made. */
  readonly replicas: number
  readonly usdMonth: number
  readonly hours: number
  readonly planHours: number
  /** Of all learners, that may be there at once. */
  readonly atOnce: number
  /** Of one command of Terraform. */
  readonly longestMs: number
  /** How long one that is to end may go on with what it is at. */
  readonly graceMs: number
}

/** By cloud: what its provider reads. Nothing else of the environment is handed on. */
const names: Readonly<Record<Cloud, readonly string[]>> = {
  aws: [
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
    'AWS_WEB_IDENTITY_TOKEN_FILE',
    'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'AWS_EC2_METADATA_DISABLED',
    'AWS_CA_BUNDLE',
    'AWS_ENDPOINT_URL',
  ],
  google: ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CREDENTIALS', 'GOOGLE_OAUTH_ACCESS_TOKEN', 'GOOGLE_IMPERSONATE_SERVICE_ACCOUNT'],
}
const always = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR']
/** A switch or an address is no secret, and would be cut out of texts that it stands in by chance. */
const open: ReadonlySet<string> = new Set(['AWS_EC2_METADATA_DISABLED', 'AWS_ENDPOINT_URL', 'NO_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'])

export function credentialsOf(cloud: Cloud, given: Readonly<Record<string, string | undefined>>): Pick<CloudPlace, 'environment' | 'secrets'> {
  const known = [...names[cloud], ...always].flatMap((name) => {
    const value = given[name]
    return value === undefined || value === '' ? [] : [[name, value] as const]
  })
  return {
    environment: Object.fromEntries(known),
    secrets: known.filter(([name]) => !open.has(name)).flatMap(([, value]) => [value, ...inside(value)]),
  }
}

/** Credentials may be a document: its keys are as secret as the whole. */
function inside(value: string): readonly string[] {
  try {
    const document = JSON.parse(value) as unknown
    return typeof document === 'object' && document !== null
      ? Object.entries(document).flatMap(([name, one]) => (/key|secret|password|_token$/.test(name) && typeof one === 'string' ? one : []))
      : []
  } catch {
    return []
  }
}

const region = z.string().regex(/^[a-z0-9-]{2,40}$/, 'is a region')
const image = z.string().regex(/^[\w./:@-]{3,300}$/, 'is an image')
const shapes = {
  aws: z.strictObject({
    image,
    region: region.optional(),
    vpc: z.string().regex(/^vpc-[\w-]+$/, 'is a network'),
    subnets: z.array(z.string().regex(/^subnet-[\w-]+$/, 'is a subnet')).min(2, 'are two at least'),
    execution_role: z.string().startsWith('arn:').optional(),
    clients: z.array(z.cidrv4()).min(1).optional(),
  }),
  google: z.strictObject({ image, region: region.optional(), project: z.string().regex(/^[a-z][a-z0-9-]{4,29}$/, 'is a project') }),
} as const

/** @throws where they are not what the module of the cloud asks for. */
export function variablesOf(cloud: Cloud, text: string): Readonly<Record<string, unknown>> {
  const read = shapes[cloud].safeParse(parsed(text))
  if (read.success) return read.data
  const said = read.error.issues.map(({ path, message }) => `${path.join('.') || 'it'} ${message}`).join('; ')
  throw new Error(`RUNNER_DESIGN_CLOUD_VARIABLES is no JSON with what ${cloud} needs: ${said}`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch {
    return undefined
  }
}

const unmade: ReadonlySet<string> = new Set(['client', 'external'])

/** @throws where a design is larger or dearer than anybody pays for. */
export function withinLimits({ components }: Blueprint, { usdMonth }: Cost, limits: Pick<CloudLimits, 'replicas' | 'usdMonth'>): void {
  const replicas = components.filter(({ kind }) => !unmade.has(kind)).reduce((sum, one) => sum + one.replicas, 0)
  if (replicas > limits.replicas) throw new Failure('invalid', `It has ${replicas} replicas; at most ${limits.replicas} are made in a cloud.`)
  if (usdMonth > limits.usdMonth)
    throw new Failure('invalid', `It would cost about $${Math.round(usdMonth)} a month; at most $${limits.usdMonth} is spent on a design.`)
}
