/** A piece of code or JSON that one takes along: it wraps rather than scrolls, and a press selects it whole. */
export function Listing({ text }: { readonly text: string }) {
  return (
    <pre className="mt-2 select-all whitespace-pre-wrap rounded-card border border-line bg-surface px-4 py-3 font-mono text-sm [font-variant-ligatures:none] [overflow-wrap:anywhere]">
      <code>{text}</code>
    </pre>
  )
}
