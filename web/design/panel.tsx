'use client'
/** What can be decided about the box or the arrow that is chosen. */
import { Button } from '../ui/button.tsx'
import { Area } from '../ui/field.tsx'
import {
  addLink,
  type Blueprint,
  type Component,
  changeComponent,
  changeLink,
  changeOperation,
  hasLink,
  type Link,
  removeComponent,
  removeLink,
} from './blueprint.ts'
import { Choice, NumberField, Tick } from './controls.tsx'
import type { Chosen } from './diagram.tsx'
import { kindWords } from './words.ts'

export interface PanelProps {
  readonly blueprint: Blueprint
  readonly chosen: Chosen | undefined
  readonly onChange: (blueprint: Blueprint) => void
  readonly onChoose: (chosen: Chosen | undefined) => void
}

export function Panel(props: PanelProps) {
  const { blueprint, chosen } = props
  const component = chosen?.kind === 'component' ? blueprint.components.find(({ id }) => id === chosen.id) : undefined
  const link = chosen?.kind === 'link' ? blueprint.links.find(({ from, to }) => `${from} ${to}` === chosen.id) : undefined
  return (
    <section aria-label="What is chosen" className="max-w-2xl rounded-card border border-line bg-surface p-4">
      {component === undefined && link === undefined ? <p className="text-muted">Choose a box or an arrow to decide something about it.</p> : null}
      {component === undefined ? null : <OfComponent key={component.id} {...props} component={component} />}
      {link === undefined ? null : <OfLink key={`${link.from} ${link.to}`} {...props} link={link} />}
    </section>
  )
}

const sizes = { s: 'Small', m: 'Medium (× 2)', l: 'Large (× 4)' }
const databases: readonly string[] = ['db.sql', 'db.kv']
const queues: readonly string[] = ['queue', 'stream']

function OfComponent({ blueprint, component, onChange, onChoose }: PanelProps & { readonly component: Component }) {
  const { id, kind, replicas = 1, zones = [], size = 's' } = component
  const set = (change: Partial<Component>): void => onChange(changeComponent(blueprint, id, change))
  // Where none is named it is the first, as it is drawn.
  const stands = zones.length > 0 ? zones : blueprint.zones.slice(0, 1)
  return (
    <div className="grid gap-4">
      <h2 className="text-lg">
        {id} <span className="font-sans text-base text-muted">{kindWords[kind]}</span>
      </h2>
      {kind === 'client' ? null : (
        <>
          <div className="grid grid-cols-2 gap-3">
            <NumberField label="Replicas" value={replicas} most={9} onChange={(value) => set({ replicas: Math.max(1, Math.round(value ?? 1)) })} />
            <Choice label="Size" value={size} options={sizes} onChange={(value) => set({ size: value as 's' | 'm' | 'l' })} />
          </div>
          <fieldset>
            <legend className="text-sm font-semibold">Zones</legend>
            <div className="flex flex-wrap gap-x-5">
              {blueprint.zones.map((zone) => (
                <Tick
                  key={zone}
                  label={`Zone ${zone}`}
                  on={stands.includes(zone)}
                  onChange={(on) => set({ zones: on ? [...stands, zone].toSorted() : stands.filter((one) => one !== zone) })}
                />
              ))}
            </div>
          </fieldset>
        </>
      )}
      {kind === 'cache' ? (
        <NumberField label="Entries live" unit="seconds" value={component.ttlSeconds} onChange={(value) => set({ ttlSeconds: value })} />
      ) : null}
      {queues.includes(kind) ? (
        <NumberField label="May wait" unit="messages" value={component.mostWaiting} onChange={(value) => set({ mostWaiting: value })} />
      ) : null}
      {databases.includes(kind) ? (
        <Tick label="A replica takes over" on={component.failover === true} onChange={(failover) => set({ failover })} />
      ) : null}
      <LinkTo blueprint={blueprint} from={id} onChange={onChange} onChoose={onChoose} />
      <Button
        look="danger"
        onClick={() => {
          onChange(removeComponent(blueprint, id))
          onChoose(undefined)
        }}
      >
        Take {id} away
      </Button>
    </div>
  )
}

interface LinkToProps extends Pick<PanelProps, 'blueprint' | 'onChange' | 'onChoose'> {
  readonly from: string
}

/** The way without a pointer. */
function LinkTo({ blueprint, from, onChange, onChoose }: LinkToProps) {
  const open = blueprint.components.filter(({ id, kind }) => id !== from && kind !== 'client' && !hasLink(blueprint, from, id))
  if (open.length === 0) return null
  const options = { '': 'Choose one', ...Object.fromEntries(open.map(({ id }) => [id, id])) }
  return (
    <Choice
      label="Link to"
      value=""
      options={options}
      onChange={(to) => {
        if (to === '') return
        onChange(addLink(blueprint, from, to))
        onChoose({ kind: 'link', id: `${from} ${to}` })
      }}
    />
  )
}

