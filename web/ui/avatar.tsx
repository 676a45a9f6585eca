/** The first letter of a name on the learner's colour. */
export function Avatar({ name, color }: { readonly name: string; readonly color: string }) {
  const [letter = '?'] = [...name.trim()]
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" className="size-14 shrink-0">
      <circle cx="24" cy="24" r="24" fill={color} />
      <text x="24" y="24" dy="0.35em" textAnchor="middle" fill="#fff" fontSize="22" fontWeight="600">
        {letter.toUpperCase()}
      </text>
    </svg>
  )
}
