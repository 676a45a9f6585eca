/** A node for tests: starts what a pod's container says as a process of this machine, at a loopback address of its own, and tells the API server how it goes. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { loopbackHost } from '@quint/infra-runner/place/testing.ts'
import type { Store, Stored } from './store.ts'

export interface Node extends AsyncDisposable {
  /** What keeps a pod from running: no node that has room, or an image that is not there. */
  trouble: 'unschedulable' | 'no-image' | 'never-ready' | undefined
  /** Of the container's process; 0 where there is none. */
  pidOf(namespace: string, pod: string): number
  readonly pids: () => readonly number[]
}

interface PodSpec {
  readonly containers: readonly ContainerSpec[]
  readonly terminationGracePeriodSeconds?: number
  readonly activeDeadlineSeconds?: number
}

interface ContainerSpec {
  readonly args?: readonly string[]
  readonly env?: readonly EnvironmentVariable[]
  readonly readinessProbe?: { readonly tcpSocket?: { readonly port: string | number }; readonly periodSeconds?: number }
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[]
}

interface EnvironmentVariable {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name: string; readonly key: string }
    readonly fieldRef?: { readonly fieldPath: string }
  }
}

interface Running {
  readonly child: ChildProcess
  readonly folder: string
}

const root = path.join(import.meta.dirname, '..', '..')
const probeMs = 50

export function startNode(store: Store): Node {
  const running = new Map<string, Running>()
  const keyOf = ({ metadata }: Stored): string => `${metadata.namespace}/${metadata.name}`
  const node: Node = {
    trouble: undefined,
    pidOf: (namespace, pod) => running.get(`${namespace}/${pod}`)?.child.pid ?? 0,
    pids: () => [...running.values()].map(({ child }) => child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      stop()
      await Promise.all([...running.values()].map((one) => ended(one, 0)))
    },
  }
  /** Of the object as it is now, whatever happened to it meanwhile; nothing when it is gone. */
  const say = (pod: Stored, status: Readonly<Record<string, unknown>>): void => {
    const now = store.get({ resource: 'pods', namespace: pod.metadata.namespace }, pod.metadata.name)
    if (now !== undefined) store.put('pods', { ...now, status: { ...now.status, ...status } })
  }
  const run = async (pod: Stored): Promise<void> => {
    await pause(1)
    const scheduled = { type: 'PodScheduled', status: 'True' }
    if (node.trouble === 'unschedulable') {
      const why = { reason: 'Unschedulable', message: '0/3 nodes are available: 3 Insufficient cpu.' }
      say(pod, { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', ...why }] })
      return
    }
    if (node.trouble === 'no-image') {
      for (const reason of ['ErrImagePull', 'ImagePullBackOff']) {
        const waiting = { reason, message: 'manifest unknown' }
        say(pod, { phase: 'Pending', conditions: [scheduled], containerStatuses: [{ name: 'agent', state: { waiting } }] })
        await pause(20)
      }
      return
    }
    const spec = pod.spec as PodSpec
    const host = loopbackHost()
    const started = start(store, pod, host)
    running.set(keyOf(pod), started)
    const deadline = setTimeout(() => started.child.kill('SIGKILL'), Math.min((spec.activeDeadlineSeconds ?? 86_400) * 1000, 2 ** 31 - 1))
    say(pod, { phase: 'Running', podIP: host, conditions: [scheduled, { type: 'Ready', status: 'False' }] })
    gone(started.child)
      .then((code) => {
        clearTimeout(deadline)
        running.delete(keyOf(pod))
        rmSync(started.folder, { recursive: true, force: true })
        say(pod, { phase: code === 0 ? 'Succeeded' : 'Failed', conditions: [scheduled, { type: 'Ready', status: 'False' }] })
      })
      .catch(() => undefined)
    if (node.trouble === 'never-ready') return
    await answers(spec, host, started.child)
    if (running.has(keyOf(pod))) say(pod, { conditions: [scheduled, { type: 'Ready', status: 'True' }] })
  }
  const stop = store.onChange(({ type, resource, object }) => {
    if (resource !== 'pods') return
    if (type === 'ADDED') run(object).catch(() => undefined)
    const one = running.get(keyOf(object))
    const grace = (object.spec as PodSpec).terminationGracePeriodSeconds ?? 30
    if (one !== undefined && (type === 'DELETED' || object.metadata.deletionTimestamp !== undefined)) ended(one, grace).catch(() => undefined)
  })
  return node
}

function start(store: Store, { metadata, spec }: Stored, host: string): Running {
  const [container] = (spec as PodSpec).containers
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-pod-'))
  const told = ({ value, valueFrom }: EnvironmentVariable): string => {
    const { secretKeyRef, fieldRef } = valueFrom ?? {}
    if (fieldRef?.fieldPath === 'status.podIP') return host
    if (secretKeyRef === undefined) return value ?? ''
    const secret = store.get({ resource: 'secrets', namespace: metadata.namespace }, secretKeyRef.name)
    return (secret?.stringData as Readonly<Record<string, string>> | undefined)?.[secretKeyRef.key] ?? ''
  }
  const env = Object.fromEntries((container?.env ?? []).map((variable) => [variable.name, told(variable)]))
  // The volume at /tmp is a folder of this pod alone.
  const options = { cwd: root, env: { ...env, TMPDIR: folder, NODE_NO_WARNINGS: '1' }, stdio: 'ignore' } as const
  return { child: spawn(process.execPath, [...(container?.args ?? [])], options), folder }
}

async function gone(child: ChildProcess): Promise<number | null> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

async function ended({ child, folder }: Running, graceSeconds: number): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit')
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), graceSeconds * 1000)
    await exit
    clearTimeout(force)
  }
  rmSync(folder, { recursive: true, force: true })
}

/** As its readiness probe asks. */
async function answers({ containers: [container] }: PodSpec, host: string, child: ChildProcess): Promise<void> {
  const named = container?.readinessProbe?.tcpSocket?.port
  const port = container?.ports?.find(({ name }) => name === named)?.containerPort ?? Number(named)
  while (child.exitCode === null && child.signalCode === null) {
    const up = await new Promise<boolean>((resolve) => {
      const socket = connect({ host, port }, () => resolve(true))
      socket.on('error', () => resolve(false))
      socket.on('connect', () => socket.destroy())
    })
    if (up) return
    await pause(probeMs)
  }
}