function OfLink({ blueprint, link, onChange, onChoose }: PanelProps & { readonly link: Link }) {
  const { from, to, retries } = link
  const set = (change: Partial<Link>): void => onChange(changeLink(blueprint, from, to, change))
  const setRetries = (change: { readonly max?: number; readonly backoffMs?: number; readonly jitter?: boolean }): void => {
    const next = { max: 0, backoffMs: 0, jitter: false, ...retries, ...change }
    set({ retries: next.max === 0 ? undefined : next })
  }
  const isSql = link.protocol === 'sql'
  return (
    <div className="grid gap-4">
      <h2 className="text-lg">
        {from} → {to}
      </h2>
      <div className="grid grid-cols-2 gap-3">
        <NumberField label="Time-out" unit="ms" most={600_000} value={link.timeoutMs} onChange={(value) => set({ timeoutMs: value })} />
        {isSql ? <NumberField label="Pool" unit="connections" most={500} value={link.pool} onChange={(value) => set({ pool: value })} /> : null}
        <NumberField label="Retries" most={10} value={retries?.max ?? 0} onChange={(value) => setRetries({ max: Math.round(value ?? 0) })} />
        {retries === undefined ? null : (
          <NumberField
            label="Pause"
            unit="ms"
            most={60_000}
            value={retries.backoffMs ?? 0}
            onChange={(value) => setRetries({ backoffMs: value ?? 0 })}
          />
        )}
      </div>
      <div>
        {retries === undefined ? null : (
          <Tick label="Pauses differ (jitter)" on={retries.jitter === true} onChange={(jitter) => setRetries({ jitter })} />
        )}
        <Tick label="Circuit breaker" on={link.breaker === true} onChange={(breaker) => set({ breaker })} />
        <Tick label="Nobody waits for it" on={link.async === true} onChange={(async) => set({ async })} />
      </div>
      <Button
        look="danger"
        onClick={() => {
          onChange(removeLink(blueprint, from, to))
          onChoose(undefined)
        }}
      >
        Take the link away
      </Button>
    </div>
  )
}

/** How each endpoint is answered: what is cached, put off, repeated safely, guarded. */
const writeHint = 'function handle({ body, query }) is called before it is written: return { body } to go on, or { status, body } to answer.'
const readHint = 'function handle({ answer, query }) is called after it was found: return { status, body }.'

interface HandlerProps {
  readonly operation: PanelProps['blueprint']['operations'][number]
  readonly onChange: (handler: string | undefined) => void
}

function Handler({ operation: { id, method, handler }, onChange }: HandlerProps) {
  return (
    <details className="mt-2" open={handler !== undefined}>
      <summary className="min-h-11 py-2 text-muted">Handler of your own</summary>
      <Area
        label={`Handler of ${id}, JavaScript`}
        optional
        value={handler ?? ''}
        maxLength={8000}
        spellCheck={false}
        onChange={(text) => onChange(text === '' ? undefined : text)}
        hint={method === 'GET' ? readHint : writeHint}
      />
    </details>
  )
}

export function Operations({ blueprint, onChange }: Pick<PanelProps, 'blueprint' | 'onChange'>) {
  const idsOf = (wanted: readonly string[]): readonly string[] => blueprint.components.filter(({ kind }) => wanted.includes(kind)).map(({ id }) => id)
  const [services, caches, lines] = [idsOf(['service']), idsOf(['cache']), idsOf(queues)]
  const named = (ids: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(ids.map((id) => [id, id]))
  return (
    <ul className="grid gap-4 sm:grid-cols-2">
      {blueprint.operations.map((one) => {
        const set = (change: Partial<typeof one>): void => onChange(changeOperation(blueprint, one.id, change))
        const reads = one.method === 'GET'
        return (
          <li key={one.id} className="rounded-card border border-line bg-surface p-4">
            <h2 className="break-all font-mono text-base">
              {one.method} {one.path}
            </h2>
            <div className="mt-3 grid gap-3">
              <Choice label="Answered by" value={one.component} options={named(services)} onChange={(component) => set({ component })} />
              {reads && caches.length > 0 ? (
                <Choice
                  label="Cached in"
                  value={one.cache?.component ?? ''}
                  options={{ '': 'nowhere', ...named(caches) }}
                  onChange={(id) => set({ cache: id === '' ? undefined : { component: id } })}
                />
              ) : null}
              {!reads && lines.length > 0 ? (
                <Choice
                  label="Put off by way of"
                  value={one.queue ?? ''}
                  options={{ '': 'nothing', ...named(lines) }}
                  onChange={(id) => set({ queue: id === '' ? undefined : id })}
                />
              ) : null}
            </div>
            <div className="mt-2">
              <Tick label="Wants to know who asks" on={one.auth === true} onChange={(auth) => set({ auth })} />
              {reads ? null : (
                <Tick label="A repeat is done once" on={one.idempotencyKey === true} onChange={(idempotencyKey) => set({ idempotencyKey })} />
              )}
              {!reads && caches.length > 0 ? (
                <Tick label="Takes its entry out of the cache" on={one.invalidates === true} onChange={(invalidates) => set({ invalidates })} />
              ) : null}
              {one.plan === 'list' ? (
                <Tick label="Answers in pages" on={one.paginated === true} onChange={(paginated) => set({ paginated })} />
              ) : null}
            </div>
            <Handler operation={one} onChange={(handler) => set({ handler })} />
          </li>
        )
      })}
    </ul>
  )
}
