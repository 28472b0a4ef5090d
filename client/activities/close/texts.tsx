import { Statement } from '../../panels/ui/statement.tsx'

/** Texts in their order. */
export function Texts({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text, index) => (
        // Two may say the same.
        <li key={`${index} ${text}`}>
          <Statement text={text} />
        </li>
      ))}
    </ul>
  )
}
