'use client'
/** The canvas: parts to add by a press or by dragging, the design, and the panel of what is chosen. */
import type { DragEvent } from 'react'
import { addComponent, addLink, type Blueprint, type Kind, kinds } from './blueprint.ts'
import { type Chosen, Diagram } from './diagram.tsx'
import { Panel } from './panel.tsx'
import { kindWords } from './words.ts'

export interface CanvasProps {
  readonly blueprint: Blueprint
  readonly chosen: Chosen | undefined
  readonly onChange: (blueprint: Blueprint) => void
  readonly onChoose: (chosen: Chosen | undefined) => void
  readonly loads: ReadonlyMap<string, number>
}

const dragged = 'text/x-quint-part'

export function Canvas({ blueprint, chosen, onChange, onChoose, loads }: CanvasProps) {
  const add = (kind: Kind): void => {
    const [next, id] = addComponent(blueprint, kind)
    onChange(next)
    onChoose({ kind: 'component', id })
  }
  const drop = (event: DragEvent): void => {
    const kind = kinds.find((one) => one === event.dataTransfer.getData(dragged))
    if (kind === undefined) return
    event.preventDefault()
    add(kind)
  }
  return (
    <div className="grid gap-5">
      <div className="min-w-0">
        <ul aria-label="Parts" className="mb-3 flex flex-wrap gap-2">
          {kinds
            .filter((kind) => kind !== 'client')
            .map((kind) => (
              <li key={kind}>
                <button
                  type="button"
                  draggable
                  onDragStart={(event) => event.dataTransfer.setData(dragged, kind)}
                  onClick={() => add(kind)}
                  className="min-h-9 cursor-grab rounded-card border border-edge bg-surface px-3 text-sm hover:border-ink"
                >
                  <span aria-hidden>+ </span>
                  {kindWords[kind]}
                </button>
              </li>
            ))}
        </ul>
        <section
          aria-label="Canvas"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
          tabIndex={0}
          onDragOver={(event) => event.preventDefault()}
          onDrop={drop}
          className="min-h-64 overflow-auto rounded-card border border-line bg-paper p-2"
        >
          <Diagram
            blueprint={blueprint}
            chosen={chosen}
            onChoose={onChoose}
            onLink={(from, to) => {
              onChange(addLink(blueprint, from, to))
              onChoose({ kind: 'link', id: `${from} ${to}` })
            }}
            loads={loads}
          />
        </section>
        <p className="mt-2 text-sm text-muted">
          Press a part to add it, pull from the dot of a box to another box to link them. The bar in a box is how busy theory says it is.
        </p>
      </div>
      <Panel blueprint={blueprint} chosen={chosen} onChange={onChange} onChoose={onChoose} />
    </div>
  )
}
