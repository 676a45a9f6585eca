/** The shape of what is about to appear. */
export function Skeleton({ className = '' }: { readonly className?: string }) {
  return <div aria-hidden className={`animate-pulse rounded-card bg-line/70 ${className}`} />
}

export function Waiting({ label }: { readonly label: string }) {
  return (
    <p role="status" className="sr-only">
      {label}
    </p>
  )
}
