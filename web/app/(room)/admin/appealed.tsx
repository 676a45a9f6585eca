/** What is said for something that was taken down before. */
export function Appealed({ who, words }: { readonly who: string; readonly words: string | null }) {
  if (words === null) return null
  return (
    <p className="whitespace-pre-wrap break-words">
      {who} asks for another look: {words}
    </p>
  )
}
