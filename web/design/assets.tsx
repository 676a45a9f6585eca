'use client'
/** Files that a learner keeps beside a design: notes, drawings, figures. */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type Asset, design } from '../api/design.ts'
import { newId } from '../api/new-id.ts'
import { messageOf } from '../api/problem.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Pages, usePages } from '../ui/pages.tsx'
import { Waiting } from '../ui/skeleton.tsx'

const mostBytes = 700 * 1024
const accepted = '.md,.txt,.sql,.json,.yaml,.yml,.csv,.mmd,.png,.jpg,.jpeg,.pdf'

const keyOf = (id: string) => ['design', 'assets', id]

export function useAssets(id: string) {
  return usePages({ queryKey: keyOf(id), read: (cursor, signal) => design.assets(id, cursor, signal) })
}

export interface AssetsProps {
  readonly id: string
  readonly pages: ReturnType<typeof useAssets>
}

export function Assets({ id, pages }: AssetsProps) {
  const queryKey = keyOf(id)
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const acting = async (act: () => Promise<unknown>): Promise<void> => {
    setBusy(true)
    setFailed(undefined)
    try {
      await act()
      await queries.invalidateQueries({ queryKey })
    } catch (error) {
      setFailed(messageOf(error))
    }
    setBusy(false)
  }
  const keep = async (file: File): Promise<void> => {
    if (file.size > mostBytes) return setFailed(`A file has at most ${mostBytes / 1024} KiB; ${file.name} has ${Math.ceil(file.size / 1024)}.`)
    await acting(async () => design.keepAsset(id, file.name, await base64(file), newId()))
  }
  return (
    <section aria-labelledby="files">
      <h2 id="files" className="text-xl">
        Files
      </h2>
      <p className="mt-1 max-w-[65ch] text-muted">
        Notes, drawings or figures of your own, kept beside this design: text, PNG, JPEG or PDF, up to 700 KiB each.
      </p>
      {/* Above the list, which comes later. */}
      <div className="mt-3 grid justify-items-start gap-3">
        <input
          ref={input}
          type="file"
          accept={accepted}
          aria-label="A file to keep"
          className="sr-only"
          tabIndex={-1}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = ''
            if (file !== undefined) void keep(file)
          }}
        />
        <Button look="quiet" busy={busy} onClick={() => input.current?.click()}>
          Keep a file
        </Button>
        {failed === undefined ? null : <Notice message={failed} />}
      </div>
      <Pages pages={pages} waiting={<Waiting label="Your files are being fetched." />} nothing={<p className="mt-3 text-muted">None yet.</p>}>
        {(items) => (
          <ul className="mt-2 divide-y divide-line">
            {items.map((asset) => (
              <li key={asset.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                <span className="min-w-0 break-all">
                  {asset.name} <span className="text-sm text-muted">{sizeWords(asset)}</span>
                </span>
                <span className="flex flex-wrap gap-3">
                  <a href={design.assetFile(asset.id)} download={asset.name} className={buttonClass('plain')} aria-label={`Download ${asset.name}`}>
                    Download
                  </a>
                  <Button
                    look="plain"
                    disabled={busy}
                    aria-label={`Delete ${asset.name}`}
                    onClick={() => void acting(() => design.removeAsset(asset.id))}
                  >
                    Delete
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Pages>
    </section>
  )
}

function sizeWords({ bytes }: Asset): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KiB`
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}
