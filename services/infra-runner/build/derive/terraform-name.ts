/** Names and references of Terraform blocks; the only place where an expression is written. */
import { createHash } from 'node:crypto'
import type { Component } from '../blueprint/blueprint.ts'
import type { Placement } from './terraform.ts'

/** As names of blocks are written: no hyphens. */
export function blockName(id: string): string {
  return id.replaceAll('-', '_')
}

export function reference(address: string): string {
  return `\${${address}}`
}

export function labelsOf({ namespace, expires }: Placement, component: string): Readonly<Record<string, string>> {
  return { quint_namespace: namespace, quint_component: component, quint_expires: expires }
}

/** At most 60 letters, as most clouds want it, or as few as this one does; what is cut stays another than its neighbours. */
export function named({ namespace }: Placement, id: string, most = 60): string {
  const whole = `${namespace}-${id}`
  if (whole.length <= most) return whole
  const mark = createHash('sha256').update(whole).digest('hex').slice(0, 6)
  return `${whole.slice(0, most - mark.length - 1).replace(/-+$/, '')}-${mark}`
}

const cores = { s: 1, m: 2, l: 4 } as const

export function coresOf({ size }: Pick<Component, 'size'>): number {
  return cores[size]
}
