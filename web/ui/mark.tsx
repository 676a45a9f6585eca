/** The mark: four small dots around a fifth. */
export function Mark({ className = 'size-6', plain = false }: { readonly className?: string; readonly plain?: boolean }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <circle cx="12" cy="4" r="2.6" className={plain ? 'fill-current' : 'fill-(--air)'} />
      <circle cx="20" cy="12" r="2.6" className={plain ? 'fill-current' : 'fill-(--fire)'} />
      <circle cx="12" cy="20" r="2.6" className={plain ? 'fill-current' : 'fill-(--earth)'} />
      <circle cx="4" cy="12" r="2.6" className={plain ? 'fill-current' : 'fill-(--water)'} />
      <circle cx="12" cy="12" r="3.6" className={plain ? 'fill-current' : 'fill-(--quint)'} />
    </svg>
  )
}
